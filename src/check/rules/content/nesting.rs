//! `content/nesting`: nesting stays within 48 levels.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/nesting",
    severity: Severity::Warning,
    what: ["嵌套不超过四十八层", "Nesting stays within 48 levels"],
    why: ["再深就没有人看得懂", "Nobody can read deeper ones"],
    fails: Example::page(
        "> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > 甲",
    ),
    passes: Example::page("> 甲"),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
