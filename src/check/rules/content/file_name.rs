//! `content/file-name`: file names are UTF-8.

use crate::check::rule::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/file-name",
    severity: Severity::Error,
    what: ["文件名是 UTF-8", "File names are UTF-8"],
    why: ["否则网址无法确定", "The address would be undefined otherwise"],
    fails: "（GBK 编码的文件名）",
    passes: "会议.md",
    source: "RFC 3986",
    check: Check::Reading,
};
