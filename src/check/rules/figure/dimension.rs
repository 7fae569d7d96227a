//! `figure/dimension`: sums and differences stay within one dimension.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/dimension",
    severity: Severity::Error,
    what: ["只加减同一类的数", "Only what counts the same is added up"],
    why: ["人和人次、钱和数量加在一起没有意义", "People and visits, or money and quantities, make no sense together"],
    fails: Example::said([
        "difference: [visitors（人）, visits（人次）]",
        "difference: [visitors（人）, visits（人次）]",
    ]),
    passes: Example::said([
        "difference: [visits-2023（人次）, visits-2022（人次）]",
        "difference: [visits-2023（人次）, visits-2022（人次）]",
    ]),
    source: "Mingbai R04",
    options: &[],
    check: Check::Reading,
};
