//! `content/outside`: symbolic links stay within the site.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/outside",
    severity: Severity::Error,
    what: ["链接不指向站点以外的文件", "Symbolic links stay within the site"],
    why: ["站外的文件不应当被无意公开", "Files outside the site must not be published by accident"],
    fails: Example::said(["content/a.md 是指向 /etc/hosts 的链接", "content/a.md is a symbolic link to /etc/hosts"]),
    passes: Example::said(["content/a.md 是普通文件", "content/a.md is a file"]),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
