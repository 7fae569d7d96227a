//! `figure/definition`: a figure says clearly how it comes about.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/definition",
    severity: Severity::Error,
    what: ["数的定义能算出来", "Definitions of figures can be computed"],
    why: ["定义不清的数，谁也核不了", "A figure that is not clearly defined cannot be checked by anybody"],
    fails: Example::said(["sum: {of: projects, field: 合同金额数}", "sum: {of: projects, field: 合同金额数}"]),
    passes: Example::said(["sum: {of: projects, field: contract_value}", "sum: {of: projects, field: contract_value}"]),
    source: "docs/formats.md",
    options: &[],
    check: Check::Reading,
};
