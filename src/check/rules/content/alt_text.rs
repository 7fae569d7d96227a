//! `content/alt-text`: images have alternative text.

use crate::check::example::{Made, dot};
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/alt-text",
    severity: Severity::Warning,
    what: ["图片有替代文字", "Images have alternative text"],
    why: ["看不见图的人要靠它", "People who do not see the image need it"],
    fails: Example::page("![](a.png)").with(&[Made {
        path: "content/a.png",
        what: ["一张图片", "a picture"],
        bytes: dot,
    }]),
    passes: Example::page("![校舍正面](a.png)").with(&[Made {
        path: "content/a.png",
        what: ["一张图片", "a picture"],
        bytes: dot,
    }]),
    source: "WCAG 2.2 SC 1.1.1",
    options: &[],
    check: Check::Reading,
};
