//! `template/undefined`: templates use defined variables.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "template/undefined",
    severity: Severity::Error,
    what: ["模板只用定义过的变量", "Templates use defined variables"],
    why: ["没有定义的变量会让页面缺一块", "An undefined one is a hole in a page"],
    fails: Example::files(&[("themes/town/templates/home.html", "<h1>{{ page.titel }}</h1>")]),
    passes: Example::page("正文。"),
    source: "Mingbai docs/templates.md",
    options: &[],
    check: Check::Reading,
};
