//! Words below a line of days: 旬, months or years, as many as have room.

use crate::render::chart::Levels;
use crate::render::template::Writer;
use crate::value::{Day, Part, PartialDate};

/// More words than that are of no use.
const MOST: i32 = 24;

/// The words for the days from `first` to `last`, both counted from `origin`.
pub(super) fn calendar(writer: Writer<'_>, origin: Day, first: i32, last: i32) -> Levels {
    let (first, last) = (origin.0 + first, origin.0 + last);
    let span = last - first;
    let ((year, month, _), (last_year, last_month, _)) = (Day(first).civil(), Day(last).civil());
    let mut out = Levels::new();
    let mut level = |days: Vec<(Day, String)>| {
        let inside = days.into_iter().filter(|(day, _)| (first..=last).contains(&day.0));
        let level: Vec<(i128, String)> = inside.map(|(day, label)| (i128::from(day.0 - origin.0), label)).collect();
        if !level.is_empty() {
            out.push(level);
        }
    };
    let months = |step: i32| {
        let (from, to) = (year * 12 + month - 1, last_year * 12 + last_month - 1);
        (from - from.rem_euclid(step)..=to)
            .step_by(usize::try_from(step).unwrap_or(1))
            .map(|n| (n.div_euclid(12), n.rem_euclid(12) + 1))
    };
    if span <= 10 * MOST {
        let days = months(1).flat_map(|(y, m)| [1, 11, 21].map(|d| (y, m, d)));
        level(days.map(|(y, m, d)| (Day::of(y, m, d), short(writer, y, m, Some(d)))).collect());
    }
    for step in [1, 2, 3, 6] {
        if span <= 31 * step * MOST {
            let mut named = None;
            let mut label = |(y, m): (i32, i32)| {
                let day = Day::of(y, m, 1);
                let is_new = named != Some(y) && day.0 >= first;
                if is_new {
                    named = Some(y);
                }
                (day, if is_new { long(writer, y, Some(m)) } else { short(writer, y, m, None) })
            };
            level(months(step).map(&mut label).collect());
        }
    }
    // Where nothing else has room: both ends.
    let inside: Vec<(i32, i32)> = if span <= 31 * 12 * 40 {
        months(1).filter(|(y, m)| (first..=last).contains(&Day::of(*y, *m, 1).0)).collect()
    } else {
        Vec::new()
    };
    if let [from, .., to] = inside.as_slice() {
        level([from, to].map(|(y, m)| (Day::of(*y, *m, 1), long(writer, *y, Some(*m)))).to_vec());
    }
    for step in [1, 2, 5, 10, 20, 50, 100] {
        if span <= 366 * step * MOST {
            let years = (year - year.rem_euclid(step)..=last_year).step_by(usize::try_from(step).unwrap_or(1));
            level(years.map(|y| (Day::of(y, 1, 1), long(writer, y, None))).collect());
        }
    }
    out
}

fn date(year: i32, month: Option<i32>) -> PartialDate {
    let part = month.and_then(|m| i8::try_from(m).ok()).map_or(Part::Year, Part::Month);
    PartialDate { year: i16::try_from(year).unwrap_or(0), part }
}

/// A year, or a month with its year.
fn long(writer: Writer<'_>, year: i32, month: Option<i32>) -> String {
    let text = date(year, month).text(writer.is_chinese());
    match text.split_once(' ').filter(|_| !writer.is_chinese()) {
        Some((month, year)) => format!("{} {year}", month.get(..3).unwrap_or(month)),
        None => text,
    }
}

/// A month, or a day of it, without its year.
fn short(writer: Writer<'_>, year: i32, month: i32, day: Option<i32>) -> String {
    if writer.is_chinese() {
        return day.map_or_else(|| format!("{month}月"), |day| format!("{month}月{day}日"));
    }
    let name = date(year, Some(month)).text(false);
    let name = name.get(..3).unwrap_or_default();
    day.map_or_else(|| name.to_owned(), |day| format!("{day} {name}"))
}
