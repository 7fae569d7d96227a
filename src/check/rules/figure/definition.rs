//! `figure/definition`: a figure says clearly how it comes about.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/definition",
    severity: Severity::Error,
    what: ["数的定义能算出来", "Definitions of figures can be computed"],
    why: ["定义不清的数，谁也核不了", "A figure that is not clearly defined cannot be checked by anybody"],
    fails: Example::files(&[
        (
            "content/projects/all.yaml",
            "- {id: a, title: 甲, contract_value: 2000万元}\n- {id: b, title: 乙, contract_value: 4400万元}",
        ),
        ("content/figures.yaml", "all: {title: 合同额, sum: {of: projects, field: 合同金额数}}"),
    ])
    .on(Base::Town),
    passes: Example::files(&[
        (
            "content/projects/all.yaml",
            "- {id: a, title: 甲, contract_value: 2000万元}\n- {id: b, title: 乙, contract_value: 4400万元}",
        ),
        ("content/figures.yaml", "all: {title: 合同额, sum: {of: projects, field: contract_value}}"),
    ])
    .on(Base::Town),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
