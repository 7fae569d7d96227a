//! `publish/workbook`: downloads can be written.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "publish/workbook",
    severity: Severity::Error,
    what: ["每个集合都写得成工作簿", "Every collection fits into a workbook"],
    why: ["下载少了行，读者不会知道", "A download that lacks rows does not say so"],
    fails: Example::said(["一个集合有1048577条记录", "a collection of 1,048,577 records"]),
    passes: Example::said(["一个集合有1048575条记录", "a collection of 1,048,575 records"]),
    source: "ECMA-376, Office Open XML; Excel specifications and limits",
    options: &[],
    check: Check::Reading,
};
