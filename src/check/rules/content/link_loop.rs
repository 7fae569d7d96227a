//! `content/link-loop`: symbolic links do not lead back to their parents.

use crate::check::rule::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/link-loop",
    severity: Severity::Error,
    what: ["文件夹链接不绕圈", "Symbolic links do not lead back to their parents"],
    why: ["绕圈的链接没有尽头", "A loop has no end"],
    fails: "content/a → content",
    passes: "content/a/",
    source: "docs/formats.md",
    check: Check::Reading,
};
