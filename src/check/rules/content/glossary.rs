//! `content/glossary`: every term is explained, once.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/glossary",
    severity: Severity::Error,
    what: ["词语表里的每个词都有解释，一个词只解释一次", "Every term of the glossary is explained, and once"],
    why: ["看不懂的词，等于没有公开", "What nobody understands is as good as not published"],
    fails: Example::files(&[("content/glossary.yaml", "收储:")]),
    passes: Example::files(&[("content/glossary.yaml", "收储: 政府把地买回来，准备再出让。")]),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
