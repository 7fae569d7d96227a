//! `freshness/village-accounts`: the accounts of every village are there for every quarter, or month.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::account::{Rec, records};
use crate::check::columns::{Column, columns, no_word};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Finding, Opt, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Cadence, Site};
use crate::text;
use crate::value::{CivilDay, Part, PartialDate, after};

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "freshness/village-accounts",
    severity: Severity::Warning,
    what: [
        "村级账目每个村每个季度都有（更新频率写每月的，每个月都有）",
        "The accounts of every village are there for every quarter, or every month where that is their cadence",
    ],
    why: [
        "村务公开的财务收支，至少每季度公布一次，收支往来多的每月公布一次",
        "Villages publish their income and spending every quarter at least, and every month where there is much of it",
    ],
    fails: Example::files(&[
        ("content/accounts/_index.md", "---\ntitle: 村级财务\ncolumn_type: 村级财务\n---\n"),
        ("content/accounts/_collection.yaml", SCHEMA),
        ("content/accounts/all.yaml", "- {id: a, title: 甲村一季度, place: jia, period: 2023-Q1}"),
        ("content/places/all.yaml", "- {id: jia, title: 甲村, level: 行政村}"),
    ])
    .on(Base::Town),
    passes: Example::files(&[
        ("content/accounts/_index.md", "---\ntitle: 村级财务\ncolumn_type: 村级财务\n---\n"),
        ("content/accounts/_collection.yaml", SCHEMA),
        (
            "content/accounts/all.yaml",
            "- {id: a, title: 甲村一季度, place: jia, period: 2023-Q1}\n- {id: b, title: 甲村二季度, place: jia, period: 2023-Q2}",
        ),
        ("content/places/all.yaml", "- {id: jia, title: 甲村, level: 行政村}"),
    ])
    .on(Base::Town),
    source: "《村民委员会组织法》第三十条",
    options: &[
        Opt::days("days", 30, ["一季（一月）过后多少天还没有算缺", "days after its end from which on a quarter or month is missed"]),
        Opt::words(
            "columns",
            &["村级财务", "村务财务", "财务公开", "村级账目", "三资", "village accounts"],
            ["栏目类别（column_type）里有这些词的，算村级账目", "words of a column_type that make a column one of village accounts"],
        )
        .but(no_word),
    ],
    check: Check::Site(check),
};

const SCHEMA: &str = "title: 村级财务\nprimaryKey: id\nfields:\n  - {name: place, type: string, title: 村, mingbai: {ref: places}}\n  - {name: period, type: date, title: 时段, mingbai: {partial: true}}\nmingbai: {cadence: quarterly}";

/// A month, counted from the year 0.
type Month = i32;

fn month_of(day: CivilDay) -> Month {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}

/// The first day of a month.
fn first(month: Month) -> Option<CivilDay> {
    let (year, number) = (i16::try_from(month.div_euclid(12)).ok()?, i8::try_from(month.rem_euclid(12) + 1).ok()?);
    PartialDate { year, part: Part::Month(number) }.bounds().map(|(first, _)| first)
}

/// The months that a record covers whole.
fn months(rec: Rec<'_>) -> Vec<Month> {
    let Some((Some(from), Some(to))) = rec.date("period").map(|when| when.bounds()) else { return Vec::new() };
    let begins = if from.day() == 1 { month_of(from) } else { month_of(from) + 1 };
    // The day after its last one lies in the month after the last whole one.
    (begins..month_of(after(to, 1))).collect()
}

fn check(site: &Site) -> Vec<Finding> {
    let words = RULE.words(site, "columns");
    let is_one = |column: &Column| {
        let of = &site.sections[column.section];
        let class = of.column_type.as_deref().unwrap_or_default().to_lowercase();
        of.collection.is_some() && words.iter().any(|word| class.contains(&word.to_lowercase()))
    };
    let all = columns(site, &[]);
    all.iter().filter(|column| is_one(column)).flat_map(|column| judge(site, column)).collect()
}

fn judge(site: &Site, column: &Column) -> Vec<Finding> {
    let collection = site.sections[column.section].collection;
    let of: Vec<Rec<'_>> = records(site).filter(|rec| Some(rec.collection) == collection).collect();
    let has = |name: &str| of.first().is_none_or(|rec| rec.field(name).is_some());
    if of.is_empty() || !has("period") || !has("place") {
        let title = column.title(site);
        return vec![Finding::CannotBeChecked(text!(
            "“{title}”没有记录，或者没有村（place）和时段（period）两个字段",
            "“{title}” has no records, or lacks the fields `place` and `period`"
        ))];
    }
    let step = if column.cadence == Some(Cadence::Monthly) { 1 } else { 3 };
    let today = site.config.clock.date();
    let (ahead, of): (Vec<Rec<'_>>, Vec<Rec<'_>>) = of.into_iter().partition(|rec| is_ahead(*rec, today));
    let mut covered: BTreeMap<usize, Covered> = BTreeMap::new();
    for rec in &of {
        let months = months(*rec);
        for village in rec.refs("place") {
            covered.entry(village).or_default().add(&months, step);
        }
    }
    let wait = i32::try_from(RULE.number(site, "days")).unwrap_or(i32::MAX);
    let is_due = |unit: Month| first(unit + step).is_some_and(|next| after(next, wait) <= today);
    let begin = covered.values().filter_map(Covered::begin).min().or_else(|| {
        // Where there is nothing but what is to come, the last unit that is due.
        let this = month_of(today).div_euclid(step) * step;
        let due = || (1..).map(|n| this - n * step).find(|unit| is_due(*unit));
        if ahead.is_empty() { None } else { due() }
    });
    let mut told: Vec<Finding> = ahead.iter().filter_map(|rec| slipped(*rec)).collect();
    let lost = of.iter().filter(|rec| rec.refs("place").is_empty() || rec.date("period").is_none()).count();
    if lost > 0 {
        let title = column.title(site);
        told.push(Finding::CannotBeChecked(text!(
            "“{title}”有{lost}条账目没有写明村或者时段，没有算进去",
            "{lost} accounts in “{title}” do not say of which village or of which time, and count for none"
        )));
    }
    let Some(begin) = begin else { return told };
    for village in ahead.iter().flat_map(|rec| rec.refs("place")) {
        covered.entry(village).or_default();
    }
    // Villages of which nothing is there at all.
    for place in records(site).filter(|rec| matches!(rec.code("level"), Some("village" | "neighbourhood"))) {
        covered.entry(place.page).or_default();
    }
    // Units that are over, and whose days of grace are.
    let units: Vec<Month> =
        (begin.div_euclid(step)..).map(|unit| unit * step).take_while(|unit| is_due(*unit)).collect();
    let place = super::place(site, column);
    told.extend(covered.into_iter().filter_map(|(village, covered)| {
        // All villages owe what the first of them has, also from before their own first.
        let lacks = |unit: &&Month| !(**unit..**unit + step).all(|m| covered.months.contains(&m));
        let missing: Vec<Month> = units.iter().filter(lacks).copied().collect();
        let (zh, en) = (named(&missing, step, true)?, named(&missing, step, false)?);
        let village = &site.pages[village].title;
        let is_long = missing.iter().any(|unit| (*unit..unit + step).all(|m| covered.longer.contains(&m)));
        let (long_zh, long_en) = match (is_long, step) {
            (false, _) => ("", ""),
            (true, 1) => ("（比一个月长的账，不能代替每月的）", " (what is longer than a month stands for no month)"),
            _ => ("（半年、全年的账，不能代替每季度的）", " (half a year or a year stands for no quarter)"),
        };
        let what = text!("“{village}”的账目缺{zh}{long_zh}", "the accounts of “{village}” lack {en}{long_en}");
        Some(Finding::Wrong(Diagnostic::warning(RULE.name, what).at(place.clone()).help(text!(
            "补上这些账目；没有收支的，也记一条写明",
            "add them; where nothing came in or went out, add one that says so"
        ))))
    }));
    told
}

/// The months of which a village has accounts.
#[derive(Default)]
struct Covered {
    /// By records that are no longer than a quarter, or a month.
    months: BTreeSet<Month>,
    /// By longer ones: the law asks for every quarter.
    longer: BTreeSet<Month>,
}

impl Covered {
    fn add(&mut self, months: &[Month], step: i32) {
        let is_long = i32::try_from(months.len()).is_ok_and(|count| count > step);
        if is_long { &mut self.longer } else { &mut self.months }.extend(months);
    }

    /// The month from which on it has any. Old accounts by the year do not begin what is by the quarter.
    fn begin(&self) -> Option<Month> {
        self.months.first().or_else(|| self.longer.first()).copied()
    }
}

/// Whether the time of a record is still to come.
fn is_ahead(rec: Rec<'_>, today: CivilDay) -> bool {
    rec.date("period").and_then(|when| when.bounds().0).is_some_and(|from| from > today)
}

/// What is said of accounts of a time that is still to come.
fn slipped(rec: Rec<'_>) -> Option<Finding> {
    let when = rec.date("period")?;
    let (zh, en) = (when.text(true), when.text(false));
    let what = text!("账目写的是{zh}，还没有到", "these accounts are of {en}, which is still to come");
    let problem = Diagnostic::warning(RULE.name, what).at(rec.place_of(Some("period")));
    Some(Finding::Wrong(problem.help(text!("核对时段", "check the period"))))
}

/// Units that are named; the rest is counted.
const NAMED: usize = 4;

fn named(units: &[Month], step: i32, chinese: bool) -> Option<String> {
    let word = |unit: &Month| {
        let day = first(*unit)?;
        let part = if step == 1 { Part::Month(day.month()) } else { Part::Quarter((day.month() - 1) / 3 + 1) };
        Some(PartialDate { year: day.year(), part }.text(chinese))
    };
    let words: Vec<String> = units.iter().take(NAMED).filter_map(word).collect();
    let more = units.len().saturating_sub(NAMED);
    let all = words.join(if chinese { "、" } else { ", " });
    match (words.is_empty(), more) {
        (true, _) => None,
        (_, 0) => Some(all),
        (_, more) if chinese => Some(format!("{all}等，另有{more}个")),
        (_, more) => Some(format!("{all} and {more} more")),
    }
}
