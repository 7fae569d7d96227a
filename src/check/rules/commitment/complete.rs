//! `commitment/complete`: promises name who keeps them, by when, how much and with what money.

use crate::check::account::{Judged, incomplete};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "commitment/complete",
    severity: Severity::Note,
    what: [
        "承诺写没写清：谁负责、什么时候、多少、钱从哪来",
        "Commitments say who, by when, how much and with what money",
    ],
    why: ["缺了这些，到时候没法说做没做到", "Without these nobody can tell whether it was kept"],
    fails: Example::files(&[("content/commitments/all.yaml", "- {id: c-01, title: 增加学位, responsible: 原文未写, due_original: 原文未写}")]).on(Base::Town),
    passes: Example::files(&[("content/commitments/all.yaml", "- {id: c-01, title: 增加学位, responsible: zhen-zhang, due_original: 2023-09, measure: 180个, budget: jiao-yu}"), ("content/posts/all.yaml", "- {id: zhen-zhang, title: 镇长}"), ("content/funds/all.yaml", "- {id: jiao-yu, title: 教育资金, amount_applied: 10万元}")]).on(Base::Town),
    source: "Mingbai R27",
    options: &[],
    check: Check::Account(check),
};

const PARTS: [&str; 4] = ["responsible", "due_original", "measure", "budget"];

fn check(site: &Site) -> Judged {
    let settle = text!("逐条补上责任岗位、期限、数量和资金", "state post, deadline, quantity and money for each");
    incomplete(site, RULE.name, &PARTS, &settle)
}
