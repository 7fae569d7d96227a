//! Deadlines: what is due when, as seen from the site's date. A month is no day, and 前 that does not say whether it is
//! inclusive stays open: what is left, or overdue, is then said with both ends.

use super::schedule::{Column, Schedule};
use super::value_of;
use crate::model::{Field, FieldValue, Kind, Page, Schema, Site, Value};
use crate::value::{Bound, PartialDate, When};

/// How a deadline stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Standing {
    /// It has passed by so many days: the fewest and the most that its words allow.
    Overdue(i32, i32),
    /// Whether it has passed is not said: inclusive, so many days are left.
    Unclear(i32),
    /// The day is within what it names; so many days are left at most.
    Running(i32),
    /// So many days are left: the fewest and the most.
    Ahead(i32, i32),
}

/// The deadline of a record.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct Deadline {
    /// The record.
    pub(in crate::render) page: usize,
    /// The deadline in force.
    pub(in crate::render) when: When,
    /// The first one, where it was moved, and how often it was.
    pub(in crate::render) moved: Option<(When, usize)>,
    /// The earliest and the latest day that may be the last one, counted from the site's date.
    pub(in crate::render) days: (i32, i32),
    pub(in crate::render) standing: Standing,
}

/// The deadlines of some records, the next one first.
#[derive(Debug, Clone, Default)]
pub(in crate::render) struct Due {
    pub(in crate::render) all: Vec<Deadline>,
    /// How many come later than is asked.
    pub(in crate::render) later: usize,
    /// How many are done or given up.
    pub(in crate::render) done: usize,
    /// How many name no deadline.
    pub(in crate::render) unsaid: usize,
}

/// Codes of the field `delivery` with which nothing is due any more.
const SETTLED: [&str; 4] = ["delivered", "delivered_changed", "dropped", "superseded"];

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
) -> Due {
    let mut out = Due::default();
    let Some((today, _)) = When::at(today(site)).span() else { return out };
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
        let (mut when, mut times) = (original, 0);
        if let Some((field, new)) = changes
            && let Some(FieldValue::Known(items)) = value_of(record, collection, field)
        {
            times = items.len();
            when = items.iter().rev().find_map(|item| new_date(item, new)).unwrap_or(when);
        }
        if let Some(later) = current.and_then(|field| date(record, collection, field)) {
            times = times.max(usize::from(later != original));
            when = later;
        }
        let Some((earliest, latest)) = when.deadline() else {
            out.unsaid += 1;
            continue;
        };
        let days = (earliest.0 - today.0, latest.0 - today.0);
        if within.is_some_and(|within| days.0 > within) {
            out.later += 1;
            continue;
        }
        let moved = (when != original).then_some((original, times));
        out.all.push(Deadline { page: *page, when, moved, days, standing: standing(when, days) });
    }
    out.all.sort_by_key(|d| (d.days.1, d.days.0));
    out
}

/// Whether nothing is due any more of a record.
pub(super) fn is_settled(site: &Site, schedule: &Schedule, collection: usize, field: usize, page: usize) -> bool {
    let schema = &site.collections[collection];
    Settled::of(schema, schedule, field).holds(schema, collection, &site.pages[page])
}

fn standing(when: When, (first, last): (i32, i32)) -> Standing {
    match when.bound {
        _ if last < 0 && when.bound == Bound::BeforeUnclear => Standing::Overdue(-last, -first),
        _ if last < 0 => Standing::Overdue(-last, -last),
        _ if first >= 0 => Standing::Ahead(first, last),
        Bound::BeforeUnclear => Standing::Unclear(last),
        _ => Standing::Running(last),
    }
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
            || self.delivery.and_then(code).is_some_and(|code| SETTLED.contains(&code))
            || self.state.and_then(choice).is_some_and(|state| {
                let tracks = schema.machine.iter().flat_map(|m| &m.tracks);
                tracks.into_iter().any(|track| track.steps.last() == Some(&state))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::{Standing, standing};
    use crate::value::{PartialDate, When};

    #[test]
    fn what_a_deadline_leaves_open_is_kept() {
        let of = |text: &str, today: &str| {
            let when = When::parse(text).expect("a deadline");
            let today = When::at(PartialDate::parse(today).expect("a day")).span().expect("a day").0;
            let (first, last) = when.deadline().expect("an end");
            standing(when, (first.0 - today.0, last.0 - today.0))
        };
        assert_eq!(of("2023-09-10", "2023-08-31"), Standing::Ahead(10, 10));
        assert_eq!(of("2023-09", "2023-08-31"), Standing::Ahead(1, 30));
        assert_eq!(of("2023-09", "2023-09-10"), Standing::Running(20));
        assert_eq!(of("2023-09", "2023-10-10"), Standing::Overdue(10, 10));
        assert_eq!(of("2023年9月底前", "2023-08-31"), Standing::Ahead(30, 30));
        assert_eq!(of("2023年10月前（不含）", "2023-10-01"), Standing::Overdue(1, 1));
        assert_eq!(of("2023年10月前（未说明）", "2023-08-31"), Standing::Ahead(30, 61));
        assert_eq!(of("2023年10月前（未说明）", "2023-10-11"), Standing::Unclear(20));
        assert_eq!(of("2023年10月前（未说明）", "2023-11-01"), Standing::Overdue(1, 32));
        assert_eq!(When::parse("2023年3月起").expect("a beginning").deadline(), None);
    }
}
