//! `content/full-width-colon`: a half-width colon follows a key.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/full-width-colon",
    severity: Severity::Error,
    what: ["字段名后用半角冒号", "A half-width colon follows a key"],
    why: ["YAML 不认全角冒号", "YAML does not know the full-width colon"],
    fails: Example::front("title：甲"),
    passes: Example::front("title: 甲"),
    source: "YAML 1.2.2 §7.4",
    options: &[],
    check: Check::Reading,
};
