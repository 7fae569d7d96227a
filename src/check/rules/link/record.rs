//! `link/record`: record: links lead to records.

use crate::check::rule::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "link/record",
    severity: Severity::Error,
    what: ["record: 链接指向存在的记录", "record: links lead to records"],
    why: ["指向不存在的记录的链接是断的", "Such a link is dead"],
    fails: "[x](record:projects/none)",
    passes: "[x](record:projects/caojiaowan)",
    source: "docs/formats.md",
    check: Check::Reading,
};
