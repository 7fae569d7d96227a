//! `data/translation`: a translation says what its original says.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/translation",
    severity: Severity::Error,
    what: ["译文和原文说的是同一件事", "A translation says what its original says"],
    why: ["两种语言的读者看到的数要一样", "Readers of either language see the same figures"],
    fails: Example::said([
        "a.md: 投资额: 5万元; a.en.md: 投资额: 6万元",
        "a.md: 投资额: 5万元; a.en.md: 投资额: 6万元",
    ]),
    passes: Example::said([
        "a.md: 投资额: 5万元; a.en.md: 投资额: 50000元",
        "a.md: 投资额: 5万元; a.en.md: 投资额: 50000元",
    ]),
    source: "docs/formats.md",
    options: &[],
    check: Check::Reading,
};
