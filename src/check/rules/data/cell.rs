//! `data/cell`: cells hold what the clerk has meant.

use crate::check::example::{Base, Made, miscalculated};
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
    fails: Example::files(&[]).on(Base::Town).with(&[Made {
        path: "content/projects/台账.ods",
        what: ["标题算成了 #DIV/0! 的表", "a sheet whose title came out as #DIV/0!"],
        bytes: miscalculated,
    }]),
    passes: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 甲, note: 3-5}")]).on(Base::Town),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
