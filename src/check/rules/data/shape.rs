//! `data/shape`: data files hold records.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/shape",
    severity: Severity::Error,
    what: ["数据文件里是记录", "Data files hold records"],
    why: ["不是记录就没法显示", "Nothing else can be shown"],
    fails: Example::files(&[("content/projects/all.yaml", "甲")]).on(Base::Town),
    passes: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 甲}")]).on(Base::Town),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
