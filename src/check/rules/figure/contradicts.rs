//! `figure/contradicts`: what a sentence says of a record is what the record says.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/contradicts",
    severity: Severity::Error,
    what: ["句子里的数和记录一致", "What a sentence binds is what its record says"],
    why: ["句子和台账各说各话，读者就两个都不能信", "Where prose and record differ, neither can be trusted"],
    fails: Example::files(&[
        ("content/indicators/all.yaml", "- {id: visits, title: 游客, kind: flow, unit: 人次}"),
        (
            "content/observations/all.yaml",
            "- {id: visits-2023, title: 2023年游客, indicator: visits, period: 2023, value: 16万人次}",
        ),
        ("content/li.md", "---\ntitle: 例\n---\n\n[18万人次](figure:visits@2023)\n"),
    ])
    .on(Base::Town),
    passes: Example::files(&[
        ("content/indicators/all.yaml", "- {id: visits, title: 游客, kind: flow, unit: 人次}"),
        (
            "content/observations/all.yaml",
            "- {id: visits-2023, title: 2023年游客, indicator: visits, period: 2023, value: 16万人次}",
        ),
        ("content/li.md", "---\ntitle: 例\n---\n\n[16万人次](figure:visits@2023)\n"),
    ])
    .on(Base::Town),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
