//! A Markdown body after parsing: HTML with holes where only the site knows what belongs there.

use std::borrow::Cow;
use std::ops::Range;

/// HTML in which addresses and words of the theme are still missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The HTML without what belongs into the holes.
    pub html: String,
    /// Where something is missing, by position.
    pub holes: Vec<Hole>,
    /// Links and images, in the order of their holes.
    pub links: Vec<Link>,
    /// Fenced blocks that the site fills, in the order of their holes.
    pub blocks: Vec<Fence>,
    /// Headings, in order.
    pub headings: Vec<Heading>,
    /// Tables, in order.
    pub tables: Vec<Table>,
    /// Plain text before the summary mark, or of the first paragraph.
    pub summary: String,
    /// What an author should know; the first two hundred of it.
    pub notes: Vec<Note>,
}

impl Document {
    /// Notes at most: a body of nothing but mistakes is not worth a report of as many lines.
    const NOTES: usize = 200;

    /// Takes note of something, unless there are too many notes already.
    pub(super) fn note(&mut self, what: Notice, range: Range<usize>) {
        if self.notes.len() < Self::NOTES {
            self.notes.push(Note { what, range });
        }
    }
}

/// A place in [`Document::html`] where something is to be put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hole {
    /// Byte position in the HTML.
    pub at: usize,
    /// What belongs there.
    pub what: What,
}

/// What belongs into a hole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The address of the link of that index.
    Address(usize),
    /// The title of what the link of that index leads to.
    Title(usize),
    /// The value of what the link of that index is bound to, for machines.
    Value(usize),
    /// A word of the theme's strings.
    Word(&'static str),
    /// The label of the nth table, from 1.
    Table(usize),
    /// What the block of that index shows.
    Block(usize),
}

/// A link or an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Destination as written, entities and escapes undone.
    pub destination: String,
    /// What it says, where it is bound to a figure or leads to a record.
    pub words: String,
    /// Whether it is an image.
    pub image: bool,
    /// Where it stands in the body.
    pub range: Range<usize>,
}

/// A fenced block with a meaning of its own (`figures`, `table`, `records`, `chart`, `timeline`): its body is for the model to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence {
    /// Its English name.
    pub name: &'static str,
    /// Where the whole of it stands in the body.
    pub range: Range<usize>,
    /// From the first character of what is written in it to the last.
    pub content: Range<usize>,
}

/// Schemes of links whose words the model compares.
pub const FIGURE: &str = "figure:";
/// The same for records.
pub const RECORD: &str = "record:";

impl Link {
    /// What a link is to be filled with that has no words stands in plain text as its index between these.
    const MARKS: [char; 2] = ['\u{2}', '\u{3}'];

    /// A mark in plain text.
    pub(super) fn mark(index: usize) -> String {
        let [open, close] = Link::MARKS;
        format!("{open}{index}{close}")
    }

    /// How long a text is without a mark that was cut.
    pub(super) fn whole(text: &str) -> usize {
        let [open, close] = Link::MARKS;
        text.rfind(open).filter(|at| !text[*at..].contains(close)).unwrap_or(text.len())
    }

    /// Plain text with its marks filled.
    pub fn filled<'t>(text: &'t str, fill: impl Fn(usize) -> String) -> Cow<'t, str> {
        let [open, close] = Link::MARKS;
        if !text.contains(open) {
            return text.into();
        }
        let mut out = String::with_capacity(text.len());
        for (n, part) in text.split(open).enumerate() {
            match part.split_once(close).filter(|_| n > 0) {
                Some((index, rest)) => {
                    out.extend(index.parse().ok().map(&fill));
                    out.push_str(rest);
                }
                None => out.push_str(part),
            }
        }
        out.into()
    }
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6: the page's title is the only heading of level 1.
    pub level: u8,
    /// Its id in the page.
    pub id: String,
    /// Its text without markup.
    pub text: String,
}

/// A table: where it and what is in it stand in the body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The whole of it.
    pub range: Range<usize>,
    /// How many cells a row has.
    pub columns: usize,
    /// The cells, row by row; the first row is the header.
    pub cells: Vec<Range<usize>>,
}

/// Something about the body that an author should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is.
    pub what: Notice,
    /// Where it stands in the body.
    pub range: Range<usize>,
}

/// Kinds of [`Note`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// HTML, which is shown as text.
    RawHtml,
    /// A footnote that nothing refers to.
    UnusedFootnote,
    /// A second text for a footnote that has one.
    RepeatedFootnote,
    /// A reference to a footnote that has no text.
    MissingFootnote,
    /// Nested deeper than is shown.
    TooDeep,
    /// A reference to a character that no page can carry (`&#1;`).
    Forbidden,
    /// An image without a text for those who do not see it.
    NoAltText,
    /// A fence that looks like a block of that name, and is code.
    NearBlock(&'static str),
}
