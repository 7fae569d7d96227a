//! `meta/one-title`: every page has exactly one heading of level 1.

use std::sync::Arc;

use crate::check::facts::Facts;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "meta/one-title",
    severity: Severity::Error,
    what: ["每一页恰好有一个一级标题", "Every page has exactly one heading of level 1"],
    why: [
        "读屏软件和检索工具靠它知道这一页讲什么",
        "Screen readers and search engines tell by it what a page is about",
    ],
    fails: Example::files(&[
        ("themes/town/templates/page.html", "<h1>甲</h1><h1>乙</h1>"),
        ("content/li.md", "---\ntitle: 例\n---\n"),
    ]),
    passes: Example::page("正文。"),
    source: "WCAG 2.2 SC 1.3.1, 2.4.6",
    options: &[],
    check: Check::Outputs(check),
};

fn check(site: &Site, facts: &[Arc<Facts>]) -> Vec<Finding> {
    let wrong = facts.iter().filter(|f| f.titles != 1).map(|facts| {
        let (file, count) = (&facts.file, facts.titles);
        let place = match facts.place.page {
            Some(page) => site.pages[page].source.path().clone(),
            None => facts.file.clone(),
        };
        Finding::Wrong(
            Diagnostic::error(
                RULE.name,
                text!("输出 {file} 有 {count} 个一级标题", "the output {file} has {count} headings of level 1"),
            )
            .at(Place::file(place))
            .help(text!("模板里只写一个 <h1>", "write one <h1> in the template")),
        )
    });
    wrong.collect()
}
