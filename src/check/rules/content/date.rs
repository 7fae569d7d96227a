//! `content/date`: dates exist and are well written.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/date",
    severity: Severity::Error,
    what: ["日期存在，写法正确", "Dates exist and are well written"],
    why: ["2月30日不会到来", "30 February never comes"],
    fails: Example::front("date: 2023-02-30"),
    passes: Example::front("date: 2023-02-28"),
    source: "ISO 8601-1:2019",
    options: &[],
    check: Check::Reading,
};
