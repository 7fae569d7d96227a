//! `content/footnote`: every footnote is referred to.

use crate::check::rule::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/footnote",
    severity: Severity::Warning,
    what: ["每条脚注都有引用", "Every footnote is referred to"],
    why: ["没有引用的脚注不会显示", "A footnote that nothing refers to is not shown"],
    fails: "[^1]: 注",
    passes: "甲[^1]\n\n[^1]: 注",
    source: "docs/formats.md",
    check: Check::Reading,
};
