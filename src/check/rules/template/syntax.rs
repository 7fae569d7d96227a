//! `template/syntax`: templates are well-formed.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "template/syntax",
    severity: Severity::Error,
    what: ["模板语法正确", "Templates are well-formed"],
    why: ["写错的模板不能用", "A wrong template cannot be used"],
    fails: Example::files(&[("themes/town/templates/home.html", "{% if %}")]),
    passes: Example::page("正文。"),
    source: "Mingbai docs/templates.md",
    options: &[],
    check: Check::Reading,
};
