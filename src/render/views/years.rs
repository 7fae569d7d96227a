//! Years: the records that have a date in a year, whichever field it stands in.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::Views;
use crate::model::{Field, FieldRef, FieldValue, Kind, PageKind, Site, Value};
use crate::value::When;

/// Years that one range of dates may touch.
const LONGEST: i16 = 60;

/// A year and its records.
#[derive(PartialEq)]
pub(in crate::render) struct Year {
    pub(in crate::render) year: i16,
    /// By collection, each in the order of its list.
    pub(in crate::render) pages: Vec<usize>,
    /// Address below the root.
    pub(in crate::render) route: String,
}

/// The address of the list of years in a language.
pub(in crate::render) fn root(site: &Site, language: usize) -> String {
    if language == 0 { "/year/".to_owned() } else { format!("/{}/year/", site.config.languages[language]) }
}

/// The years that a date touches, as stated: a deadline counts for the year that it names.
fn touched(when: &When) -> RangeInclusive<i16> {
    let from = when.from.year;
    let to = when.to.map_or(from, |to| to.year);
    from..=to.clamp(from, from.saturating_add(LONGEST))
}

fn dates<'a>(fields: &'a [Field], at: usize, value: &'a FieldValue, see: &mut impl FnMut(&'a Field, &'a When)) {
    let (field, FieldValue::Known(values)) = (&fields[at], value) else { return };
    for value in values {
        match (value, &field.kind) {
            (Value::Date(when), _) => see(field, when),
            (Value::Item(items), Kind::Items(inner)) => {
                items.iter().for_each(|(at, value)| dates(inner, *at, value, see));
            }
            _ => {}
        }
    }
}

/// Every date of a record, with its field.
fn each<'a>(site: &'a Site, page: usize, see: &mut impl FnMut(&'a Field, &'a When)) {
    for (field, value) in &site.pages[page].fields {
        match field {
            FieldRef::Extra(i) => dates(&site.config.fields, *i, value, see),
            FieldRef::Collection(c, i) => dates(&site.collections[*c].fields, *i, value, see),
        }
    }
}

/// The years that a record belongs to: those of its dates, and that as of which it holds.
pub(super) fn of(site: &Site, page: usize) -> BTreeSet<i16> {
    let own = &site.pages[page];
    let mut out: BTreeSet<i16> = own.date.iter().chain(&own.as_of).map(|d| d.year).collect();
    each(site, page, &mut |_, when| out.extend(touched(when)));
    out
}

/// The dates of a record in a year, with their fields.
pub(in crate::render) fn dates_in(site: &Site, page: usize, year: i16) -> Vec<(&Field, When)> {
    let mut out: Vec<(&Field, When)> = Vec::new();
    each(site, page, &mut |field, when| {
        if touched(when).contains(&year) && !out.iter().any(|(f, w)| f.name == field.name && w == when) {
            out.push((field, *when));
        }
    });
    out
}

/// The years of every language. A site that has pages at these addresses already keeps them, and gets none.
pub(super) fn gather(site: &Site, views: &Views) -> Vec<Vec<Year>> {
    let one = |language: usize| {
        let root = root(site, language);
        let taken = site.pages.iter().any(|p| p.route.starts_with(&root))
            || site.taxonomies.iter().any(|t| t.route.starts_with(&root));
        let mut years: BTreeMap<i16, Vec<usize>> = BTreeMap::new();
        for (index, page) in site.pages.iter().enumerate() {
            if taken || page.language != language || !matches!(page.kind, PageKind::Record(_)) {
                continue;
            }
            let mut own: BTreeSet<i16> = page.date.iter().map(|d| d.year).collect();
            each(site, index, &mut |_, when| own.extend(touched(when)));
            own.into_iter().for_each(|year| years.entry(year).or_default().push(index));
        }
        let year = |(year, mut pages): (i16, Vec<usize>)| {
            pages.sort_by_key(|p| views.key(site, *p));
            Year { year, pages, route: format!("{root}{year:04}/") }
        };
        years.into_iter().rev().map(year).collect()
    };
    (0..site.config.languages.len()).map(one).collect()
}
