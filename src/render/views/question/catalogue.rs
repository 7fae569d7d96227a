//! The disclosure catalogue: of which matters something is disclosed, of which nothing, and of which it is said why.

use crate::check::record;
use crate::model::{Site, Value};
use crate::render::views::Views;

/// How a matter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Covered {
    /// Nothing is disclosed, and it is not said why.
    Missing,
    /// Something is.
    Disclosed,
    /// It is said why there is nothing.
    Exempt,
    /// It is disclosed to those who ask.
    OnRequest,
}

impl Covered {
    /// All of them.
    pub(in crate::render) const ALL: [Covered; 4] =
        [Covered::Missing, Covered::Disclosed, Covered::Exempt, Covered::OnRequest];

    /// The theme's word for it.
    pub(in crate::render) fn word(self) -> &'static str {
        match self {
            Covered::Missing => "catalogue_missing",
            Covered::Disclosed => "catalogue_disclosed",
            Covered::Exempt => "catalogue_exempt",
            Covered::OnRequest => "catalogue_on_request",
        }
    }
}

/// A matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Matter {
    pub(in crate::render) page: usize,
    pub(in crate::render) covered: Covered,
    /// What is disclosed of it.
    pub(in crate::render) disclosed: Vec<usize>,
}

/// The matters of a collection in a language, in the order of their list.
pub(in crate::render) fn matters(site: &Site, views: &Views, collection: usize, language: usize) -> Vec<Matter> {
    let matter = |page: &usize| {
        let base = views.base(site, *page);
        let rec = record(site, base)?;
        let names = |other: &usize| record(site, *other).is_some_and(|r| r.refs("disclosure_item").contains(&base));
        let mut disclosed: Vec<usize> =
            views.mentions_of(base).iter().map(|other| views.base(site, *other)).filter(names).collect();
        disclosed.sort_unstable();
        disclosed.dedup();
        let covered = if !disclosed.is_empty() {
            Covered::Disclosed
        } else if matches!(rec.value("exempt"), Some(Value::Text(_))) {
            Covered::Exempt
        } else if rec.code("mode") == Some("on_request") {
            Covered::OnRequest
        } else {
            Covered::Missing
        };
        Some(Matter { page: *page, covered, disclosed })
    };
    views.records(collection, language).iter().filter_map(matter).collect()
}
