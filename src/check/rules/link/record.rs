//! `link/record`: record: links lead to records.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "link/record",
    severity: Severity::Error,
    what: ["record: 链接指向存在的记录", "record: links lead to records"],
    why: ["指向不存在的记录的链接是断的", "Such a link is dead"],
    fails: Example::files(&[
        ("content/projects/all.yaml", "- {id: jia, title: 甲}"),
        ("content/li.md", "---\ntitle: 例\n---\n\n[甲](record:projects/none)\n"),
    ])
    .on(Base::Town),
    passes: Example::files(&[
        ("content/projects/all.yaml", "- {id: jia, title: 甲}"),
        ("content/li.md", "---\ntitle: 例\n---\n\n[甲](record:projects/jia)\n"),
    ])
    .on(Base::Town),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
