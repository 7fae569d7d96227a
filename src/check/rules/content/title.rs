//! `content/title`: every page has a title.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/title",
    severity: Severity::Error,
    what: ["每一页都有标题", "Every page has a title"],
    why: ["没有标题的页面没人找得到", "Nobody finds a page without one"],
    fails: Example::files(&[("content/li.md", "---\ndate: 2023-04-10\n---\n\n正文。")]),
    passes: Example::files(&[("content/li.md", "---\ntitle: 甲\ndate: 2023-04-10\n---\n\n正文。")]),
    source: "WCAG 2.2 SC 2.4.2",
    options: &[],
    check: Check::Reading,
};
