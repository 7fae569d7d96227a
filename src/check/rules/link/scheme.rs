//! `link/scheme`: links use safe schemes.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "link/scheme",
    severity: Severity::Error,
    what: ["链接只用安全的协议", "Links use safe schemes"],
    why: ["javascript: 之类会执行代码", "javascript: and the like run code"],
    fails: Example::page("[甲](javascript:alert%281%29)"),
    passes: Example::page("[甲](https://example.cn/)"),
    source: "WHATWG URL",
    options: &[],
    check: Check::Reading,
};
