//! `data/stage`: the stage of an amount is one of the known stages.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/stage",
    severity: Severity::Error,
    what: ["金额的阶段是规定的几种之一", "The stage of an amount is one of the known stages"],
    why: ["申请的钱不是到账的钱", "Money applied for is no money received"],
    fails: Example::files(&[(
        "content/projects/all.yaml",
        "- {id: a, title: 甲, budget: {value: 200, unit: 万元, stage: 争到}}",
    )])
    .on(Base::Town),
    passes: Example::files(&[(
        "content/projects/all.yaml",
        "- {id: a, title: 甲, budget: {value: 200, unit: 万元, stage: applied}}",
    )])
    .on(Base::Town),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
