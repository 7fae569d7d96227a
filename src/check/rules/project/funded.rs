//! `project/funded`: what is being built has its money.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::account::{Entry, Given, Judged, Rec, Standing, list, records, with};
use crate::check::rule::{Check, Rule};
use crate::diagnostic::Severity;
use crate::model::{FieldValue, Kind, Site, Value};
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
    let mut funds: BTreeMap<usize, Vec<Rec<'_>>> = BTreeMap::new();
    for fund in with(site, &["amount_applied", "amount_approved", "state"]) {
        for project in paid_for(fund) {
            funds.entry(project).or_default().push(fund);
        }
    }
    for rec in records(site).filter(|r| r.schema().machine.is_some()) {
        let begun = BEGINS.iter().find_map(|code| rec.step_of(code));
        let (Some(begun), Some((at, _))) = (begun, rec.step()) else { continue };
        let Some(of) = funds.get(&rec.page).filter(|_| at >= begun) else { continue };
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

/// The records that a fund is for: those that its small records name.
fn paid_for(fund: Rec<'_>) -> BTreeSet<usize> {
    let mut out = BTreeSet::new();
    for (i, field) in fund.schema().fields.iter().enumerate() {
        let (Kind::Items(_), Given::Known(items)) = (&field.kind, fund.at(i)) else { continue };
        for item in items {
            let Value::Item(values) = item else { continue };
            let known = values.iter().filter_map(|(_, v)| if let FieldValue::Known(v) = v { Some(v) } else { None });
            out.extend(known.flatten().filter_map(|v| if let Value::Record(page) = v { Some(*page) } else { None }));
        }
    }
    out
}
