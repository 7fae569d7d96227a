//! `template/endless`: templates come to an end.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "template/endless",
    severity: Severity::Error,
    what: ["模板会结束", "Templates come to an end"],
    why: ["死循环会拖住整个站点", "An endless one stops the whole site"],
    fails: Example::said(["{% for i in range(999999999) %}…", "{% for i in range(999999999) %}…"]),
    passes: Example::said(["{% for p in page.children %}…", "{% for p in page.children %}…"]),
    source: "docs/templates.md",
    options: &[],
    check: Check::Reading,
};
