//! `data/stage`: the stage of an amount is one of the known stages.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/stage",
    severity: Severity::Error,
    what: ["金额的阶段是规定的几种之一", "The stage of an amount is one of the known stages"],
    why: ["申请的钱不是到账的钱", "Money applied for is no money received"],
    fails: Example::said([
        "subsidy: {value: 200, unit: 万元, stage: 争到}",
        "subsidy: {value: 200, unit: 万元, stage: 争到}",
    ]),
    passes: Example::said([
        "subsidy: {value: 200, unit: 万元, stage: applied}",
        "subsidy: {value: 200, unit: 万元, stage: applied}",
    ]),
    source: "docs/formats.md",
    options: &[],
    check: Check::Reading,
};
