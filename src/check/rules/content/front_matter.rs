//! `content/front-matter`: front matter stands between two lines `---`.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/front-matter",
    severity: Severity::Error,
    what: ["文件头由两行 `---` 围住", "Front matter stands between two lines `---`"],
    why: ["缺一行，文件头就变成正文", "Without one of them it becomes text of the page"],
    fails: Example::files(&[("content/li.md", "---\ntitle: 甲\n\n正文。")]),
    passes: Example::files(&[("content/li.md", "---\ntitle: 甲\n---\n\n正文。")]),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
