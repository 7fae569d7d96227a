//! Problems with their measures: the commitments that a problem names, and those that name it.

use std::collections::{BTreeMap, HashSet};

use super::commitments::{Promise, done, promise};
use crate::check::{record, with};
use crate::model::Site;
use crate::render::views::Views;

/// How a problem is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render) enum Answer {
    /// Nothing answers it, and it is not said why.
    Nothing,
    /// It is said why nothing does.
    Reason,
    /// Measures do.
    Measures,
    /// It is said to be put right.
    Done,
}

impl Answer {
    /// All of them.
    pub(in crate::render) const ALL: [Answer; 4] = [Answer::Nothing, Answer::Reason, Answer::Measures, Answer::Done];

    /// As data names it.
    pub(in crate::render) fn code(self) -> &'static str {
        match self {
            Answer::Nothing => "nothing",
            Answer::Reason => "reason",
            Answer::Measures => "measures",
            Answer::Done => "done",
        }
    }
}

/// A problem.
#[derive(Debug, Clone)]
pub(in crate::render) struct Problem {
    pub(in crate::render) page: usize,
    pub(in crate::render) answer: Answer,
    /// In the order in which they are due.
    pub(in crate::render) measures: Vec<Promise>,
}

/// The problems of a collection in a language, in the order of their list.
pub(in crate::render) fn problems(site: &Site, views: &Views, collection: usize, language: usize) -> Vec<Problem> {
    let done = done(site);
    let mut naming: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for rec in with(site, &["addresses_problem"]) {
        rec.refs("addresses_problem").into_iter().for_each(|page| naming.entry(page).or_default().push(rec.page));
    }
    let one = |page: &usize| {
        let rec = views.said(site, *page)?;
        let mut seen = HashSet::new();
        let named = rec.refs("measures").into_iter();
        let naming = naming.get(&views.base(site, *page)).into_iter().flatten().copied();
        let measures = named.chain(naming).filter(|page| seen.insert(*page)).filter_map(|page| {
            let measure = record(site, page)?;
            Some(promise(measure, done.get(&page).copied(), site))
        });
        let mut measures: Vec<Promise> = measures.collect();
        measures.sort_by_key(|m| (m.deadline.due, m.deadline.days.map_or(i32::MAX, |(_, last)| last)));
        let answer = match rec.code("state") {
            Some("claimed" | "verified_closed") => Answer::Done,
            _ if !measures.is_empty() => Answer::Measures,
            _ if rec.knows("no_action_reason") => Answer::Reason,
            _ => Answer::Nothing,
        };
        Some(Problem { page: *page, answer, measures })
    };
    views.records(collection, language).iter().filter_map(one).collect()
}
