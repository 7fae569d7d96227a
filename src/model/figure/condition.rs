//! Conditions on the fields of a record. A field that is unknown neither meets nor fails one.

use crate::model::schema::{Field, Kind, Schema};
use crate::model::site::{FieldRef, FieldValue, Page, Site, Value};
use crate::value::When;

use super::measured::Measured;

/// A condition on a field, by its index in the collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The field.
    pub field: usize,
    /// What is asked of it.
    pub test: Test,
}

/// What a condition asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// One of these.
    Is(Vec<Value>),
    /// None of these.
    Not(Vec<Value>),
    /// One of these states, in the order of the machine.
    State(Vec<usize>),
    /// At least this.
    From(Value),
    /// At most this.
    Until(Value),
    /// A date within it.
    In(When),
    /// Whether the source does not say.
    Unknown(bool),
}

/// The value of a field of a record.
pub(in crate::model) fn value_of(page: &Page, collection: usize, field: usize) -> Option<&FieldValue> {
    page.value(FieldRef::Collection(collection, field))
}

impl Condition {
    /// Whether a record meets it; `None` where its field does not say.
    pub fn meets(&self, site: &Site, collection: usize, page: &Page) -> Option<bool> {
        let required = site.collections[collection].fields[self.field].required;
        self.meets_value(value_of(page, collection, self.field), required)
    }

    /// The same for the value of a field, be it of a record or of a small record in it.
    pub(super) fn meets_value(&self, found: Option<&FieldValue>, required: bool) -> Option<bool> {
        if let Test::Unknown(wanted) = self.test {
            return Some(!matches!(found, Some(FieldValue::Known(_))) == wanted);
        }
        let Some(FieldValue::Known(values)) = found else {
            // What may be left out and is left out is not there; what has to be there and is not known is open.
            let is_absent = found.is_none() && !required;
            return is_absent.then_some(matches!(self.test, Test::Not(_)));
        };
        Some(match &self.test {
            Test::Is(wanted) => values.iter().any(|v| wanted.iter().any(|w| same(v, w))),
            Test::Not(unwanted) => !values.iter().any(|v| unwanted.iter().any(|w| same(v, w))),
            Test::State(states) => values.iter().any(|v| matches!(v, Value::Choice(choice) if states.contains(choice))),
            Test::From(least) => values.iter().all(|v| is_at_most(least, v)),
            Test::Until(most) => values.iter().all(|v| is_at_most(v, most)),
            Test::In(period) => {
                for value in values {
                    if let Value::Date(when) = value {
                        return is_within(*when, *period);
                    }
                }
                false
            }
            Test::Unknown(_) => false,
        })
    }
}

fn same(a: &Value, b: &Value) -> bool {
    match (Measured::of(a), Measured::of(b)) {
        (Some(a), Some(b)) => a.counts.agrees(b.counts) && a.value == b.value,
        _ => a == b,
    }
}

fn is_at_most(a: &Value, b: &Value) -> bool {
    if let (Value::Date(a), Value::Date(b)) = (a, b) {
        return a <= b;
    }
    match (Measured::of(a), Measured::of(b)) {
        (Some(a), Some(b)) => a.counts.agrees(b.counts) && a.value <= b.value,
        _ => false,
    }
}

/// Whether a date lies within a period; `None` where it is not precise enough to tell.
fn is_within(when: When, period: When) -> Option<bool> {
    let (first, last) = when.bounds();
    let (from, to) = period.bounds();
    let after = |day, bound: Option<_>| bound.is_some_and(|bound| day > bound);
    let before = |day, bound: Option<_>| bound.is_some_and(|bound| day < bound);
    match (first, last) {
        (Some(first), Some(last)) if !before(first, from) && !after(last, to) => Some(true),
        (Some(first), _) if after(first, to) => Some(false),
        (_, Some(last)) if before(last, from) => Some(false),
        _ => None,
    }
}

/// The states from or until one, in the order of the track that has it (of all tracks that do).
pub(super) fn states(schema: &Schema, field: usize, choice: usize, from: bool) -> Option<Vec<usize>> {
    let machine = schema.machine.as_ref().filter(|m| m.state == field)?;
    let mut out = Vec::new();
    for track in &machine.tracks {
        if let Some(at) = track.steps.iter().position(|s| *s == choice) {
            out.extend(if from { &track.steps[at..] } else { &track.steps[..=at] });
        }
    }
    (!out.is_empty()).then_some(out)
}

/// The choice of that word.
pub(super) fn choice(field: &Field, word: &str) -> Option<usize> {
    let Kind::Choice(choices) = &field.kind else { return None };
    choices.iter().position(|c| c.value == word || c.label.all().any(|l| l == word))
}
