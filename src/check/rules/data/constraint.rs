//! `data/constraint`: values keep the constraints of their field.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/constraint",
    severity: Severity::Error,
    what: ["值合乎字段的约束", "Values keep the constraints of their field"],
    why: ["约束是镇里自己定的", "The constraints are the town's own"],
    fails: Example::files(&[
        (
            "content/xiang-mu/_collection.yaml",
            "title: 项目\nfields: [{name: share, title: 占比, type: integer, constraints: {maximum: 100}}]",
        ),
        ("content/xiang-mu/all.yaml", "- {id: a, title: 甲, share: 120}"),
    ]),
    passes: Example::files(&[
        (
            "content/xiang-mu/_collection.yaml",
            "title: 项目\nfields: [{name: share, title: 占比, type: integer, constraints: {maximum: 100}}]",
        ),
        ("content/xiang-mu/all.yaml", "- {id: a, title: 甲, share: 20}"),
    ]),
    source: "Table Schema (Data Package v2)",
    options: &[],
    check: Check::Reading,
};
