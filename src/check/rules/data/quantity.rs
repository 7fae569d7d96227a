//! `data/quantity`: quantities have a number and a unit.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/quantity",
    severity: Severity::Error,
    what: ["数量写得出数和单位", "Quantities have a number and a unit"],
    why: ["没有单位的数没法核对", "A number without a unit cannot be checked"],
    fails: Example::files(&[
        (
            "content/xiang-mu/_collection.yaml",
            "title: 项目\nfields: [{name: visits, title: 游客, type: string, mingbai: {value: quantity, unit: 人次}}]",
        ),
        ("content/xiang-mu/all.yaml", "- {id: a, title: 甲, visits: 若干人次}"),
    ]),
    passes: Example::files(&[
        (
            "content/xiang-mu/_collection.yaml",
            "title: 项目\nfields: [{name: visits, title: 游客, type: string, mingbai: {value: quantity, unit: 人次}}]",
        ),
        ("content/xiang-mu/all.yaml", "- {id: a, title: 甲, visits: 16万人次}"),
    ]),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
