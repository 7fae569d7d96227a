//! `access/list-complete`: the list of a section leads to all of its pages, without a script.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::facts::{Facts, text_hash};
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "access/list-complete",
    severity: Severity::Error,
    what: ["不用脚本，栏目的列表也是全的", "The list of a section is complete without a script"],
    why: [
        "列表要等脚本来填的网站，旧手机上、检索和存档时都是空的",
        "A list that waits for a script is empty on old phones, for search engines and in archives",
    ],
    fails: Example::files(&[
        (
            "themes/town/templates/section.html",
            "<html lang=\"zh-CN\">{{ out.metadata }}<h1>{{ out.title }}</h1><div id=\"list\"></div>",
        ),
        ("content/gonggao/_index.md", "---\ntitle: 公告\n---\n"),
        ("content/gonggao/yi.md", "---\ntitle: 一\n---\n\n正文。\n"),
    ]),
    passes: Example::files(&[
        ("content/gonggao/_index.md", "---\ntitle: 公告\n---\n"),
        ("content/gonggao/yi.md", "---\ntitle: 一\n---\n\n正文。\n"),
    ]),
    source: "《政府信息公开条例》第二十四条；Mingbai docs/design.md",
    options: &[],
    check: Check::Outputs(check),
};

/// Pages that are named of one list.
const NAMED: usize = 3;

fn check(site: &Site, facts: &[Arc<Facts>]) -> Vec<Finding> {
    let mut links: BTreeMap<usize, Vec<&[u64]>> = BTreeMap::new();
    for facts in facts {
        if let Some(section) = facts.place.list {
            links.entry(section).or_default().push(&facts.links);
        }
    }
    let mut findings = Vec::new();
    for section in site.sections.iter().filter(|section| !section.folder.is_empty()) {
        let Some(links) = links.get(&section.page) else { continue };
        let lists = |page: &usize| {
            let url = text_hash(&site.pages[*page].url);
            links.iter().any(|links| links.binary_search(&url).is_ok())
        };
        let missing: Vec<usize> = pages_of(site, section).into_iter().filter(|page| !lists(page)).collect();
        if missing.is_empty() {
            continue;
        }
        let (title, count) = (&site.pages[section.page].title, missing.len());
        let names: Vec<&str> = missing.iter().take(NAMED).map(|page| site.pages[*page].title.as_str()).collect();
        let (zh, en) = (names.join("、"), names.join(", "));
        let message = text!(
            "栏目“{title}”的列表里没有 {count} 页的链接：{zh}",
            "the list of `{title}` does not lead to {count} of its pages: {en}"
        );
        findings.push(Finding::Wrong(
            Diagnostic::error(RULE.name, message).at(Place::file(site.pages[section.page].source.path().clone())).help(
                text!(
                    "模板里用 pager.items 列出每一条，写成 <a href>；不要等脚本来填",
                    "list every entry of `pager.items` as <a href> in the template, and let no script fill it in"
                ),
            ),
        ));
    }
    findings
}

/// What the list of a section has to lead to.
fn pages_of(site: &Site, section: &crate::model::Section) -> Vec<usize> {
    match section.collection {
        Some(collection) => {
            let here = |page: &usize| site.pages[*page].language == section.language;
            let all = site.pages.iter().enumerate();
            let records = all.filter(|(_, page)| page.kind == crate::model::PageKind::Record(collection));
            records.map(|(index, _)| index).filter(here).collect()
        }
        None => {
            let index = site.section(section.language, &section.folder).unwrap_or_default();
            site.listed(index).to_vec()
        }
    }
}
