//! `data/place-code`: place codes have twelve digits.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/place-code",
    severity: Severity::Error,
    what: ["区划代码是12位数字", "Place codes have twelve digits"],
    why: ["代码认地，名称会重、会改", "Codes identify places; names repeat and change"],
    fails: Example::files(&[("content/places/all.yaml", "- {id: a, title: 甲村, nbs12: 4.41402E+11}")]).on(Base::Town),
    passes: Example::files(&[("content/places/all.yaml", "- {id: a, title: 甲村, nbs12: \"441402101201\"}")])
        .on(Base::Town),
    source: "统计用区划代码；GB/T 2260",
    options: &[],
    check: Check::Reading,
};
