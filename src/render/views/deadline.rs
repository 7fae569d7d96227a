//! How a deadline stands on the site's day: the one place where this is judged, for boards, timelines, posters and bulletins.
//! What is due in a month may be done on its last day, so that is the day that counts; 前 that does not say whether it is
//! inclusive has two. What was first set never goes away, what was moved is counted.

use crate::value::{Moment, When};

/// Days before a deadline from which on it is due soon.
pub(in crate::render) const SOON: i32 = 30;

/// How a deadline stands; in the order in which readers need to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::render) enum Due {
    /// Its last day has passed.
    Overdue,
    /// By one reading its last day has passed, by another it has not.
    Unclear,
    /// It may end within thirty days.
    Soon,
    /// It ends later.
    Later,
    /// There is none.
    Unset,
    /// Done after its last day.
    MetLate,
    /// Done in time.
    MetInTime,
    /// Done, and it is not said when, or there was no deadline.
    Met,
    /// Given up or replaced.
    Closed,
}

impl Due {
    /// All of them.
    pub(in crate::render) const ALL: [Due; 9] = [
        Due::Overdue,
        Due::Unclear,
        Due::Soon,
        Due::Later,
        Due::Unset,
        Due::MetLate,
        Due::MetInTime,
        Due::Met,
        Due::Closed,
    ];

    /// As data names it.
    pub(in crate::render) fn code(self) -> &'static str {
        match self {
            Due::Overdue => "overdue",
            Due::Unclear => "maybe_overdue",
            Due::Soon => "due_soon",
            Due::Later => "not_due",
            Due::Unset => "no_deadline",
            Due::MetLate => "met_late",
            Due::MetInTime => "met_on_time",
            Due::Met => "met",
            Due::Closed => "closed",
        }
    }
}

/// What a commitment has become, as far as its deadline asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum End {
    /// It still stands.
    Open,
    /// It was done, on that day where it is known.
    Done(Option<When>),
    /// It was given up or replaced.
    Closed,
}

/// A deadline with its history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) struct Deadline {
    /// As first set.
    pub(in crate::render) original: Option<When>,
    /// As it stands now.
    pub(in crate::render) current: Option<When>,
    /// How often it was changed.
    pub(in crate::render) moved: usize,
    /// By how many days in all, where both ends are known.
    pub(in crate::render) shift: Option<i32>,
    /// How it stands.
    pub(in crate::render) due: Due,
    /// Days from the site's day to its last one by the narrowest and the widest reading; below zero: past.
    pub(in crate::render) days: Option<(i32, i32)>,
}

impl Deadline {
    /// From what was first set and what it was changed to, in their order.
    pub(in crate::render) fn new(original: Option<When>, changes: &[Option<When>], end: End, now: Moment) -> Deadline {
        let current = changes.last().copied().unwrap_or(original);
        let days = current.and_then(|when| when.days_left(now));
        let moved = original.zip(current).filter(|_| !changes.is_empty());
        let shift = moved.and_then(|(from, to)| to.days_after(from));
        let due = match (end, days) {
            (End::Closed, _) => Due::Closed,
            (End::Done(when), _) => met(when, current),
            (End::Open, None) => Due::Unset,
            (End::Open, Some((_, last))) if last < 0 => Due::Overdue,
            (End::Open, Some((first, _))) if first < 0 => Due::Unclear,
            (End::Open, Some((first, _))) if first <= SOON => Due::Soon,
            (End::Open, Some(_)) => Due::Later,
        };
        Deadline { original, current, moved: changes.len(), shift, due, days }
    }
}

fn met(when: Option<When>, deadline: Option<When>) -> Due {
    let done = when.and_then(|w| Some((w.bounds().0?, w.bounds().1?)));
    match done.zip(deadline.and_then(When::last_days)) {
        Some(((_, done), (first, _))) if done <= first => Due::MetInTime,
        Some(((done, _), (_, last))) if done > last => Due::MetLate,
        _ => Due::Met,
    }
}

/// Codes of states in which something is done.
const DONE: [&str; 10] = [
    "delivered",
    "delivered_changed",
    "met",
    "verified_closed",
    "completed",
    "accepted",
    "settled",
    "maintained",
    "producing",
    "reused",
];

/// Codes of states in which nothing is due any more.
const VOID: [&str; 4] = ["dropped", "superseded", "cancelled", "lapsed"];

/// What is told by the code of a state: that it is done (not when), that it was given up, or nothing of both.
pub(super) fn end(code: &str) -> End {
    match code {
        code if DONE.contains(&code) => End::Done(None),
        code if VOID.contains(&code) => End::Closed,
        _ => End::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::{Deadline, Due, End};
    use crate::value::{Moment, When, Zone};

    fn today() -> Moment {
        Moment::parse("2023-08-31", &Zone::utc()).expect("a day")
    }

    fn when(text: &str) -> Option<When> {
        Some(When::parse(text).expect("a deadline"))
    }

    fn of(original: &str, changes: &[&str], end: End) -> Deadline {
        let changes: Vec<Option<When>> = changes.iter().map(|c| when(c)).collect();
        Deadline::new(when(original), &changes, end, today())
    }

    #[test]
    fn deadlines_stand_by_their_last_day() {
        assert_eq!(of("2023-08-30", &[], End::Open).due, Due::Overdue);
        assert_eq!(of("2023-08-30", &[], End::Open).days, Some((-1, -1)));
        assert_eq!(of("2023-08-31", &[], End::Open).due, Due::Soon);
        assert_eq!(of("2023-09", &[], End::Open).days, Some((30, 30)));
        assert_eq!(of("2023-09", &[], End::Open).due, Due::Soon);
        assert_eq!(of("2023-08", &[], End::Open).days, Some((0, 0)));
        assert_eq!(of("2023年9月底前", &[], End::Open).days, Some((30, 30)));
        assert_eq!(of("2023年8月前（不含）", &[], End::Open).due, Due::Overdue);
        assert_eq!(of("2023年3月起", &[], End::Open).due, Due::Unset);
        assert_eq!(of("2023年10月前（含）", &[], End::Open).due, Due::Later);
        assert_eq!(Deadline::new(None, &[], End::Open, today()).due, Due::Unset);
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_soon_by_one_unclear_between_and_late_by_both() {
        let both = of("2023年10月前（未说明）", &[], End::Open);
        assert_eq!((both.days, both.due), (Some((30, 61)), Due::Soon));
        assert_eq!(of("2023年8月前（未说明）", &[], End::Open).due, Due::Unclear);
        assert_eq!(of("2023年9月前（未说明）", &[], End::Open).due, Due::Soon);
        let late = of("2023年7月前（未说明）", &[], End::Open);
        assert_eq!((late.days, late.due), (Some((-62, -31)), Due::Overdue));
    }

    #[test]
    fn what_was_moved_is_counted_from_what_was_first_set() {
        let moved = of("2023-06", &["2023-08", "2023-12"], End::Open);
        assert_eq!((moved.moved, moved.shift, moved.due), (2, Some(184), Due::Later));
        assert_eq!(moved.original, when("2023-06"));
        assert_eq!(of("2023-06", &["2023-08-30"], End::Open).days, Some((-1, -1)));
    }

    #[test]
    fn what_is_done_is_late_only_by_a_day_that_is_known() {
        assert_eq!(of("2023-06", &[], End::Done(when("2023-06-30"))).due, Due::MetInTime);
        assert_eq!(of("2023-06", &[], End::Done(when("2023-07"))).due, Due::MetLate);
        assert_eq!(of("2023-06", &[], End::Done(when("2023"))).due, Due::Met);
        assert_eq!(of("2023-06", &[], End::Done(None)).due, Due::Met);
        assert_eq!(of("2023-06", &[], End::Closed).due, Due::Closed);
    }
}
