//! `link/internal`: every address within the site leads to an output.

use std::sync::Arc;

use crate::check::facts::{Facts, Why};
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::check::rules::link::{MOST, place};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "link/internal",
    severity: Severity::Error,
    what: ["站内链接都有目标", "Links within the site lead somewhere"],
    why: ["打不开的链接让读者不再相信其余的内容", "A dead link makes readers doubt the rest"],
    fails: Example::page("[甲](/nowhere/)"),
    passes: Example::page("[首页](/)"),
    source: "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）",
    options: &[],
    check: Check::Outputs(check),
};

fn check(site: &Site, facts: &[Arc<Facts>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for facts in facts {
        for bad in facts.bad.iter().filter(|b| b.why == Why::Missing).take(MOST) {
            let href = &bad.href;
            findings.push(Finding::Wrong(
                Diagnostic::error(RULE.name, text!("链接 {href} 没有目标", "the link {href} leads nowhere"))
                    .at(place(site, facts, href))
                    .help(text!(
                        "核对地址；链接到本站文件时，写相对路径，例如 ../projects/x.md",
                        "check the address; write relative paths such as ../projects/x.md for files of the site"
                    )),
            ));
        }
    }
    findings
}
