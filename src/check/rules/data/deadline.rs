//! `data/deadline`: 前 says whether the date itself is included.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/deadline",
    severity: Severity::Error,
    what: ["“前”要说明含不含", "前 says whether the date itself is included"],
    why: ["“10月前”可以是9月30日，也可以是10月31日", "\"Before October\" may mean 30 September or 31 October"],
    fails: Example::said(["due: 2023年10月前", "due: 2023年10月前"]),
    passes: Example::said(["due: 2023年10月前（含）", "due: 2023年10月前（含）"]),
    source: "Mingbai R30",
    options: &[],
    check: Check::Reading,
};
