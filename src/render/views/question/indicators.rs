//! Indicators with what was observed of them; those of one concept stand side by side.

use std::collections::BTreeMap;

use crate::check::{Rec, record, with};
use crate::model::block::observations as schema_observations;
use crate::model::{PageKind, Site, View};
use crate::render::views::Views;

/// An indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Measured {
    pub(in crate::render) page: usize,
    /// Pages of what was observed, oldest first.
    pub(in crate::render) observed: Vec<usize>,
    /// The newest of them that states a value.
    pub(in crate::render) latest: Option<usize>,
}

impl Measured {
    fn of(page: usize, mut observed: Vec<Rec<'_>>) -> Measured {
        // One without a period says least of when it holds.
        observed.sort_by_key(|rec| rec.date("period").map(|w| (w.bounds().1, w.bounds().0, w)));
        let latest = observed.iter().rev().find(|rec| rec.knows("value")).map(|rec| rec.page);
        Measured { page, observed: observed.iter().map(|rec| rec.page).collect(), latest }
    }
}

/// The indicators of a collection.
#[derive(Debug, Clone, Default)]
pub(in crate::render) struct Indicators {
    pub(in crate::render) all: Vec<Measured>,
    /// Places in `all` of those that measure the same, two at least.
    pub(in crate::render) shared: Vec<Vec<usize>>,
}

/// What was observed of one indicator; `None`: the record is no indicator.
pub(in crate::render) fn measured(site: &Site, views: &Views, page: usize) -> Option<Measured> {
    let PageKind::Record(collection) = site.pages[page].kind else { return None };
    let schema = &site.collections[collection];
    let of = schema_observations(site, collection);
    if schema.view != Some(View::Indicators) && of.is_none() {
        return None;
    }
    let base = views.base(site, page);
    let mentions = views.mentions_of(base).iter().filter_map(|page| record(site, *page));
    let observed = mentions.filter(|rec| Some(rec.collection) == of && rec.refs("indicator").contains(&base));
    let observed = observed.filter(|rec| site.pages[rec.page].language == 0).collect();
    Some(Measured::of(page, observed))
}

/// The indicators of a collection, in a language.
pub(in crate::render) fn indicators(site: &Site, views: &Views, collection: usize, language: usize) -> Indicators {
    let mut by_indicator: BTreeMap<usize, Vec<Rec<'_>>> = BTreeMap::new();
    for rec in with(site, &["indicator", "period", "value"]) {
        rec.refs("indicator").into_iter().for_each(|page| by_indicator.entry(page).or_default().push(rec));
    }
    let mut out = Indicators::default();
    let mut concepts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for page in views.records(collection, language) {
        let Some(rec) = views.said(site, *page) else { continue };
        let observed = by_indicator.remove(&views.base(site, *page)).unwrap_or_default();
        if let Some(concept) = rec.text("concept") {
            concepts.entry(concept).or_default().push(out.all.len());
        }
        out.all.push(Measured::of(*page, observed));
    }
    out.shared = concepts.into_values().filter(|of| of.len() > 1).collect();
    out.shared.sort();
    out
}
