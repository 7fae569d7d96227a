//! The disclosure catalogue as rules on it see it: its entries, index numbers and document numbers.

pub(super) mod document_number;
pub(super) mod index_number;

use super::account::{Rec, with};
use crate::model::Site;
use crate::value::PartialDate;

/// The records that stand in the catalogue: those with an index number, or of a matter in it.
pub(super) fn entries(site: &Site) -> Vec<Rec<'_>> {
    let mut all = with(site, &["index_no"]);
    all.retain(|rec| rec.knows("index_no") || rec.knows("disclosure_item"));
    all
}

/// The day on which a record was published.
pub(super) fn published(rec: Rec<'_>) -> Option<PartialDate> {
    let own = rec.here().published.map(|moment| moment.date());
    own.or_else(|| rec.date("published_on")?.bounds().0).map(PartialDate::day)
}
