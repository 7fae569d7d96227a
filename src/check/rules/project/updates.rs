//! `project/updates`: the last update leads to the state that the record has.

use std::collections::BTreeMap;

use crate::check::account::{Entry, Judged, Rec, Standing, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::{Kind, Site};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/updates",
    severity: Severity::Error,
    what: ["最近一次进展记录的状态，就是记录现在的状态", "The last update leads to the state that its record has"],
    why: [
        "动态说验收了、记录还写在建，读者看到的是两个站",
        "An update that says accepted and a record under construction are two accounts",
    ],
    fails: Example::files(&[
        ("content/projects/all.yaml", "- {id: a, title: 水渠, track: 公共工程, state: 在建}"),
        (
            "content/updates/all.yaml",
            "- {id: u-1, title: 验收, record: projects/a, happened_on: 2023-05, to_state: 竣工验收}",
        ),
    ])
    .on(Base::Town),
    passes: Example::files(&[
        ("content/projects/all.yaml", "- {id: a, title: 水渠, track: 公共工程, state: 竣工验收}"),
        (
            "content/updates/all.yaml",
            "- {id: u-1, title: 验收, record: projects/a, happened_on: 2023-05, to_state: 竣工验收}",
        ),
    ])
    .on(Base::Town),
    source: "Mingbai R21",
    options: &[],
    check: Check::Account(check),
};

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    let mut last: BTreeMap<usize, Rec<'_>> = BTreeMap::new();
    for update in with(site, &["happened_on", "to_state"]) {
        let Some(day) = update.date("happened_on").and_then(|w| w.bounds().1) else { continue };
        for target in ["record", "project", "commitment", "problem"].iter().flat_map(|name| update.refs(name)) {
            let known = last.get(&target).and_then(|u| u.date("happened_on")?.bounds().1);
            if known.is_none_or(|known| known <= day) {
                last.insert(target, update);
            }
        }
    }
    for (page, update) in last {
        let (Some(target), Some(to)) = (update.linked_to(page), update.text("to_state")) else { continue };
        let Some(machine) = &target.schema().machine else { continue };
        let field = &target.schema().fields[machine.state];
        let Kind::Choice(choices) = &field.kind else { continue };
        let meant = choices.iter().position(|c| c.value == to || c.label.all().any(|l| l == to));
        let (Some(meant), true) = (meant, target.knows(&field.name)) else { continue };
        if target.code(&field.name) == Some(choices[meant].value.as_str()) {
            out.hold();
            continue;
        }
        let (zh, en) = (target.named().zh, target.named().en);
        let what = text!("{zh}的状态不是最近一次进展说的状态", "the state of {en} is not that of its last update");
        let entry = Entry::new(RULE.name, Standing::DoesNotHold, target, &field.name, what).from(update, "to_state");
        let entry = entry.sides(target.state(), text!("{to}", "{to}"));
        out.push(entry.settle(text!("改记录的状态，或补一条进展", "mend the state, or add the update")));
    }
    out
}
