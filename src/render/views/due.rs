//! The deadlines of records in one field, as a timeline lists them: the next one first, without what is done.

use super::deadline::{self, Deadline, End};
use super::schedule::{Column, Schedule};
use super::value_of;
use crate::model::{Field, FieldValue, Kind, Page, Schema, Site, Value};
use crate::value::{PartialDate, When};

/// The deadline of a record.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct Dated {
    /// The record.
    pub(in crate::render) page: usize,
    /// The deadline in force.
    pub(in crate::render) when: When,
    /// How it stands.
    pub(in crate::render) deadline: Deadline,
    /// The days by the narrowest and the widest reading, counted from the site's date.
    pub(in crate::render) days: (i32, i32),
}

impl Dated {
    /// The days that are drawn: of a period, all of it.
    pub(in crate::render) fn drawn(&self, site: &Site) -> (i32, i32) {
        let today = When::at(today(site)).span().map_or(0, |(day, _)| day.0);
        self.when.extent().map_or(self.days, |(first, last)| (first.0 - today, last.0 - today))
    }
}

/// The deadlines of some records, the next one first.
#[derive(Debug, Clone, Default)]
pub(in crate::render) struct Deadlines {
    pub(in crate::render) all: Vec<Dated>,
    /// How many come later than is asked.
    pub(in crate::render) later: usize,
    /// How many are done or given up.
    pub(in crate::render) done: usize,
    /// How many name no deadline.
    pub(in crate::render) unsaid: usize,
}

/// The site's date.
pub(in crate::render) fn today(site: &Site) -> PartialDate {
    PartialDate::day(site.config.clock.date())
}

/// The deadlines of records of a collection, in a field of theirs; with `within`, those in so many days.
pub(in crate::render) fn due(
    site: &Site,
    schedule: &Schedule,
    collection: usize,
    field: usize,
    records: &[usize],
    within: Option<i32>,
) -> Deadlines {
    let mut out = Deadlines::default();
    let schema = &site.collections[collection];
    let settled = Settled::of(schema, schedule, field);
    let row = schedule.rows.iter().find(|row| row[Column::Planned as usize] == Some(field));
    let current = row.and_then(|row| row[Column::Current as usize]);
    let changes = changes(schema, field);
    for page in records {
        let record = &site.pages[*page];
        let Some(original) = date(record, collection, field) else {
            out.unsaid += 1;
            continue;
        };
        if settled.holds(schema, collection, record) {
            out.done += 1;
            continue;
        }
        let mut moved: Vec<Option<When>> = Vec::new();
        if let Some((field, new)) = changes
            && let Some(FieldValue::Known(items)) = value_of(record, collection, field)
        {
            moved.extend(items.iter().map(|item| new_date(item, new)));
        }
        if let Some(later) = current.and_then(|field| date(record, collection, field))
            && moved.last().copied().unwrap_or(Some(original)) != Some(later)
        {
            moved.push(Some(later));
        }
        let deadline = Deadline::new(Some(original), &moved, End::Open, site.config.clock);
        let (Some(when), Some(days)) = (deadline.current, deadline.days) else {
            out.unsaid += 1;
            continue;
        };
        let dated = Dated { page: *page, when, deadline, days };
        if within.is_some_and(|within| days.0 > within) {
            out.later += 1;
        } else {
            out.all.push(dated);
        }
    }
    out.all.sort_by_key(|d| (d.days.1, d.days.0));
    out
}

/// Whether nothing is due any more of a record.
pub(super) fn is_settled(site: &Site, schedule: &Schedule, collection: usize, field: usize, page: usize) -> bool {
    let schema = &site.collections[collection];
    Settled::of(schema, schedule, field).holds(schema, collection, &site.pages[page])
}

fn date(page: &Page, collection: usize, field: usize) -> Option<When> {
    match value_of(page, collection, field)? {
        FieldValue::Known(values) => match values.as_slice() {
            [Value::Date(when)] => Some(*when),
            _ => None,
        },
        FieldValue::Unknown(..) => None,
    }
}

/// The changes of a deadline `X_original` or `X`: the field `X_changes`, and the place of `new` in it.
fn changes(schema: &Schema, field: usize) -> Option<(usize, usize)> {
    let name = &schema.fields[field].name;
    let wanted = format!("{}_changes", name.strip_suffix("_original").unwrap_or(name));
    let found = schema.fields.iter().position(|f| f.name == wanted)?;
    let Kind::Items(fields) = &schema.fields[found].kind else { return None };
    Some((found, fields.iter().position(|f| f.name == "new")?))
}

fn new_date(item: &Value, new: usize) -> Option<When> {
    let Value::Item(values) = item else { return None };
    match values.iter().find(|(at, _)| *at == new) {
        Some((_, FieldValue::Known(values))) => match values.as_slice() {
            [Value::Date(when)] => Some(*when),
            _ => None,
        },
        _ => None,
    }
}

/// What says that nothing is due any more.
struct Settled {
    /// The field with the actual date.
    actual: Option<usize>,
    /// The field `delivery`.
    delivery: Option<usize>,
    /// The state, where the last step of the machine is the end; not where there are actual dates.
    state: Option<usize>,
}

impl Settled {
    fn of(schema: &Schema, schedule: &Schedule, field: usize) -> Settled {
        let row = schedule.rows.iter().find(|row| row.contains(&Some(field)));
        let actual = row.and_then(|row| row[Column::Actual as usize]);
        let is_delivery = |f: &Field| f.name == "delivery" && matches!(f.kind, Kind::Choice(_));
        let delivery = schema.fields.iter().position(is_delivery);
        let state = schema.machine.as_ref().map(|m| m.state).filter(|_| actual.is_none() && delivery.is_none());
        Settled { actual, delivery, state }
    }

    fn holds(&self, schema: &Schema, collection: usize, page: &Page) -> bool {
        let choice = |field: usize| match value_of(page, collection, field) {
            Some(FieldValue::Known(values)) => match values.as_slice() {
                [Value::Choice(choice)] => Some(*choice),
                _ => None,
            },
            _ => None,
        };
        let code = |field: usize| match &schema.fields[field].kind {
            Kind::Choice(choices) => Some(choices.get(choice(field)?)?.value.as_str()),
            _ => None,
        };
        self.actual.is_some_and(|field| date(page, collection, field).is_some())
            || self.delivery.and_then(code).is_some_and(|code| deadline::end(code) != End::Open)
            || self.state.and_then(choice).is_some_and(|state| {
                let tracks = schema.machine.iter().flat_map(|m| &m.tracks);
                tracks.into_iter().any(|track| track.steps.last() == Some(&state))
            })
    }
}
