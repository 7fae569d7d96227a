//! `figure/missing`: every target leads to a figure.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/missing",
    severity: Severity::Error,
    what: ["引用的数都在", "Figures that are named exist"],
    why: ["指向不存在的数，读者查不到出处", "Readers cannot trace what leads nowhere"],
    fails: Example::files(&[
        ("content/projects/all.yaml", "- {id: school, title: 学校, budget: 2万元}"),
        ("content/li.md", "---\ntitle: 例\n---\n\n[2万元](figure:projects/school#bugdet)\n"),
    ])
    .on(Base::Town),
    passes: Example::files(&[
        ("content/projects/all.yaml", "- {id: school, title: 学校, budget: 2万元}"),
        ("content/li.md", "---\ntitle: 例\n---\n\n[2万元](figure:projects/school#budget)\n"),
    ])
    .on(Base::Town),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
