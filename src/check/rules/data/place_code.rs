//! `data/place-code`: place codes have twelve digits.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/place-code",
    severity: Severity::Error,
    what: ["区划代码是12位数字", "Place codes have twelve digits"],
    why: ["代码认地，名称会重、会改", "Codes identify places; names repeat and change"],
    fails: Example::said(["code: 4.41402E+11", "code: 4.41402E+11"]),
    passes: Example::said(["code: \"441402101201\"", "code: \"441402101201\""]),
    source: "统计用区划代码；GB/T 2260",
    options: &[],
    check: Check::Reading,
};
