//! `data/hidden`: nothing is published that nobody sees in the ledger.

use crate::check::example::{Base, Made, spreadsheet};
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
    fails: Example::files(&[]).on(Base::Town).with(&[Made {
        path: "content/projects/台账.ods",
        what: ["有一行隐藏的工作表", "a sheet with a hidden row"],
        bytes: || spreadsheet(" table:visibility=\"collapse\"", "甲"),
    }]),
    passes: Example::files(&[]).on(Base::Town).with(&[Made {
        path: "content/projects/台账.ods",
        what: ["同一张表，没有隐藏的行", "the same sheet, with nothing hidden"],
        bytes: || spreadsheet("", "甲"),
    }]),
    source: "Office Open XML, OpenDocument, MS-XLS",
    options: &[],
    check: Check::Reading,
};
