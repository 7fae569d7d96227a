//! `content/waiver`: waivers have a reason, a post and a last day, and are of use.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/waiver",
    severity: Severity::Warning,
    what: [
        "豁免写明原因、岗位（不写人名）和期限，没有过期，也用得上",
        "Waivers state a reason, a post (no name) and a last day, are not over, and have something to waive",
    ],
    why: ["没有期限的豁免，会把以后真的问题也遮住", "A waiver without an end would cover what is truly wrong later"],
    fails: Example::page_with(
        "waivers: [{rule: content/raw-html, reason: 引用网页原文, by: 镇党政办, until: 2023-06-30}]",
        "<div>甲</div>",
    ),
    passes: Example::page_with(
        "waivers: [{rule: content/raw-html, reason: 引用网页原文, by: 镇党政办, until: 2023-12-31}]",
        "<div>甲</div>",
    ),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
