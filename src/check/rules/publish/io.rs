//! `publish/io`: the output can be written.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "publish/io",
    severity: Severity::Error,
    what: ["输出写得进去", "The output can be written"],
    why: ["写了一半的站点比旧站点更糟", "A half-written site is worse than an old one"],
    fails: Example::said(["（只读的输出文件夹）", "（只读的输出文件夹）"]),
    passes: Example::said(["（可写的输出文件夹）", "（可写的输出文件夹）"]),
    source: "docs/formats.md",
    options: &[],
    check: Check::Reading,
};
