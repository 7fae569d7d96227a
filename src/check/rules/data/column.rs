//! `data/column`: columns have a header that names a field, and numbers a unit.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/column",
    severity: Severity::Error,
    what: ["每一列都有表头，写的是字段；数都有单位", "Columns have a header that names a field, and numbers a unit"],
    why: [
        "不知道一列是什么、单位是什么，就不能用它的数",
        "The numbers of a column without a name or a unit cannot be used",
    ],
    fails: Example::files(&[("content/projects/all.csv", "编号,标题,合同投咨额\na,甲,6400")]).on(Base::Town),
    passes: Example::files(&[("content/projects/all.csv", "编号,标题,合同投资额（万元）\na,甲,6400")]).on(Base::Town),
    source: "Table Schema (Data Package v2)",
    options: &[],
    check: Check::Reading,
};
