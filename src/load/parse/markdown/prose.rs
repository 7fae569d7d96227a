//! The running text of a body, block by block, with where it stands in the source: what readers see as the site's own
//! words. Code, quotations and the words of links with a scheme of ours are left out.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

/// Stands for what is left out, so that the text on both sides of it does not join.
const GAP: char = '\u{FFFC}';

/// The text of a block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// Its text.
    pub text: String,
    /// Where it stands in the text that leads somewhere already: a link cannot stand in a link.
    linked: Vec<Range<usize>>,
    /// Of a cell, the text of its whole row.
    row: Option<String>,
    /// Offsets in the text where pieces of the source begin, with their offsets in the body.
    pieces: Vec<(usize, usize)>,
}

impl Prose {
    /// Where a range of the text stands in the body; `None` where it is not one piece there.
    pub fn source(&self, range: &Range<usize>, body: &str) -> Option<Range<usize>> {
        let piece = self.pieces.partition_point(|(at, _)| *at <= range.start).checked_sub(1)?;
        let (at, source) = self.pieces[piece];
        let start = source + (range.start - at);
        let found = start..start + range.len();
        (body.get(found.clone())? == self.text.get(range.clone())?).then_some(found)
    }

    /// Where an offset of the text stands in the body, links and marks between aside.
    pub fn at(&self, offset: usize) -> Option<usize> {
        // An end belongs to what stands before it.
        let piece = self.pieces.partition_point(|(at, _)| *at < offset.max(1)).checked_sub(1)?;
        let (at, source) = self.pieces[piece];
        Some(source + offset.saturating_sub(at))
    }

    /// Of a cell, the text of its whole row.
    pub fn row(&self) -> Option<&str> {
        self.row.as_deref()
    }

    /// Whether a range of the text is part of a link.
    pub fn is_linked(&self, range: &Range<usize>) -> bool {
        self.linked.iter().any(|link| link.start < range.end && range.start < link.end)
    }

    /// What stands around it: of a cell its row, of all else the block itself.
    pub fn context(&self) -> &str {
        self.row.as_deref().unwrap_or(&self.text)
    }

    fn push(&mut self, text: &str, source: usize) {
        if let Some((at, from)) = self.pieces.last()
            && from + (self.text.len() - at) == source
        {
            // It goes on where the last one ended.
        } else {
            self.pieces.push((self.text.len(), source));
        }
        self.text.push_str(text);
    }
}

/// Reads events into blocks. `is_ours`: whether a link of that destination says itself what its words mean.
pub(super) fn read<'a>(
    events: impl Iterator<Item = (Event<'a>, Range<usize>)>,
    is_ours: impl Fn(&str) -> bool,
) -> Vec<Prose> {
    let mut out = Vec::new();
    let mut block = Prose::default();
    // How deep in what is left out: quotations and code, links of ours, pictures.
    let mut outside = 0_usize;
    let mut links: Vec<(bool, usize)> = Vec::new();
    // Where the cells of the row begin.
    let mut row = 0;
    for (event, range) in events {
        match event {
            Event::Start(Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::HtmlBlock) => outside += 1,
            Event::End(TagEnd::BlockQuote(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                outside = outside.saturating_sub(1);
                block.text.push(GAP);
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let ours = is_ours(&dest_url);
                outside += usize::from(ours);
                links.push((ours, block.text.len()));
            }
            Event::End(TagEnd::Link) => match links.pop() {
                Some((true, _)) => {
                    outside = outside.saturating_sub(1);
                    block.text.push(GAP);
                }
                Some((false, start)) => block.linked.push(start..block.text.len()),
                None => {}
            },
            Event::Start(Tag::TableHead | Tag::TableRow) => row = out.len(),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                let text = out[row..].iter().map(|cell: &Prose| cell.text.as_str()).collect::<Vec<_>>().join("\n");
                out[row..].iter_mut().for_each(|cell| cell.row = Some(text.clone()));
            }
            Event::Start(Tag::Image { .. }) => outside += 1,
            Event::End(TagEnd::Image) => {
                outside = outside.saturating_sub(1);
                block.text.push(GAP);
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item)
                if !block.text.is_empty() =>
            {
                out.push(std::mem::take(&mut block));
            }
            Event::Text(text) if outside == 0 => block.push(&text, range.start),
            Event::Code(_) | Event::FootnoteReference(_) | Event::InlineHtml(_) if outside == 0 => block.text.push(GAP),
            Event::SoftBreak | Event::HardBreak if outside == 0 => block.text.push('\n'),
            _ => {}
        }
    }
    if !block.text.is_empty() {
        out.push(block);
    }
    out
}
