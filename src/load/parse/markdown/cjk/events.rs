//! Makes the parser's events look as if the source had never been mended.
//!
//! The events pass through one at a time. Only a soft break waits, together with the tags behind
//! it, until the next text tells whether it is dropped; collecting all events first would double
//! the time a page takes.

use super::chars::{is_unsure, joins, joins_within};
use super::{LOOK_THROUGH, MARK, Mended, strip};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag, TagEnd};
use std::collections::VecDeque;
use std::ops::Range;

/// How far to step from one offset to the next before a binary search is quicker.
const STEPS: usize = 6;

/// How many events to look through behind a soft break: beyond that it stays.
const EVENTS: usize = 64;

/// Takes the marks out of the events of a mended text, brings their ranges back to the source,
/// and drops soft breaks between wide characters.
///
/// `events` must come from parsing `mended.text()`, with offsets.
pub fn clean<'m, 'e, I>(mended: &'m Mended<'m>, events: I) -> Clean<'m, 'e, I::IntoIter>
where
    I: IntoIterator<Item = (Event<'e>, Range<usize>)>,
{
    Clean {
        events: events.into_iter(),
        mended,
        near_start: 0,
        near_end: 0,
        ahead: VecDeque::new(),
        before: None,
        script: None,
    }
}

/// The events of [`clean`].
#[derive(Debug)]
pub struct Clean<'m, 'e, I> {
    events: I,
    mended: &'m Mended<'m>,
    /// How many marks begin before the last start and the last end; the next are seldom far.
    near_start: usize,
    near_end: usize,
    /// What was read beyond a soft break.
    ahead: VecDeque<(Event<'e>, Range<usize>)>,
    /// The visible character passed on last, if nothing but inline tags came after it.
    before: Option<char>,
    /// The last one before it that tells the script: no mark that Chinese and Latin text share.
    script: Option<char>,
}

impl<'e, I: Iterator<Item = (Event<'e>, Range<usize>)>> Iterator for Clean<'_, 'e, I> {
    type Item = (Event<'e>, Range<usize>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let item = if self.ahead.is_empty() { self.read() } else { self.ahead.pop_front() };
            match &item {
                Some((Event::SoftBreak, _)) if self.drops_break() => continue,
                Some((event, _)) => match Sight::of(event) {
                    Sight::Text(text) => {
                        self.before = text.chars().next_back();
                        self.script = text.chars().rev().find(|c| !is_unsure(*c)).or(self.script);
                    }
                    Sight::Other => (self.before, self.script) = (None, None),
                    Sight::Nothing => {}
                },
                None => {}
            }
            return item;
        }
    }
}

impl<'e, I: Iterator<Item = (Event<'e>, Range<usize>)>> Clean<'_, 'e, I> {
    /// The next event without marks; a text that was nothing but marks is no event.
    #[inline]
    fn read(&mut self) -> Option<(Event<'e>, Range<usize>)> {
        // Events are large: they are changed where they are, not taken apart and put together.
        loop {
            let mut item = self.events.next();
            if let Some((event, range)) = &mut item
                && self.mended.is_mended()
            {
                let inserts = &self.mended.inserts;
                let first = marks_before(inserts, range.start, &mut self.near_start);
                let last = marks_before(inserts, range.end, &mut self.near_end);
                range.start = self.mended.original_after(first, range.start);
                range.end = self.mended.original_after(last, range.end);
                let has_marks = first != last;
                strip_event(event, has_marks);
                if has_marks && matches!(event, Event::Text(text) if text.is_empty()) {
                    continue;
                }
            }
            return item;
        }
    }

    /// Whether the soft break just read stands between two wide characters, or within Chinese text between two marks
    /// that it shares with Latin text.
    fn drops_break(&mut self) -> bool {
        let Some(before) = self.before else {
            return false;
        };
        let mut marks = 0;
        for at in 0..EVENTS {
            if at == self.ahead.len() {
                let Some(read) = self.read() else { break };
                self.ahead.push_back(read);
            }
            match Sight::of(&self.ahead[at].0) {
                Sight::Text(text) => {
                    for after in text.chars() {
                        if marks == 0 && !(is_unsure(before) && is_unsure(after)) {
                            return joins(before, after);
                        }
                        if !is_unsure(after) {
                            return joins_within(self.script, Some(after));
                        }
                        marks += 1;
                        if marks > LOOK_THROUGH {
                            return false;
                        }
                    }
                }
                Sight::Nothing => {}
                Sight::Other => break,
            }
        }
        marks > 0 && joins_within(self.script, None)
    }
}

/// How many marks begin before `offset`, looked for near the previous answer first.
fn marks_before(inserts: &[usize], offset: usize, near: &mut usize) -> usize {
    for _ in 0..STEPS {
        if *near > 0 && inserts[*near - 1] >= offset {
            *near -= 1;
        } else if *near < inserts.len() && inserts[*near] < offset {
            *near += 1;
        } else {
            return *near;
        }
    }
    *near = inserts.partition_point(|&mark| mark < offset);
    *near
}

/// What a reader sees of an event within a line.
enum Sight<'t> {
    /// Text, never empty.
    Text(&'t str),
    /// Nothing that parts characters: inline tags, footnote references, breaks.
    Nothing,
    /// Anything else: pictures, boxes, blocks.
    Other,
}

impl<'t> Sight<'t> {
    fn of(event: &'t Event<'_>) -> Self {
        match event {
            Event::Text(text) | Event::Code(text) if text.is_empty() => Self::Nothing,
            Event::Text(text) | Event::Code(text) => Self::Text(text),
            Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::SoftBreak => Self::Nothing,
            Event::Start(
                Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. },
            )
            | Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
                | TagEnd::Link,
            ) => Self::Nothing,
            _ => Self::Other,
        }
    }
}

/// Takes the marks out of every string of an event.
///
/// The strings of most events are the text of their own range, which `has_marks` speaks of. Those
/// of tags and footnote references may come from a definition elsewhere, so they are always seen to.
fn strip_event(event: &mut Event<'_>, has_marks: bool) {
    match event {
        Event::Start(tag) => strip_tag(tag),
        Event::FootnoteReference(label) => strip_cow(label),
        Event::Text(text)
        | Event::Code(text)
        | Event::InlineMath(text)
        | Event::DisplayMath(text)
        | Event::Html(text)
        | Event::InlineHtml(text)
            if has_marks =>
        {
            strip_cow(text);
        }
        _ => {}
    }
}

fn strip_tag(tag: &mut Tag<'_>) {
    match tag {
        Tag::Link { dest_url, title, id, .. } | Tag::Image { dest_url, title, id, .. } => {
            strip_cow(dest_url);
            strip_cow(title);
            strip_cow(id);
        }
        Tag::Heading { id, classes, attrs, .. } => {
            id.iter_mut().chain(classes).for_each(strip_cow);
            for (name, value) in attrs {
                strip_cow(name);
                value.iter_mut().for_each(strip_cow);
            }
        }
        Tag::CodeBlock(CodeBlockKind::Fenced(text)) | Tag::FootnoteDefinition(text) => {
            strip_cow(text);
        }
        _ => {}
    }
}

fn strip_cow(text: &mut CowStr<'_>) {
    if text.contains(MARK) {
        *text = match *text {
            CowStr::Borrowed(borrowed) => strip(borrowed).into(),
            _ => strip(text).into_owned().into(),
        };
    }
}
