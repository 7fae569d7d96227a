//! `project/dates`: what begins does not end before.

use crate::check::account::{Entry, Judged, Standing, records};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/dates",
    severity: Severity::Note,
    what: ["开始在前、结束在后", "Beginnings come before ends"],
    why: ["先完工后开工，必有一个日期不对", "Where the end comes first, one of the dates is wrong"],
    fails: Example::files(&[(
        "content/projects/all.yaml",
        "- {id: a, title: 水渠, actual_start: 2023-06, actual_end: 2023-03}",
    )])
    .on(Base::Town),
    passes: Example::files(&[(
        "content/projects/all.yaml",
        "- {id: a, title: 水渠, actual_start: 2023-03, actual_end: 2023-06}",
    )])
    .on(Base::Town),
    source: "Mingbai R06, R09",
    options: &[],
    check: Check::Account(check),
};

const PAIRS: [(&str, &str); 5] = [
    ("planned_start", "planned_end"),
    ("actual_start", "actual_end"),
    ("actual_start", "current_end"),
    ("made_on", "due_original"),
    ("found_on", "due"),
];

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for rec in records(site) {
        for (start, end) in PAIRS {
            let (Some(first), Some(last)) = (rec.date(start), rec.date(end)) else { continue };
            let (Some(first), Some(last)) = (first.bounds().0, last.bounds().1) else { continue };
            if first <= last {
                out.hold();
                continue;
            }
            let (zh, en) = (rec.named().zh, rec.named().en);
            let what = text!("{zh}的结束早于开始", "{en} ends before it begins");
            let entry = Entry::new(RULE.name, Standing::DoesNotHold, rec, end, what).from(rec, start);
            let entry = entry.sides(rec.words(start), rec.words(end));
            out.push(entry.settle(text!("核对两个日期", "check both dates")));
        }
    }
    out
}
