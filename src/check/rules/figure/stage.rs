//! `figure/stage`: amounts are added within one stage.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/stage",
    severity: Severity::Error,
    what: ["不同阶段的金额不相加", "Amounts of different stages are not added up"],
    why: [
        "意向、签约、到账不是一回事，加在一起就是虚数",
        "Intention, contract and payment are different things: their sum is fiction",
    ],
    fails: Example::files(&[
        (
            "content/projects/all.yaml",
            "- {id: a, title: 甲, contract_value: 6400万元}\n- {id: b, title: 乙, final_cost: 12万元}",
        ),
        ("content/figures.yaml", "all: {title: 合计, difference: [projects/a#contract_value, projects/b#final_cost]}"),
    ])
    .on(Base::Town),
    passes: Example::files(&[
        (
            "content/projects/all.yaml",
            "- {id: a, title: 甲, contract_value: 2000万元}\n- {id: b, title: 乙, contract_value: 4400万元}",
        ),
        (
            "content/figures.yaml",
            "all: {title: 合计, difference: [projects/b#contract_value, projects/a#contract_value]}",
        ),
    ])
    .on(Base::Town),
    source: "Mingbai R16",
    options: &[],
    check: Check::Reading,
};
