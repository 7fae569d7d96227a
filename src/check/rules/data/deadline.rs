//! `data/deadline`: 前 says whether the date itself is included.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/deadline",
    severity: Severity::Error,
    what: ["“前”要说明含不含", "前 says whether the date itself is included"],
    why: ["“10月前”可以是9月30日，也可以是10月31日", "\"Before October\" may mean 30 September or 31 October"],
    fails: Example::files(&[("content/commitments/all.yaml", "- {id: c-01, title: 修渠, due_original: 2023年10月前}")])
        .on(Base::Town),
    passes: Example::files(&[(
        "content/commitments/all.yaml",
        "- {id: c-01, title: 修渠, due_original: 2023年10月前（含）}",
    )])
    .on(Base::Town),
    source: "Mingbai R30",
    options: &[],
    check: Check::Reading,
};
