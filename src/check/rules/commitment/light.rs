//! `commitment/light`: a traffic light (红黄绿灯) agrees with the limits that the site sets for it.

use crate::check::account::{Entry, Judged, Standing, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Opt, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;
use crate::value::{PartialDate, days_between};

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "commitment/light",
    severity: Severity::Error,
    what: [
        "红黄绿灯和期限对得上（黄灯、红灯从过期多少天起，站点自定）",
        "A traffic light agrees with the deadline; a site sets from how many days late it is yellow, and red",
    ],
    why: [
        "灯亮错了，比没有灯更误导：绿灯写着没过期，期限却过了",
        "A light that is wrong misleads more than none: it is green, and the deadline has passed",
    ],
    fails: Example::files(&[
        ("content/tasks/_collection.yaml", SCHEMA),
        ("content/tasks/_index.md", "---\ntitle: 任务\n---\n"),
        ("content/tasks/all.yaml", "- {id: a, title: 修渠, due_original: 2023-06-30, light: 绿灯, as_of: 2023-07-31}"),
    ])
    .on(Base::Town),
    passes: Example::files(&[
        ("content/tasks/_collection.yaml", SCHEMA),
        ("content/tasks/_index.md", "---\ntitle: 任务\n---\n"),
        ("content/tasks/all.yaml", "- {id: a, title: 修渠, due_original: 2023-06-30, light: 黄灯, as_of: 2023-07-31}"),
    ])
    .on(Base::Town),
    source: "Mingbai C36；红黄绿灯的界限各地自定",
    options: &[
        Opt::days("yellow", 1, ["过期多少天起亮黄灯", "days late from which on it is yellow"]),
        Opt::days("red", 90, ["过期多少天起亮红灯", "days late from which on it is red"]),
    ],
    check: Check::Account(check),
};

const SCHEMA: &str = "title: 任务\nprimaryKey: id\nfields:\n  - {name: due_original, type: date, title: 期限, mingbai: {partial: true}}\n  - {name: light, type: string, title: 灯, categories: [{value: green, label: 绿灯}, {value: yellow, label: 黄灯}, {value: red, label: 红灯}]}";

/// Lights, from the best to the worst.
const LIGHTS: [(&str, [&str; 2]); 3] =
    [("green", ["绿灯", "green"]), ("yellow", ["黄灯", "yellow"]), ("red", ["红灯", "red"])];

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    let (yellow, red) = (RULE.number(site, "yellow"), RULE.number(site, "red"));
    for rec in with(site, &["due_original", "light"]) {
        let Some(shown) = rec.code("light").and_then(|code| LIGHTS.iter().position(|(light, _)| *light == code)) else {
            continue;
        };
        let Some((_, due)) = rec.deadline().filter(|_| !rec.is_settled()).and_then(|due| due.last_days()) else {
            continue;
        };
        // As of when it is lit; what nobody dates is judged today.
        let lit = rec.here().as_of.and_then(PartialDate::bounds).map_or(site.config.clock.date(), |(_, last)| last);
        let late = usize::try_from(days_between(due, lit)).unwrap_or(0);
        let right = usize::from(late > 0 && late >= yellow) + usize::from(late > 0 && late >= red.max(yellow));
        if shown == right {
            out.hold();
            continue;
        }
        let (zh, en) = (rec.named().zh, rec.named().en);
        let ([shown_zh, shown_en], [right_zh, right_en]) = (LIGHTS[shown].1, LIGHTS[right].1);
        let what = text!(
            "{zh}亮{shown_zh}，按期限该亮{right_zh}",
            "the light of {en} is {shown_en}; by its deadline it should be {right_en}"
        );
        let (due, lit) = (PartialDate::day(due), PartialDate::day(lit));
        let (due_zh, due_en, lit_zh, lit_en) = (due.text(true), due.text(false), lit.text(true), lit.text(false));
        let entry = Entry::new(RULE.name, Standing::DoesNotHold, rec, "light", what).sides(
            text!("期限：{due_zh}", "due: {due_en}"),
            text!(
                "截至{lit_zh}过期{late}天，黄灯从{yellow}天起，红灯从{red}天起",
                "as of {lit_en} late by {late} days; yellow from {yellow}, red from {red}"
            ),
        );
        out.push(entry.settle(text!(
            "改灯；期限改过的，记在 due_changes 里；界限不同的，在 site.yaml 的 checks 里定",
            "change the light; note a deadline that was moved under due_changes; set other limits under checks in site.yaml"
        )));
    }
    out
}
