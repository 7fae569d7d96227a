//! `link/scheme`: links use safe schemes.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "link/scheme",
    severity: Severity::Error,
    what: ["链接只用安全的协议", "Links use safe schemes"],
    why: ["javascript: 之类会执行代码", "javascript: and the like run code"],
    fails: Example::said(["[x](javascript:alert(1))", "[x](javascript:alert(1))"]),
    passes: Example::said(["[x](https://example.cn/)", "[x](https://example.cn/)"]),
    source: "WHATWG URL",
    options: &[],
    check: Check::Reading,
};
