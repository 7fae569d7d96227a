//! Values that can be added and compared: what they count, in whole smallest units.

use crate::model::site::Value;
use crate::value::{Amount, Interval, MoneyUnit, Number, Qualifier, Quantity, Scale, Stage, Unit};

/// What is counted. Only what counts the same may be added or compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counts {
    /// Money, in 分.
    Money,
    /// A quantity, in millionths of the base unit of its dimension.
    Of(Unit),
    /// A bare number, in millionths.
    Number,
}

/// A value as a whole number of smallest units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// What it counts.
    pub counts: Counts,
    /// The stage of an amount.
    pub stage: Option<Stage>,
    /// How many, as stated.
    pub value: i128,
    /// What it leaves open.
    pub interval: Interval,
}

/// Millionths.
const FINEST: i128 = 1_000_000;

impl Counts {
    /// Whether values of both may be added and compared.
    pub fn agrees(self, other: Counts) -> bool {
        match (self, other) {
            (Counts::Of(a), Counts::Of(b)) => a.agrees(b),
            (a, b) => a == b,
        }
    }
}

impl Measured {
    /// What a value counts; `None` for what is no number.
    pub fn of(value: &Value) -> Option<Measured> {
        let (counts, stage, value, interval) = match value {
            Value::Amount(amount, stage) => (Counts::Money, *stage, amount.fen(), amount.interval()),
            Value::Quantity(quantity) => (Counts::Of(quantity.unit), None, quantity.base(), quantity.interval()),
            Value::Ratio(ratio) => (Counts::Of(ratio.stated.unit), None, ratio.stated.base(), ratio.stated.interval()),
            Value::Number(number) => {
                let value = number.times(FINEST)?;
                (Counts::Number, None, value, Interval { low: Some(value), high: Some(value) })
            }
            _ => return None,
        };
        Some(Measured { counts, stage, value, interval })
    }

    /// The sum of two values that count the same.
    pub fn plus(self, other: Measured) -> Option<Measured> {
        if !self.counts.agrees(other.counts) || self.stage != other.stage {
            return None;
        }
        let value = self.value.checked_add(other.value)?;
        Some(Measured { value, interval: self.interval.plus(other.interval)?, ..self })
    }

    /// The first less the second.
    pub fn minus(self, other: Measured) -> Option<Measured> {
        let turned = |bound: Option<i128>| bound.map(|b| -b);
        let interval = Interval { low: turned(other.interval.high), high: turned(other.interval.low) };
        self.plus(Measured { value: -other.value, interval, ..other })
    }

    /// As a value in a unit, rounded to `decimals` digits where they are given and exactly else. `None` where the unit
    /// is another dimension's, or the value no whole number of 分.
    pub fn in_unit(self, unit: Option<&str>, like: Option<&Value>, decimals: Option<u32>) -> Option<Value> {
        let q = if self.interval.low == Some(self.value) && self.interval.high == Some(self.value) {
            Qualifier::Exact
        } else if self.interval.low == Some(self.value) && self.interval.high.is_none() {
            Qualifier::AtLeast
        } else {
            Qualifier::Approx
        };
        match self.counts {
            Counts::Money => {
                let usual = if let Some(Value::Amount(amount, _)) = like { amount.unit } else { MoneyUnit::Wan };
                let unit = unit.map_or(Some(usual), MoneyUnit::parse)?;
                let value = Number::quotient(self.value, unit.fen(), decimals)?;
                Some(Value::Amount(Amount::new(value, unit, q).ok()?, self.stage))
            }
            Counts::Of(usual) => {
                let scale = match like {
                    Some(Value::Quantity(quantity)) if unit.is_none() && decimals.is_none() => quantity.scale,
                    _ => Scale::One,
                };
                let unit = unit.map_or(Some(usual), Unit::parse)?;
                let one = unit.factor.checked_mul(FINEST)?;
                let scaled = Number::quotient(self.value, one.checked_mul(scale.factor())?, None);
                // In 万, where its values are and where that is no longer than they are.
                let text = match scaled.filter(|n| n.decimals() <= 2) {
                    Some(value) if scale != Scale::One => format!("{value}{}{}", scale.word(), unit.name),
                    _ => format!("{}{}", Number::quotient(self.value, one, decimals)?, unit.name),
                };
                let quantity = Quantity::parse(&text, None).ok()?;
                unit.agrees(usual).then_some(Value::Quantity(Quantity { q, ..quantity }))
            }
            Counts::Number => Number::quotient(self.value, FINEST, decimals).map(Value::Number),
        }
    }
}
