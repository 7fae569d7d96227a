//! `meta/page-tags`: every page carries the government page tags of its kind.

use std::sync::Arc;

use crate::check::facts::{Facts, joined, text_hash};
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
        let place = || Place::file(page.source.path().clone());
        let title = text_hash(&joined(&page.title));
        if let Some(told) = facts.article_title.filter(|told| *told != title || Some(*told) != facts.heading) {
            let message = if told == title {
                text!(
                    "ArticleTitle 和页面上看得见的标题不一致",
                    "ArticleTitle differs from the title that the page shows"
                )
            } else {
                text!("ArticleTitle 和页面标题不一致", "ArticleTitle differs from the page's title")
            };
            let help = text!("模板里的 <h1> 只写 page.title", "let the <h1> of the template hold page.title alone");
            findings.push(Finding::Wrong(Diagnostic::error(RULE.name, message).at(place()).help(help)));
        }
        if let Some(date) = &facts.ill_dated {
            let message = text!(
                "PubDate 写成了“{date}”，应当是“2023-08-31 09:26”这样的日期和时间",
                "PubDate is `{date}`, and should be a day and time such as `2023-08-31 09:26`"
            );
            let help = text!(
                "模板里用 out.metadata，不要自己写 PubDate",
                "print out.metadata in the template, and no PubDate of your own"
            );
            findings.push(Finding::Wrong(Diagnostic::error(RULE.name, message).at(place()).help(help)));
        }
    }
    findings
}
