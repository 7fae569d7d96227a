//! Numbers in the prose of a page that are bound to nothing.

use std::ops::Range;

use crate::load::parse::markdown;
use crate::load::parse::yaml::Node;
use crate::model::site::{Page, Site};
use crate::model::source::Source;
use crate::value::numerals;

/// Names with numerals in them that are no figures. A site adds its own under `names`.
const NAMES: [&str; 16] = [
    "百千万工程",
    "百千万",
    "百县千镇万村",
    "万亩竹海",
    "一把手",
    "一对一",
    "一村一品",
    "一户一策",
    "两山",
    "三大革命",
    "三公",
    "四议两公开",
    "八项规定",
    "十四五",
    "千村示范",
    "万村整治",
];

/// A number in a sentence, bound to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loose {
    /// Where it stands in the body.
    pub range: Range<usize>,
    /// What it says.
    pub words: String,
    /// Whether it stands in a link to somewhere else, in which no other can stand.
    pub is_linked: bool,
    /// Whether it is one piece of the source: no mark-up or line break stands in it.
    pub is_whole: bool,
    /// The text around it.
    pub context: String,
    /// What stands before it and after it in its block.
    pub beside: [String; 2],
}

/// The words that hold numerals and are no figures: those built in, the site's own, and titles of records in words.
pub fn proper_names(site: &Site) -> Vec<String> {
    let has_digit = |text: &str| text.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let titles = site.records.values().map(|page| site.pages[*page].title.as_str()).filter(|title| !has_digit(title));
    let own = site.config.names.iter().map(String::as_str);
    NAMES.into_iter().chain(own).chain(titles).map(str::to_owned).collect()
}

/// The loose numbers of a page, in order. Quotations are exempt: between “ and ”, and in blocks of their own.
pub fn loose(page: &Page, names: &[String]) -> Vec<Loose> {
    let Source::Markdown(file) = &page.source else { return Vec::new() };
    within(file.body(), names)
}

/// The loose numbers of a page's summary, as far as it is written; where they stand is said of the summary.
pub fn loose_in_summary(page: &Page, names: &[String]) -> Vec<Loose> {
    let Source::Markdown(file) = &page.source else { return Vec::new() };
    let written = file.front.node.get("summary").or_else(|| file.front.node.get("摘要")).and_then(Node::as_text);
    written.map(|text| within(text, names)).unwrap_or_default()
}

fn within(body: &str, names: &[String]) -> Vec<Loose> {
    let mut out = Vec::new();
    for block in markdown::prose(body, |destination| destination.starts_with("figure:")) {
        let quoted = quotations(&block.text);
        for numeral in numerals(&block.text, names.iter().map(String::as_str)) {
            let is_quoted = quoted.iter().any(|q| q.start < numeral.range.end && numeral.range.start < q.end);
            if is_quoted {
                continue;
            }
            let (start, end) = (numeral.range.start, numeral.range.end);
            let whole = block.source(&numeral.range, body);
            let first = block.text[start..].chars().next().map_or(0, char::len_utf8);
            let Some(range) = whole.clone().or_else(|| block.source(&(start..start + first), body)) else { continue };
            let is_linked = block.is_linked(&numeral.range);
            let words = block.text[numeral.range].replace('\n', "");
            let context = block.context().to_owned();
            let beside = [block.text[..start].to_owned(), block.text[end..].to_owned()];
            out.push(Loose { range, words, is_linked, is_whole: whole.is_some(), context, beside });
        }
    }
    out
}

fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('“' | '「', None) => open = Some(at),
            ('”' | '」', Some(from)) => {
                out.push(from..at);
                open = None;
            }
            _ => {}
        }
    }
    out
}
