//! Periods that bulletins are about: ISO weeks and calendar months, with their days.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::date::{Part, PartialDate};
use super::when::When;

/// A day of the calendar.
pub type Day = Date;

/// An ISO week or a month. Ordered by first day, a week before the month that begins with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// A week from Monday to Sunday, by the year that its Thursday lies in.
    Week(i16, i8),
    /// A month.
    Month(i16, i8),
}

impl Period {
    /// The week of that number, where the year has one.
    pub fn week(year: i16, week: i8) -> Option<Period> {
        let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?;
        // The whole of it has to lie within the calendar.
        (year >= 1).then_some(monday)?.date().checked_add(6.days()).ok().map(|_| Period::Week(year, week))
    }

    /// The month.
    pub fn month(year: i16, month: i8) -> Option<Period> {
        (year >= 1).then(|| Date::new(year, month, 1).ok())?.map(|_| Period::Month(year, month))
    }

    /// Reads `2023-W30` or `2023-07`.
    pub fn parse(text: &str) -> Option<Period> {
        let (year, rest) = text.trim().split_once('-')?;
        let digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
        let (number, is_week) = rest.strip_prefix(['W', 'w']).map_or((rest, false), |n| (n, true));
        if !digits(year, 4) || !digits(number, 2) {
            return None;
        }
        let (year, number) = (year.parse().ok()?, number.parse().ok()?);
        if is_week { Period::week(year, number) } else { Period::month(year, number) }
    }

    /// The week of a day.
    pub fn week_of(day: Day) -> Period {
        let week = day.iso_week_date();
        Period::Week(week.year(), week.week())
    }

    /// The month of a day.
    pub fn month_of(day: Day) -> Period {
        Period::Month(day.year(), day.month())
    }

    /// Whether it is a week.
    pub fn is_week(self) -> bool {
        matches!(self, Period::Week(..))
    }

    /// Its first day.
    pub fn first(self) -> Day {
        let day = match self {
            Period::Week(year, week) => ISOWeekDate::new(year, week, Weekday::Monday).ok().map(ISOWeekDate::date),
            Period::Month(year, month) => Date::new(year, month, 1).ok(),
        };
        // Only periods that exist are made.
        day.unwrap_or(Date::MIN)
    }

    /// Its last day.
    pub fn last(self) -> Day {
        match self {
            Period::Week(..) => after(self.first(), 6),
            Period::Month(..) => self.first().last_of_month(),
        }
    }

    /// Its days in words: `7月24日至30日`, with the year where it changes, or always; `24–30 July 2023`.
    pub fn days(self, chinese: bool, with_year: bool) -> String {
        let (first, last) = (self.first(), self.last());
        let text = |day: Day| PartialDate::day(day).text(chinese);
        let (one, two) = (text(first), text(last));
        let same_year = first.year() == last.year();
        let same_month = same_year && first.month() == last.month();
        if chinese {
            let from = if same_year && !with_year { format!("{}月{}日", first.month(), first.day()) } else { one };
            return match (same_month, same_year) {
                (true, _) => format!("{from}至{}日", last.day()),
                (_, true) => format!("{from}至{}月{}日", last.month(), last.day()),
                _ => format!("{from}至{two}"),
            };
        }
        let year = format!(" {}", first.year());
        match (same_month, same_year) {
            (true, _) => format!("{}–{two}", first.day()),
            (_, true) => format!("{} – {two}", one.strip_suffix(&year).unwrap_or(&one)),
            _ => format!("{one} – {two}"),
        }
    }

    /// The week and the month that something belongs to: both where its day is known, the last one where it took
    /// several; the month alone where no more is known; none where the source says even less.
    pub fn of(when: When) -> (Option<Period>, Option<Period>) {
        let to = when.to.unwrap_or(when.from);
        let Some((first, last)) = to.bounds() else { return (None, None) };
        let month = (Self::month_of(first) == Self::month_of(last)).then(|| Self::month_of(last));
        (matches!(to.part, Part::Day(..)).then(|| Self::week_of(last)), month)
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.first().cmp(&other.first()).then(other.is_week().cmp(&self.is_week()))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// As in addresses: `2023-W30`, `2023-07`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Week(year, week) => write!(f, "{year:04}-W{week:02}"),
            Period::Month(year, month) => write!(f, "{year:04}-{month:02}"),
        }
    }
}

/// So many days later; the calendar's last day where it has no more.
pub fn after(day: Day, days: i32) -> Day {
    day.saturating_add(days.days())
}

/// Days from one day to another.
pub fn days_between(from: Day, to: Day) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::{Period, after, days_between};
    use crate::value::When;

    fn days(text: &str) -> String {
        Period::parse(text).map_or_else(|| "none".to_owned(), |p| format!("{} {}", p.first(), p.last()))
    }

    #[test]
    fn weeks_are_those_of_iso_8601() {
        for (text, expected) in [
            ("2023-W30", "2023-07-24 2023-07-30"),
            ("2023-W01", "2023-01-02 2023-01-08"),
            ("2020-W53", "2020-12-28 2021-01-03"),
            ("2026-W53", "2026-12-28 2027-01-03"),
            ("2025-W01", "2024-12-30 2025-01-05"),
            ("2023-02", "2023-02-01 2023-02-28"),
            ("2024-02", "2024-02-01 2024-02-29"),
        ] {
            assert_eq!(days(text), expected, "{text}");
        }
        for text in ["2023-W53", "2023-W00", "2023-W5", "2023-13", "2023-00", "23-W30", "2023W30", "2023", "0000-W01"] {
            assert_eq!(days(text), "none", "{text}");
        }
    }

    #[test]
    fn the_first_of_january_belongs_to_the_week_of_its_thursday() {
        for (day, week) in [
            ("2021-01-01", "2020-W53"),
            ("2023-01-01", "2022-W52"),
            ("2024-01-01", "2024-W01"),
            ("2025-01-01", "2025-W01"),
        ] {
            let when = When::parse(day).expect("a day");
            let (found, month) = Period::of(when);
            assert_eq!(found.map(|p| p.to_string()).as_deref(), Some(week));
            assert_eq!(month.map(|p| p.to_string()).as_deref(), Some(&day[..7]));
        }
    }

    #[test]
    fn what_lacks_its_day_belongs_to_no_week() {
        let of = |text: &str| {
            let (week, month) = Period::of(When::parse(text).expect("a date"));
            format!("{} {}", week.map_or("-".into(), |p| p.to_string()), month.map_or("-".into(), |p| p.to_string()))
        };
        assert_eq!(of("2023-07-25"), "2023-W30 2023-07");
        assert_eq!(of("2023年7月"), "- 2023-07");
        assert_eq!(of("2023年7月上旬"), "- 2023-07");
        assert_eq!(of("2023-07-30..2023-08-02"), "2023-W31 2023-08");
        assert_eq!(of("2023"), "- -");
        assert_eq!(of("2023-Q3"), "- -");
    }

    #[test]
    fn days_in_words() {
        let said = |text: &str, chinese, year| Period::parse(text).map(|p| p.days(chinese, year)).unwrap_or_default();
        assert_eq!(said("2023-W30", true, true), "2023年7月24日至30日");
        assert_eq!(said("2023-W31", true, false), "7月31日至8月6日");
        assert_eq!(said("2020-W53", true, false), "2020年12月28日至2021年1月3日");
        assert_eq!(said("2023-W30", false, true), "24–30 July 2023");
        assert_eq!(said("2023-W31", false, true), "31 July – 6 August 2023");
    }

    #[test]
    fn days_are_counted() {
        let day = |text: &str| Period::parse(text).map_or(super::Date::MIN, Period::first);
        assert_eq!(days_between(day("2023-01"), day("2024-01")), 365);
        assert_eq!(days_between(day("2024-01"), day("2023-12")), -31);
        assert_eq!(after(day("2024-02"), 29), day("2024-03"));
        assert_eq!(after(super::Date::MAX, 1), super::Date::MAX);
    }
}
