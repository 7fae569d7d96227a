//! `figure/counted`: "several" is not a number.

use crate::check::account::{Entry, Given, Judged, Standing, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::{Site, Unknown};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/counted",
    severity: Severity::Note,
    what: ["提到的数有没有写出来（“多个”“多次”不是数）", "Numbers that are spoken of are stated (“several” is none)"],
    why: ["没有数，就没法比、没法查", "What is not counted cannot be compared or traced"],
    fails: Example::files(&[
        ("content/observations/all.yaml", "- {id: a, title: 督查, indicator: du-cha, value: 原文未写（“多次”）}"),
        ("content/indicators/all.yaml", "- {id: du-cha, title: 督查次数, kind: flow, unit: 次}"),
    ])
    .on(Base::Town),
    passes: Example::files(&[
        ("content/observations/all.yaml", "- {id: a, title: 督查, indicator: du-cha, value: 6次}"),
        ("content/indicators/all.yaml", "- {id: du-cha, title: 督查次数, kind: flow, unit: 次}"),
    ])
    .on(Base::Town),
    source: "Mingbai R36",
    options: &[],
    check: Check::Account(check),
};

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for rec in with(site, &["indicator", "period", "value"]) {
        match rec.given("value") {
            Given::Known(_) => out.hold(),
            Given::Absent | Given::Unknown(Unknown::NotApplicable) => {}
            Given::Unknown(_) => {
                let (zh, en) = (rec.named().zh, rec.named().en);
                let what = text!("{zh}：没有写出是多少", "{en}: how many is not stated");
                let entry = Entry::new(RULE.name, Standing::CannotBeChecked, rec, "value", what);
                let entry = entry.missing([rec.label("value")]);
                out.push(entry.settle(text!("写出数和名单", "state the number and the list behind it")));
            }
        }
    }
    out
}
