//! `figure/contradicts`: what a sentence says of a record is what the record says.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/contradicts",
    severity: Severity::Error,
    what: ["句子里的数和记录一致", "What a sentence binds is what its record says"],
    why: ["句子和台账各说各话，读者就两个都不能信", "Where prose and record differ, neither can be trusted"],
    fails: Example::said(["[18万人次](figure:visits@2023)", "[18万人次](figure:visits@2023)"]),
    passes: Example::said(["[16万人次](figure:visits@2023)", "[16万人次](figure:visits@2023)"]),
    source: "docs/formats.md",
    options: &[],
    check: Check::Reading,
};
