//! `data/unknown`: explicit unknowns use their codes.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/unknown",
    severity: Severity::Error,
    what: ["“未知”用规定的写法", "Explicit unknowns use their codes"],
    why: ["未知也要说清是哪一种", "An unknown has to say which"],
    fails: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 甲, budget: {unknown: 不知道}}")])
        .on(Base::Town),
    passes: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 甲, budget: {unknown: not_stated}}")])
        .on(Base::Town),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
