//! `template/endless`: templates come to an end.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "template/endless",
    severity: Severity::Error,
    what: ["模板会结束", "Templates come to an end"],
    why: ["死循环会拖住整个站点", "An endless one stops the whole site"],
    fails: Example::files(&[(
        "themes/town/templates/home.html",
        "{% for i in range(9999) %}{% for j in range(9999) %}{% for k in range(9999) %}{{ k }}{% endfor %}{% endfor %}{% endfor %}",
    )]),
    passes: Example::page("正文。"),
    source: "Mingbai docs/templates.md",
    options: &[],
    check: Check::Reading,
};
