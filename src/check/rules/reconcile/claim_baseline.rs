//! `reconcile/claim-baseline`: who says that something has improved says from what to what.

use crate::check::account::{Entry, Given, Judged, Rec, Standing, quoted, records};
use crate::check::better::improved;
use crate::check::example::Base;
use crate::check::prose::{texts, unnamed, unquoted, untitled};
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::{Site, Unknown};
use crate::text;
use crate::value::numerals;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "reconcile/claim-baseline",
    severity: Severity::Note,
    what: ["说“显著提高”的，写没写从多少到多少", "What is said to have improved says from what to what"],
    why: [
        "没有原来的数和现在的数，“提高”谁也没法核对",
        "Without numbers before and now nobody can check an improvement",
    ],
    fails: Example::files(&[(
        "content/statements/all.yaml",
        "- {id: s, title: 公共服务, kind: 自述说法, phrase: 显著提高}",
    )])
    .on(Base::Town),
    passes: Example::files(&[(
        "content/statements/all.yaml",
        "- {id: s, title: 公共服务, kind: 自述说法, phrase: 显著提高, text: 学位由300个提高到480个}",
    )])
    .on(Base::Town),
    source: "Mingbai R35",
    options: &[],
    check: Check::Account(check),
};

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for rec in records(site) {
        let is_claim = rec.code("kind") == Some("claim") && rec.field("phrase").is_some();
        let is_observed = rec.field("indicator").is_some() && rec.field("value").is_some();
        if is_claim || is_observed {
            judge(rec, is_observed, &mut out);
        }
    }
    out
}

fn judge(rec: Rec<'_>, is_observed: bool, out: &mut Judged) {
    // What is missing is said in words too, and claims nothing.
    let said: Vec<(Option<&str>, String)> =
        texts(rec).into_iter().filter(|(field, _)| !matches!(field, Some("missing"))).collect();
    // The phrase is the source's own word; beside it the title is only what the record is called.
    let has_phrase = rec.knows("phrase");
    let found = said.iter().enumerate().find_map(|(i, (field, text))| match field {
        Some("phrase") => improved(text).map(|(_, word)| (*field, word)),
        None if has_phrase && i < 2 => None,
        _ => improved(&untitled(&unquoted(&unnamed(text, ["提升工程", "改善工程"])))).map(|(_, word)| (*field, word)),
    });
    let Some((field, word)) = found else { return };
    let count: usize = said.iter().map(|(_, text)| numerals(text, []).len()).sum();
    let has_baseline = is_observed
        && rec
            .linked("indicator")
            .any(|i| i.knows("baseline") || matches!(i.given("baseline"), Given::Unknown(Unknown::NotApplicable)));
    if count >= 2 || has_baseline && rec.knows("value") {
        return out.hold();
    }
    let (zh, en) = (rec.named().zh, rec.named().en);
    let what = text!("{zh}说“{word}”，没有写从多少到多少", "{en} says “{word}”, and not from what to what");
    let entry = Entry::new(RULE.name, Standing::CannotBeChecked, rec, field.unwrap_or_default(), what)
        .sides(quoted(word), text!("没有两个可以比的数", "no two numbers to compare"))
        .missing([text!("原来是多少", "what it was"), text!("现在是多少", "what it is now")]);
    out.push(entry.settle(text!("写出原来的数、现在的数和各自的时间", "give both numbers, and of when they are")));
}
