//! `content/footnote`: footnotes and references to them belong together.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/footnote",
    severity: Severity::Warning,
    what: ["脚注和引用一一对得上", "Footnotes and references to them belong together"],
    why: [
        "没有引用的、重复的脚注不会显示，没有内容的引用会原样显示",
        "A footnote that nothing refers to, or a second one, is not shown, and a reference without one stays as it is written",
    ],
    fails: Example::page("[^1]: 注"),
    passes: Example::page("甲[^1]\n\n[^1]: 注"),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
