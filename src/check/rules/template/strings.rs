//! `template/strings`: the strings of all languages are complete.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "template/strings",
    severity: Severity::Error,
    what: ["各语言的文字齐全", "The strings of all languages are complete"],
    why: ["缺一条，页面上就缺一个词", "A missing one is a hole in a page"],
    fails: Example::files(&[("themes/town/i18n/zh-CN.yaml", "only_here: 只有中文")]),
    passes: Example::page("正文。"),
    source: "Mingbai docs/templates.md",
    options: &[],
    check: Check::Reading,
};
