//! `data/quantity`: quantities have a number and a unit.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/quantity",
    severity: Severity::Error,
    what: ["数量写得出数和单位", "Quantities have a number and a unit"],
    why: ["没有单位的数没法核对", "A number without a unit cannot be checked"],
    fails: Example::said(["visits: 16万", "visits: 16万"]),
    passes: Example::said(["visits: 16万人次", "visits: 16万人次"]),
    source: "docs/formats.md",
    options: &[],
    check: Check::Reading,
};
