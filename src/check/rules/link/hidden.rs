//! `link/hidden`: links do not lead to unpublished pages.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "link/hidden",
    severity: Severity::Error,
    what: ["链接不指向没有公开的页面", "Links do not lead to unpublished pages"],
    why: ["读者会打开一个不存在的页面", "Readers would meet a missing page"],
    fails: Example::files(&[
        ("content/li.md", "---\ntitle: 例\n---\n\n[甲](jia.md)\n"),
        ("content/jia.md", "---\ntitle: 甲\ndraft: true\n---\n"),
    ]),
    passes: Example::files(&[
        ("content/li.md", "---\ntitle: 例\n---\n\n[甲](jia.md)\n"),
        ("content/jia.md", "---\ntitle: 甲\n---\n"),
    ]),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
