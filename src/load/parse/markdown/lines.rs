//! What a body says line by line, without its mark-up: lists of names are written so.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::cjk::strip;

/// A line of a paragraph, a heading, an item of a list or a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// What it is a line of.
    pub of: Of,
    /// Where it stands in the body.
    pub range: Range<usize>,
}

/// What a line is of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Of {
    /// A paragraph, a heading, code.
    #[default]
    Text,
    /// An item of a list, which it begins.
    Item,
    /// A cell of a table.
    Cell,
}

/// Reads events into lines; those that say nothing are left out.
pub(super) fn read<'a>(events: impl Iterator<Item = (Event<'a>, Range<usize>)>) -> Vec<Line> {
    let mut out = Vec::new();
    let mut line = Line { text: String::new(), of: Of::Text, range: 0..0 };
    for (event, range) in events {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                for (nth, part) in text.split('\n').enumerate() {
                    if nth > 0 {
                        end(&mut line, &mut out);
                    }
                    if line.text.is_empty() {
                        line.range.start = range.start;
                    }
                    line.range.end = range.end;
                    line.text.push_str(&strip(part));
                }
            }
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                end(&mut line, &mut out);
            }
            Event::Start(Tag::Item) => {
                end(&mut line, &mut out);
                line.of = Of::Item;
            }
            Event::Start(Tag::TableCell) => {
                end(&mut line, &mut out);
                line.of = Of::Cell;
            }
            Event::Start(Tag::List(_))
            | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item) => {
                end(&mut line, &mut out);
            }
            _ => {}
        }
    }
    end(&mut line, &mut out);
    out
}

fn end(line: &mut Line, out: &mut Vec<Line>) {
    let is_empty = line.text.trim().is_empty();
    let of = if is_empty { line.of } else { Of::Text };
    let next = Line { text: String::new(), of, range: 0..0 };
    let whole = std::mem::replace(line, next);
    if !is_empty {
        out.push(whole);
    }
}
