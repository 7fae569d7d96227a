//! CommonMark with tables and footnotes, and with Chinese done right: the one door to the Markdown crate.

pub mod cjk;
mod document;
mod fences;
mod footnotes;
mod headings;
mod lines;
mod prose;
mod summary;
mod words;
mod writer;

pub use document::{Document, FIGURE, Fence, Heading, Hole, Link, Note, Notice, RECORD, Table, What};
pub use lines::{Line, Of};
pub use prose::Prose;

use std::borrow::Cow;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// What of CommonMark's extensions a page may use.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// Parses a body. `skip_title`: leave out a first heading of level 1, because it is the page's title already.
pub fn parse(body: &str, skip_title: bool) -> Document {
    let mended = cjk::mend(body);
    let events = Parser::new_ext(mended.text(), options()).into_offset_iter();
    writer::write(cjk::clean(&mended, events), body.len(), skip_title)
}

/// How many words and Han characters a body has.
pub fn words(body: &str, skip_title: bool) -> usize {
    let mended = cjk::mend(body);
    let events = Parser::new_ext(mended.text(), options()).into_offset_iter();
    writer::count(cjk::clean(&mended, events), skip_title)
}

/// The running text of a body; `is_ours`: whether a link of that destination says itself what its words mean.
pub fn prose(body: &str, is_ours: impl Fn(&str) -> bool) -> Vec<Prose> {
    let mended = cjk::mend(body);
    let events = Parser::new_ext(mended.text(), options()).into_offset_iter();
    prose::read(cjk::clean(&mended, events), is_ours)
}

/// The lines of a body, each as its author broke it.
pub fn lines(body: &str) -> Vec<Line> {
    // Breaks between Han characters part names, although they are not shown.
    let mended = cjk::mend(body);
    let events = Parser::new_ext(mended.text(), options()).into_offset_iter();
    lines::read(events.map(|(event, range)| (event, mended.original(range.start)..mended.original(range.end))))
}

/// What a piece of a body says, such as a cell, without its mark-up.
pub fn plain(source: &str) -> Cow<'_, str> {
    if source.bytes().all(|b| !matches!(b, b'\\' | b'&' | b'<' | b'*' | b'_' | b'`' | b'~' | b'[')) {
        return Cow::Borrowed(source);
    }
    let mended = cjk::mend(source);
    let mut text = String::with_capacity(source.len());
    for (event, _) in cjk::clean(&mended, Parser::new_ext(mended.text(), options()).into_offset_iter()) {
        match event {
            Event::Text(t) | Event::Code(t) => text.push_str(&t),
            Event::InlineHtml(t) if t.starts_with("<br") => text.push('\n'),
            Event::InlineHtml(t) if t.starts_with("<!--") => {}
            Event::InlineHtml(t) => text.push_str(&t),
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            _ => {}
        }
    }
    Cow::Owned(text)
}

/// The text of a first heading of level 1, by which a page without a title is called. Links to figures and records stay as
/// they are written, for the model to fill.
pub fn first_heading(body: &str) -> Option<String> {
    let mut text = String::new();
    let mut inside = false;
    let mut links: Vec<Option<String>> = Vec::new();
    let mended = cjk::mend(body);
    let events = Parser::new_ext(mended.text(), options()).into_offset_iter();
    for (event, _) in cjk::clean(&mended, events) {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => inside = true,
            Event::End(TagEnd::Heading(_)) => break,
            Event::Text(t) | Event::Code(t) if inside => text.push_str(&t),
            Event::Start(Tag::Link { dest_url, .. }) if inside => {
                let is_ours = [FIGURE, RECORD].iter().any(|scheme| dest_url.starts_with(scheme));
                text.push_str(if is_ours { "[" } else { "" });
                links.push(is_ours.then(|| dest_url.into_string()));
            }
            Event::End(TagEnd::Link) if inside => {
                if let Some(destination) = links.pop().flatten() {
                    text.extend(["](", &destination, ")"]);
                }
            }
            _ if inside => {}
            Event::Start(Tag::HtmlBlock) | Event::Html(_) | Event::End(TagEnd::HtmlBlock) => {}
            _ => return None,
        }
    }
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
