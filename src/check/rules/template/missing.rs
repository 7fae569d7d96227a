//! `template/missing`: templates that are used exist.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "template/missing",
    severity: Severity::Error,
    what: ["用到的模板都存在", "Templates that are used exist"],
    why: ["没有模板的页面出不来", "A page without its template cannot be made"],
    fails: Example::files(&[("themes/town/templates/home.html", "{% include \"none.html\" %}")]),
    passes: Example::page("正文。"),
    source: "Mingbai docs/templates.md",
    options: &[],
    check: Check::Reading,
};
