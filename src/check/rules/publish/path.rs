//! `publish/path`: an output's path can be a file.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "publish/path",
    severity: Severity::Error,
    what: ["输出路径可以作文件名", "The path of an output can be a file's"],
    why: [
        "有的名字在有的系统上写不出来，或者会写到文件夹外面",
        "Some names cannot be written everywhere, or lead out of the folder",
    ],
    fails: Example::said(["a/../../b", "a/../../b"]),
    passes: Example::said(["a/b", "a/b"]),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
