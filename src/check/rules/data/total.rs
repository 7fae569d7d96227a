//! `data/total`: totals are what their rows add up to.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/total",
    severity: Severity::Error,
    what: ["合计等于各行相加", "Totals are what their rows add up to"],
    why: [
        "合计对不上，读者就不知道该信哪个数",
        "Where a total does not add up, readers cannot know which number to trust",
    ],
    fails: Example::files(&[(
        "content/projects/all.csv",
        "编号,标题,合同投资额（万元）\na,甲,100\nb,乙,200\n合计,,310",
    )])
    .on(Base::Town),
    passes: Example::files(&[(
        "content/projects/all.csv",
        "编号,标题,合同投资额（万元）\na,甲,100\nb,乙,200\n合计,,300",
    )])
    .on(Base::Town),
    source: "Mingbai R12",
    options: &[],
    check: Check::Reading,
};
