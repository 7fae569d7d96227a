//! `data/translation`: a translation says what its original says.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/translation",
    severity: Severity::Error,
    what: ["译文和原文说的是同一件事", "A translation says what its original says"],
    why: ["两种语言的读者看到的数要一样", "Readers of either language see the same figures"],
    fails: Example::files(&[
        ("site.yaml", "title: 某镇\nbase_url: https://town.example/\nlanguages: [zh-CN, en]"),
        ("content/projects/a.md", "---\nid: a\ntitle: 甲\nbudget: 5万元\n---\n"),
        ("content/projects/a.en.md", "---\nid: a\ntitle: A\nbudget: 6万元\n---\n"),
    ])
    .on(Base::Town),
    passes: Example::files(&[
        ("site.yaml", "title: 某镇\nbase_url: https://town.example/\nlanguages: [zh-CN, en]"),
        ("content/projects/a.md", "---\nid: a\ntitle: 甲\nbudget: 5万元\n---\n"),
        ("content/projects/a.en.md", "---\nid: a\ntitle: A\nbudget: 50000元\n---\n"),
    ])
    .on(Base::Town),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
