//! `publish/manifest`: the list of what was published can be read.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "publish/manifest",
    severity: Severity::Error,
    what: ["已发布文件的清单读得懂", "The list of what was published can be read"],
    why: [
        "不知道哪些文件是自己写的，就不能删任何文件",
        "Not knowing which files are its own, the program may remove none",
    ],
    fails: Example::said([".mingbai/manifest 被截断", ".mingbai/manifest is cut off"]),
    passes: Example::said([".mingbai/manifest 完整", ".mingbai/manifest is whole"]),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
