//! How far the records of a collection are: by track and step, with counts and amounts.

use super::amounts::{Sum, concerns, staged};
use crate::check::Rec;
use crate::model::{Machine, Site, Track};
use crate::render::views::{Views, steps};

/// One step of a track.
#[derive(Debug, Clone)]
pub(in crate::render) struct Step {
    /// Choice of the state's field.
    pub(in crate::render) state: usize,
    /// The records that stand there.
    pub(in crate::render) pages: Vec<usize>,
    /// How many have come so far or farther; `None`: a state beside the steps.
    pub(in crate::render) reached: Option<usize>,
    /// Amounts of those that stand there, by [`Line::amounts`].
    pub(in crate::render) sums: Vec<Sum>,
    /// Amounts of those that have come so far.
    pub(in crate::render) reached_sums: Vec<Sum>,
}

/// One track.
#[derive(Debug, Clone)]
pub(in crate::render) struct Line {
    /// Choice of the track's field.
    pub(in crate::render) track: Option<usize>,
    pub(in crate::render) total: usize,
    /// Records that do not say how far they are.
    pub(in crate::render) unknown: Vec<usize>,
    /// Records whose evidence is less than their state demands.
    pub(in crate::render) below: usize,
    /// Fields with amounts that concern a record of the track.
    pub(in crate::render) amounts: Vec<usize>,
    /// Steps in their order as far as some record has come, then the states beside them that some record is in.
    pub(in crate::render) steps: Vec<Step>,
    /// The steps that none has come to: choices of the state's field.
    pub(in crate::render) ahead: Vec<usize>,
    /// Amounts of all records.
    pub(in crate::render) sums: Vec<Sum>,
}

/// The pipeline of a collection.
#[derive(Debug, Clone, Default)]
pub(in crate::render) struct Pipeline {
    pub(in crate::render) lines: Vec<Line>,
    pub(in crate::render) total: usize,
    /// Records of which the track is not known.
    pub(in crate::render) elsewhere: Vec<usize>,
}

/// The pipeline of a collection, in a language.
pub(in crate::render) fn pipeline(site: &Site, views: &Views, collection: usize, language: usize) -> Pipeline {
    let schema = &site.collections[collection];
    let Some(machine) = &schema.machine else { return Pipeline::default() };
    let pages = views.records(collection, language);
    let mut of_track: Vec<Vec<(Rec<'_>, Option<usize>, bool)>> = vec![Vec::new(); machine.tracks.len()];
    let mut elsewhere = Vec::new();
    for page in pages {
        let Some(rec) = views.said(site, *page) else { continue };
        match steps(machine, collection, &site.pages[rec.page]) {
            Some(found) => of_track[place(machine, found.track)].push((rec, found.state, found.below.is_some())),
            None => elsewhere.push(*page),
        }
    }
    let amounts = staged(schema);
    let lines = machine.tracks.iter().zip(&of_track).filter(|(_, recs)| !recs.is_empty());
    let lines = lines.map(|(track, recs)| line(track, recs, &amounts)).collect();
    Pipeline { lines, total: pages.len(), elsewhere }
}

fn place(machine: &Machine, track: &Track) -> usize {
    machine.tracks.iter().position(|t| t.track == track.track).unwrap_or(0)
}

fn line(track: &Track, recs: &[(Rec<'_>, Option<usize>, bool)], amounts: &[usize]) -> Line {
    let amounts: Vec<usize> =
        amounts.iter().copied().filter(|f| recs.iter().any(|(rec, ..)| concerns(*rec, *f))).collect();
    let sums = |there: &dyn Fn(Option<usize>) -> bool| {
        let mut sums = vec![Sum::default(); amounts.len()];
        for (rec, ..) in recs.iter().filter(|(_, state, _)| there(*state)) {
            sums.iter_mut().zip(&amounts).for_each(|(sum, field)| sum.add(*rec, *field));
        }
        sums
    };
    let at = |state: Option<usize>| state.and_then(|s| track.steps.iter().position(|t| *t == s));
    let pages_at = |state: usize| -> Vec<usize> {
        recs.iter().filter(|(_, s, _)| *s == Some(state)).map(|(rec, ..)| rec.page).collect()
    };
    let mut steps: Vec<Step> = Vec::new();
    let farthest = recs.iter().filter_map(|(_, state, _)| at(*state)).max();
    let come = farthest.map_or(0, |step| step + 1);
    for (nth, state) in track.steps.iter().enumerate().take(come) {
        let reached = |state: Option<usize>| at(state).is_some_and(|here| here >= nth);
        steps.push(Step {
            state: *state,
            pages: pages_at(*state),
            reached: Some(recs.iter().filter(|(_, s, _)| reached(*s)).count()),
            sums: sums(&|s| s == Some(*state)),
            reached_sums: sums(&reached),
        });
    }
    for state in &track.side {
        let pages = pages_at(*state);
        if !pages.is_empty() {
            let sums = sums(&|s| s == Some(*state));
            steps.push(Step { state: *state, pages, reached: None, sums, reached_sums: Vec::new() });
        }
    }
    Line {
        track: track.track,
        total: recs.len(),
        unknown: recs.iter().filter(|(_, state, _)| state.is_none()).map(|(rec, ..)| rec.page).collect(),
        below: recs.iter().filter(|(_, _, below)| *below).count(),
        sums: sums(&|_| true),
        amounts,
        steps,
        ahead: track.steps[come..].to_vec(),
    }
}
