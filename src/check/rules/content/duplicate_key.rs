//! `content/duplicate-key`: a key stands only once.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/duplicate-key",
    severity: Severity::Error,
    what: ["同一个字段只写一次", "A key stands only once"],
    why: ["写两次就不知道以哪个为准", "Nobody knows which one counts"],
    fails: Example::front("title: 甲\ntitle: 乙"),
    passes: Example::front("title: 甲"),
    source: "YAML 1.2.2 §3.2.1.3",
    options: &[],
    check: Check::Reading,
};
