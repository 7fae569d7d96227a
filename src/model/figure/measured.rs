//! Values that can be added and compared: what they count, in whole smallest units.

use super::Known;
use crate::model::site::Value;
use crate::value::{Amount, Dimension, Interval, MoneyUnit, Number, Qualifier, Quantity, Scale, Stage, Unit};

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

impl Known {
    /// The number before it was rounded, where it has an end, for machines: 元, or the unit of the value.
    pub fn number(&self) -> Option<String> {
        let measured = self.measured?;
        match &self.value {
            Value::Amount(..) => {
                let yuan = Number::quotient(measured.value, 100, None)?;
                Some(Amount::new(yuan, MoneyUnit::Yuan, Qualifier::Exact).ok()?.yuan())
            }
            Value::Quantity(quantity) => {
                let one = quantity.unit.factor.checked_mul(FINEST)?;
                Number::quotient(measured.value, one, None).map(|n| n.to_string()).or_else(|| Some(quantity.number()))
            }
            Value::Ratio(ratio) => Some(ratio.stated.number()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }
}

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

    /// A number as written, of the kind of a value and, where it names none, in its unit.
    pub fn like(text: &str, value: &Value) -> Option<Measured> {
        Measured::of(&match value {
            Value::Amount(amount, stage) => Value::Amount(Amount::parse(text, Some(amount.unit)).ok()?, *stage),
            Value::Quantity(quantity) => Value::Quantity(Quantity::parse(text, Some(quantity.unit)).ok()?),
            Value::Ratio(ratio) => Value::Quantity(Quantity::parse(text, Some(ratio.stated.unit)).ok()?),
            Value::Number(_) => Value::Number(Number::parse(text)?),
            _ => return None,
        })
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

    /// The word that says what it leaves open: that of `like`, where it is just that; else one that is true at least.
    fn qualifier(self, like: Option<&Value>) -> Qualifier {
        let own =
            like.filter(|l| Measured::of(l).is_some_and(|m| (m.value, m.interval) == (self.value, self.interval)));
        match own {
            Some(Value::Amount(amount, _)) => return amount.q,
            Some(Value::Quantity(quantity)) => return quantity.q,
            Some(Value::Ratio(ratio)) => return ratio.stated.q,
            _ => {}
        }
        match (self.interval.low == Some(self.value), self.interval.high == Some(self.value)) {
            (true, true) => Qualifier::Exact,
            (true, false) => Qualifier::AtLeast,
            (false, true) => Qualifier::AtMost,
            (false, false) => Qualifier::Approx,
        }
    }

    /// The word for a quotient of two numbers: what is made of exact ones is exact, however it is rounded.
    pub(super) fn qualifier_of(self, a: Measured, b: Measured) -> Qualifier {
        let exact = |m: Measured| m.interval.low == Some(m.value) && m.interval.high == Some(m.value);
        if exact(a) && exact(b) {
            return Qualifier::Exact;
        }
        // The bounds of a quotient were rounded outwards by one at most.
        let near = |bound: Option<i128>| bound.map(|b| if (b - self.value).abs() <= 1 { self.value } else { b });
        let interval = Interval { low: near(self.interval.low), high: near(self.interval.high) };
        Measured { interval, ..self }.qualifier(None)
    }

    /// This divided by another, times a factor: rounded half up, its bounds outwards. `None` where the other may be
    /// nothing, or the numbers are too large.
    pub(super) fn over(self, other: Measured, factor: i128) -> Option<(i128, Interval)> {
        if self.value < 0 || other.value <= 0 {
            return self.plainly_over(other, factor);
        }
        let scaled = |v: i128| v.checked_mul(factor);
        let least = other.interval.low.filter(|low| *low > 0);
        let low = match (self.interval.low.filter(|low| *low >= 0), other.interval.high) {
            (Some(n), Some(d)) => Some(scaled(n)?.div_euclid(d)),
            _ => Some(0),
        };
        let high = match (self.interval.high, least) {
            (Some(n), Some(d)) => Some(-(-scaled(n)?).div_euclid(d)),
            _ => None,
        };
        Some((half_up(scaled(self.value)?, other.value)?, Interval { low, high }))
    }

    /// The same where one is below zero: only what is exact has bounds.
    fn plainly_over(self, other: Measured, factor: i128) -> Option<(i128, Interval)> {
        if other.value == 0 {
            return None;
        }
        let sign = other.value.signum();
        let value = half_up(self.value.checked_mul(factor)?.checked_mul(sign)?, other.value.abs())?;
        let exact = |m: Measured| m.interval.low == Some(m.value) && m.interval.high == Some(m.value);
        let bound = (exact(self) && exact(other)).then_some(value);
        Some((value, Interval { low: bound, high: bound }))
    }

    /// The difference of two shares is one of points.
    pub(super) fn in_points(self) -> Measured {
        let Counts::Of(Unit { dimension: Dimension::Share, .. }) = self.counts else { return self };
        let Some(points) = Unit::parse("百分点") else { return self };
        let down = |v: i128| v.div_euclid(10) * points.factor;
        let up = |v: i128| -(-v).div_euclid(10) * points.factor;
        let interval = Interval { low: self.interval.low.map(down), high: self.interval.high.map(up) };
        Measured { counts: Counts::Of(points), value: down(self.value), interval, ..self }
    }

    /// As a value in a unit, rounded to `decimals` digits where they are given and exactly else. `None` where the unit
    /// is another dimension's, or the value no whole number of 分.
    pub fn in_unit(self, unit: Option<&str>, like: Option<&Value>, decimals: Option<u32>) -> Option<Value> {
        let q = self.qualifier(like);
        match self.counts {
            Counts::Money => {
                let usual = if let Some(Value::Amount(amount, _)) = like { amount.unit } else { MoneyUnit::Wan };
                let unit = unit.map_or(Some(usual), MoneyUnit::parse)?;
                let value = rounded(self.value, unit.fen(), decimals, q)?;
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
                    _ => format!("{}{}", rounded(self.value, one, decimals, q)?, unit.name),
                };
                let quantity = Quantity::parse(&text, None).ok()?;
                unit.agrees(usual).then_some(Value::Quantity(Quantity { q, ..quantity }))
            }
            Counts::Number => Number::quotient(self.value, FINEST, decimals).map(Value::Number),
        }
    }
}

/// A quotient of whole numbers for readers: rounded half up, but a limit stays one. `None` as for the exact one.
pub(super) fn rounded(part: i128, whole: i128, decimals: Option<u32>, q: Qualifier) -> Option<Number> {
    let Some(digits) = decimals.filter(|_| matches!(q, Qualifier::AtLeast | Qualifier::AtMost)) else {
        return Number::quotient(part, whole, decimals);
    };
    let one = 10_i128.checked_pow(digits)?;
    let scaled = part.checked_mul(one)?;
    let whole_ones = if q == Qualifier::AtLeast { scaled.div_euclid(whole) } else { -(-scaled).div_euclid(whole) };
    Number::quotient(whole_ones, one, None)
}

/// A quotient of whole numbers, rounded half up.
fn half_up(part: i128, whole: i128) -> Option<i128> {
    part.checked_mul(2)?.checked_add(whole).map(|n| n.div_euclid(2 * whole))
}
