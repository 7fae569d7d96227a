//! `content/alt-text`: images have alternative text.

use crate::check::rule::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/alt-text",
    severity: Severity::Warning,
    what: ["图片有替代文字", "Images have alternative text"],
    why: ["看不见图的人要靠它", "People who do not see the image need it"],
    fails: "![](a.png)",
    passes: "![校舍正面](a.png)",
    source: "WCAG 2.2 SC 1.1.1",
    check: Check::Reading,
};
