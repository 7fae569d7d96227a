//! `data/hidden`: nothing is published that nobody sees in the ledger.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/hidden",
    severity: Severity::Error,
    what: ["台账和附件的表格里没有隐藏的内容", "Nothing is hidden in ledgers, and in tables that are attachments"],
    why: [
        "隐藏或被筛选掉的内容，填表和审核的人都看不见，公开后却人人看得见",
        "Neither the clerk nor the colleague who reviews sees what is hidden, and once published everybody does",
    ],
    fails: Example::said(["a filtered list", "a filtered list"]),
    passes: Example::said(["the same list with its filter cleared", "the same list with its filter cleared"]),
    source: "Office Open XML, OpenDocument, MS-XLS",
    options: &[],
    check: Check::Reading,
};
