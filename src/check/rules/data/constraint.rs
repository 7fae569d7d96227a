//! `data/constraint`: values keep the constraints of their field.

use crate::check::rule::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/constraint",
    severity: Severity::Error,
    what: ["值合乎字段的约束", "Values keep the constraints of their field"],
    why: ["约束是镇里自己定的", "The constraints are the town's own"],
    fails: "share: 120",
    passes: "share: 20",
    source: "Table Schema (Data Package v2)",
    check: Check::Reading,
};
