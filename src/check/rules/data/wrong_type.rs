//! `data/wrong-type`: values fit the type of their field.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/wrong-type",
    severity: Severity::Error,
    what: ["值合乎字段的类型", "Values fit the type of their field"],
    why: ["类型错了就没法核对", "They cannot be checked otherwise"],
    fails: Example::files(&[
        ("content/xiang-mu/_collection.yaml", "title: 项目\nfields: [{name: seats, title: 学位, type: integer}]"),
        ("content/xiang-mu/all.yaml", "- {id: a, title: 甲, seats: 十二万}"),
    ]),
    passes: Example::files(&[
        ("content/xiang-mu/_collection.yaml", "title: 项目\nfields: [{name: seats, title: 学位, type: integer}]"),
        ("content/xiang-mu/all.yaml", "- {id: a, title: 甲, seats: 120000}"),
    ]),
    source: "Table Schema (Data Package v2)",
    options: &[],
    check: Check::Reading,
};
