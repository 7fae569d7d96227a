//! Whether a view shows every record of its collection: then it stands in place of the list, which has one page.

use super::board;
use crate::model::{Site, View};
use crate::render::views::Views;

/// Records of one group that a view shows; what is cut is said, and stands in the list.
pub(in crate::render) const SHOWN: usize = 50;

/// Whether the view of a collection shows all of its records, in a language.
pub(in crate::render) fn is_whole(site: &Site, views: &Views, collection: usize, language: usize) -> bool {
    let count = views.records(collection, language).len();
    match site.collections[collection].view {
        // These count, and name some.
        None | Some(View::Pipeline | View::Meetings) => false,
        _ if count == 0 => false,
        Some(View::Commitments) => {
            let groups = board(site, views, collection, language).groups;
            groups.iter().all(|(_, list)| list.len() <= SHOWN)
        }
        Some(
            View::Problems
            | View::Funds
            | View::Assets
            | View::Indicators
            | View::Places
            | View::Duties
            | View::Catalogue,
        ) => count <= SHOWN,
    }
}

/// How many records stand on a page of the list of a collection, where `paginate` is asked for: all where the view
/// stands in place of the list.
pub(in crate::render) fn paginate(
    site: &Site,
    views: &Views,
    (collection, language): (usize, usize),
    paginate: usize,
) -> usize {
    if is_whole(site, views, collection, language) { 0 } else { paginate }
}
