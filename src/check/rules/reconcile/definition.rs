//! `reconcile/definition`: a statement says clearly what is held against what.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "reconcile/definition",
    severity: Severity::Error,
    what: ["要核对的两边写得清楚", "Statements say what is held against what"],
    why: ["两边不是一回事，核对没有意义", "What is not the same cannot be held against each other"],
    fails: Example::said([
        "left: visits@2023（人次）\nrelation: \"=\"\nright: income@2023（元）",
        "left: visits@2023（人次）\nrelation: \"=\"\nright: income@2023（元）",
    ]),
    passes: Example::said([
        "left: visits@2023\nrelation: \"<=\"\nright: visits@2024",
        "left: visits@2023\nrelation: \"<=\"\nright: visits@2024",
    ]),
    source: "Mingbai R04, R12",
    options: &[],
    check: Check::Reading,
};
