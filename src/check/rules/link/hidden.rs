//! `link/hidden`: links do not lead to unpublished pages.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "link/hidden",
    severity: Severity::Error,
    what: ["链接不指向没有公开的页面", "Links do not lead to unpublished pages"],
    why: ["读者会打开一个不存在的页面", "Readers would meet a missing page"],
    fails: Example::said(["[x](draft.md)", "[x](draft.md)"]),
    passes: Example::said(["[x](page.md)", "[x](page.md)"]),
    source: "docs/formats.md",
    options: &[],
    check: Check::Reading,
};
