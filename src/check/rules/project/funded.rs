//! `project/funded`: what is being built has its money.

use crate::check::account::{Entry, Judged, Rec, Standing, list, records, with};
use crate::check::rule::{Check, Rule};
use crate::diagnostic::Severity;
use crate::model::{Kind, Site, Value};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/funded",
    severity: Severity::Note,
    what: ["已经开工的项目，钱批下来没有", "What is being built has its money approved"],
    why: ["钱还在争取就开了工，后面可能欠款、停工", "Work that begins before its money may end in debt"],
    fails: "projects: {id: a, state: 在建}\nfunds: {state: 争取中, projects: [{project: a}]}",
    passes: "projects: {id: a, state: 在建}\nfunds: {state: 已批复, projects: [{project: a}]}",
    source: "MODEL.md D5, R17, R25",
    check: Check::Account(check),
};

/// Codes of the step with which work begins.
const BEGINS: [&str; 2] = ["construction", "started"];

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    let funds = with(site, &["amount_applied", "amount_approved", "state"]);
    for rec in records(site).filter(|r| r.schema().machine.is_some()) {
        let begun = BEGINS.iter().find_map(|code| rec.step_of(code));
        let (Some(begun), Some((at, _))) = (begun, rec.step()) else { continue };
        let of: Vec<&Rec<'_>> = funds.iter().filter(|f| pays_for(**f, rec.page)).collect();
        if at < begun || of.is_empty() {
            continue;
        }
        if of.iter().any(|f| f.code("state").is_some_and(|s| !matches!(s, "applied" | "returned"))) {
            out.hold();
            continue;
        }
        let (zh, en) = (rec.named().zh, rec.named().en);
        let (state, money) = (rec.state(), list(of.iter().map(|f| f.named())));
        let (state_zh, state_en, money_zh, money_en) = (state.zh, state.en, money.zh, money.en);
        let step = list(of.iter().map(|f| f.state()));
        let (step_zh, step_en) = (step.zh, step.en);
        let what = text!(
            "{zh}说已经动工，钱却还没有批下来",
            "work on {en} is said to have begun, and its money is not approved"
        );
        let mut entry = Entry::new(RULE.name, Standing::Open, rec, "state", what)
            .sides(
                text!("工程：{state_zh}", "work: {state_en}"),
                text!("{money_zh}：{step_zh}", "{money_en}: {step_en}"),
            )
            .settle(text!("写明批复文件，或者先用哪笔钱动工", "name the approval, or the money with which it began"));
        for fund in of {
            entry = entry.from(*fund, "state");
        }
        out.push(entry);
    }
    out
}

/// Whether a fund is for a project: one of its small records names it.
fn pays_for(fund: Rec<'_>, project: usize) -> bool {
    let names = |values: &[(usize, crate::model::FieldValue)]| {
        values
            .iter()
            .any(|(_, v)| matches!(v, crate::model::FieldValue::Known(v) if v.contains(&Value::Record(project))))
    };
    let lists = fund.schema().fields.iter().enumerate().filter(|(_, f)| matches!(f.kind, Kind::Items(_)));
    lists.into_iter().any(|(i, _)| match fund.at(i) {
        crate::check::account::Given::Known(items) => {
            items.iter().any(|v| matches!(v, Value::Item(values) if names(values)))
        }
        _ => false,
    })
}
