//! Amounts of several records side by side: what is stated is added up, what is not is counted.

use crate::check::{Given, Rec};
use crate::model::figure::Measured;
use crate::model::{Kind, Schema, Unknown, Value};

/// What some records say of one amount.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::render) struct Sum {
    /// How many state it.
    pub(in crate::render) known: usize,
    /// How many should and do not.
    pub(in crate::render) silent: usize,
    /// What is stated, added up; `None`: nothing is, or it cannot be added.
    pub(in crate::render) value: Option<Value>,
    total: Option<Measured>,
}

impl Sum {
    /// Adds what a record says.
    pub(in crate::render) fn add(&mut self, rec: Rec<'_>, field: usize) {
        let value = match rec.at(field) {
            Given::Known([value @ Value::Amount(..)]) => value,
            Given::Unknown(Unknown::NotApplicable) => return,
            _ => {
                self.silent += 1;
                return;
            }
        };
        let next = Measured::of(value);
        let total = match (self.known, self.total) {
            (0, _) => next,
            (_, Some(total)) => next.and_then(|next| total.plus(next)),
            (_, None) => None,
        };
        self.known += 1;
        self.total = total;
        self.value = total.and_then(|t| t.in_unit(None, self.value.as_ref().or(Some(value)), None));
    }
}

/// The fields of a collection that hold an amount of a declared stage.
pub(in crate::render) fn staged(schema: &Schema) -> Vec<usize> {
    let is_staged = |kind: &Kind| matches!(kind, Kind::Amount { stage: Some(_), .. });
    (0..schema.fields.len()).filter(|f| is_staged(&schema.fields[*f].kind) && !schema.fields[*f].list).collect()
}

/// Whether a record has anything to say of a field, be it that it is not stated.
pub(in crate::render) fn concerns(rec: Rec<'_>, field: usize) -> bool {
    matches!(rec.at(field), Given::Known(_) | Given::Unknown(Unknown::NotStated | Unknown::Pending | Unknown::Withheld))
}
