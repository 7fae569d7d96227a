//! `project/reached`: what comes with a step is not stated before it.

use crate::check::account::{Entry, Judged, Rec, Standing, records};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::figure::Measured;
use crate::model::{Site, Value};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/reached",
    severity: Severity::Note,
    what: [
        "还没有走到的一步，没有先写它的金额和日期",
        "Amounts and dates of a step are not stated before it is reached",
    ],
    why: [
        "还只是签约，就写动工的金额，读者会以为已经动工",
        "Who reads the amount begun of a project that is only signed takes it for begun",
    ],
    fails: Example::files(&[(
        "content/projects/all.yaml",
        "- {id: a, title: 民宿, track: 招商项目, state: 签约, started_value: 500万元}",
    )])
    .on(Base::Town),
    passes: Example::files(&[(
        "content/projects/all.yaml",
        "- {id: a, title: 民宿, track: 招商项目, state: 动工, started_value: 500万元}",
    )])
    .on(Base::Town),
    source: "Mingbai R13, R20",
    options: &[],
    check: Check::Account(check),
};

/// A field, and the code of the step with which it comes.
const COMES_WITH: [(&str, &str); 6] = [
    ("contract_value", "signed"),
    ("started_value", "started"),
    ("actual_start", "started"),
    ("actual_start", "construction"),
    ("actual_end", "completed"),
    ("final_cost", "completed"),
];

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for rec in records(site).filter(|rec| rec.schema().machine.is_some()) {
        // Who is halted or out has no step, and may have come as far as it says.
        let Some((at, _)) = rec.step() else { continue };
        for (field, code) in COMES_WITH {
            let (Some(step), Some(value)) = (rec.step_of(code), rec.value(field)) else { continue };
            if Measured::of(value).is_some_and(|measured| measured.value == 0) {
                continue;
            }
            if at >= step {
                out.hold();
                continue;
            }
            out.push(early(rec, field, code, value));
        }
    }
    out
}

fn early(rec: Rec<'_>, field: &str, code: &str, value: &Value) -> Entry {
    let (zh, en) = (rec.named().zh, rec.named().en);
    let (state, label) = (rec.state(), rec.label(field));
    let (state_zh, state_en, label_zh, label_en) = (state.zh, state.en, label.zh, label.en);
    let (said, step) = (rec.words(field), rec.called(code));
    let (said_zh, said_en, step_zh, step_en) = (said.zh, said.en, step.zh, step.en);
    let kind =
        if matches!(value, Value::Date(_)) { text!("日期", "the date") } else { text!("金额", "the amount") };
    let (kind_zh, kind_en) = (kind.zh, kind.en);
    let what = text!(
        "{zh}走到“{state_zh}”，却已经写了“{step_zh}”的{kind_zh}",
        "{en} has come to “{state_en}”, and states {kind_en} of “{step_en}”"
    );
    let entry = Entry::new(RULE.name, Standing::DoesNotHold, rec, field, what);
    entry
        .sides(text!("走到：{state_zh}", "state: {state_en}"), text!("{label_zh}：{said_zh}", "{label_en}: {said_en}"))
        .settle(text!(
            "已经走到那一步的，改状态；没有走到的，不写这一项",
            "mend the state if the step was reached; else leave it out"
        ))
}
