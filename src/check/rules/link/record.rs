//! `link/record`: record: links lead to records.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "link/record",
    severity: Severity::Error,
    what: ["record: 链接指向存在的记录", "record: links lead to records"],
    why: ["指向不存在的记录的链接是断的", "Such a link is dead"],
    fails: Example::said(["[x](record:projects/none)", "[x](record:projects/none)"]),
    passes: Example::said(["[x](record:projects/caojiaowan)", "[x](record:projects/caojiaowan)"]),
    source: "docs/formats.md",
    options: &[],
    check: Check::Reading,
};
