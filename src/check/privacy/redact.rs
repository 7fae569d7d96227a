//! What is told of a problem never holds a number of somebody whole: reports are read, sent on and kept in logs.

use crate::diagnostic::{Diagnostic, Place, Text};

use super::find::masked;

/// Characters of an excerpt from which on it may have been cut.
const CUT: usize = 240;

/// Masks the numbers in everything that a problem says.
pub fn redact(problem: &mut Diagnostic) {
    words(&mut problem.message);
    problem.help.iter_mut().for_each(words);
    problem.place.iter_mut().for_each(place);
    for (at, what) in &mut problem.related {
        place(at);
        words(what);
    }
}

fn words(text: &mut Text) {
    for said in [&mut text.zh, &mut text.en] {
        if let Some(clean) = masked(said, false) {
            *said = clean;
        }
    }
}

fn place(place: &mut Place) {
    if let Some(clean) = masked(&place.file, false) {
        place.file = clean.into();
    }
    if let Some(clean) = place.excerpt.as_deref().and_then(|e| masked(e, e.chars().count() >= CUT)) {
        place.excerpt = Some(clean.into());
    }
    if let Some(clean) = place.cell.as_deref().and_then(|cell| masked(cell, false)) {
        place.cell = Some(clean.into());
    }
}
