//! `publish/among-sources`: the output folder lies apart from the sources.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "publish/among-sources",
    severity: Severity::Error,
    what: ["输出文件夹和内容分开", "The output folder lies apart from the sources"],
    why: [
        "混在一起，下一次会把输出当成内容，或者盖掉内容",
        "Otherwise the next build would read outputs as content, or overwrite content",
    ],
    fails: Example::said(["mingbai build --output content", "mingbai build --output content"]),
    passes: Example::said(["mingbai build --output public", "mingbai build --output public"]),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
