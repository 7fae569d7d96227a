//! What is told of a problem never holds a number of somebody whole, or what is masked where it is published: reports are
//! read, sent on and kept in logs.

use super::find::masked;
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
