//! `publish/clash`: every output has a place of its own.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "publish/clash",
    severity: Severity::Error,
    what: ["每个输出有自己的位置", "Every output has a place of its own"],
    why: ["两个文件争一个位置，总有一个会丢", "Of two files in one place one would be lost"],
    fails: Example::said(["a 和 a/index.html 都要输出", "both a and a/index.html are outputs"]),
    passes: Example::said(["a/index.html 和 b/index.html", "a/index.html and b/index.html"]),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
