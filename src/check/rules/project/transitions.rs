//! `project/transitions`: an update goes from one state of its record's track to another.

use crate::check::account::{Entry, Judged, Rec, Standing, list, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/transitions",
    severity: Severity::Error,
    what: ["进展里写的状态，是它那一类项目有的", "Updates go between states of the track of their record"],
    why: ["公共工程没有“签约”这一步，写了就是填错了", "A state of another track was entered by mistake"],
    fails: Example::files(&[
        ("content/projects/all.yaml", "- {id: a, title: 水渠, track: 公共工程, state: 在建}"),
        (
            "content/updates/all.yaml",
            "- {id: u-1, title: 开工, record: projects/a, happened_on: 2023-05, from_state: 签约, to_state: 在建}",
        ),
    ])
    .on(Base::Town),
    passes: Example::files(&[
        ("content/projects/all.yaml", "- {id: a, title: 水渠, track: 公共工程, state: 在建}"),
        (
            "content/updates/all.yaml",
            "- {id: u-1, title: 开工, record: projects/a, happened_on: 2023-05, from_state: 招标, to_state: 在建}",
        ),
    ])
    .on(Base::Town),
    source: "Mingbai R21",
    options: &[],
    check: Check::Account(check),
};

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for update in with(site, &["happened_on", "to_state"]) {
        for target in ["record", "project", "commitment", "problem"].iter().flat_map(|name| update.linked(name)) {
            for field in ["from_state", "to_state"] {
                judge(update, target, field, &mut out);
            }
        }
    }
    out
}

fn judge(update: Rec<'_>, target: Rec<'_>, field: &str, out: &mut Judged) {
    let Some(name) = update.text(field) else { return };
    let (Some(machine), Some(track)) = (&target.schema().machine, target.track()) else { return };
    let state = target.state_called(name);
    if state.is_some_and(|state| track.steps.contains(&state) || track.side.contains(&state)) {
        return out.hold();
    }
    let states = &target.schema().fields[machine.state];
    let all = track.steps.iter().chain(&track.side).map(|i| crate::model::Value::Choice(*i));
    let all = list(all.map(|state| crate::check::account::value(update.site, states, &state)));
    let ((zh, en), (all_zh, all_en)) = ((target.named().zh, target.named().en), (all.zh, all.en));
    let what = text!("{zh}那一类没有“{name}”这一步", "the track of {en} has no state “{name}”");
    let entry =
        Entry::new(RULE.name, Standing::DoesNotHold, update, field, what).sides(update.words(field), target.state());
    out.push(entry.settle(text!("可用：{all_zh}", "one of: {all_en}")).from(target, &states.name));
}
