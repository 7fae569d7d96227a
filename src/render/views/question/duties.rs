//! What organisations and posts answer for: the records that name them, by the field in which they do.

use std::collections::BTreeMap;

use crate::model::{FieldRef, FieldValue, PageKind, Site, Value};
use crate::render::views::Views;

/// Records of one collection that name somebody in one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Role {
    pub(in crate::render) collection: usize,
    pub(in crate::render) field: usize,
    pub(in crate::render) pages: Vec<usize>,
}

/// What a record of organisations or posts is named for, in the order of the navigation.
pub(in crate::render) fn roles(site: &Site, views: &Views, page: usize) -> Vec<Role> {
    let base = views.base(site, page);
    let mut found: BTreeMap<(usize, usize, usize), Vec<usize>> = BTreeMap::new();
    for mention in views.mentions_of(base).iter().filter(|m| site.pages[**m].language == site.pages[page].language) {
        let PageKind::Record(collection) = site.pages[*mention].kind else { continue };
        for (field, value) in &site.pages[*mention].fields {
            if let FieldRef::Collection(c, field) = field
                && *c == collection
                && names(value, base)
            {
                found.entry((views.order[collection], collection, *field)).or_default().push(*mention);
            }
        }
    }
    let roles = found.into_iter().map(|((_, collection, field), mut pages)| {
        pages.sort_by_key(|page| views.key(site, *page));
        Role { collection, field, pages }
    });
    roles.collect()
}

/// Whether a value names a record, by itself or in a small record.
fn names(value: &FieldValue, page: usize) -> bool {
    let FieldValue::Known(values) = value else { return false };
    values.iter().any(|value| match value {
        Value::Record(named) => *named == page,
        Value::Item(fields) => fields.iter().any(|(_, value)| names(value, page)),
        _ => false,
    })
}
