//! `content/value`: values fit their keys.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/value",
    severity: Severity::Error,
    what: ["值的写法合乎字段", "Values fit their keys"],
    why: ["写错的值会被当成别的意思", "A wrong value would be taken for something else"],
    fails: Example::front("draft: maybe"),
    passes: Example::front("draft: false"),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
