//! `template/missing`: templates that are used exist.

use crate::check::rule::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "template/missing",
    severity: Severity::Error,
    what: ["用到的模板都存在", "Templates that are used exist"],
    why: ["没有模板的页面出不来", "A page without its template cannot be made"],
    fails: "template: none.html",
    passes: "template: page.html",
    source: "docs/templates.md",
    check: Check::Reading,
};
