//! `data/ratio`: ratios are percent or per mille, of a whole that is not zero.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/ratio",
    severity: Severity::Error,
    what: ["比例是百分比或千分比，分母不是零", "Ratios are percent or per mille, of a whole that is not zero"],
    why: ["没有分母的比例说明不了什么", "A share of nothing says nothing"],
    fails: Example::files(&[
        (
            "content/xiang-mu/_collection.yaml",
            "title: 项目\nfields: [{name: ratio, title: 比例, type: string, mingbai: {value: ratio}}]",
        ),
        ("content/xiang-mu/all.yaml", "- {id: a, title: 甲, ratio: 22个百分点}"),
    ]),
    passes: Example::files(&[
        (
            "content/xiang-mu/_collection.yaml",
            "title: 项目\nfields: [{name: ratio, title: 比例, type: string, mingbai: {value: ratio}}]",
        ),
        ("content/xiang-mu/all.yaml", "- {id: a, title: 甲, ratio: 22%（2/9）}"),
    ]),
    source: "Mingbai R15",
    options: &[],
    check: Check::Reading,
};
