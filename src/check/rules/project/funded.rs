//! `project/funded`: what is being built has its money.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::account::{Entry, Given, Judged, Rec, Standing, bound, list, records, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::figure::Measured;
use crate::model::{FieldValue, Kind, Site, Value};
use crate::text;
use crate::value::Stage;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/funded",
    severity: Severity::Note,
    what: ["已经开工的项目，钱批下来没有", "What is being built has its money approved"],
    why: ["钱还在争取就开了工，后面可能欠款、停工", "Work that begins before its money may end in debt"],
    fails: Example::files(&[
        ("content/projects/all.yaml", "- {id: a, title: 水渠, track: 公共工程, state: 在建}"),
        ("content/funds/all.yaml", "- {id: f, title: 补助, state: 争取中, projects: [{project: a}]}"),
    ])
    .on(Base::Town),
    passes: Example::files(&[
        ("content/projects/all.yaml", "- {id: a, title: 水渠, track: 公共工程, state: 在建}"),
        ("content/funds/all.yaml", "- {id: f, title: 补助, state: 已批复, projects: [{project: a}]}"),
    ])
    .on(Base::Town),
    source: "Mingbai R17, R25",
    options: &[],
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
        let given: Vec<Rec<'_>> = of.iter().filter(|f| is_approved(**f)).copied().collect();
        if !given.is_empty() {
            enough(rec, &given, &mut out);
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

/// Fields of what was given, the first that is known.
const GIVEN: [&str; 4] = ["amount_approved", "amount_allocated", "amount_received", "amount_used"];

fn is_approved(fund: Rec<'_>) -> bool {
    fund.code("state").is_some_and(|state| !matches!(state, "applied" | "returned"))
}

/// What of a fund is for a project: its share; of a fund for nothing else, all of it.
fn share(fund: Rec<'_>, project: usize) -> Option<Measured> {
    let items = fund.items("projects");
    let own = items.iter().find(|item| item.at("project").refs() == [project])?;
    let stated = own.at("share").first().and_then(Measured::of);
    let whole = || GIVEN.into_iter().find_map(|name| Measured::of(fund.value(name)?)).filter(|_| items.len() == 1);
    Some(Measured { stage: Some(Stage::Approved), ..stated.or_else(whole)? })
}

/// Holds what was approved for a project against its budget.
fn enough(rec: Rec<'_>, given: &[Rec<'_>], out: &mut Judged) {
    let Some(budget) = rec.value("budget").and_then(Measured::of) else { return out.hold() };
    let shares: Vec<Option<Measured>> = given.iter().map(|fund| share(*fund, rec.page)).collect();
    let known = shares.iter().flatten().copied();
    let sum = known.map(Some).reduce(|a, b| a.zip(b).and_then(|(a, b)| a.plus(b))).flatten();
    let is_short = |sum: Measured| sum.interval.high.zip(budget.interval.low).is_some_and(|(high, low)| high < low);
    let covers = |sum: Measured| sum.interval.high.zip(budget.interval.low).is_none_or(|(high, low)| high >= low);
    let missing: Vec<Rec<'_>> = given.iter().zip(&shares).filter(|(_, s)| s.is_none()).map(|(f, _)| *f).collect();
    if sum.is_some_and(covers) {
        return out.hold();
    }
    let (zh, en) = (rec.named().zh, rec.named().en);
    let names = list(given.iter().map(|f| f.named()));
    let (names_zh, names_en) = (names.zh, names.en);
    let mut entry = match sum.filter(|sum| missing.is_empty() && is_short(*sum)) {
        Some(sum) => {
            let (made, words) = (bound(sum.counts, sum.interval), rec.words("budget"));
            let (made_zh, made_en, words_zh, words_en) = (made.zh, made.en, words.zh, words.en);
            let what = text!(
                "{zh}已经动工，批下来的钱不到预算，缺的从哪里来没有写",
                "work on {en} has begun with less than its budget approved; where the rest comes from is not stated"
            );
            Entry::new(RULE.name, Standing::Open, rec, "budget", what)
                .sides(
                    text!("预算：{words_zh}", "budget: {words_en}"),
                    text!("{names_zh}：{made_zh}", "{names_en}: {made_en}"),
                )
                .arithmetic(text!("批下来{made_zh}，预算{words_zh}", "approved: {made_en}; budget: {words_en}"))
        }
        None => {
            let what = text!("{zh}的钱够不够，没法核对", "whether {en} has its money cannot be checked");
            let lacking = missing.iter().map(|fund| {
                let name = fund.named();
                let (name_zh, name_en) = (name.zh, name.en);
                text!("{name_zh}批了多少", "how much {name_en} gives")
            });
            Entry::new(RULE.name, Standing::CannotBeChecked, rec, "budget", what).missing(lacking)
        }
    };
    for fund in given {
        entry = entry.from(*fund, "amount_approved");
    }
    out.push(
        entry.settle(text!("写明每一笔批了多少、缺的从哪里来", "state what each gives, and where the rest comes from")),
    );
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
