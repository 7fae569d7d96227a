//! `publish/io`: the output can be written.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "publish/io",
    severity: Severity::Error,
    what: ["输出写得进去", "The output can be written"],
    why: ["写了一半的站点比旧站点更糟", "A half-written site is worse than an old one"],
    fails: Example::said(["只读的输出文件夹", "an output folder that is read-only"]),
    passes: Example::said(["可写的输出文件夹", "an output folder that can be written"]),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
