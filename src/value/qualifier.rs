//! How sure a stated number is: 约, 近, 不低于 …, and the interval that it leaves open.

use std::fmt;

use super::number::Number;

/// A qualifier, as the source words it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    /// No word, or 共计: the number itself.
    #[default]
    Exact,
    /// 达, 完成: rounded to its last digit.
    Stated,
    /// 约, 左右: within 5 %.
    Approx,
    /// 近, 接近: a tenth less at most, and not reached.
    Nearly,
    /// 多, 余, 以上, 超: more, and less than the next step of its leading digit.
    MoreThan,
    /// 不低于, 至少.
    AtLeast,
    /// 不超过, 以内.
    AtMost,
}

use Qualifier::{Approx, AtLeast, AtMost, Exact, MoreThan, Nearly, Stated};

/// Words before a number, longest first.
const BEFORE: [(&str, Qualifier); 24] = [
    ("不少于", AtLeast),
    ("不低于", AtLeast),
    ("不超过", AtMost),
    ("不高于", AtMost),
    ("不多于", AtMost),
    ("大约", Approx),
    ("约达", Approx),
    ("接近", Nearly),
    ("将近", Nearly),
    ("超过", MoreThan),
    ("突破", MoreThan),
    ("多于", MoreThan),
    ("至少", AtLeast),
    ("至多", AtMost),
    ("最多", AtMost),
    ("共计", Exact),
    ("合计", Exact),
    ("完成", Stated),
    ("达到", Stated),
    ("约", Approx),
    ("近", Nearly),
    ("超", MoreThan),
    ("共", Exact),
    ("达", Stated),
];

/// Words after a number or its unit, longest first.
const AFTER: [(&str, Qualifier); 6] =
    [("左右", Approx), ("上下", Approx), ("以上", MoreThan), ("以内", AtMost), ("多", MoreThan), ("余", MoreThan)];

impl Qualifier {
    /// All of them.
    pub const ALL: [Qualifier; 7] = [Exact, Stated, Approx, Nearly, MoreThan, AtLeast, AtMost];

    /// The code in exports.
    pub fn code(self) -> &'static str {
        match self {
            Exact => "exact",
            Stated => "stated",
            Approx => "approx",
            Nearly => "nearly",
            MoreThan => "more_than",
            AtLeast => "at_least",
            AtMost => "at_most",
        }
    }

    /// All words before a number.
    pub(super) fn words_before() -> impl Iterator<Item = &'static str> {
        BEFORE.iter().map(|(word, _)| *word)
    }

    /// All words after a number or its unit.
    pub(super) fn words_after() -> impl Iterator<Item = &'static str> {
        AFTER.iter().map(|(word, _)| *word)
    }

    /// Words before a number, with what they mean.
    pub(crate) fn before() -> impl Iterator<Item = (&'static str, Qualifier)> {
        BEFORE.iter().copied()
    }

    /// Words after a number or its unit, with what they mean.
    pub(crate) fn after() -> impl Iterator<Item = (&'static str, Qualifier)> {
        AFTER.iter().copied()
    }

    /// Takes a qualifying word off the front.
    pub(super) fn take_before(text: &str) -> (Option<Qualifier>, &str) {
        let found = BEFORE.iter().find_map(|(word, q)| Some((*q, text.strip_prefix(word)?)));
        found.map_or((None, text), |(q, rest)| (Some(q), rest.trim_start()))
    }

    /// Takes a qualifying word off the end.
    pub(super) fn take_after(text: &str) -> (Option<Qualifier>, &str) {
        let found = AFTER.iter().find_map(|(word, q)| Some((*q, text.strip_suffix(word)?)));
        found.map_or((None, text), |(q, rest)| (Some(q), rest.trim_end()))
    }

    /// The word that stands before a number. 多 stands after it, where it can.
    pub fn word(self, chinese: bool) -> &'static str {
        match (self, chinese) {
            (Exact, _) => "",
            (Stated, true) => "达",
            (Approx, true) => "约",
            (Nearly, true) => "近",
            (MoreThan, true) => "超",
            (AtLeast, true) => "不低于",
            (AtMost, true) => "不超过",
            (Stated, false) => "stated as ",
            (Approx, false) => "about ",
            (Nearly, false) => "nearly ",
            (MoreThan, false) => "more than ",
            (AtLeast, false) => "at least ",
            (AtMost, false) => "at most ",
        }
    }

    /// A number with its word of doubt and its unit in Chinese: 多 stands behind round numbers (`3000多人`) and else behind
    /// 万 or 亿 (`3万多人`, `1.5亿多元`); where there is neither, 超 stands in front (`超22%`).
    pub(super) fn written(self, value: Number, scale: &str, unit: &str) -> String {
        let is_round = value.decimals() == 0 && value.to_string().ends_with('0');
        let is_counted = !matches!(unit, "%" | "‰" | "个百分点");
        match self {
            MoreThan if is_round && is_counted => format!("{value}多{scale}{unit}"),
            MoreThan if !scale.is_empty() && is_counted => format!("{value}{scale}多{unit}"),
            _ => format!("{}{value}{scale}{unit}", self.word(true)),
        }
    }

    /// What a number leaves open. `value` and `last_digit` (the worth of one unit of the last stated digit) are in the
    /// same smallest unit; a bound that falls between two units is moved outwards, so that no doubt gets lost.
    pub fn interval(self, value: i128, last_digit: i128) -> Interval {
        let low = |n: i128, d: i128| n.div_euclid(d);
        let high = |n: i128, d: i128| -(-n).div_euclid(d);
        let found = match self {
            Exact => Interval { low: Some(value), high: Some(value) },
            Stated => {
                Interval { low: Some(low(2 * value - last_digit, 2)), high: Some(high(2 * value + last_digit, 2)) }
            }
            Approx => Interval { low: Some(low(value * 95, 100)), high: Some(high(value * 105, 100)) },
            Nearly => Interval { low: Some(low(value * 9, 10)), high: Some(value) },
            MoreThan => {
                // Counted in steps of the number as it is written: of 亩 or 公里 the base units have other digits.
                let digit = last_digit.max(1);
                let step = leading(value / digit) * digit;
                Interval { low: Some(value), high: Some((value.div_euclid(step) + 1) * step) }
            }
            AtLeast => Interval { low: Some(value), high: None },
            AtMost => Interval { low: Some(0.min(value)), high: Some(value) },
        };
        // Below zero, "nearly" and "about" count the other way.
        match (found.low, found.high) {
            (Some(low), Some(high)) if low > high => Interval { low: Some(high), high: Some(low) },
            _ => found,
        }
    }
}

/// The worth of one step of the leading digit: 1000 for 3000.
fn leading(value: i128) -> i128 {
    let mut step = 1;
    while value.abs() / step >= 10 {
        step *= 10;
    }
    step
}

impl fmt::Display for Qualifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// All values that a stated number may have, both ends included; `None`: without end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// Least.
    pub low: Option<i128>,
    /// Greatest.
    pub high: Option<i128>,
}

impl Interval {
    /// Whether some value lies in both.
    pub fn meets(self, other: Interval) -> bool {
        let below = |a: Option<i128>, b: Option<i128>| a.zip(b).is_some_and(|(high, low)| high < low);
        !below(self.high, other.low) && !below(other.high, self.low)
    }

    /// Whether a value lies in it.
    pub fn contains(self, value: i128) -> bool {
        self.meets(Interval { low: Some(value), high: Some(value) })
    }

    /// All sums of a value of one and a value of the other; `None` where a bound is too large to count.
    pub fn plus(self, other: Interval) -> Option<Interval> {
        let add = |a: Option<i128>, b: Option<i128>| match (a, b) {
            (Some(a), Some(b)) => a.checked_add(b).map(Some),
            _ => Some(None),
        };
        Some(Interval { low: add(self.low, other.low)?, high: add(self.high, other.high)? })
    }

    /// Whether every value of it is at most every value of the other.
    pub fn is_at_most(self, other: Interval) -> bool {
        self.high.zip(other.low).is_some_and(|(high, low)| high <= low)
    }
}
