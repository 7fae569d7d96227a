//! `data/unit`: units are known, and of the kind that the field wants.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/unit",
    severity: Severity::Error,
    what: ["单位认识，而且和字段的单位是一类", "Units are known, and of the kind that the field wants"],
    why: ["人次不是人，百分点不是百分比", "Visits are no people, percentage points no percent"],
    fails: Example::files(&[
        (
            "content/xiang-mu/_collection.yaml",
            "title: 项目\nfields: [{name: visits, title: 游客, type: string, mingbai: {value: quantity, unit: 人次}}]",
        ),
        ("content/xiang-mu/all.yaml", "- {id: a, title: 甲, visits: 16万人}"),
    ]),
    passes: Example::files(&[
        (
            "content/xiang-mu/_collection.yaml",
            "title: 项目\nfields: [{name: visits, title: 游客, type: string, mingbai: {value: quantity, unit: 人次}}]",
        ),
        ("content/xiang-mu/all.yaml", "- {id: a, title: 甲, visits: 16万人次}"),
    ]),
    source: "Mingbai R04",
    options: &[],
    check: Check::Reading,
};
