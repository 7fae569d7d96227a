//! When something is or has to be: a partial date, a range of such, and which side of it is meant.

use std::fmt;

use jiff::civil::Date;

use super::date::{DateError, Moment, Part, PartialDate};
use super::day::Day;
use super::number::half_width;

/// Which side of a date is meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// Within it.
    #[default]
    Within,
    /// 前（含）, 底前: its last day at the latest.
    ByEnd,
    /// 前（不含）: before its first day.
    Before,
    /// 前, and the source does not say which of the two.
    BeforeUnclear,
    /// 起, 以来: from its first day on.
    Since,
}

/// A date, a range, or a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct When {
    /// The date, or the first one of a range.
    pub from: PartialDate,
    /// The last one of a range.
    pub to: Option<PartialDate>,
    /// Which side of it is meant.
    pub bound: Bound,
}

/// Why a text is no such.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenError {
    /// As for a date.
    Date(DateError),
    /// 前 without saying whether the date itself is included.
    Before,
    /// 底 or 末 alone: a deadline, or the time at which something was?
    End,
    /// A range of which one end is not written.
    Open,
    /// A range that ends before it begins.
    Backwards,
}

/// How a bound is written, at the end of a date.
pub(super) const ENDS: [(&str, Bound); 15] = [
    ("底以前(含)", Bound::ByEnd),
    ("底前(含)", Bound::ByEnd),
    ("末前(含)", Bound::ByEnd),
    ("前(不含)", Bound::Before),
    ("前(未说明)", Bound::BeforeUnclear),
    ("前(原文未写)", Bound::BeforeUnclear),
    ("底以前", Bound::ByEnd),
    ("底前", Bound::ByEnd),
    ("末前", Bound::ByEnd),
    ("前(含)", Bound::ByEnd),
    ("以来", Bound::Since),
    ("开始", Bound::Since),
    ("起", Bound::Since),
    ("底之前", Bound::ByEnd),
    ("", Bound::Within),
];

impl When {
    /// A date by itself.
    pub fn at(date: PartialDate) -> When {
        When { from: date, to: None, bound: Bound::Within }
    }

    /// Parses what [`PartialDate::parse`] does; `2023-03..2023-05`, `2023年3月至5月`; and `2023年10月前（含）`,
    /// `前（不含）`, `前（未说明）`, `2023年9月底前`, `2023年3月以来`, `2023年起`.
    pub fn parse(text: &str) -> Result<When, WhenError> {
        let text: String = half_width(text.trim()).split_whitespace().collect();
        let (bare, bound) = ENDS
            .iter()
            .find_map(|(end, bound)| Some((text.strip_suffix(end)?, *bound)))
            .unwrap_or((text.as_str(), Bound::Within));
        let bare = if bound == Bound::Within { bare } else { bare.strip_suffix('以').unwrap_or(bare) };
        let is_date = |text: &str| PartialDate::parse(text).is_ok();
        if bound == Bound::Within {
            let stem = ["以前", "之前", "前", "之内", "以内"].iter().find_map(|end| bare.strip_suffix(end));
            if stem.is_some_and(is_date) {
                return Err(WhenError::Before);
            }
            if bare.strip_suffix(['底', '末']).is_some_and(is_date) {
                return Err(WhenError::End);
            }
        }
        let (from, to) = match split_range(bare) {
            Some(("", end) | (end, "")) if is_date(end) => return Err(WhenError::Open),
            Some((from, to)) => (from, Some(to)),
            None => (bare, None),
        };
        let from = begun(from, to).map_err(WhenError::Date)?;
        let to = to.map(|to| ended(from, to)).transpose().map_err(WhenError::Date)?;
        let backwards = to.is_some_and(|to| to.bounds().map(|b| b.1) < from.bounds().map(|b| b.0));
        if backwards {
            return Err(WhenError::Backwards);
        }
        Ok(When { from, to, bound })
    }

    /// First and last day that are meant, as far as it says.
    pub fn bounds(self) -> (Option<Date>, Option<Date>) {
        let (first, mut last) = self.from.bounds().unzip();
        if let Some(to) = self.to {
            last = to.bounds().map(|b| b.1);
        }
        match self.bound {
            Bound::Within => (first, last),
            Bound::ByEnd | Bound::BeforeUnclear => (None, last),
            Bound::Before => (None, first.and_then(|d| d.yesterday().ok())),
            Bound::Since => (first, None),
        }
    }

    /// First and last day that are meant, where it says both.
    pub fn span(self) -> Option<(Day, Day)> {
        let (first, last) = self.bounds();
        Some((number(first?), number(last?)))
    }

    /// All days that may be meant, to be drawn: of a month each of them, of 前 the last ones. `None`: it has no end. When it is
    /// due is what `last_days` says.
    pub fn extent(self) -> Option<(Day, Day)> {
        let first = self.bounds().0.map(number);
        let (narrow, wide) = self.last_days()?;
        Some((first.unwrap_or(number(narrow)), number(wide)))
    }

    /// Its last day by the narrowest and by the widest reading, where what is due in a month may be done on any of its days;
    /// `None` where it has none.
    pub fn last_days(self) -> Option<(Date, Date)> {
        let last = self.bounds().1?;
        let first = match self.bound {
            Bound::BeforeUnclear => self.from.bounds()?.0.yesterday().ok()?,
            _ => last,
        };
        Some((first, last))
    }

    /// Days from a moment's day to both of them; below zero: past.
    pub fn days_left(self, now: Moment) -> Option<(i32, i32)> {
        let (first, last) = self.last_days()?;
        Some((between(now.date(), first), between(now.date(), last)))
    }

    /// Days by which it ends after another, by the widest reading of both.
    pub fn days_after(self, other: When) -> Option<i32> {
        Some(between(other.last_days()?.1, self.last_days()?.1))
    }

    /// First and last day that are meant, as ISO 8601; empty where it does not say.
    pub fn days(self) -> (String, String) {
        let (first, last) = self.bounds();
        let day = |day: Option<Date>| day.map(|d| d.to_string()).unwrap_or_default();
        (day(first), day(last))
    }

    /// For readers.
    pub fn text(self, chinese: bool) -> String {
        let from = self.from.text(chinese);
        let whole = match self.to {
            Some(to) if chinese => format!("{from}至{}", to.text(true)),
            Some(to) => format!("{from} to {}", to.text(false)),
            None => from,
        };
        let is_month_or_year = matches!(self.to.unwrap_or(self.from).part, Part::Month(_) | Part::Year);
        match (self.bound, chinese) {
            (Bound::Within, _) => whole,
            (Bound::ByEnd, true) if is_month_or_year => format!("{whole}底前"),
            (Bound::ByEnd, true) => format!("{whole}前（含）"),
            (Bound::Before, true) => format!("{whole}前（不含）"),
            (Bound::BeforeUnclear, true) => format!("{whole}前（含不含原文未写）"),
            (Bound::Since, true) => format!("{whole}以来"),
            (Bound::ByEnd, false) => format!("by the end of {whole}"),
            (Bound::Before, false) => format!("before {whole}"),
            (Bound::BeforeUnclear, false) => format!("before {whole} (whether included: not stated)"),
            (Bound::Since, false) => format!("since {whole}"),
        }
    }
}

fn number(date: Date) -> Day {
    Day::of(i32::from(date.year()), i32::from(date.month()), i32::from(date.day()))
}

fn between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// The two ends of a range as written.
fn split_range(text: &str) -> Option<(&str, &str)> {
    // Between the parts of a date in figures a hyphen is no mark of a range.
    let marks = ["..", "至", "到", "—", "~", if text.contains('年') { "-" } else { ".." }];
    marks.iter().find_map(|mark| text.split_once(mark))
}

/// The beginning of a range; `3至5月` leaves out its unit.
fn begun(text: &str, to: Option<&str>) -> Result<PartialDate, DateError> {
    PartialDate::parse(text).or_else(|error| {
        let unit = to.and_then(|to| to.chars().last()).filter(|c| matches!(c, '月' | '日' | '号'));
        let is_short = text.contains('年') && text.ends_with(|c: char| c.is_ascii_digit());
        match unit.filter(|_| is_short) {
            Some(unit) => PartialDate::parse(&format!("{text}{unit}")),
            None => Err(error),
        }
    })
}

/// The end of a range; `3月至5月` leaves out the year, and `10日至12日` year and month.
fn ended(from: PartialDate, text: &str) -> Result<PartialDate, DateError> {
    PartialDate::parse(text).or_else(|error| {
        // Nothing at all is no end.
        if !text.starts_with(|c: char| c.is_ascii_digit() || "上下第一二三四".contains(c)) {
            return Err(error);
        }
        let month = match from.part {
            Part::Month(m) | Part::Xun(m, _) | Part::Day(m, _) => m,
            _ => return Err(error),
        };
        let year = from.year;
        PartialDate::parse(&format!("{year:04}年{text}"))
            .or_else(|_| PartialDate::parse(&format!("{year:04}年{month}月{text}")))
            .map_err(|_| error)
    })
}

/// Machine form: a date, `FROM..TO`, `..TO` with the last day that is meant, or `FROM..`.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.bound, self.to) {
            (Bound::Within, None) => self.from.fmt(f),
            (Bound::Within, Some(to)) => write!(f, "{}..{to}", self.from),
            (Bound::ByEnd, to) => write!(f, "{}前(含)", to.unwrap_or(self.from)),
            (Bound::Before, to) => write!(f, "{}前(不含)", to.unwrap_or(self.from)),
            (Bound::BeforeUnclear, to) => write!(f, "{}前(未说明)", to.unwrap_or(self.from)),
            (Bound::Since, _) => write!(f, "{}起", self.from),
        }
    }
}

impl Ord for When {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.from.cmp(&other.from).then(self.to.cmp(&other.to)).then(self.bound.cmp(&other.bound))
    }
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
