//! `content/photo`: photographs are pictures that every browser shows.

use crate::check::example::{Made, dot};
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
    fails: Example::page("![校门](a.jpg)").with(&[Made {
        path: "content/a.jpg",
        what: ["其实是PNG图片", "in truth a PNG picture"],
        bytes: dot,
    }]),
    passes: Example::page("![校门](a.png)").with(&[Made {
        path: "content/a.png",
        what: ["一张图片", "a picture"],
        bytes: dot,
    }]),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
