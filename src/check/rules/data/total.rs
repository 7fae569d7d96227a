//! `data/total`: totals are what their rows add up to.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/total",
    severity: Severity::Error,
    what: ["合计等于各行相加", "Totals are what their rows add up to"],
    why: [
        "合计对不上，读者就不知道该信哪个数",
        "Where a total does not add up, readers cannot know which number to trust",
    ],
    fails: Example::said(["100 + 200, 合计 | 310", "100 + 200, 合计 | 310"]),
    passes: Example::said(["100 + 200, 合计 | 300", "100 + 200, 合计 | 300"]),
    source: "Mingbai R12",
    options: &[],
    check: Check::Reading,
};
