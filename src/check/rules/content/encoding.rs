//! `content/encoding`: text is UTF-8 without NUL.

use crate::check::example::{Made, PAGE, gb18030};
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/encoding",
    severity: Severity::Error,
    what: ["文本是 UTF-8，没有 NUL", "Text is UTF-8 without NUL"],
    why: ["别的编码会变成乱码", "Other encodings turn into garbage"],
    fails: Example::files(&[]).with(&[Made {
        path: PAGE,
        what: ["用GB 18030编码的文件", "a file in GB 18030"],
        bytes: gb18030,
    }]),
    passes: Example::page("编码是UTF-8。"),
    source: "RFC 3629",
    options: &[],
    check: Check::Reading,
};
