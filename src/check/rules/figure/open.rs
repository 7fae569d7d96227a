//! `figure/open`: a sentence names no value where its record has none.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/open",
    severity: Severity::Error,
    what: ["记录没有的数，句子里也不写", "A sentence names no value that its record does not have"],
    why: ["没有出处的数不是账", "A number without a source is no account"],
    fails: Example::said(["[200万元](figure:funds/forest#received)", "[200万元](figure:funds/forest#received)"]),
    passes: Example::said(["[原文未写](figure:funds/forest#received)", "[原文未写](figure:funds/forest#received)"]),
    source: "docs/formats.md",
    options: &[],
    check: Check::Reading,
};
