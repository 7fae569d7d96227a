//! `data/reference`: references lead to records.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/reference",
    severity: Severity::Error,
    what: ["引用的记录存在", "References lead to records"],
    why: ["引用不到的记录等于没有写", "A reference that leads nowhere says nothing"],
    fails: Example::said(["places: [nowhere]", "places: [nowhere]"]),
    passes: Example::said(["places: [caojiaowan]", "places: [caojiaowan]"]),
    source: "Table Schema foreignKeys",
    options: &[],
    check: Check::Reading,
};
