//! `content/site`: site.yaml has the settings that it must have.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/site",
    severity: Severity::Error,
    what: ["site.yaml 写了必需的设置", "site.yaml has the settings that it must have"],
    why: ["没有标题的站点无法署名", "A site without a title cannot say whose it is"],
    fails: Example::files(&[("site.yaml", "base_url: https://example.cn/")]),
    passes: Example::site("title: 某镇"),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
