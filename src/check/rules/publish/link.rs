//! `publish/link`: nothing is written through a link.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "publish/link",
    severity: Severity::Error,
    what: ["不穿过符号链接写文件", "Nothing is written through a symbolic link"],
    why: ["链接指向的地方不归输出文件夹管", "What a link leads to is no part of the output folder"],
    fails: Example::said(["public/a 是指向别处的链接", "public/a is a symbolic link to another place"]),
    passes: Example::said(["public/a 是普通文件夹", "public/a is a folder"]),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
