//! What is told of a problem never holds a number of somebody whole, or what is masked where it is published: reports are
//! read, sent on and kept in logs.

use std::ops::Range;

use super::digits::{Form, is_unseen, value};
use super::find::{Sure, find};
use crate::diagnostic::{Diagnostic, Place, Text};
use crate::model::{Masked, Site};

/// Characters of an excerpt from which on it may have been cut.
const CUT: usize = 240;

/// What a site masks, as it is written.
#[derive(Debug, Default)]
pub struct Secrets(Vec<String>);

impl Secrets {
    /// Gathers it.
    pub fn of(site: &Site) -> Secrets {
        Secrets(Masked::of(site).texts)
    }

    /// A text without anything that nobody should see; `None` where there is no such thing in it.
    fn clean(&self, text: &str, is_cut: bool) -> Option<String> {
        let mut out = masked(text, is_cut);
        for secret in &self.0 {
            let now = out.as_deref().unwrap_or(text);
            if now.contains(secret.as_str()) {
                out = Some(now.replace(secret.as_str(), &"*".repeat(secret.chars().count())));
            }
        }
        out
    }

    fn words(&self, text: &mut Text) {
        for said in [&mut text.zh, &mut text.en] {
            if let Some(clean) = self.clean(said, false) {
                *said = clean;
            }
        }
    }

    fn place(&self, place: &mut Place) {
        if let Some(clean) = masked(&place.file, false) {
            place.file = clean.into();
        }
        if let Some(clean) = place.excerpt.as_deref().and_then(|e| self.clean(e, e.chars().count() >= CUT)) {
            place.excerpt = Some(clean.into());
        }
        if let Some(clean) = place.cell.as_deref().and_then(|cell| masked(cell, false)) {
            place.cell = Some(clean.into());
        }
    }
}

/// A text with the numbers of people in it masked.
pub fn numbers_masked(text: &str) -> String {
    masked(text, false).unwrap_or_else(|| text.to_owned())
}

/// Masks what nobody should see in everything that a problem says.
pub fn redact(problem: &mut Diagnostic, secrets: &Secrets) {
    secrets.words(&mut problem.message);
    problem.help.iter_mut().for_each(|help| secrets.words(help));
    problem.place.iter_mut().for_each(|place| secrets.place(place));
    for (at, what) in &mut problem.related {
        secrets.place(at);
        secrets.words(what);
    }
}

/// A text with the numbers in it masked, sign for sign: all but the first three and the last two of their digits. `None`
/// where there are none. `is_cut`: what the text ends with may go on where nobody sees it.
fn masked(text: &str, is_cut: bool) -> Option<String> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for form in [Form::Markdown, Form::Plain] {
        ranges.extend(find(text, form, "").into_iter().filter(|hit| hit.sure != Sure::Hardly).map(|hit| hit.range));
    }
    if is_cut {
        let is_part = |c: char| value(c).is_some() || is_unseen(c) || matches!(c, ' ' | '-' | '*' | 'X' | 'x');
        let start = text.trim_end_matches(is_part).len();
        if text[start..].chars().filter(|c| value(*c).is_some()).count() >= 7 {
            ranges.push(start..text.len());
        }
    }
    if ranges.is_empty() {
        return None;
    }
    let count = |range: &Range<usize>| text[range.clone()].chars().filter(|c| value(*c).is_some()).count();
    let is_x = |c: char| matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ' | 'Ⅹ' | 'ⅹ' | 'Х' | 'х' | '×');
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let within = ranges.iter().find(|range| range.contains(&at));
        let hides = within.is_some_and(|range| {
            let nth = text[range.start..at].chars().filter(|c| value(*c).is_some()).count();
            let ends_with_x = text[range.clone()].ends_with(is_x);
            let total = count(range) + usize::from(ends_with_x);
            value(c).is_some() && nth >= 3 && nth + 2 < total
        });
        out.push(if hides { '*' } else { c });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{Form, find, masked};

    #[test]
    fn what_is_told_is_masked() {
        assert_eq!(masked("甲：13800138000。", false).as_deref(), Some("甲：138******00。"));
        assert_eq!(masked("340524 19800101 001X", false).as_deref(), Some("340*** ******** **1X"));
        assert_eq!(masked("没有", false), None);
        assert_eq!(masked("甲3405241980010100", false), None);
        assert_eq!(masked("甲3405241980010100", true).as_deref(), Some("甲340***********00"));
        let hit = &find("34052419800101001X", Form::Plain, "")[0];
        assert_eq!(hit.masked, "340*************1X");
    }
}
