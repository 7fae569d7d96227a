//! `content/unreadable`: every file can be read.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/unreadable",
    severity: Severity::Error,
    what: ["每个文件都能读", "Every file can be read"],
    why: ["漏读一个文件，站点就悄悄少了一页", "A file that is skipped in silence is a page that disappears in silence"],
    fails: Example::said(["没有读取权限的文件", "a file that may not be read"]),
    passes: Example::said(["能读的文件", "a file that may be read"]),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
