//! `figure/open`: a sentence names no value where its record has none.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/open",
    severity: Severity::Error,
    what: ["记录没有的数，句子里也不写", "A sentence names no value that its record does not have"],
    why: ["没有出处的数不是账", "A number without a source is no account"],
    fails: Example::files(&[
        ("content/funds/all.yaml", "- {id: forest, title: 公益林, amount_received: 原文未写}"),
        ("content/li.md", "---\ntitle: 例\n---\n\n[200万元](figure:funds/forest#amount_received)\n"),
    ])
    .on(Base::Town),
    passes: Example::files(&[
        ("content/funds/all.yaml", "- {id: forest, title: 公益林, amount_received: 原文未写}"),
        ("content/li.md", "---\ntitle: 例\n---\n\n[原文未写](figure:funds/forest#amount_received)\n"),
    ])
    .on(Base::Town),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
