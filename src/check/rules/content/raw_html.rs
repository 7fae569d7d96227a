//! `content/raw-html`: there is no HTML in pages.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/raw-html",
    severity: Severity::Warning,
    what: ["正文里没有 HTML", "There is no HTML in pages"],
    why: ["正文里的 HTML 只会原样显示", "HTML in a page is only shown as text"],
    fails: Example::page("<div>甲</div>"),
    passes: Example::page("甲"),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
