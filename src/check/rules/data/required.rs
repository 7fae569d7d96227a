//! `data/required`: required fields are there.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/required",
    severity: Severity::Error,
    what: ["必填的字段都填了", "Required fields are there"],
    why: ["空着就看不出是没有、没写还是漏了", "An empty field does not say whether there is none, or it was forgotten"],
    fails: Example::files(&[
        (
            "content/xiang-mu/_collection.yaml",
            "title: 项目\nfields: [{name: track, title: 类别, type: string, constraints: {required: true}}]",
        ),
        ("content/xiang-mu/all.yaml", "- {id: a, title: 甲}"),
    ]),
    passes: Example::files(&[
        (
            "content/xiang-mu/_collection.yaml",
            "title: 项目\nfields: [{name: track, title: 类别, type: string, constraints: {required: true}}]",
        ),
        ("content/xiang-mu/all.yaml", "- {id: a, title: 甲, track: 原文未写}"),
    ]),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
