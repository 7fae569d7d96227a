//! Ratios: a share as stated, with what it is a share of.

use std::fmt;

use super::number::Number;
use super::quantity::{Quantity, QuantityError};
use super::unit::Dimension;

/// A share as stated, and the two numbers behind it where the source gives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    /// As stated, in % or ‰.
    pub stated: Quantity,
    /// The part.
    pub numerator: Option<Number>,
    /// The whole.
    pub denominator: Option<Number>,
}

/// Why a text is no ratio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RatioError {
    /// As for a quantity.
    Quantity(QuantityError),
    /// In percentage points, or in another unit.
    NoShare,
    /// The whole is zero.
    NoWhole,
}

impl Ratio {
    /// Parses `22%`, `约35‰`, and with its two numbers `22%（2/9）`.
    pub fn parse(text: &str) -> Result<Ratio, RatioError> {
        let text = super::half_width(text.trim());
        let (share, parts) = match text.strip_suffix(')').and_then(|t| t.split_once('(')) {
            Some((share, parts)) => (share, Some(parts)),
            None => (text.as_str(), None),
        };
        let stated = Quantity::parse(share, None).map_err(RatioError::Quantity)?;
        if stated.unit.dimension != Dimension::Share {
            return Err(RatioError::NoShare);
        }
        let form = || RatioError::Quantity(QuantityError::Form);
        let (mut numerator, mut denominator) = (None, None);
        if let Some((part, whole)) = parts.map(|p| p.split_once('/').ok_or_else(form)).transpose()? {
            let number = |t: &str| Number::parse(t).ok_or_else(form);
            numerator = Some(number(part)?);
            denominator = Some(number(whole)?);
        }
        if denominator.is_some_and(Number::is_zero) {
            return Err(RatioError::NoWhole);
        }
        Ok(Ratio { stated, numerator, denominator })
    }

    /// Whether the stated share is what the two numbers give, rounded as stated; `None` where they are not both known.
    pub fn holds(self) -> Option<bool> {
        let (part, whole) = (self.numerator?, self.denominator?);
        let digits = self.stated.value.decimals();
        let computed = part.share_of(whole, if self.stated.unit.name == "‰" { 1000 } else { 100 }, digits)?;
        Some(computed == self.stated.value)
    }

    /// For readers.
    pub fn text(self, chinese: bool) -> String {
        let share = self.stated.text(chinese);
        match self.numerator.zip(self.denominator) {
            Some((part, whole)) if chinese => format!("{share}（{part}/{whole}）"),
            Some((part, whole)) => format!("{share} ({part}/{whole})"),
            None => share,
        }
    }
}

/// Canonical writing: parsing it gives the same ratio.
impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(true))
    }
}
