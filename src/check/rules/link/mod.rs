//! `link/*`

pub(in crate::check) mod anchor;
pub(in crate::check) mod answer;
pub(in crate::check) mod attachment;
pub(in crate::check) mod external;
pub(in crate::check) mod hidden;
pub(in crate::check) mod internal;
pub(in crate::check) mod record;
pub(in crate::check) mod scheme;
pub(in crate::check) mod third_party;

use crate::check::facts::Facts;
use crate::diagnostic::Place;
use crate::model::Site;

/// Findings of one output at most: a page of nothing but dead links is not worth a report of as many lines.
const MOST: usize = 200;

/// Where an address of an output was written: in the body of its page, or else in a template.
fn place(site: &Site, facts: &Facts, href: &str) -> Place {
    let Some(page) = facts.place.page.map(|p| &site.pages[p]) else {
        return Place::file(facts.file.clone());
    };
    let links = page.source.document().map_or(&[][..], |d| &d.links);
    match page.addresses.iter().position(|a| a == href).and_then(|i| links.get(i)) {
        Some(link) => page.source.body_place(link.range.clone()),
        None => Place::file(page.source.path().clone()),
    }
}
