//! `meta/page-tags`: every page carries the government page tags of its kind.

use std::sync::Arc;

use crate::check::facts::{Facts, text_hash};
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::{PageKind, Site};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "meta/page-tags",
    severity: Severity::Error,
    what: ["每一页都有规定的网页标签", "Every page has the page tags that it must have"],
    why: ["上级平台和检索工具靠这些标签识别页面", "Higher-level platforms and harvesters know pages by these tags"],
    fails: Example::files(&[
        ("themes/town/templates/page.html", "<h1>{{ page.title }}</h1>"),
        ("content/li.md", "---\ntitle: 例\n---\n"),
    ]),
    passes: Example::page("正文。"),
    source: "《政府网站发展指引》网页标签规范（国办发〔2017〕47号）",
    options: &[],
    check: Check::Outputs(check),
};

fn check(site: &Site, facts: &[Arc<Facts>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for facts in facts {
        let Some(page) = facts.place.page.map(|p| &site.pages[p]) else {
            continue;
        };
        let mut wanted = vec!["SiteName", "SiteDomain"];
        if !site.config.demonstration {
            wanted.push("SiteIDCode");
        }
        match page.kind {
            PageKind::Home => {}
            PageKind::Section => wanted.extend(["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]),
            PageKind::Page | PageKind::Record(_) => {
                wanted.extend(["ColumnName", "ColumnType", "ArticleTitle", "ContentSource"])
            }
        }
        if page.title.is_empty() {
            continue;
        }
        wanted.retain(|name| !facts.has_tag(name));
        if !wanted.is_empty() {
            let (route, names) = (&page.route, wanted.join(", "));
            findings.push(Finding::Wrong(
                Diagnostic::error(
                    RULE.name,
                    text!("页面 {route} 缺少网页标签 {names}", "the page {route} lacks the tags {names}"),
                )
                .at(Place::file(page.source.path().clone()))
                .help(text!("模板的 <head> 里要输出 out.metadata", "the template's <head> has to print out.metadata")),
            ));
        }
        if facts.article_title.is_some_and(|title| title != text_hash(page.title.trim())) {
            findings.push(Finding::Wrong(
                Diagnostic::error(
                    RULE.name,
                    text!("ArticleTitle 和页面标题不一致", "ArticleTitle differs from the page's title"),
                )
                .at(Place::file(page.source.path().clone())),
            ));
        }
    }
    findings
}
