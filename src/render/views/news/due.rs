//! Deadlines: of records (`due_original` with its changes, `due`, `planned_end`) and of their small records (milestones,
//! decisions), each with the time during which it stood, since deadlines are moved.

use std::collections::BTreeMap;

use super::super::deadline::{self, End};
use super::events::{At, date_of, state_field};
use crate::model::{Field, FieldRef, FieldValue, Kind, Page, PageKind, Schema, Site, Value};
use crate::value::{CivilDay as Day, When};

/// Whether a state means that it is done, or that nothing is due any more.
pub(super) fn end(field: &Field, choice: usize) -> End {
    match &field.kind {
        Kind::Choice(choices) => deadline::end(&choices[choice].value),
        _ => End::Open,
    }
}

/// Whether what was due is done, as far as the site knows today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Done {
    /// Nothing says so.
    No,
    /// It was given up or replaced.
    Void,
    /// It is, on that day where it is known.
    Yes(Option<Day>),
}

/// A deadline, as long as it stood.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::render) struct Deadline {
    pub(in crate::render) page: usize,
    /// Where the first deadline stands.
    pub(in crate::render) at: At,
    pub(in crate::render) when: When,
    /// The first deadline, where this is a later one.
    pub(in crate::render) original: Option<When>,
    /// Its last day in the strictest reading.
    pub(in crate::render) early: Day,
    /// Its last day in the mildest reading.
    pub(in crate::render) last: Day,
    /// Since when and until before when it stood, where that is known.
    pub(in crate::render) since: Option<Day>,
    pub(in crate::render) replaced: Option<Day>,
    pub(in crate::render) done: Done,
}

impl Deadline {
    /// Whether it stands on a day.
    pub(in crate::render) fn stands(&self, day: Day) -> bool {
        self.since.is_none_or(|since| since <= day) && self.replaced.is_none_or(|replaced| day < replaced)
    }

    /// Whether something is still to be done after a day.
    pub(in crate::render) fn is_open(&self, day: Day) -> bool {
        match self.done {
            Done::No => true,
            Done::Void | Done::Yes(None) => false,
            Done::Yes(Some(done)) => done > day,
        }
    }
}

/// The deadlines of a collection's records, by indexes of fields.
#[derive(Default)]
struct Fields {
    state: Option<usize>,
    /// Deadline, its changes, the deadline now, the day on which it was met.
    own: Vec<[Option<usize>; 4]>,
    /// List, and within it: deadline, met, state, the record that carries it on.
    lists: Vec<(usize, [Option<usize>; 4])>,
}

fn fields(schema: &Schema) -> Fields {
    let find = |fields: &[Field], name: &str| fields.iter().position(|f| f.name == name);
    let dated = |fields: &[Field], name: &str| {
        find(fields, name).filter(|i| matches!(fields[*i].kind, Kind::Date { .. }) && !fields[*i].list)
    };
    let all = &schema.fields;
    let changes = find(all, "due_changes").filter(|i| matches!(all[*i].kind, Kind::Items(_)));
    let own = [
        [dated(all, "due_original"), changes, None, None],
        [dated(all, "due"), None, None, None],
        [dated(all, "planned_end"), None, dated(all, "current_end"), dated(all, "actual_end")],
    ];
    let lists = all.iter().enumerate().filter_map(|(i, field)| {
        let Kind::Items(inner) = &field.kind else { return None };
        let due = dated(inner, "due_original").or_else(|| dated(inner, "due"));
        due.map(|due| (i, [Some(due), dated(inner, "met"), find(inner, "state"), find(inner, "commitment")]))
    });
    let own = own.into_iter().filter(|fields| fields[0].is_some()).collect();
    Fields { state: state_field(schema), own, lists: lists.collect() }
}

/// Whether a collection tells of deadlines.
pub(super) fn tells(schema: &Schema) -> bool {
    let fields = fields(schema);
    !fields.own.is_empty() || !fields.lists.is_empty()
}

/// All deadlines, by their last day; `done`: the days on which updates say that records were done.
pub(super) fn gather(site: &Site, pages: &[usize], done: &BTreeMap<usize, Day>) -> Vec<Deadline> {
    let fields: Vec<Fields> = site.collections.iter().map(fields).collect();
    let mut out = Vec::new();
    for index in pages.iter().copied() {
        if let PageKind::Record(c) = site.pages[index].kind {
            of_record(site, index, &site.collections[c], (c, &fields[c]), done, &mut out);
        }
    }
    out.sort_by(|a, b| {
        let order = (a.last, a.early).cmp(&(b.last, b.early));
        order.then_with(|| site.pages[a.page].route.cmp(&site.pages[b.page].route)).then(a.at.cmp(&b.at))
    });
    out
}

fn known(page: &Page, c: usize, field: Option<usize>) -> Option<&[Value]> {
    match page.value(FieldRef::Collection(c, field?))? {
        FieldValue::Known(values) => Some(values),
        FieldValue::Unknown(..) => None,
    }
}

fn date(page: &Page, c: usize, field: Option<usize>) -> Option<When> {
    match known(page, c, field)? {
        [Value::Date(when)] => Some(*when),
        _ => None,
    }
}

fn of_record(
    site: &Site,
    index: usize,
    schema: &Schema,
    (c, fields): (usize, &Fields),
    done: &BTreeMap<usize, Day>,
    out: &mut Vec<Deadline>,
) {
    let page = &site.pages[index];
    let state = match (known(page, c, fields.state), fields.state) {
        (Some([Value::Choice(choice)]), Some(field)) => match end(&schema.fields[field], *choice) {
            End::Done(_) => Done::Yes(done.get(&index).copied()),
            End::Closed => Done::Void,
            End::Open => Done::No,
        },
        _ => Done::No,
    };
    for [due, changes, current, actual] in &fields.own {
        let (Some(field), original) = (*due, date(page, c, *due)) else { continue };
        let done = date(page, c, *actual).map_or(state, |actual| Done::Yes(actual.bounds().1));
        // Each deadline stands from the day on which it was decided until the next.
        let mut versions: Vec<(When, Option<Day>)> = original.map(|when| (when, None)).into_iter().collect();
        if let Some(current) = date(page, c, *current) {
            versions = vec![(current, None)];
        }
        versions.extend(moves(schema, *changes, known(page, c, *changes).unwrap_or_default()));
        for (n, (when, since)) in versions.iter().enumerate() {
            let Some((early, last)) = when.last_days() else { continue };
            let replaced = versions.get(n + 1).and_then(|(_, since)| *since);
            // A later one of which nobody knows when it was decided has always stood.
            if versions.get(n + 1).is_some_and(|(_, since)| since.is_none()) {
                continue;
            }
            let at = At { field, item: None };
            let original = original.filter(|original| original != when);
            out.push(Deadline { page: index, at, when: *when, original, early, last, since: *since, replaced, done });
        }
    }
    for (list, [due, met, item_state, carried]) in &fields.lists {
        let Kind::Items(inner) = &schema.fields[*list].kind else { continue };
        for (n, item) in known(page, c, Some(*list)).unwrap_or_default().iter().enumerate() {
            let (Value::Item(item), Some(due)) = (item, *due) else { continue };
            let value = |field: &Option<usize>| {
                let found = item.iter().find(|(i, _)| Some(*i) == *field);
                found.and_then(|(_, v)| if let FieldValue::Known(values) = v { Some(values.as_slice()) } else { None })
            };
            // What became a commitment is due there.
            if value(carried).is_some() {
                continue;
            }
            let Some((when, (early, last))) = date_of(item, due).and_then(|w| Some((w, w.last_days()?))) else {
                continue;
            };
            let met = met.and_then(|met| date_of(item, met));
            let done = match (met, value(item_state), *item_state) {
                (Some(met), ..) => Done::Yes(met.bounds().1),
                (_, Some([Value::Choice(choice)]), Some(field)) if end(&inner[field], *choice) == End::Done(None) => {
                    Done::Yes(None)
                }
                _ if state == Done::Void => Done::Void,
                _ => Done::No,
            };
            let at = At { field: *list, item: Some((n, due)) };
            let (original, since, replaced) = (None, None, None);
            out.push(Deadline { page: index, at, when, original, early, last, since, replaced, done });
        }
    }
}

/// The changes of a deadline, as they follow one another: the new one, and since when.
fn moves(schema: &Schema, changes: Option<usize>, items: &[Value]) -> Vec<(When, Option<Day>)> {
    let Some(Kind::Items(inner)) = changes.map(|i| &schema.fields[i].kind) else { return Vec::new() };
    let at = |name: &str| inner.iter().position(|f| f.name == name);
    let (Some(new), decided) = (at("new"), at("decided_on")) else { return Vec::new() };
    let one = |item: &Value| {
        let Value::Item(item) = item else { return None };
        let since = decided.and_then(|d| date_of(item, d)).and_then(|w| w.bounds().1);
        Some((date_of(item, new)?, since))
    };
    items.iter().filter_map(one).collect()
}
