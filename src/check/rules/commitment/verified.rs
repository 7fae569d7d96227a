//! `commitment/verified`: what is said to be put right has a finding, and somebody else has looked.

use crate::check::account::{Entry, Judged, Standing, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "commitment/verified",
    severity: Severity::Note,
    what: [
        "说改完了的问题：是什么问题、谁发现的、谁验的",
        "What is said to be put right: what it was, who found it and who verified",
    ],
    why: ["自己查、自己改、自己验，等于没有验", "Who verifies his own work verifies nothing"],
    fails: Example::files(&[("content/problems/all.yaml", "- {id: p-1, title: 缺水, state: 已报完成, found_on: 原文未写, verifier: 原文未写}")]).on(Base::Town),
    passes: Example::files(&[("content/problems/all.yaml", "- {id: p-1, title: 缺水, state: 已报完成, source: 督查, found_on: 2023-05, causes: [渠道老化], responsible: zhen-zhang, verifier: qu-zhang}"), ("content/posts/all.yaml", "- {id: zhen-zhang, title: 镇长}\n- {id: qu-zhang, title: 区农业局长}")]).on(Base::Town),
    source: "Mingbai R31",
    options: &[],
    check: Check::Account(check),
};

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for rec in with(site, &["found_on", "verifier", "state"]) {
        if !matches!(rec.code("state"), Some("claimed" | "verified_closed")) {
            continue;
        }
        let (zh, en) = (rec.named().zh, rec.named().en);
        let verifier = rec.refs("verifier");
        if !verifier.is_empty() && verifier == rec.refs("responsible") {
            let what = text!("{zh}由同一个岗位整改和验收", "{en} was put right and verified by the same post");
            let entry = Entry::new(RULE.name, Standing::DoesNotHold, rec, "verifier", what);
            let entry = entry.sides(rec.words("responsible"), rec.words("verifier"));
            out.push(entry.settle(text!("请别的岗位来验", "let another post verify")));
            continue;
        }
        let missing: Vec<_> =
            ["source", "found_on", "causes", "verifier"].into_iter().filter(|n| !rec.knows(n)).collect();
        if missing.is_empty() {
            out.hold();
            continue;
        }
        let what = text!("说{zh}已经改完，没法核对", "{en} is said to be put right, which cannot be checked");
        let entry = Entry::new(RULE.name, Standing::CannotBeChecked, rec, "state", what);
        let entry = entry.missing(missing.into_iter().map(|n| rec.label(n)));
        out.push(entry.settle(text!("公布问题清单和验收材料", "publish the findings and the verification")));
    }
    out
}
