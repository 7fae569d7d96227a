//! `reconcile/interim`: a report on a year that ends before the year does says so.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::account::{Entry, Judged, Rec, Standing, records, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::{Site, Unknown, Value};
use crate::text;
use crate::value::{Bound, PartialDate, When};

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "reconcile/interim",
    severity: Severity::Note,
    what: [
        "叫全年总结的文件，内容是不是真到了年底",
        "Reports on a year reach to its end, or say that they are interim",
    ],
    why: ["年中写的数当成全年的数，怎么比都不对", "Figures of half a year taken for the whole compare with nothing"],
    fails: Example::files(&[(
        "content/documents/all.yaml",
        "- {id: zong-jie, title: 2023年工作总结, type: report, period: 2023, date_issued: 2023-08, interim: 原文未写}",
    )])
    .on(Base::Town),
    passes: Example::files(&[(
        "content/documents/all.yaml",
        "- {id: zong-jie, title: 2023年工作总结, type: report, period: 2023, date_issued: 2023-08, interim: 是}",
    )])
    .on(Base::Town),
    source: "Mingbai R10",
    options: &[],
    check: Check::Account(check),
};

/// Codes of the types of documents that tell what a year came to.
const REPORTS: [&str; 2] = ["report", "final_account"];

/// A record, the field of a date that is ahead, and the date.
type Ahead<'s> = (Rec<'s>, &'static str, When);

/// Fields for what is still to come when it is written.
const AHEAD: [&str; 3] = ["due_original", "planned_end", "due"];

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    let resting = resting(site);
    let observed = with(site, &["indicator", "period", "value"]);
    let results: BTreeSet<usize> =
        observed.iter().flat_map(|rec| rec.here().sources.iter().filter_map(|c| c.page)).collect();
    for rec in with(site, &["period", "interim"]) {
        let Some(period) = rec.date("period") else { continue };
        // "2023" and "since 2023" claim the year; what names its months claims no more than these.
        let claims_year = period.to.is_none()
            && matches!(period.from.part, crate::value::Part::Year)
            && matches!(period.bound, Bound::Within | Bound::Since);
        let Some((_, end)) = period.from.bounds().filter(|_| claims_year) else { continue };
        if matches!(rec.given("interim"), crate::check::account::Given::Unknown(Unknown::NotApplicable)) {
            continue;
        }
        // A contract of the year is no account of it. Where the type is not stated, one that results rest on is a report.
        let is_report = match rec.code("type") {
            Some(code) => REPORTS.contains(&code),
            None => results.contains(&rec.page),
        };
        if !is_report {
            continue;
        }
        if rec.value("interim") == Some(&Value::Bool(true)) {
            out.hold();
            continue;
        }
        let written = rec.date("date_issued");
        let issued = written.and_then(|when| when.bounds().1);
        let on_it = resting.get(&rec.page).map_or(&[][..], Vec::as_slice);
        let ahead = ahead(on_it, period.from, written);
        let as_of = rec.here().as_of.and_then(PartialDate::bounds).map(|(_, last)| last);
        if ahead.is_empty() && [issued, as_of].into_iter().flatten().all(|day| day >= end) {
            out.hold();
            continue;
        }
        out.push(entry(rec, end_words(period.from), &ahead));
    }
    out
}

fn end_words(year: PartialDate) -> (String, String) {
    year.bounds().map_or_else(Default::default, |(_, end)| {
        let end = PartialDate::day(end);
        (end.text(true), end.text(false))
    })
}

/// What has a date ahead, by the documents that it rests on.
fn resting(site: &Site) -> BTreeMap<usize, Vec<Ahead<'_>>> {
    let mut out: BTreeMap<usize, Vec<Ahead<'_>>> = BTreeMap::new();
    for rec in records(site).filter(|rec| !is_done(*rec)) {
        for (name, when) in AHEAD.into_iter().filter_map(|name| Some((name, rec.date(name)?))) {
            for document in rec.here().sources.iter().filter_map(|c| c.page) {
                out.entry(document).or_default().push((rec, name, when));
            }
        }
    }
    out
}

/// Whether it has come about, so that its date is ahead no more.
fn is_done(rec: Rec<'_>) -> bool {
    rec.knows("actual_end")
        || rec.is_settled()
        || rec.field("verifier").is_some() && matches!(rec.code("state"), Some("claimed" | "verified_closed"))
}

/// What is still ahead within the year of a document when it is written; without a day for that, the whole year is.
fn ahead<'s>(resting: &[Ahead<'s>], year: PartialDate, written: Option<When>) -> Vec<Ahead<'s>> {
    let Some((first, end)) = year.bounds() else { return Vec::new() };
    let written = written.and_then(|when| when.bounds().1);
    let is_within = |(.., when): &&Ahead<'_>| {
        let ahead = when.bounds().1.filter(|day| written.is_none_or(|written| written < *day));
        ahead.is_some_and(|day| first <= day && day <= end)
    };
    resting.iter().filter(is_within).copied().collect()
}

fn entry(rec: Rec<'_>, (end_zh, end_en): (String, String), ahead: &[Ahead<'_>]) -> Entry {
    let (zh, en) = (rec.named().zh, rec.named().en);
    let count = ahead.len();
    let what = text!("{zh}写的时段是全年，内容没有到年底", "{en} is on a whole year, and ends before the year does");
    let mut entry = Entry::new(RULE.name, Standing::DoesNotHold, rec, "interim", what)
        .settle(text!("写明截至哪一天，并注明是阶段性的", "say as of which day it holds, and that it is interim"));
    let right = match ahead.iter().max_by_key(|(.., when)| when.bounds().1) {
        Some((one, name, _)) => {
            let (due, title) = (one.words(name), one.named());
            let (due_zh, due_en, title_zh, title_en) = (due.zh, due.en, title.zh, title.en);
            text!(
                "文中还没有到期的有{count}件，例如{title_zh}（{due_zh}）",
                "{count} things in it are still ahead, such as {title_en} ({due_en})"
            )
        }
        None => text!("成文或截至早于年底", "it is dated before the end of the year"),
    };
    entry = entry.sides(text!("时段到{end_zh}", "its period runs to {end_en}"), right);
    for (rec, name, _) in ahead {
        entry = entry.from(*rec, name);
    }
    entry
}
