//! Posters: for each place, what fits one sheet on the notice board – what is built there, what was promised, and money.
//!
//! Places are the records of collections with a place code. What stands on a sheet is told by what its collection has: a
//! machine and dates planned against actual (works), a first deadline (promises), amounts by stage (money).

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{Views, value_of, years};
use crate::model::block::ladder_fields;
use crate::model::{FieldValue, Kind, PageKind, Schema, Site, Value};

/// What is shown of one kind at most; what really fits is for the sheet to say.
const MOST: usize = 40;

/// Sheets by year that a place gets at most, the newest.
const MOST_YEARS: usize = 10;

/// What a record is on a poster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::render) enum Role {
    /// What is built or set up.
    Work,
    /// What was promised.
    Promise,
    /// Where money comes from.
    Money,
}

impl Role {
    /// All of them, as they stand on the sheet.
    pub(in crate::render) const ALL: [Role; 3] = [Role::Work, Role::Promise, Role::Money];
}

/// The field that holds the first deadline of a promise.
pub(in crate::render) const DUE: &str = "due_original";

/// A sheet.
pub(in crate::render) struct Poster {
    /// The place.
    pub(in crate::render) page: usize,
    /// Of one year; `None`: as things stand.
    pub(in crate::render) year: Option<i16>,
    /// Address below the root.
    pub(in crate::render) route: String,
    /// By [`Role`]: records, and how many there are.
    pub(in crate::render) lists: [(Vec<usize>, usize); 3],
}

/// What the records of a collection are on a poster.
fn role(schema: &Schema, has_schedule: bool) -> Option<Role> {
    let promises = schema.fields.iter().any(|f| f.name == DUE && matches!(f.kind, Kind::Date { .. }));
    if schema.machine.is_some() && has_schedule {
        Some(Role::Work)
    } else if promises {
        Some(Role::Promise)
    } else {
        (ladder_fields(&schema.fields).len() > 1).then_some(Role::Money)
    }
}

/// The last day on which a promise is in time, as ISO 8601; what has none comes after all that have.
fn due(site: &Site, page: usize) -> Option<String> {
    let PageKind::Record(c) = site.pages[page].kind else { return None };
    let field = site.collections[c].fields.iter().position(|f| f.name == DUE)?;
    let FieldValue::Known(values) = value_of(&site.pages[page], c, field)? else { return None };
    let when = values.iter().find_map(|v| if let Value::Date(when) = v { Some(*when) } else { None })?;
    let (first, last) = when.days();
    Some(if last.is_empty() { first } else { last })
}

/// The posters of all places, in the order of their pages: for each first as things stand, then by year where there are
/// several. A place of which there is nothing to tell has none.
pub(super) fn gather(site: &Site, views: &Views) -> Vec<Poster> {
    let is_place = |schema: &Schema| schema.fields.iter().any(|f| matches!(f.kind, Kind::PlaceCode));
    let roles: Vec<Option<Role>> = site
        .collections
        .iter()
        .enumerate()
        .map(|(c, schema)| if is_place(schema) { None } else { role(schema, !views.schedules[c].rows.is_empty()) })
        .collect();
    let places: Vec<usize> = (0..site.pages.len())
        .filter(|p| matches!(site.pages[*p].kind, PageKind::Record(c) if is_place(&site.collections[c])))
        .collect();
    let all: Vec<Vec<Poster>> = places.par_iter().map(|place| of_place(site, views, &roles, *place)).collect();
    all.into_iter().flatten().collect()
}

fn of_place(site: &Site, views: &Views, roles: &[Option<Role>], place: usize) -> Vec<Poster> {
    let role_of = |page: usize| if let PageKind::Record(c) = site.pages[page].kind { roles[c] } else { None };
    let language = site.pages[place].language;
    let mut found: Vec<(Role, usize)> =
        views.touching(site, place).into_iter().filter_map(|(page, _)| Some((role_of(page)?, page))).collect();
    // Promises and money often name the work, and the work its place.
    let mut seen: HashSet<usize> = found.iter().map(|(_, page)| *page).collect();
    let works: Vec<usize> = found.iter().filter(|(role, _)| *role == Role::Work).map(|(_, page)| *page).collect();
    for work in works {
        for page in views.mentions_of(views.base(site, work)) {
            match role_of(*page) {
                Some(role @ (Role::Promise | Role::Money))
                    if site.pages[*page].language == language && seen.insert(*page) =>
                {
                    found.push((role, *page));
                }
                _ => {}
            }
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    found.sort_by_cached_key(|(role, page)| {
        let day = if *role == Role::Promise { due(site, *page) } else { None };
        (*role, day.is_none(), day, views.key(site, *page))
    });
    let mut by_year: BTreeMap<i16, BTreeSet<usize>> = BTreeMap::new();
    for (_, page) in &found {
        years::of(site, *page).into_iter().for_each(|year| {
            by_year.entry(year).or_default().insert(*page);
        });
    }
    let root = format!("{}poster/", site.pages[place].route);
    let sheet = |year: Option<i16>, among: Option<&BTreeSet<usize>>| {
        let list = |role: Role| {
            let pages = found.iter().filter(|(r, page)| *r == role && among.is_none_or(|a| a.contains(page)));
            let pages: Vec<usize> = pages.map(|(_, page)| *page).collect();
            let count = pages.len();
            (pages.into_iter().take(MOST).collect(), count)
        };
        let route = year.map_or_else(|| root.clone(), |year| format!("{root}{year:04}/"));
        Poster { page: place, year, route, lists: Role::ALL.map(list) }
    };
    let mut out = vec![sheet(None, None)];
    if by_year.len() > 1 {
        out.extend(by_year.iter().rev().take(MOST_YEARS).map(|(year, pages)| sheet(Some(*year), Some(pages))));
    }
    out
}
