//! Quantities: a decimal with its unit and qualifier, `16万人次`, `3000多人`, `736平方米`.

use std::fmt;

use super::amount::grouped;
use super::number::Number;
use super::qualifier::{Interval, Qualifier};
use super::unit::Unit;
use super::written::{Scale, take_apart};

/// A quantity as stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantity {
    /// The decimal as stated.
    pub value: Number,
    /// 万 or 亿 after it.
    pub scale: Scale,
    /// Its unit.
    pub unit: Unit,
    /// How sure it is.
    pub q: Qualifier,
}

/// Why a text is no quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuantityError {
    /// Not written like a quantity.
    Form,
    /// A number without a unit, and none is declared.
    NoUnit,
    /// The unit is not known.
    Unit(String),
    /// `%o`, `%0` or the like: percent or per mille?
    PercentOrPerMille,
    /// Too many digits to count exactly.
    TooFine,
}

/// Fractions of a base unit that are counted: a millionth.
const FINEST: i128 = 1_000_000;
/// Largest quantity, in these: what it leaves open is counted in hundreds of it.
const LARGEST: i128 = i128::MAX / 1000;

impl Quantity {
    /// Parses a number with its unit; a number alone has the `unit` that its column or field declares.
    pub fn parse(text: &str, unit: Option<Unit>) -> Result<Quantity, QuantityError> {
        let written = take_apart(text).ok_or(QuantityError::Form)?;
        let rest = written.rest.as_str();
        let named = match (rest, written.scale) {
            ("", _) => unit.ok_or(QuantityError::NoUnit)?,
            ("%o" | "%O" | "%0" | "%。", _) => return Err(QuantityError::PercentOrPerMille),
            _ => Unit::parse(rest).ok_or_else(|| QuantityError::Unit(rest.to_owned()))?,
        };
        let quantity = Quantity { value: written.value, scale: written.scale, unit: named, q: written.q };
        let is_counted = |exact: &i128| exact.checked_abs().is_some_and(|exact| exact <= LARGEST);
        if quantity.q == Qualifier::MoreThan && quantity.value.is_zero() {
            return Err(QuantityError::Form);
        }
        quantity.exact().filter(is_counted).map(|_| quantity).ok_or(QuantityError::TooFine)
    }

    fn exact(self) -> Option<i128> {
        let factor = self.unit.factor.checked_mul(self.scale.factor())?.checked_mul(FINEST)?;
        self.value.times(factor)
    }

    /// In millionths of the dimension's base unit, exactly.
    pub fn base(self) -> i128 {
        self.exact().unwrap_or_default()
    }

    /// What it leaves open, in millionths of the base unit.
    pub fn interval(self) -> Interval {
        let factor = self.unit.factor * self.scale.factor() * FINEST;
        self.q.interval(self.base(), self.value.last_digit().times(factor).unwrap_or(1))
    }

    /// The plain number, 万 and 亿 multiplied out.
    pub fn number(self) -> String {
        self.value.multiplied(i64::try_from(self.scale.factor()).unwrap_or(1))
    }

    /// For readers: `近30万人次`, or in English `nearly 300,000 visits`.
    pub fn text(self, chinese: bool) -> String {
        if chinese {
            let (scale, unit) = match (self.scale.word(), self.unit.after_number()) {
                // It is read as the same length.
                ("", "千米") => ("千", "米"),
                both => both,
            };
            return self.q.written(self.value, scale, unit);
        }
        let before = self.q.word(false);
        let space = if self.unit.english.is_empty() || matches!(self.unit.name, "%" | "‰") { "" } else { " " };
        format!("{before}{}{space}{}", grouped(&self.number()), self.unit.english)
    }
}

/// Canonical writing: parsing it gives the same quantity.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(true))
    }
}
