//! `content/block`: fenced blocks say clearly what they show.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/block",
    severity: Severity::Error,
    what: ["图表和清单写得清楚，画得出来", "Blocks of figures, tables, lists and charts say clearly what they show"],
    why: [
        "画不出的图表读者看不到，也没有人知道少了它",
        "Readers do not see what cannot be drawn, and nobody knows that it is missing",
    ],
    fails: Example::page("```chart\nkind: pie\n```"),
    passes: Example::files(&[
        ("content/projects/all.yaml", "- {id: a, title: 甲}"),
        ("content/li.md", "---\ntitle: 例\n---\n\n```list\nof: projects\n```\n"),
    ])
    .on(Base::Town),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
