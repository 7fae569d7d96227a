//! `data/not-in-enum`: values of enums are among those declared.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/not-in-enum",
    severity: Severity::Error,
    what: ["枚举的值在规定的范围内", "Values of enums are among those declared"],
    why: ["范围以外的值没有人知道是什么意思", "Nobody knows what another value means"],
    fails: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 甲, state: 在建中}")]).on(Base::Town),
    passes: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 甲, state: 在建}")]).on(Base::Town),
    source: "Table Schema (Data Package v2)",
    options: &[],
    check: Check::Reading,
};
