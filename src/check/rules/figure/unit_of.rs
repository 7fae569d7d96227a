//! `figure/unit-of`: an observation is in the unit of its indicator.

use crate::check::account::{Entry, Judged, Standing, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::model::figure::{Counts, Measured};
use crate::text;
use crate::value::{MoneyUnit, Unit};

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/unit-of",
    severity: Severity::Error,
    what: ["数的单位和指标定义的一致", "Observations are in the unit of their indicator"],
    why: [
        "定义说数人次、记录却写人，就不是同一个指标",
        "Visits are defined, people are given: that is another indicator",
    ],
    fails: Example::files(&[
        ("content/indicators/all.yaml", "- {id: visits, title: 游客, kind: flow, unit: 人次}"),
        ("content/observations/all.yaml", "- {id: a, title: 游客, indicator: visits, period: 2023, value: 16万人}"),
    ])
    .on(Base::Town),
    passes: Example::files(&[
        ("content/indicators/all.yaml", "- {id: visits, title: 游客, kind: flow, unit: 人次}"),
        (
            "content/observations/all.yaml",
            "- {id: visits-2023, title: 2023年游客, indicator: visits, period: 2023, value: 16万人次}",
        ),
    ])
    .on(Base::Town),
    source: "Mingbai R03, R04",
    options: &[],
    check: Check::Account(check),
};

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for rec in with(site, &["indicator", "period", "value"]) {
        let Some(measured) = rec.value("value").and_then(Measured::of) else { continue };
        let Some(indicator) = rec.linked("indicator").next() else { continue };
        let Some(unit) = indicator.text("unit") else { continue };
        let defined = MoneyUnit::parse(unit).map(|_| Counts::Money).or_else(|| Unit::parse(unit).map(Counts::Of));
        match defined {
            Some(defined) if defined.agrees(measured.counts) => out.hold(),
            Some(_) => {
                let (zh, en) = (rec.named().zh, rec.named().en);
                let what = text!("{zh}的单位不是指标定义的单位", "{en} is not in the unit of its indicator");
                let entry = Entry::new(RULE.name, Standing::DoesNotHold, rec, "value", what);
                let entry = entry.sides(rec.words("value"), indicator.words("unit")).from(indicator, "unit");
                out.push(entry.settle(text!("核对原文，改数值或改指标", "check the source; mend value or indicator")));
            }
            None => {}
        }
    }
    out
}
