//! `data/id`: every record has an id of its own.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/id",
    severity: Severity::Error,
    what: ["每条记录有不重复的编号", "Every record has an id of its own"],
    why: ["没有编号就没有稳定的网址", "Without one it has no stable address"],
    fails: Example::files(&[("content/projects/all.yaml", "- {title: 甲}")]).on(Base::Town),
    passes: Example::files(&[("content/projects/all.yaml", "- {id: jia, title: 甲}")]).on(Base::Town),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
