//! `data/amount`: amounts have a number, a unit and no fraction of a 分.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/amount",
    severity: Severity::Error,
    what: ["金额写得出数、单位和程度，精确到分", "Amounts have a number, a unit and no fraction of a 分"],
    why: ["写不清的金额不能相加，也不能核对", "An amount that is unclear can be neither added nor checked"],
    fails: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 甲, contract_value: \"6400\"}")])
        .on(Base::Town),
    passes: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 甲, contract_value: 6400万元}")])
        .on(Base::Town),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
