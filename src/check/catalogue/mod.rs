//! The disclosure catalogue as rules on it see it: its entries, index numbers and document numbers.

pub(super) mod cited;
pub(super) mod document_number;
pub(super) mod index_number;

use super::account::{Given, Rec, with};
use crate::model::{Site, Unknown};
use crate::value::PartialDate;

/// The records that stand in the catalogue: those with an index number, or of a matter in it, be that still to come.
pub(super) fn entries(site: &Site) -> Vec<Rec<'_>> {
    let mut all = with(site, &["index_no"]);
    let is_said =
        |rec: &Rec<'_>, field| rec.knows(field) || matches!(rec.given(field), Given::Unknown(Unknown::Pending));
    all.retain(|rec| is_said(rec, "index_no") || is_said(rec, "disclosure_item"));
    all
}

/// The day on which a record was published.
pub(super) fn published(rec: Rec<'_>) -> Option<PartialDate> {
    let own = rec.here().published.map(|moment| moment.date());
    own.or_else(|| rec.date("published_on")?.bounds().0).map(PartialDate::day)
}
