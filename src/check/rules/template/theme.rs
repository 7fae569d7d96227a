//! `template/theme`: the theme exists.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "template/theme",
    severity: Severity::Error,
    what: ["主题存在", "The theme exists"],
    why: ["没有主题就没有页面", "There are no pages without one"],
    fails: Example::site("theme: none"),
    passes: Example::site("theme: town"),
    source: "Mingbai docs/templates.md",
    options: &[],
    check: Check::Reading,
};
