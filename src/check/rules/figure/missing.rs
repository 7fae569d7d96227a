//! `figure/missing`: every target leads to a figure.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/missing",
    severity: Severity::Error,
    what: ["引用的数都在", "Figures that are named exist"],
    why: ["指向不存在的数，读者查不到出处", "Readers cannot trace what leads nowhere"],
    fails: Example::said(["value: projects/school#plces", "value: projects/school#plces"]),
    passes: Example::said(["value: projects/school#places", "value: projects/school#places"]),
    source: "docs/formats.md",
    options: &[],
    check: Check::Reading,
};
