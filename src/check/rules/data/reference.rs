//! `data/reference`: references lead to records.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/reference",
    severity: Severity::Error,
    what: ["引用的记录存在", "References lead to records"],
    why: ["引用不到的记录等于没有写", "A reference that leads nowhere says nothing"],
    fails: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 甲, places: [mei-you]}")]).on(Base::Town),
    passes: Example::files(&[
        ("content/projects/all.yaml", "- {id: a, title: 甲, places: [cao-jiao-wan]}"),
        ("content/places/all.yaml", "- {id: cao-jiao-wan, title: 草角湾}"),
    ])
    .on(Base::Town),
    source: "Table Schema foreignKeys",
    options: &[],
    check: Check::Reading,
};
