//! `template/syntax`: templates are well-formed.

use crate::check::rule::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "template/syntax",
    severity: Severity::Error,
    what: ["模板语法正确", "Templates are well-formed"],
    why: ["写错的模板不能用", "A wrong template cannot be used"],
    fails: "{% if %}",
    passes: "{% if x %}{% endif %}",
    source: "docs/templates.md",
    check: Check::Reading,
};
