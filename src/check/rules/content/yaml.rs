//! `content/yaml`: the YAML is well-formed.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/yaml",
    severity: Severity::Error,
    what: ["YAML 写法正确", "The YAML is well-formed"],
    why: ["写错了就不知道是什么意思", "It means nothing otherwise"],
    fails: Example::front("title: [甲"),
    passes: Example::front("title: 甲"),
    source: "YAML 1.2.2",
    options: &[],
    check: Check::Reading,
};
