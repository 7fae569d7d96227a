//! `content/value`: values fit their keys.

use crate::check::rule::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/value",
    severity: Severity::Error,
    what: ["值的写法合乎字段", "Values fit their keys"],
    why: ["写错的值会被当成别的意思", "A wrong value would be taken for something else"],
    fails: "draft: maybe",
    passes: "draft: true",
    source: "docs/formats.md",
    check: Check::Reading,
};
