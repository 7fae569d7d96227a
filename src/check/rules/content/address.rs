//! `content/address`: addresses differ, and stay within the site.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/address",
    severity: Severity::Error,
    what: ["网址各不相同，不离开站点", "Addresses differ, and stay within the site"],
    why: ["两个来源抢一个网址，总有一个会丢", "Of two sources for one address, one is lost"],
    fails: Example::front("slug: ../x"),
    passes: Example::front("slug: x"),
    source: "RFC 3986",
    options: &[],
    check: Check::Reading,
};
