//! What front matter says of the time of a public notice (公示): from when, until when, and of which kind it is.

use super::fields;
use super::read::{At, Reader};
use super::site::{Page, Site};
use crate::diagnostic::Diagnostic;
use crate::text;
use crate::value::{CivilDay, PartialDate};

/// The time of a public notice, as far as it is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoticeTerm {
    /// Its first day.
    pub from: Option<CivilDay>,
    /// Its last day.
    pub until: Option<CivilDay>,
    /// Its kind, as it is written.
    pub kind: Option<String>,
}

impl Page {
    /// Reads one of its keys.
    pub(super) fn notice_key(&mut self, r: &mut Reader<'_>, name: &str, at: &At<'_>) {
        let term = self.notice.get_or_insert_default();
        match name {
            "notice_from" => term.from = day(r, name, at).and_then(PartialDate::as_day),
            "notice_until" => term.until = day(r, name, at).and_then(PartialDate::as_day),
            _ => term.kind = r.text(at).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()),
        }
    }
}

/// A date that needs its day.
pub(super) fn day(r: &mut Reader<'_>, key: &str, at: &At<'_>) -> Option<PartialDate> {
    let date = r.text(at).and_then(|text| fields::date(r, at, &text))?;
    if date.as_day().is_none() {
        let problem = Diagnostic::error("content/date", text!("{key} 要写到日", "`{key}` needs its day"));
        let mend = text!("不知道是哪一天就不写 {key}", "leave `{key}` out where the day is not known");
        r.problem(at, problem.help(mend));
    }
    Some(date)
}

impl Site {
    /// The page whose notice a page shows: itself, or, for a translation, its original.
    pub fn notice_of(&self, page: usize) -> Option<(usize, &NoticeTerm)> {
        let is_original = |other: &&usize| self.pages.unnoted()[**other].language == 0;
        let original = self.translations.unnoted().get(&page).and_then(|group| group.iter().find(is_original));
        let pages = original.into_iter().chain([&page]);
        pages.copied().find_map(|at| Some((at, self.pages.unnoted()[at].notice.as_deref()?)))
    }
}
