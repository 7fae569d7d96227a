//! Posters: for each place, what fits one sheet on the notice board – what is built there, what was promised, and money.
//!
//! Places are the records of collections with a place code. What stands on a sheet is told by what its collection has: a
//! machine and dates planned against actual (works), a first deadline (promises), amounts by stage (money).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::schedule::Column;
use super::{Views, due, value_of, years};
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
#[derive(PartialEq)]
pub(in crate::render) struct Poster {
    /// The place.
    pub(in crate::render) page: usize,
    /// Of one year; `None`: as things stand.
    pub(in crate::render) year: Option<i16>,
    /// Address below the root.
    pub(in crate::render) route: String,
    /// By [`Role`]: records, and how many there are.
    pub(in crate::render) lists: [(Vec<usize>, usize); 3],
    /// Records that do not name the place themselves, and the work or the smaller place by which they belong to it.
    pub(in crate::render) via: BTreeMap<usize, usize>,
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

/// The field that says when a record is due, by what it is.
fn due_field(site: &Site, views: &Views, role: Role, collection: usize) -> Option<usize> {
    match role {
        Role::Work => views.schedules[collection].rows.last()?[Column::Planned as usize],
        Role::Promise => site.collections[collection].fields.iter().position(|f| f.name == DUE),
        Role::Money => None,
    }
}

/// The deadline in force of a record that is not done.
pub(in crate::render) fn deadline(site: &Site, views: &Views, role: Role, page: usize) -> Option<due::Dated> {
    let PageKind::Record(c) = site.pages[page].kind else { return None };
    let field = due_field(site, views, role, c)?;
    due(site, &views.schedules[c], c, field, &[page], None).all.pop()
}

/// Where a record stands on its list: what is due or overdue first, by its days; then what names no deadline, the furthest
/// first; then what has left the line; what is done comes last.
fn urgency(site: &Site, views: &Views, role: Role, page: usize) -> (u8, (i32, i32), Reverse<usize>) {
    let PageKind::Record(c) = site.pages[page].kind else { return (1, (0, 0), Reverse(0)) };
    let schema = &site.collections[c];
    let state = schema.machine.as_ref().and_then(|m| match value_of(&site.pages[page], c, m.state)? {
        FieldValue::Known(values) => values.iter().find_map(|v| if let Value::Choice(n) = v { Some(*n) } else { None }),
        FieldValue::Unknown(..) => None,
    });
    let tracks = || schema.machine.iter().flat_map(|m| &m.tracks);
    let step = state.and_then(|s| tracks().find_map(|t| t.steps.iter().position(|step| *step == s)));
    let is_last = state.is_some_and(|s| tracks().any(|t| t.steps.last() == Some(&s)));
    let settled =
        due_field(site, views, role, c).is_some_and(|field| due::is_settled(site, &views.schedules[c], c, field, page));
    if settled || is_last {
        return (3, (0, 0), Reverse(0));
    }
    if state.is_some() && step.is_none() {
        return (2, (0, 0), Reverse(0));
    }
    let further = Reverse(step.unwrap_or(0));
    match deadline(site, views, role, page) {
        Some(deadline) => (0, (deadline.days.1, deadline.days.0), further),
        None => (1, (0, 0), further),
    }
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
    let touching = views.touching(site, place);
    let mut via: BTreeMap<usize, usize> = touching.iter().filter_map(|(page, via)| Some((*page, (*via)?))).collect();
    let mut found: Vec<(Role, usize)> =
        touching.into_iter().filter_map(|(page, _)| Some((role_of(page)?, page))).collect();
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
                    via.insert(*page, work);
                }
                _ => {}
            }
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    found.sort_by_cached_key(|(role, page)| (*role, urgency(site, views, *role, *page), views.key(site, *page)));
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
        Poster { page: place, year, route, lists: Role::ALL.map(list), via: via.clone() }
    };
    let mut out = vec![sheet(None, None)];
    if by_year.len() > 1 {
        out.extend(by_year.iter().rev().take(MOST_YEARS).map(|(year, pages)| sheet(Some(*year), Some(pages))));
    }
    out
}
