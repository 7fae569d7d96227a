//! `content/encoding`: text is UTF-8 without NUL.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/encoding",
    severity: Severity::Error,
    what: ["文本是 UTF-8，没有 NUL", "Text is UTF-8 without NUL"],
    why: ["别的编码会变成乱码", "Other encodings turn into garbage"],
    fails: Example::said(["（GB18030 文件）", "（GB18030 文件）"]),
    passes: Example::said(["（UTF-8 文件）", "（UTF-8 文件）"]),
    source: "RFC 3629",
    options: &[],
    check: Check::Reading,
};
