//! `content/photo`: photographs are pictures that every browser shows.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/photo",
    severity: Severity::Error,
    what: [
        "照片打得开，格式和扩展名相符，大小合适",
        "Photographs can be opened, are what their names say, and not too large",
    ],
    why: [
        "坏了的或假扩展名的图片，读者只看到空框；太大的拖垮机器",
        "Of a broken or misnamed picture readers see an empty frame; one too large brings the machine down",
    ],
    fails: Example::said(["![校门](xiao-men.jpg)（其实是 PNG）", "![校门](xiao-men.jpg)（其实是 PNG）"]),
    passes: Example::said(["![校门](xiao-men.png)", "![校门](xiao-men.png)"]),
    source: "docs/formats.md",
    options: &[],
    check: Check::Reading,
};
