//! `content/schema`: _collection.yaml is right.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/schema",
    severity: Severity::Error,
    what: ["_collection.yaml 写法正确", "_collection.yaml is right"],
    why: ["字段定义错了，记录就无法核对", "Records cannot be checked against a wrong schema"],
    fails: Example::files(&[(
        "content/cun/_collection.yaml",
        "title: 村\nfields: [{name: note, title: 备注, type: text}]",
    )]),
    passes: Example::files(&[(
        "content/cun/_collection.yaml",
        "title: 村\nfields: [{name: note, title: 备注, type: string}]",
    )]),
    source: "Table Schema (Data Package v2)",
    options: &[],
    check: Check::Reading,
};
