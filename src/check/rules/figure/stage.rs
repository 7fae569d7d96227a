//! `figure/stage`: amounts are added within one stage.

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
    fails: Example::said(["sum: 签约 6400万元 + 支出 12万元", "sum: 签约 6400万元 + 支出 12万元"]),
    passes: Example::said(["sum: 签约 2000万元 + 签约 4400万元", "sum: 签约 2000万元 + 签约 4400万元"]),
    source: "Mingbai R16",
    options: &[],
    check: Check::Reading,
};
