//! `content/file-name`: file names are UTF-8, and those that mean something are written as they should be.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/file-name",
    severity: Severity::Error,
    what: [
        "文件名是 UTF-8；index、_index、_collection 和扩展名 md、yaml 用小写",
        "File names are UTF-8; index, _index, _collection and the extensions md and yaml are in lower case",
    ],
    why: [
        "否则网址无法确定，或者草稿会当附件原样公开",
        "The address would be undefined otherwise, or a draft copied as an attachment",
    ],
    fails: Example::files(&[("content/会议.MD", "---\ntitle: 会议\n---\n")]),
    passes: Example::files(&[("content/会议.md", "---\ntitle: 会议\n---\n")]),
    source: "RFC 3986",
    options: &[],
    check: Check::Reading,
};
