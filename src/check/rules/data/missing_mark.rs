//! `data/missing-mark`: what is missing is missing for a stated reason.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/missing-mark",
    severity: Severity::Error,
    what: ["没有的值，写明为什么没有", "What is missing is missing for a stated reason"],
    why: [
        "“-”“/”“无”可以是没有、不知道、不适用，读者分不出来",
        "`-`, `/` and 无 may mean none, not known or not applicable",
    ],
    fails: Example::files(&[("content/projects/all.csv", "编号,标题,合同投资额\na,甲,—")]).on(Base::Town),
    passes: Example::files(&[("content/projects/all.csv", "编号,标题,合同投资额\na,甲,原文未写")]).on(Base::Town),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
