//! Indicators with what was observed of them; those of one concept stand side by side.

use std::collections::BTreeMap;

use crate::check::{Rec, with};
use crate::model::Site;
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

/// The indicators of a collection.
#[derive(Debug, Clone, Default)]
pub(in crate::render) struct Indicators {
    pub(in crate::render) all: Vec<Measured>,
    /// Places in `all` of those that measure the same, two at least.
    pub(in crate::render) shared: Vec<Vec<usize>>,
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
        let mut observed = by_indicator.remove(&views.base(site, *page)).unwrap_or_default();
        // One without a period says least of when it holds.
        observed.sort_by_key(|rec| rec.date("period").map(|w| (w.bounds().1, w.bounds().0, w)));
        let latest = observed.iter().rev().find(|rec| rec.knows("value")).map(|rec| rec.page);
        if let Some(concept) = rec.text("concept") {
            concepts.entry(concept).or_default().push(out.all.len());
        }
        out.all.push(Measured { page: *page, observed: observed.iter().map(|rec| rec.page).collect(), latest });
    }
    out.shared = concepts.into_values().filter(|of| of.len() > 1).collect();
    out.shared.sort();
    out
}
