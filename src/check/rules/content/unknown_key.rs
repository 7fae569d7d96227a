//! `content/unknown-key`: all keys are known.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/unknown-key",
    severity: Severity::Error,
    what: ["字段名都是认识的", "All keys are known"],
    why: ["写错的字段名会让内容悄悄丢失", "What stands under a misspelt key is lost in silence"],
    fails: Example::front("titel: 甲"),
    passes: Example::front("title: 甲"),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
