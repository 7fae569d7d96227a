//! Days as numbers that can be counted with, in the Gregorian calendar.

/// A day, as the number of days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// Days in four hundred years.
const ERA: i32 = 146_097;

impl Day {
    /// The day of a year, a month and its day. Years begin in March here, so that leap days come last.
    pub fn of(year: i32, month: i32, day: i32) -> Day {
        let year = if month <= 2 { year - 1 } else { year };
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Day(era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
    }

    /// Year, month and day.
    pub fn civil(self) -> (i32, i32, i32) {
        let since = self.0 + 719_468;
        let (era, of_era) = (since.div_euclid(ERA), since.rem_euclid(ERA));
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        (era * 400 + year + i32::from(month <= 2), month, day)
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn every_day_is_one_after_the_day_before() {
        assert_eq!(Day::of(1970, 1, 1), Day(0));
        assert_eq!(Day::of(2023, 8, 31).0 - Day::of(2023, 3, 1).0, 183);
        assert_eq!(Day(Day::of(2024, 2, 28).0 + 1).civil(), (2024, 2, 29));
        let mut last = Day::of(1899, 12, 31);
        for _ in 0..80_000 {
            let next = Day(last.0 + 1);
            let (year, month, day) = next.civil();
            assert_eq!(Day::of(year, month, day), next);
            let (_, before_month, before_day) = last.civil();
            assert!(day == before_day + 1 || (day == 1 && (month == before_month + 1 || month == 1)));
            last = next;
        }
    }
}
