//! `link/anchor`: every fragment names an id of its page.

use std::collections::HashMap;
use std::sync::Arc;

use crate::check::facts::{Anchor, Facts, id_hash};
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::check::rules::link::{MOST, place};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "link/anchor",
    severity: Severity::Error,
    what: ["链接里 # 后面的锚点存在，每个锚点只有一处", "Fragments of links exist, and ids are unique"],
    why: ["锚点错了，读者到不了要看的那一段", "Readers do not get to the passage meant"],
    fails: Example::files(&[
        ("content/li.md", "---\ntitle: 例\n---\n\n[甲](jia.md#没有这一节)\n"),
        ("content/jia.md", "---\ntitle: 甲\n---\n\n## 基本情况\n"),
    ]),
    passes: Example::files(&[
        ("content/li.md", "---\ntitle: 例\n---\n\n[甲](jia.md#基本情况)\n"),
        ("content/jia.md", "---\ntitle: 甲\n---\n\n## 基本情况\n"),
    ]),
    source: "HTML Standard, fragment identifiers",
    options: &[],
    check: Check::Outputs(check),
};

fn check(site: &Site, facts: &[Arc<Facts>]) -> Vec<Finding> {
    let ids: HashMap<&str, &[u64]> = facts.iter().map(|f| (&*f.file, f.ids.as_slice())).collect();
    let mut findings = Vec::new();
    for facts in facts {
        // Only HTML has ids; a fragment of a PDF is its reader's business.
        let known = |anchor: &&Anchor| {
            anchor.id == "top"
                || ids.get(&*anchor.file).is_none_or(|ids| ids.binary_search(&id_hash(&anchor.id)).is_ok())
        };
        for Anchor { href, id, .. } in facts.anchors.iter().filter(|a| !known(a)).take(MOST) {
            findings.push(Finding::Wrong(
                Diagnostic::error(
                    RULE.name,
                    text!("链接 {href} 的页面里没有锚点“{id}”", "the page of the link {href} has no anchor `{id}`"),
                )
                .at(place(site, facts, href))
                .help(text!(
                    "核对标题的写法；标题可以写 `## 标题 {{#id}}` 固定锚点",
                    "check the heading; `## Heading {{#id}}` fixes its anchor"
                )),
            ));
        }
        for id in facts.repeated.iter().take(MOST) {
            findings.push(Finding::Wrong(
                Diagnostic::error(RULE.name, text!("锚点“{id}”在一页里有两处", "the id `{id}` stands twice in a page"))
                    .at(place(site, facts, id))
                    .help(text!("给其中一个标题写另一个 {{#id}}", "give one of the headings another {{#id}}")),
            ));
        }
    }
    findings
}
