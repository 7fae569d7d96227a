//! Working days in China: weekdays, but for public holidays, and the weekend days worked instead of them.
//!
//! Each year is as the General Office of the State Council arranged it, in a notice of the autumn before (and in two years
//! in a second one). A year without a notice here is not known: nothing is guessed from the lunar calendar.

use std::collections::BTreeMap;

use super::day;
use super::period::{Day, after};

/// A year whose holidays are not known, so that its working days cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownYear(pub i16);

/// The arrangement of a year.
struct Year {
    year: i16,
    /// Numbers of the notices.
    #[cfg_attr(not(test), expect(dead_code, reason = "says where the days come from; the tests read it"))]
    notices: &'static [&'static str],
    /// First and last days of rest, as month and day. Weekends beside them need not be named.
    rest: &'static [[(i8, i8); 2]],
    /// Saturdays and Sundays that are worked.
    work: &'static [(i8, i8)],
}

/// All that is known, in order.
const YEARS: [Year; 8] = [
    Year {
        year: 2019,
        notices: &["国办发明电〔2018〕15号", "国办发明电〔2019〕3号"],
        rest: &[
            [(1, 1), (1, 1)],
            [(2, 4), (2, 10)],
            [(4, 5), (4, 5)],
            [(5, 1), (5, 4)],
            [(6, 7), (6, 7)],
            [(9, 13), (9, 13)],
            [(10, 1), (10, 7)],
        ],
        work: &[(2, 2), (2, 3), (4, 28), (5, 5), (9, 29), (10, 12)],
    },
    Year {
        // The second notice made the Spring Festival longer, up to the Sunday after it.
        year: 2020,
        notices: &["国办发明电〔2019〕16号", "国办发明电〔2020〕1号"],
        rest: &[
            [(1, 1), (1, 1)],
            [(1, 24), (2, 2)],
            [(4, 4), (4, 6)],
            [(5, 1), (5, 5)],
            [(6, 25), (6, 27)],
            [(10, 1), (10, 8)],
        ],
        work: &[(1, 19), (4, 26), (5, 9), (6, 28), (9, 27), (10, 10)],
    },
    Year {
        year: 2021,
        notices: &["国办发明电〔2020〕27号"],
        rest: &[
            [(1, 1), (1, 3)],
            [(2, 11), (2, 17)],
            [(4, 3), (4, 5)],
            [(5, 1), (5, 5)],
            [(6, 12), (6, 14)],
            [(9, 19), (9, 21)],
            [(10, 1), (10, 7)],
        ],
        work: &[(2, 7), (2, 20), (4, 25), (5, 8), (9, 18), (9, 26), (10, 9)],
    },
    Year {
        year: 2022,
        notices: &["国办发明电〔2021〕11号"],
        rest: &[
            [(1, 1), (1, 3)],
            [(1, 31), (2, 6)],
            [(4, 3), (4, 5)],
            [(4, 30), (5, 4)],
            [(6, 3), (6, 5)],
            [(9, 10), (9, 12)],
            [(10, 1), (10, 7)],
        ],
        work: &[(1, 29), (1, 30), (4, 2), (4, 24), (5, 7), (10, 8), (10, 9)],
    },
    Year {
        year: 2023,
        notices: &["国办发明电〔2022〕16号"],
        rest: &[
            [(1, 1), (1, 2)],
            [(1, 21), (1, 27)],
            [(4, 5), (4, 5)],
            [(4, 29), (5, 3)],
            [(6, 22), (6, 24)],
            [(9, 29), (10, 6)],
        ],
        work: &[(1, 28), (1, 29), (4, 23), (5, 6), (6, 25), (10, 7), (10, 8)],
    },
    Year {
        year: 2024,
        notices: &["国办发明电〔2023〕7号"],
        rest: &[
            [(1, 1), (1, 1)],
            [(2, 10), (2, 17)],
            [(4, 4), (4, 6)],
            [(5, 1), (5, 5)],
            [(6, 10), (6, 10)],
            [(9, 15), (9, 17)],
            [(10, 1), (10, 7)],
        ],
        work: &[(2, 4), (2, 18), (4, 7), (4, 28), (5, 11), (9, 14), (9, 29), (10, 12)],
    },
    Year {
        year: 2025,
        notices: &["国办发明电〔2024〕12号"],
        rest: &[
            [(1, 1), (1, 1)],
            [(1, 28), (2, 4)],
            [(4, 4), (4, 6)],
            [(5, 1), (5, 5)],
            [(5, 31), (6, 2)],
            [(10, 1), (10, 8)],
        ],
        work: &[(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)],
    },
    Year {
        year: 2026,
        notices: &["国办发明电〔2025〕7号"],
        rest: &[
            [(1, 1), (1, 3)],
            [(2, 15), (2, 23)],
            [(4, 4), (4, 6)],
            [(5, 1), (5, 5)],
            [(6, 19), (6, 21)],
            [(9, 25), (9, 27)],
            [(10, 1), (10, 7)],
        ],
        work: &[(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)],
    },
];

/// The first and the last year that is known.
pub fn known_years() -> (i16, i16) {
    (YEARS[0].year, YEARS[YEARS.len() - 1].year)
}

/// Whether a day is worked.
pub fn is_working_day(date: Day) -> Result<bool, UnknownYear> {
    let known = YEARS.iter().find(|y| y.year == date.year()).ok_or(UnknownYear(date.year()))?;
    let at = (date.month(), date.day());
    let rests = known.rest.iter().any(|[first, last]| (*first..=*last).contains(&at));
    Ok(known.work.contains(&at) || !rests && !is_weekend(date))
}

fn is_weekend(date: Day) -> bool {
    let day::Day(number) = day::Day::of(date.year().into(), date.month().into(), date.day().into());
    // The first of January 1970 was a Thursday.
    (number + 3).rem_euclid(7) >= 5
}

/// The nth working day after a day, which is not counted itself, as periods are counted in law.
pub fn add_working_days(from: Day, days: usize) -> Result<Day, UnknownYear> {
    let mut date = from;
    for _ in 0..days {
        date = after(date, 1);
        while !is_working_day(date)? {
            date = after(date, 1);
        }
    }
    Ok(date)
}

/// How many working days there are after a day, up to and with another; none where that comes before it.
pub fn working_days_between(from: Day, to: Day) -> Result<usize, UnknownYear> {
    let mut count = 0;
    let mut date = from;
    while date < to {
        date = after(date, 1);
        count += usize::from(is_working_day(date)?);
    }
    Ok(count)
}

/// Weekdays of a year that are holidays, more than there have ever been: 13 by law, and those for which others are worked.
const HOLIDAYS: usize = 30;

/// How many working days there are at least after a day, up to and with another, also in years of which nothing is known.
pub fn working_days_at_least(from: Day, to: Day) -> usize {
    let mut sure = 0;
    let mut weekdays: BTreeMap<i16, usize> = BTreeMap::new();
    let mut date = from;
    while date < to {
        date = after(date, 1);
        match is_working_day(date) {
            Ok(is_one) => sure += usize::from(is_one),
            Err(UnknownYear(year)) => *weekdays.entry(year).or_default() += usize::from(!is_weekend(date)),
        }
    }
    sure + weekdays.values().map(|count| count.saturating_sub(HOLIDAYS)).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::{
        UnknownYear, YEARS, add_working_days, is_weekend, is_working_day, known_years, working_days_at_least,
        working_days_between,
    };
    use crate::value::{CivilDay, PartialDate, after};

    fn day(text: &str) -> CivilDay {
        PartialDate::parse(text).ok().and_then(PartialDate::as_day).expect("a day")
    }

    #[test]
    fn what_is_written_of_a_year_is_sound() {
        for (index, year) in YEARS.iter().enumerate() {
            assert_eq!(usize::try_from(year.year - 2019), Ok(index), "in order, none left out");
            assert!(year.notices.iter().all(|n| n.starts_with("国办发明电〔") && n.ends_with('号')));
            let of = |(m, d): (i8, i8)| day(&format!("{}-{m:02}-{d:02}", year.year));
            for worked in year.work {
                assert!(is_weekend(of(*worked)), "{} {worked:?} is a weekday", year.year);
                assert!(!year.rest.iter().any(|[a, b]| (*a..=*b).contains(worked)), "{} {worked:?}", year.year);
            }
            assert!(year.rest.windows(2).all(|w| w[0][1] < w[1][0]) && year.work.windows(2).all(|w| w[0] < w[1]));
            assert!(year.rest.iter().all(|[first, last]| of(*first) <= of(*last)));
        }
    }

    /// A year has its weekdays, less the holidays on weekdays, and more the weekend days worked: holidays that the law
    /// gives are 11 days up to 2024, and 13 since. Where they were moved to a weekday, a weekend day is worked.
    #[test]
    fn a_year_has_as_many_working_days_as_the_law_leaves() {
        // Law's holidays, and days given beside them: 31 January 2020 (the lengthened festival; 1 February, which was
        // to be worked for one of its days, was not).
        for (year, holidays, given) in [
            (2019, 11, 0),
            (2020, 11, 2),
            (2021, 11, 0),
            (2022, 11, 0),
            (2023, 11, 0),
            (2024, 11, 0),
            (2025, 13, 0),
            (2026, 13, 0),
        ] {
            let (last_of_before, last) = (day(&format!("{}-12-31", year - 1)), day(&format!("{year}-12-31")));
            let worked = working_days_between(last_of_before, last).expect("a known year");
            let mut weekdays = 0;
            let mut date = last_of_before;
            while date < last {
                date = after(date, 1);
                weekdays += usize::from(!is_weekend(date));
            }
            assert_eq!(weekdays - worked, holidays + given, "{year}");
        }
    }

    #[test]
    fn days_are_counted_over_holidays_and_days_worked_instead() {
        for (date, worked) in [
            ("2023-09-28", true),
            ("2023-09-29", false),
            ("2023-10-06", false),
            ("2023-10-07", true),
            ("2023-10-08", true),
            ("2020-01-31", false),
            ("2020-02-03", true),
            ("2026-02-28", true),
        ] {
            assert_eq!(is_working_day(day(date)), Ok(worked), "{date}");
        }
        assert_eq!(add_working_days(day("2023-09-28"), 1), Ok(day("2023-10-07")));
        assert_eq!(add_working_days(day("2023-07-31"), 20), Ok(day("2023-08-28")));
        assert_eq!(add_working_days(day("2023-08-05"), 0), Ok(day("2023-08-05")));
        assert_eq!(working_days_between(day("2023-07-31"), day("2023-08-28")), Ok(20));
        assert_eq!(working_days_between(day("2022-12-30"), day("2023-01-03")), Ok(1), "over the turn of a year");
        assert_eq!(working_days_between(day("2023-08-28"), day("2023-07-31")), Ok(0));
    }

    #[test]
    fn a_year_without_a_notice_is_not_guessed() {
        let (first, last) = known_years();
        assert_eq!((first, last), (2019, 2026));
        assert_eq!(is_working_day(day("2018-12-31")), Err(UnknownYear(2018)));
        assert_eq!(add_working_days(day("2026-12-25"), 20), Err(UnknownYear(2027)));
        assert_eq!(working_days_between(day("2018-06-01"), day("2019-06-01")), Err(UnknownYear(2018)));
    }

    #[test]
    fn more_days_than_any_holidays_are_counted() {
        let least = |from: &str, to: &str| working_days_at_least(day(from), day(to));
        assert_eq!(least("2023-07-31", "2023-08-28"), 20, "what is known is exact");
        assert_eq!(least("2027-03-01", "2027-04-12"), 0, "30 weekdays might be holidays");
        assert_eq!(least("2027-03-01", "2027-04-13"), 1);
        assert!(least("2026-12-25", "2027-06-20") > 20 && least("2018-06-01", "2019-06-01") > 20);
        assert_eq!(least("2026-12-25", "2027-01-26"), 4, "those of 2026");
        // In each year that is known, it is no more than there were.
        for year in 2019..2027 {
            let (from, to) = (day(&format!("{}-12-31", year - 1)), day(&format!("{year}-12-31")));
            let mut weekdays = 0;
            let mut date = from;
            while date < to {
                date = after(date, 1);
                weekdays += usize::from(!is_weekend(date) && is_working_day(date) == Ok(false));
            }
            assert!(weekdays < super::HOLIDAYS, "{year}: {weekdays}");
        }
    }
}
