//! What pages and records say in words: sentence by sentence, without what they quote and without names.
//!
//! Whatever is left out is filled with [`GAP`]s of the same length, so that places stay.

use std::ops::Range;

use super::account::{Given, Rec};
use crate::diagnostic::Place;
use crate::load::parse::markdown::{self, Prose};
use crate::model::{Field, FieldRef, FieldValue, Kind, Page, Source, Value};

/// Stands for what is left out, byte by byte.
pub(super) const GAP: char = '\u{1}';

/// What makes a goal or a denial of a word for better.
const GOALS: [&str; 6] = ["要", "为了", "力争", "争取", "没有", "用来"];

/// Whether a word for better is told as a fact: no goal, no denial.
pub(super) fn is_claimed(text: &str, at: usize) -> bool {
    let (before, _) = clause(text, at..at);
    !GOALS.iter().any(|goal| before.contains(goal))
}

/// What stands in the clause before a word, and what after it.
pub(super) fn clause(text: &str, word: Range<usize>) -> (&str, &str) {
    const ENDS: [char; 11] = ['，', '；', '：', '。', '、', '！', '？', '（', '）', '\n', GAP];
    let before = text[..word.start].rsplit(ENDS).next().unwrap_or_default();
    (before, text[word.end..].split(ENDS).next().unwrap_or_default())
}

/// What a sentence ends with.
const ENDS: [char; 4] = ['。', '！', '？', '\n'];

/// The sentences of a text.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| ENDS.contains(c)) {
        let end = at + c.len_utf8();
        out.push(start..end);
        start = end;
    }
    if start < text.len() {
        out.push(start..text.len());
    }
    out
}

/// A text without what stands in quotation marks.
pub(super) fn unquoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['“', '「', '『']) {
        let close = match rest[open..].chars().next() {
            Some('“') => '”',
            Some('「') => '」',
            _ => '』',
        };
        // A mark that nothing closes quotes nothing.
        let Some(end) = rest[open..].find(close).map(|at| open + at + close.len_utf8()) else { break };
        out.push_str(&rest[..open]);
        out.extend(std::iter::repeat_n(GAP, end - open));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// A text without what stands in book-title marks: 《今年的打算》 is a name.
pub(super) fn untitled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((open, close)) = rest.find('《').and_then(|open| Some((open, open + rest[open..].find('》')?))) {
        let end = close + '》'.len_utf8();
        out.push_str(&rest[..open]);
        out.extend(std::iter::repeat_n(GAP, end - open));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// A text without some names.
pub(super) fn unnamed<'n>(text: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    let mut text = text.to_owned();
    for name in names.into_iter().filter(|name| !name.is_empty()) {
        if text.contains(name) {
            text = text.replace(name, &String::from(GAP).repeat(name.len()));
        }
    }
    text
}

/// Where one of these words stands in a text, and which; of two at one place the longer one.
pub(super) fn find_words<'w>(text: &str, words: &[&'w str]) -> Vec<(usize, &'w str)> {
    let mut out: Vec<(usize, &str)> = Vec::new();
    for word in words {
        out.extend(text.match_indices(word).map(|(at, _)| (at, *word)));
    }
    out.sort_by_key(|(at, word)| (*at, std::cmp::Reverse(word.len())));
    let mut end = 0;
    out.retain(|(at, word)| {
        let is_new = *at >= end;
        if is_new {
            end = at + word.len();
        }
        is_new
    });
    out
}

/// A sentence of a page, or a cell of a table.
#[derive(Debug)]
pub(super) struct Passage {
    /// Its words without quotations and titles.
    pub text: String,
    /// What it is read with: the sentence itself; of a cell, its row. Without quotations as well.
    pub around: String,
    /// From the body that it and what it is read with take up, links and all.
    pub span: Range<usize>,
    is_row: bool,
    prose: usize,
    at: Range<usize>,
}

impl Passage {
    /// Whether they are sentences of one paragraph or item of a list.
    pub(super) fn is_beside(&self, other: &Passage) -> bool {
        self.prose == other.prose && !self.is_row
    }
}

/// The sentences of a page.
#[derive(Debug)]
pub(super) struct Passages<'s> {
    page: &'s Page,
    body: &'s str,
    blocks: Vec<Prose>,
    /// In the order of the page.
    pub all: Vec<Passage>,
}

impl<'s> Passages<'s> {
    /// The sentences of a page that was read from a Markdown file.
    pub(super) fn of(page: &'s Page) -> Option<Passages<'s>> {
        let Source::Markdown(file) = &page.source else { return None };
        let body = file.body();
        let blocks = markdown::prose(body, |_| false);
        let mut all = Vec::new();
        for (index, block) in blocks.iter().enumerate() {
            let text = unquoted(&block.text);
            let row = block.row().map(unquoted);
            let within = sentences(&text);
            let last = within.len().saturating_sub(1);
            for (i, at) in within.into_iter().enumerate() {
                let (Some(start), Some(end)) = (block.at(at.start), block.at(at.end)) else { continue };
                let is_row = row.is_some();
                // Nothing is said before the first sentence of a line, or after the last one of a block, but links
                // without words.
                let start = if i == 0 || is_row { line_start(body, start) } else { start };
                let end = if i == last || is_row { line_end(body, end) } else { end };
                let around = row.clone().unwrap_or_else(|| text[at.clone()].to_owned());
                all.push(Passage {
                    text: untitled(&text[at.clone()]),
                    around,
                    is_row,
                    span: start..end,
                    prose: index,
                    at,
                });
            }
        }
        Some(Passages { page, body, blocks, all })
    }

    /// A sentence as it is written, quotations and all; of the length of its text without them.
    pub(super) fn words(&self, passage: &Passage) -> &str {
        self.blocks[passage.prose].text.get(passage.at.clone()).unwrap_or_default()
    }

    /// Where a range of a sentence stands in the source; as good as can be said.
    pub(super) fn place(&self, passage: &Passage, range: &Range<usize>) -> Place {
        let block = &self.blocks[passage.prose];
        let range = passage.at.start + range.start..passage.at.start + range.end;
        let found = block.source(&range, self.body);
        self.page.source.body_place(found.unwrap_or_else(|| passage.span.clone()))
    }

    /// Where a sentence stands in the source.
    pub(super) fn whole(&self, passage: &Passage) -> Place {
        self.page.source.body_place(passage.span.clone())
    }
}

fn line_start(body: &str, at: usize) -> usize {
    body.get(..at).and_then(|b| b.rfind('\n')).map_or(0, |i| i + 1)
}

fn line_end(body: &str, at: usize) -> usize {
    body.get(at..).and_then(|b| b.find('\n')).map_or(body.len(), |i| at + i)
}

/// All that a record says in words: the name of the field (none: its title, summary and body) and the text.
pub(super) fn texts<'s>(rec: Rec<'s>) -> Vec<(Option<&'s str>, String)> {
    let page = rec.here();
    let mut out = vec![(None, page.title.clone()), (None, page.summary.clone())];
    out.extend(fields(rec).into_iter().map(|(field, text)| (Some(field), text)));
    if let Source::Markdown(file) = &page.source {
        out.extend(markdown::prose(file.body(), |_| false).into_iter().map(|block| (None, block.text)));
    }
    out
}

/// What the fields of a record say in words.
pub(super) fn fields<'s>(rec: Rec<'s>) -> Vec<(&'s str, String)> {
    let page = rec.here();
    let mut out = Vec::new();
    for (index, field) in rec.schema().fields.iter().enumerate() {
        if let Some(FieldValue::Unknown(_, Some(about))) =
            page.value(FieldRef::Collection(rec.collection, index)).filter(|_| matches!(field.kind, Kind::Text))
        {
            out.push((field.name.as_str(), about.clone()));
        }
        let Given::Known(values) = rec.at(index) else { continue };
        said(field, values, &mut |text| out.push((field.name.as_str(), text.to_owned())));
    }
    out
}

fn said(field: &Field, values: &[Value], push: &mut impl FnMut(&str)) {
    for value in values {
        match (value, &field.kind) {
            (Value::Text(text), Kind::Text) => push(text),
            (Value::Item(values), Kind::Items(fields)) => {
                for (index, value) in values {
                    if let (Some(inner), FieldValue::Known(values)) = (fields.get(*index), value) {
                        said(inner, values, push);
                    }
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{GAP, find_words, is_claimed, sentences, unnamed, unquoted, untitled};

    #[test]
    fn what_is_left_out_keeps_its_place() {
        let text = "力争“今年”完成，「目前」“没有完";
        let own = unquoted(text);
        assert_eq!(own.len(), text.len());
        assert!(own.starts_with("力争\u{1}") && own.contains("完成，") && own.ends_with("“没有完"));
        assert!(untitled("照《今年的打算》做，《没有完").ends_with("\u{1}做，《没有完"));
        assert_eq!(unnamed("提升工程一期", ["提升工程"]), format!("{}一期", String::from(GAP).repeat(12)));
    }

    #[test]
    fn sentences_end_with_their_marks() {
        let text = "甲。乙；丙！丁";
        let all: Vec<&str> = sentences(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(all, ["甲。", "乙；丙！", "丁"]);
    }

    #[test]
    fn a_goal_is_no_claim() {
        let claimed = |text: &str| is_claimed(text, text.find("提高").expect("the word"));
        assert!(claimed("公共服务水平提高了"));
        assert!(!claimed("要提高转化率"));
        assert!(!claimed("转化率没有提高"));
    }

    #[test]
    fn the_longer_word_is_found() {
        assert_eq!(
            find_words("已竣工验收，在建", &["已竣工", "已竣工验收", "在建"]),
            [(0, "已竣工验收"), (18, "在建")]
        );
    }
}
