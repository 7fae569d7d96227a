//! The least and the greatest that a field may hold, in the kind of its values.

use std::cmp::Ordering;

use super::site::Value;
use crate::value::{Amount, MoneyUnit, Number, Qualifier, Quantity, UNITS, Unit};

/// A bound of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Of numbers.
    Number(Number),
    /// Of amounts.
    Amount(Amount),
    /// Of quantities, in a unit that agrees with the field's.
    Quantity(Quantity),
}

impl Limit {
    /// The bound that a value makes; a value with a word of doubt makes none.
    pub(super) fn of(value: &Value) -> Option<Limit> {
        match value {
            Value::Number(number) => Some(Limit::Number(*number)),
            Value::Amount(amount, _) if amount.q == Qualifier::Exact => Some(Limit::Amount(*amount)),
            Value::Quantity(quantity) if quantity.q == Qualifier::Exact => Some(Limit::Quantity(*quantity)),
            _ => None,
        }
    }

    /// How a value compares with it: the number as stated, whatever words of doubt stand beside it.
    pub(super) fn compare(self, value: &Value) -> Option<Ordering> {
        match (value, self) {
            (Value::Number(number), Limit::Number(limit)) => Some(number.cmp(&limit)),
            (Value::Amount(amount, _), Limit::Amount(limit)) => Some(amount.fen().cmp(&limit.fen())),
            (Value::Quantity(quantity), Limit::Quantity(limit)) => Some(quantity.base().cmp(&limit.base())),
            _ => None,
        }
    }

    /// Whether it lies above another bound of the same field.
    pub(super) fn exceeds(self, other: Limit) -> bool {
        match (self, other) {
            (Limit::Number(a), Limit::Number(b)) => a > b,
            (Limit::Amount(a), Limit::Amount(b)) => a.fen() > b.fen(),
            (Limit::Quantity(a), Limit::Quantity(b)) => a.base() > b.base(),
            _ => false,
        }
    }

    /// For readers.
    pub fn text(self, chinese: bool) -> String {
        match self {
            Limit::Number(number) => number.to_string(),
            Limit::Amount(amount) => amount.text(chinese),
            Limit::Quantity(quantity) => quantity.text(chinese),
        }
    }

    /// As a plain number among others of its field: of amounts in 元; of quantities only where all units of the field
    /// count in the same step (or it is zero), since each stands in its own unit.
    pub fn number(self) -> Option<String> {
        match self {
            Limit::Number(number) => Some(number.multiplied(1)),
            Limit::Amount(amount) => Some(amount.yuan()),
            Limit::Quantity(quantity) => {
                let one_step =
                    UNITS.iter().filter(|u| quantity.unit.agrees(**u)).all(|u| u.factor == quantity.unit.factor);
                (one_step || quantity.value.is_zero()).then(|| quantity.number())
            }
        }
    }

    /// As a number without a unit, which has that of its field.
    pub fn bare(self, money: Option<MoneyUnit>, unit: Option<Unit>) -> Option<String> {
        match self {
            Limit::Number(number) => Some(number.to_string()),
            Limit::Amount(amount) => (money == Some(amount.unit)).then(|| amount.value.to_string()),
            Limit::Quantity(quantity) => (unit == Some(quantity.unit)).then(|| quantity.number()),
        }
    }
}
