//! Where a record stands among the steps of its track, and whether the evidence reaches that far.

use super::value_of;
use crate::model::{FieldValue, Machine, Page, Site, Track, Unknown, Value};

/// The steps of a record's track; all are indexes of choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Steps<'a> {
    pub(in crate::render) track: &'a Track,
    /// The present state; `None`: it is not known.
    pub(in crate::render) state: Option<usize>,
    /// The least evidence for the present state, where the record has less: that, and what it has.
    pub(in crate::render) below: Option<(usize, Option<usize>)>,
}

fn choice(page: &Page, collection: usize, field: usize) -> Option<usize> {
    match value_of(page, collection, field)? {
        FieldValue::Known(values) => match values.as_slice() {
            [Value::Choice(i)] => Some(*i),
            _ => None,
        },
        FieldValue::Unknown(..) => None,
    }
}

/// The steps of a record; `None` where its track is not known.
pub(in crate::render) fn steps<'a>(machine: &'a Machine, collection: usize, page: &Page) -> Option<Steps<'a>> {
    let track = machine.track.and_then(|track| choice(page, collection, track));
    let track = machine.tracks.iter().find(|t| t.track == track)?;
    let state = choice(page, collection, machine.state);
    let place = |state: usize| track.steps.iter().position(|s| *s == state);
    let below = state.and_then(place).and_then(|here| {
        // A floor holds for its state and for all after it.
        let reached = track.floors.iter().filter(|(state, _)| place(*state).is_some_and(|at| at <= here));
        let floor = reached.map(|(_, evidence)| *evidence).max()?;
        let evidence = machine.evidence.and_then(|field| choice(page, collection, field));
        evidence.is_none_or(|e| e < floor).then_some((floor, evidence))
    });
    Some(Steps { track, state, below })
}

/// The steps behind a record and before it as marks (`●●`, `○○○`); `None` where it stands on no step of its track.
pub(in crate::render) fn marks(machine: &Machine, collection: usize, page: &Page) -> Option<(String, String)> {
    let steps = steps(machine, collection, page)?;
    let here = steps.track.steps.iter().position(|step| Some(*step) == steps.state)?;
    Some(("●".repeat(here), "○".repeat(steps.track.steps.len() - here - 1)))
}

/// Why a field is not known, where all of several records say the same: `Some(None)` – none of them has it.
pub(in crate::render) fn same_unknown(
    site: &Site,
    collection: usize,
    field: usize,
    pages: impl Iterator<Item = usize>,
) -> Option<Option<Unknown>> {
    let mut states = pages.map(|page| match value_of(&site.pages[page], collection, field) {
        None => Some(None),
        Some(FieldValue::Unknown(unknown, _)) => Some(Some(*unknown)),
        Some(FieldValue::Known(_)) => None,
    });
    let (first, second) = (states.next()??, states.next()??);
    (first == second && states.all(|state| state == Some(first))).then_some(first)
}
