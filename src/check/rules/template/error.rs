//! `template/error`: templates run without errors.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "template/error",
    severity: Severity::Error,
    what: ["模板运行不出错", "Templates run without errors"],
    why: ["出错的页面不能发布", "A page that fails cannot be published"],
    fails: Example::files(&[("themes/town/templates/home.html", "<h1>{{ page.title | nothing }}</h1>")]),
    passes: Example::page("正文。"),
    source: "Mingbai docs/templates.md",
    options: &[],
    check: Check::Reading,
};
