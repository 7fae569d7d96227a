//! `data/shape`: data files hold records.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/shape",
    severity: Severity::Error,
    what: ["数据文件里是记录", "Data files hold records"],
    why: ["不是记录就没法显示", "Nothing else can be shown"],
    fails: Example::said(["甲", "甲"]),
    passes: Example::said(["- id: a", "- id: a"]),
    source: "docs/formats.md",
    options: &[],
    check: Check::Reading,
};
