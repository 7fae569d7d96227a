//! `access/keyboard`: who moves on with the keyboard comes to everything in the order of the page.

use std::sync::Arc;

use super::told;
use crate::check::facts::Facts;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "access/keyboard",
    severity: Severity::Error,
    what: ["用键盘走，顺序和网页一样", "The keyboard follows the order of the page"],
    why: [
        "tabindex 大于0的元素会抢在前面，用键盘的人就走乱了",
        "Elements with a tabindex above 0 come before all others, and who uses the keyboard is lost",
    ],
    fails: Example::files(&[
        (
            "themes/town/templates/page.html",
            "<html lang=\"zh-CN\"><h1>{{ page.title }}</h1><a href=\"/\" tabindex=\"3\">首页</a>",
        ),
        ("content/li.md", "---\ntitle: 例\n---\n"),
    ]),
    passes: Example::files(&[
        (
            "themes/town/templates/page.html",
            "<html lang=\"zh-CN\">{{ out.metadata }}<h1 tabindex=\"-1\">{{ page.title }}</h1><a href=\"/\" tabindex=\"0\">首页</a>",
        ),
        ("content/li.md", "---\ntitle: 例\n---\n"),
    ]),
    source: "《互联网网站适老化通用设计规范》（工业和信息化部，2021年）；WCAG 2.2 SC 2.1.1, 2.4.3",
    options: &[],
    check: Check::Outputs(check),
};

fn check(site: &Site, facts: &[Arc<Facts>]) -> Vec<Finding> {
    told((RULE.name, RULE.severity), site, facts, |facts, shape| {
        let (file, count) = (&facts.file, shape.out_of_order);
        (count > 0).then(|| {
            (
                text!(
                    "输出 {file} 有 {count} 处 tabindex 大于0",
                    "the output {file} has a tabindex above 0 in {count} places"
                ),
                text!("去掉 tabindex，或写 0 或 -1", "remove the tabindex, or write 0 or -1"),
            )
        })
    })
}
