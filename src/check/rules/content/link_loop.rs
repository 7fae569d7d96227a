//! `content/link-loop`: symbolic links do not lead back to their parents.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/link-loop",
    severity: Severity::Error,
    what: ["文件夹链接不绕圈", "Symbolic links do not lead back to their parents"],
    why: ["绕圈的链接没有尽头", "A loop has no end"],
    fails: Example::said(["content/a 是指向 content 的链接", "content/a is a symbolic link to content"]),
    passes: Example::said(["content/a 是普通文件夹", "content/a is a folder"]),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
