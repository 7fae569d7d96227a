//! `data/cell`: cells hold what the clerk has meant.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/cell",
    severity: Severity::Error,
    what: ["格子里是填表人想写的值", "Cells hold what the clerk has meant"],
    why: [
        "表格程序会把文字变成日期，把长号码变成科学计数，把算不出的变成 #DIV/0!",
        "Spreadsheet programs make dates of texts, round long numbers and keep errors",
    ],
    fails: Example::said(["3-5 shown as 3月5日; #DIV/0!", "3-5 shown as 3月5日; #DIV/0!"]),
    passes: Example::said(["text format: 3-5", "text format: 3-5"]),
    source: "docs/formats.md",
    options: &[],
    check: Check::Reading,
};
