//! `project/future`: nothing has happened that is still to come.

use crate::check::account::{Entry, Judged, Rec, Standing, records};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;
use crate::value::{PartialDate, When};

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/future",
    severity: Severity::Error,
    what: [
        "写成已经发生的事，不晚于记录的截至和站点的日期",
        "What has happened is not later than the record's as-of date and the site's",
    ],
    why: ["还没有到的日子写成实际日期，一定是填错了", "A day that has not come cannot be an actual date"],
    fails: Example::files(&[(
        "content/projects/all.yaml",
        "- {id: a, title: 水渠, as_of: 2023-08-31, actual_end: 2023-10}",
    )])
    .on(Base::Town),
    passes: Example::files(&[(
        "content/projects/all.yaml",
        "- {id: a, title: 水渠, as_of: 2023-08-31, actual_end: 2023-08-15}",
    )])
    .on(Base::Town),
    source: "Mingbai R08",
    options: &[],
    check: Check::Account(check),
};

/// Fields for what has happened.
const HAPPENED: [&str; 10] = [
    "actual_start",
    "actual_end",
    "held_on",
    "signed",
    "paid_on",
    "happened_on",
    "found_on",
    "made_on",
    "date_issued",
    "decided_on",
];

/// The same of small records.
const HAPPENED_WITHIN: [&str; 4] = ["met", "met_on", "decided_on", "changed_on"];

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    let today = site.config.clock.date();
    for rec in records(site) {
        let own = rec.here().as_of.and_then(PartialDate::bounds).map_or(today, |(_, last)| last.min(today));
        let own = PartialDate::day(own);
        for name in HAPPENED {
            if let Some(when) = rec.date(name) {
                judge(rec, (name, when), own, &mut out);
            }
        }
        for (index, field) in rec.schema().fields.iter().enumerate() {
            for item in rec.items_at(index) {
                let dates = HAPPENED_WITHIN.into_iter().filter_map(|inner| item.at(inner).date());
                dates.for_each(|when| judge(rec, (&field.name, when), own, &mut out));
            }
        }
    }
    out
}

fn judge(rec: Rec<'_>, (name, when): (&str, When), own: PartialDate, out: &mut Judged) {
    let (Some(day), Some((_, last))) = (when.bounds().0, own.bounds()) else { return };
    if day <= last {
        return out.hold();
    }
    let (zh, en) = (rec.named().zh, rec.named().en);
    let (last_zh, last_en) = (own.text(true), own.text(false));
    let (day_zh, day_en) = (when.text(true), when.text(false));
    let what = text!("{zh}的日期还没有到", "a date of {en} has not come yet");
    let entry = Entry::new(RULE.name, Standing::DoesNotHold, rec, name, what);
    let entry = entry.sides(text!("{day_zh}", "{day_en}"), text!("截至{last_zh}", "as of {last_en}"));
    out.push(entry.settle(text!("计划的日期写在“计划”一栏", "a date that is planned stands in a field for plans")));
}
