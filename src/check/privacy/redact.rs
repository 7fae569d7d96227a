//! What is told of a problem never holds a number of somebody whole, or what is masked where it is published: reports are
//! read, sent on and kept in logs.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::any_long::long_numbers;
use super::boxes::in_line;
use super::digits::{Form, is_unseen, value};
use super::find::{Sure, find};
use super::mentioned::{path_masked, spoken_masked};
use super::named_files::{find_in_name, in_words};
use super::posts::names_masked;
use crate::check::waive::Waived;
use crate::diagnostic::{Diagnostic, Place, Text};
use crate::model::{Masked, Site, Waiver};

/// What may stand over a number that was found.
const NOTED: &str = "电话、卡号";

/// Characters of an excerpt from which on it may have been cut.
const CUT: usize = 240;

/// What nobody is to be told.
#[derive(Debug, Default)]
pub struct Secrets {
    /// What a site masks, as it is written.
    texts: Vec<String>,
    /// Lines and cells with numbers that may be known by what stands over them alone.
    noted: HashSet<(Arc<str>, u32, Option<Arc<str>>)>,
}

impl Secrets {
    /// Gathers it.
    pub fn of(site: &Site) -> Secrets {
        Secrets { texts: Masked::of(site).texts, noted: HashSet::new() }
    }

    /// Takes note of where numbers were found.
    pub fn note<'p>(&mut self, problems: impl Iterator<Item = &'p Diagnostic>) {
        const RULES: [&str; 4] = ["privacy/mobile", "privacy/bank-card", "privacy/citizen-id", "privacy/weak-mask"];
        let places = problems.filter(|problem| RULES.contains(&problem.rule)).filter_map(|p| p.place.as_ref());
        self.noted.extend(places.map(|place| (place.file.clone(), place.line, place.cell.clone())));
    }

    /// A text without anything that nobody should see; `None` where there is no such thing in it.
    fn clean(&self, text: &str) -> Option<String> {
        self.hide(text, masked(text, false))
    }

    /// The same of what stands in a source: there no long number is told, whether it was found to be somebody's or not.
    fn excerpt(&self, text: &str, is_cell: bool, is_noted: bool) -> Option<String> {
        let mut ranges = found(text, text.chars().count() >= CUT);
        if is_noted {
            ranges.extend(find(text, Form::Markdown, NOTED).into_iter().map(|hit| hit.range));
        }
        ranges.extend(long_numbers(text, &ranges, is_cell));
        let out = self.hide(text, hidden(text, &ranges));
        if !is_noted {
            return out;
        }
        // Whose number it is stands beside it, and often more.
        let own = out.as_deref().unwrap_or(text);
        let named = names_masked(own);
        if named == own { out } else { Some(named) }
    }

    fn hide(&self, text: &str, mut out: Option<String>) -> Option<String> {
        for secret in &self.texts {
            let now = out.as_deref().unwrap_or(text);
            if now.contains(secret.as_str()) {
                out = Some(now.replace(secret.as_str(), &"*".repeat(secret.chars().count())));
            }
        }
        out
    }

    fn words(&self, text: &mut Text) {
        for said in [&mut text.zh, &mut text.en] {
            if let Some(clean) = self.clean(said) {
                *said = clean;
            }
        }
    }

    fn place(&self, place: &mut Place) {
        let spot = (place.file.clone(), place.line, place.cell.clone());
        let is_noted = self.noted.contains(&spot);
        let mut ranges = found(&place.file, false);
        ranges.extend(find_in_name(&place.file).into_iter().map(|hit| hit.range));
        if let Some(clean) = hidden(&place.file, &ranges) {
            place.file = clean.into();
        }
        let clean = path_masked(&place.file);
        if *clean != *place.file {
            place.file = clean.into();
        }
        if let Some(clean) = place.excerpt.as_deref().and_then(|e| self.excerpt(e, place.cell.is_some(), is_noted)) {
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
    // Who is spoken of there is not told either.
    let excerpt = problem.place.as_mut().filter(|_| problem.rule == "content/waiver");
    if let Some(excerpt) = excerpt.and_then(|place| place.excerpt.as_mut()) {
        *excerpt = spoken_masked(excerpt).into();
    }
    for (at, what) in &mut problem.related {
        secrets.place(at);
        secrets.words(what);
    }
}

/// The same of what is waived, and of what the waiver says: who decided is a post, or somebody's name in its stead.
pub fn redact_waived(waived: &mut Waived, secrets: &Secrets) {
    redact(&mut waived.problem, secrets);
    let Waiver { reason, by, path, place, .. } = &mut waived.waiver;
    secrets.place(place);
    place.excerpt = place.excerpt.take().map(|excerpt| spoken_masked(&excerpt).into());
    *path = path.take().map(|path| path_masked(&path));
    for said in [&mut *reason, &mut *by] {
        if let Some(clean) = secrets.excerpt(said, false, false) {
            *said = clean;
        }
    }
    *by = names_masked(by);
    *reason = spoken_masked(reason);
}

/// A text with the numbers in it masked, sign for sign: all but the first three and the last two of their digits. `None`
/// where there are none. `is_cut`: what the text ends with may go on where nobody sees it.
fn masked(text: &str, is_cut: bool) -> Option<String> {
    hidden(text, &found(text, is_cut))
}

/// Where numbers of people stand in a text.
fn found(text: &str, is_cut: bool) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for form in [Form::Markdown, Form::Plain] {
        ranges.extend(find(text, form, "").into_iter().filter(|hit| hit.sure != Sure::Hardly).map(|hit| hit.range));
    }
    ranges.extend(in_words(text));
    ranges.extend(in_line(text));
    if is_cut {
        let is_part = |c: char| value(c).is_some() || is_unseen(c) || matches!(c, ' ' | '-' | '*' | 'X' | 'x');
        let start = text.trim_end_matches(is_part).len();
        if text[start..].chars().filter(|c| value(*c).is_some()).count() >= 7 {
            ranges.push(start..text.len());
        }
    }
    ranges
}

/// A text with what stands there masked.
fn hidden(text: &str, ranges: &[Range<usize>]) -> Option<String> {
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
    use super::{Form, Secrets, find, masked};

    #[test]
    fn no_long_number_is_told_in_an_excerpt() {
        let told = |text: &str| Secrets::default().excerpt(text, false, false).unwrap_or_else(|| text.to_owned());
        let id = "44142319900101005X";
        for (text, phone) in [
            (format!("{id}，13920005151email"), "139******51"),
            (format!("{id} a13920005151"), "139******51"),
            (format!("{id} 13920005151度"), "139******51"),
            (format!("{id} 0.13920005151"), "0.13*******51"),
            (format!("{id}、6222020001234567897A"), "622**************97"),
            (format!("{id}6222020001234567897"), "622**************97"),
            ("甲,1.13920005151".to_owned(), "1.13*******51"),
            ("441423199001010058".to_owned(), "441*************58"),
            ("441423 19900101 0058".to_owned(), "441*** ******** **58"),
            ("13920005151139200051521".to_owned(), "139******************21"),
        ] {
            let told = told(&text);
            assert!(told.contains(phone), "{text}: {told}");
            assert!(!told.contains("13920005151") && !told.contains(id), "{told}");
        }
        for text in [
            "合计138000000000元",
            "合计13800000000 万元",
            "预算13,800,000,000.00元",
            "¥138000000000",
            "13800000000.50",
            "2023-08-31 2023-09-01 2023-10-01",
            "20230831 20230901",
            "0753-1234567、010-12345678",
            "项目代码：2206-441423-04-01-123456",
            "索引号：007012345/2023-00012",
            "N23.12345678 E115.12345678",
            "统一社会信用代码：114414230070100042",
            "2023年1月",
        ] {
            assert_eq!(told(text), text);
        }
        assert_eq!(Secrets::default().excerpt("138000000000", true, false), None, "a sum in a cell");
        assert!(Secrets::default().excerpt("441423199001010058", true, false).is_some());
    }

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
