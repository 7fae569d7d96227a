//! `catalogue/repealed`: what is no longer in force says so, since when and by what.

use std::collections::BTreeMap;

use crate::check::account::with;
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "catalogue/repealed",
    severity: Severity::Error,
    what: ["废止的文件标明废止、日期和依据", "Documents that were repealed say so, with the day and the basis"],
    why: ["读者照着废止的文件办事，要白跑", "Who follows a document that was repealed goes for nothing"],
    fails: Example::files(&[("content/documents/a.yaml", "- {id: a, title: 旧办法, validity: 有效}\n- {id: b, title: 新办法, validity: 有效, supersedes: [a]}")]).on(Base::Town),
    passes: Example::files(&[("content/documents/a.yaml", "- {id: a, title: 旧办法, validity: 废止, repealed_on: 2023-05-04, repeal_basis: 新办法第十条}\n- {id: b, title: 新办法, validity: 有效, supersedes: [a]}")]).on(Base::Town),
    source: "《政府网站发展指引》（国办发〔2017〕47号）",
    options: &[],
    check: Check::Site(check),
};

fn check(site: &Site) -> Vec<Finding> {
    let all = with(site, &["validity"]);
    let mut replaced: BTreeMap<usize, Text> = BTreeMap::new();
    for rec in &all {
        for old in rec.refs("supersedes") {
            replaced.entry(old).or_insert_with(|| rec.named());
        }
    }
    let today = site.config.clock.date();
    let mut findings = Vec::new();
    for rec in all {
        let mut at = |field: &str, what: Text, help: Text| {
            let place = rec.place_of(Some(field));
            findings.push(Finding::Wrong(Diagnostic::error(RULE.name, what).at(place).help(help)));
        };
        let (issued, repealed) = (rec.date("date_issued"), rec.date("repealed_on"));
        if let Some((issued, repealed)) = issued.zip(repealed)
            && let Some((first, last)) = issued.bounds().0.zip(repealed.bounds().1).filter(|(first, last)| last < first)
        {
            at(
                "repealed_on",
                text!("{last}废止，{first}才印发", "it was repealed on {last}, and issued on {first}"),
                text!("核对两个日期", "check both days"),
            );
        }
        let mut told = |what: Text, help: Text| at("validity", what, help);
        match rec.code("validity") {
            Some("in_force") => {
                let repealed = rec.date("repealed_on").and_then(|when| when.bounds().1);
                if let Some(by) = replaced.get(&rec.page) {
                    let (zh, en) = (&by.zh, &by.en);
                    told(
                        text!("已经被{zh}取代，还写着有效", "it is replaced by {en}, and still said to be in force"),
                        text!(
                            "效力改成废止或失效，写上日期和依据",
                            "say that it is repealed or expired, since when and by what"
                        ),
                    );
                } else if repealed.is_some_and(|last| last <= today) {
                    told(
                        text!("写了废止日期，效力还是有效", "it has a day of repeal, and is said to be in force"),
                        text!("效力改成废止", "say that it is repealed"),
                    );
                }
            }
            Some("repealed") if rec.field("repealed_on").is_some() => {
                let is_silent = |name: &str| matches!(rec.given(name), crate::check::account::Given::Absent);
                let missing: Vec<Text> = ["repealed_on", "repeal_basis"]
                    .into_iter()
                    .filter(|f| is_silent(f))
                    .map(|f| rec.label(f))
                    .collect();
                if !missing.is_empty() {
                    let zh: Vec<&str> = missing.iter().map(|m| m.zh.as_str()).collect();
                    let en: Vec<&str> = missing.iter().map(|m| m.en.as_str()).collect();
                    let (zh, en) = (zh.join("、"), en.join(", "));
                    told(
                        text!("已经废止，没有写{zh}", "it is repealed, and does not say: {en}"),
                        text!("补上；查不到的写明“原文未写”", "add it, or say `not_stated`"),
                    );
                }
            }
            _ => {}
        }
    }
    findings
}
