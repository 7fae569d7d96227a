//! `data/required`: required fields are there.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/required",
    severity: Severity::Error,
    what: ["必填的字段都填了", "Required fields are there"],
    why: ["空着就看不出是没有、没写还是漏了", "An empty field does not say whether there is none, or it was forgotten"],
    fails: Example::said(["track:", "track:"]),
    passes: Example::said(["track: 原文未写", "track: 原文未写"]),
    source: "docs/formats.md",
    options: &[],
    check: Check::Reading,
};
