//! Dates that keep their precision, and moments in a zone.

use std::fmt;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::number::half_width;

/// How precise a [`PartialDate`] is, with what is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Only the year.
    Year,
    /// First (1) or second (2) half.
    Half(i8),
    /// Quarter, 1 to 4.
    Quarter(i8),
    /// Month, 1 to 12.
    Month(i8),
    /// Month and its 旬: 1 上旬 (1–10), 2 中旬 (11–20), 3 下旬 (21–end).
    Xun(i8, i8),
    /// Month and day.
    Day(i8, i8),
}

/// A date as precise as it was written, and no more.
///
/// Accepted: ISO 8601 (`2023`, `2023-03`, `2023-04-10`), `2023-Q3`, `2023-H1`, `2023-03-A|B|C`, `2023-03上旬`, and the
/// Chinese forms `2023年`, `2023年3月`, `2023年3月上旬`, `2023年第三季度`, `2023年上半年`, `2023年4月10日`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// Year of the Gregorian calendar.
    pub year: i16,
    /// What is known within it.
    pub part: Part,
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    /// Not written like a date.
    Form,
    /// Written like a date, but there is no such day, month or quarter.
    NoSuchDay,
}

impl PartialDate {
    /// Parses any of the accepted forms.
    pub fn parse(text: &str) -> Result<PartialDate, DateError> {
        let text: String = half_width(text.trim()).split_whitespace().collect();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        if digits != 4 {
            return Err(DateError::Form);
        }
        let year: i16 = text[..4].parse().map_err(|_| DateError::Form)?;
        let rest = &text[4..];
        let part = if let Some(rest) = rest.strip_prefix('年') {
            chinese(rest)?
        } else if let Some(rest) = rest.strip_prefix(['-', '/', '.']) {
            numeric(rest)?
        } else if rest.is_empty() {
            Part::Year
        } else {
            return Err(DateError::Form);
        };
        let date = PartialDate { year, part };
        date.bounds().map(|_| date).ok_or(DateError::NoSuchDay)
    }

    /// A whole day.
    pub fn day(date: Date) -> PartialDate {
        PartialDate { year: date.year(), part: Part::Day(date.month(), date.day()) }
    }

    /// First and last day that are meant; `None` where there is no such day.
    pub fn bounds(self) -> Option<(Date, Date)> {
        let day = |m: i8, d: i8| Date::new(self.year, m, d).ok();
        let months = |from: i8, to: i8| Some((day(from, 1)?, day(to, 1)?.last_of_month()));
        match self.part {
            Part::Year => months(1, 12),
            Part::Half(h @ 1..=2) => months(h * 6 - 5, h * 6),
            Part::Quarter(q @ 1..=4) => months(q * 3 - 2, q * 3),
            Part::Month(m) => months(m, m),
            Part::Xun(m, x @ 1..=2) => Some((day(m, x * 10 - 9)?, day(m, x * 10)?)),
            Part::Xun(m, 3) => Some((day(m, 21)?, day(m, 1)?.last_of_month())),
            Part::Day(m, d) => Some((day(m, d)?, day(m, d)?)),
            _ => None,
        }
    }

    /// The day, where it is known.
    pub fn as_day(self) -> Option<Date> {
        match self.part {
            Part::Day(m, d) => Date::new(self.year, m, d).ok(),
            _ => None,
        }
    }

    /// For prose: `2023年4月10日`, or in English `10 April 2023`.
    pub fn text(self, chinese: bool) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let y = self.year;
        let month = |m: i8| usize::try_from(m - 1).ok().and_then(|i| MONTHS.get(i)).copied().unwrap_or("");
        let pick = |names: [&'static str; 4], n: i8| {
            usize::try_from(n - 1).ok().and_then(|i| names.get(i).copied()).unwrap_or("")
        };
        if chinese {
            match self.part {
                Part::Year => format!("{y}年"),
                Part::Half(h) => format!("{y}年{}", pick(["上半年", "下半年", "", ""], h)),
                Part::Quarter(q) => format!("{y}年第{}季度", pick(["一", "二", "三", "四"], q)),
                Part::Month(m) => format!("{y}年{m}月"),
                Part::Xun(m, x) => format!("{y}年{m}月{}", pick(["上旬", "中旬", "下旬", ""], x)),
                Part::Day(m, d) => format!("{y}年{m}月{d}日"),
            }
        } else {
            match self.part {
                Part::Year => format!("{y}"),
                Part::Half(h) => format!("{} half of {y}", pick(["first", "second", "", ""], h)),
                Part::Quarter(q) => format!("Q{q} {y}"),
                Part::Month(m) => format!("{} {y}", month(m)),
                Part::Xun(m, x) => {
                    format!("{} {} {y}", pick(["early", "mid", "late", ""], x), month(m))
                }
                Part::Day(m, d) => format!("{d} {} {y}", month(m)),
            }
        }
    }
}

/// Machine form: ISO 8601 where it has one, else `2023-Q3`, `2023-H1`, `2023-03-A`.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Every entry of every list prints a day: digit by digit is ten times cheaper than by the formatting machinery.
        if let (Part::Day(month, day), Ok(year @ 0..=9999)) = (self.part, u16::try_from(self.year)) {
            let digit = |n: u16| b'0' + n.to_le_bytes()[0] % 10;
            let (m, d) = (u16::from(month.unsigned_abs()), u16::from(day.unsigned_abs()));
            let text = [
                digit(year / 1000),
                digit(year / 100 % 10),
                digit(year / 10 % 10),
                digit(year % 10),
                b'-',
                digit(m / 10),
                digit(m % 10),
                b'-',
                digit(d / 10),
                digit(d % 10),
            ];
            return f.write_str(std::str::from_utf8(&text).unwrap_or_default());
        }
        write!(f, "{:04}", self.year)?;
        match self.part {
            Part::Year => Ok(()),
            Part::Half(h) => write!(f, "-H{h}"),
            Part::Quarter(q) => write!(f, "-Q{q}"),
            Part::Month(m) => write!(f, "-{m:02}"),
            Part::Xun(m, x) => write!(f, "-{m:02}-{}", ["A", "B", "C"][usize::try_from(x - 1).unwrap_or(0).min(2)]),
            Part::Day(m, d) => write!(f, "-{m:02}-{d:02}"),
        }
    }
}

/// By first possible day, then by last; where both agree, by form.
impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        match (self.part, other.part) {
            (Part::Day(..), Part::Day(..)) => (self.year, self.part).cmp(&(other.year, other.part)),
            _ => self.bounds().cmp(&other.bounds()).then(self.part.cmp(&other.part)),
        }
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

fn small(text: &str) -> Result<i8, DateError> {
    if text.is_empty() || text.len() > 2 {
        return Err(DateError::Form);
    }
    text.parse().map_err(|_| DateError::Form)
}

fn xun(text: &str) -> Option<i8> {
    match text {
        "A" | "a" | "上旬" => Some(1),
        "B" | "b" | "中旬" => Some(2),
        "C" | "c" | "下旬" => Some(3),
        _ => None,
    }
}

fn numeric(rest: &str) -> Result<Part, DateError> {
    if let Some(q) = rest.strip_prefix(['Q', 'q']) {
        return Ok(Part::Quarter(small(q)?));
    }
    if let Some(h) = rest.strip_prefix(['H', 'h']) {
        return Ok(Part::Half(small(h)?));
    }
    let split = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (month, rest) = rest.split_at(split);
    let month = small(month)?;
    if rest.is_empty() {
        return Ok(Part::Month(month));
    }
    let rest = rest.strip_prefix(['-', '/', '.']).unwrap_or(rest);
    match xun(rest) {
        Some(x) => Ok(Part::Xun(month, x)),
        None => Ok(Part::Day(month, small(rest)?)),
    }
}

fn chinese(rest: &str) -> Result<Part, DateError> {
    match rest {
        "" | "度" => return Ok(Part::Year),
        "上半年" => return Ok(Part::Half(1)),
        "下半年" => return Ok(Part::Half(2)),
        _ => {}
    }
    if let Some(q) = rest.strip_suffix("季度") {
        let q = q.strip_prefix('第').unwrap_or(q);
        return ["一", "二", "三", "四"]
            .iter()
            .position(|n| *n == q)
            .and_then(|i| i8::try_from(i + 1).ok())
            .map_or_else(|| small(q), Ok)
            .map(Part::Quarter);
    }
    let (month, rest) = rest.split_once('月').ok_or(DateError::Form)?;
    let month = small(month)?;
    if matches!(rest, "" | "份") {
        return Ok(Part::Month(month));
    }
    if let Some(x) = xun(rest) {
        return Ok(Part::Xun(month, x));
    }
    Ok(Part::Day(month, small(rest.strip_suffix(['日', '号']).ok_or(DateError::Form)?)?))
}

/// The zone in which a site's dates are meant; from the built-in IANA database, never the machine's.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of an IANA name such as `Asia/Shanghai`.
    pub fn named(name: &str) -> Option<Zone> {
        TimeZone::get(name).ok().map(Zone)
    }

    /// Coordinated Universal Time.
    pub fn utc() -> Zone {
        Zone(TimeZone::UTC)
    }

    /// The day at a moment.
    pub fn day_of(&self, at: Timestamp) -> Date {
        at.to_zoned_datetime(self.0.clone()).date()
    }
}

/// A moment, with the zone's wall clock for display.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The moment.
    pub at: Timestamp,
    /// What the clocks of the zone show then.
    pub local: DateTime,
    /// Minutes that the zone is ahead of UTC then.
    pub offset: i16,
    /// Whether a time of day was given.
    pub timed: bool,
}

impl Moment {
    /// Parses a date (its beginning), `2023-04-10 09:30[:00]`, or RFC 3339 with an offset.
    pub fn parse(text: &str, zone: &Zone) -> Result<Moment, DateError> {
        let text = half_width(text.trim());
        if let Ok(date) = PartialDate::parse(&text) {
            return date
                .as_day()
                .and_then(|d| Self::local(d.to_datetime(Time::midnight()), zone, false))
                .ok_or(DateError::Form);
        }
        if let Err(DateError::NoSuchDay) = PartialDate::parse(&text) {
            return Err(DateError::NoSuchDay);
        }
        let (date, time) = text.split_once(['T', 't', ' ']).ok_or(DateError::Form)?;
        let date = PartialDate::parse(date)?.as_day().ok_or(DateError::Form)?;
        let time = time.trim();
        if let Ok(at) = format!("{date}T{time}").parse::<Timestamp>() {
            return Self::from_timestamp(at, zone).ok_or(DateError::NoSuchDay);
        }
        let clock: Time = match time.len() {
            4 | 5 => format!("{time:0>5}:00").parse(),
            _ => time.parse(),
        }
        .map_err(|_| DateError::Form)?;
        Self::local(date.to_datetime(clock), zone, true).ok_or(DateError::NoSuchDay)
    }

    /// The last moment of a day.
    pub fn end_of(date: Date, zone: &Zone) -> Option<Moment> {
        let next = Self::local(date.tomorrow().ok()?.to_datetime(Time::midnight()), zone, true)?;
        Self::from_timestamp(next.at.checked_sub(SignedDuration::from_secs(1)).ok()?, zone)
    }

    /// A moment shown in a zone.
    pub fn from_timestamp(at: Timestamp, zone: &Zone) -> Option<Moment> {
        let zoned = at.to_zoned_datetime(zone.0.clone());
        let offset = i16::try_from(zoned.offset().seconds() / 60).ok()?;
        Some(Moment { at, local: zoned.datetime(), offset, timed: true })
    }

    /// The beginning of 1970 (UTC): the moment used where no clock can be had.
    pub fn epoch(zone: &Zone) -> Moment {
        let utc = Moment {
            at: Timestamp::UNIX_EPOCH,
            local: DateTime::constant(1970, 1, 1, 0, 0, 0, 0),
            offset: 0,
            timed: true,
        };
        Self::from_timestamp(Timestamp::UNIX_EPOCH, zone).unwrap_or(utc)
    }

    fn local(local: DateTime, zone: &Zone, timed: bool) -> Option<Moment> {
        let at = local.to_zoned_datetime(zone.0.clone()).ok()?.timestamp();
        Some(Moment { timed, ..Self::from_timestamp(at, zone)? })
    }

    /// The day on the zone's calendar.
    pub fn date(self) -> Date {
        self.local.date()
    }

    /// RFC 3339 with the zone's offset: `2023-04-10T09:30:00+08:00`.
    pub fn rfc3339(self) -> String {
        let (sign, minutes) = if self.offset < 0 { ('-', -self.offset) } else { ('+', self.offset) };
        format!("{}{sign}{:02}:{:02}", self.local.strftime("%Y-%m-%dT%H:%M:%S"), minutes / 60, minutes % 60)
    }

    /// As the government page tags want it: `2023-04-10 09:30`.
    pub fn minute(self) -> String {
        self.local.strftime("%Y-%m-%d %H:%M").to_string()
    }
}

#[cfg(test)]
#[path = "date_tests.rs"]
mod tests;
