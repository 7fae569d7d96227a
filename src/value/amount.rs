//! Amounts of money: exact decimals with their unit, counted in 分 and never in a float.

use std::fmt;

use super::number::Number;
use super::qualifier::{Interval, Qualifier};
use super::written::{Scale, take_apart};

/// A unit of money.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MoneyUnit {
    /// 元.
    #[default]
    Yuan,
    /// 千元.
    Thousand,
    /// 万元.
    Wan,
    /// 亿元.
    Yi,
}

impl MoneyUnit {
    /// All of them, smallest first.
    pub const ALL: [MoneyUnit; 4] = [MoneyUnit::Yuan, MoneyUnit::Thousand, MoneyUnit::Wan, MoneyUnit::Yi];

    /// As written.
    pub fn name(self) -> &'static str {
        match self {
            MoneyUnit::Yuan => "元",
            MoneyUnit::Thousand => "千元",
            MoneyUnit::Wan => "万元",
            MoneyUnit::Yi => "亿元",
        }
    }

    /// How many 分 it is.
    pub fn fen(self) -> i128 {
        match self {
            MoneyUnit::Yuan => 100,
            MoneyUnit::Thousand => 100_000,
            MoneyUnit::Wan => 1_000_000,
            MoneyUnit::Yi => 10_000_000_000,
        }
    }

    /// The unit of that name.
    pub fn parse(text: &str) -> Option<MoneyUnit> {
        let text = text.trim().strip_prefix("人民币").unwrap_or(text.trim());
        MoneyUnit::ALL.into_iter().find(|u| u.name() == text)
    }

    fn of(scale: Scale) -> MoneyUnit {
        match scale {
            Scale::One => MoneyUnit::Yuan,
            Scale::Thousand => MoneyUnit::Thousand,
            Scale::Wan => MoneyUnit::Wan,
            Scale::Yi => MoneyUnit::Yi,
        }
    }
}

/// An amount as stated: `431.56` and `431.560` are equal in value and differ in precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount {
    /// The decimal as stated.
    pub value: Number,
    /// Its unit.
    pub unit: MoneyUnit,
    /// How sure it is.
    pub q: Qualifier,
}

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountError {
    /// Not written like an amount.
    Form,
    /// A number without a unit, and none is declared.
    NoUnit,
    /// It would need a fraction of a 分.
    BelowFen,
    /// Larger than any budget.
    TooLarge,
}

/// Largest amount, in 分: a hundred million 亿元.
const LARGEST: i128 = 1_000_000_000_000_000_000;

/// Words for 元.
pub(crate) const YUAN: [&str; 4] = ["元", "元人民币", "块", "块钱"];

impl Amount {
    /// Parses `6400万元`, `6,400 万元`, `64000000元`, `约4000万元`, `不低于431.56万元`; a number alone has the `unit` that
    /// its column or field declares.
    pub fn parse(text: &str, unit: Option<MoneyUnit>) -> Result<Amount, AmountError> {
        let written = take_apart(text).ok_or(AmountError::Form)?;
        let named = match (written.rest.as_str(), written.scale) {
            ("", Scale::One) => unit.ok_or(AmountError::NoUnit)?,
            ("", _) => return Err(AmountError::NoUnit),
            (word, scale) if YUAN.contains(&word) => MoneyUnit::of(scale),
            _ => return Err(AmountError::Form),
        };
        Amount::new(written.value, named, written.q)
    }

    /// An amount, if it is a whole number of 分. More than nothing is none.
    pub fn new(value: Number, unit: MoneyUnit, q: Qualifier) -> Result<Amount, AmountError> {
        if q == Qualifier::MoreThan && value.is_zero() {
            return Err(AmountError::Form);
        }
        let fen = value.times(unit.fen()).ok_or(AmountError::BelowFen)?;
        if fen.abs() > LARGEST {
            return Err(AmountError::TooLarge);
        }
        Ok(Amount { value, unit, q })
    }

    /// In 分, exactly.
    pub fn fen(self) -> i128 {
        self.value.times(self.unit.fen()).unwrap_or_default()
    }

    /// What it leaves open, in 分.
    pub fn interval(self) -> Interval {
        let last_digit = self.value.last_digit().times(self.unit.fen()).unwrap_or(1);
        self.q.interval(self.fen(), last_digit)
    }

    /// In 元, exactly, with two digits where there are 分.
    pub fn yuan(self) -> String {
        let fen = self.fen();
        let (sign, fen) = (if fen < 0 { "-" } else { "" }, fen.unsigned_abs());
        match fen % 100 {
            0 => format!("{sign}{}", fen / 100),
            part => format!("{sign}{}.{part:02}", fen / 100),
        }
    }

    /// For readers: `约4000万元`, or in English `about CNY 40,000,000`.
    pub fn text(self, chinese: bool) -> String {
        if chinese {
            let scale = self.unit.name().strip_suffix('元').unwrap_or_default();
            return self.q.written(self.value, scale, "元");
        }
        format!("{}CNY {}", self.q.word(false), grouped(&self.yuan()))
    }
}

/// Canonical writing: parsing it gives the same amount.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(true))
    }
}

/// Digits in groups of three.
pub(super) fn grouped(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |d| ("-", d));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let mut out = String::with_capacity(number.len() + number.len() / 3 + 1);
    out.push_str(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}
