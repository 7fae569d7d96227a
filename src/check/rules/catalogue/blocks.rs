//! `catalogue/blocks`: the disclosure platform has its fixed blocks, by their exact names.

use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::{Page, Site};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "catalogue/blocks",
    severity: Severity::Error,
    what: [
        "有政府信息公开专栏的，指南、制度、法定主动公开内容、年报和依申请公开都在，名称一字不差",
        "A site with a disclosure platform has its guide, rules, statutory content, annual reports and requests, by their exact names",
    ],
    why: [
        "全国的专栏用同样的名称，读者和上级平台才找得到",
        "All platforms have the same names, by which readers and higher levels find them",
    ],
    fails: Example::files(&[("content/gk/_index.md", "---\ntitle: 政府信息公开\n---\n")]),
    passes: Example::files(&[
        ("content/gk/_index.md", "---\ntitle: 政府信息公开\n---\n"),
        (
            "content/gk/zhinan/_index.md",
            "---\ntitle: 政府信息公开指南\n---\n\n分类、编排、获取方式；工作机构、地址、时间、电话、传真、互联网联系方式：待补充。\n",
        ),
        ("content/gk/zhidu/_index.md", "---\ntitle: 政府信息公开制度\n---\n"),
        ("content/gk/fading/_index.md", "---\ntitle: 法定主动公开内容\n---\n"),
        ("content/gk/nianbao/_index.md", "---\ntitle: 政府信息公开年报\n---\n"),
        ("content/gk/shenqing/_index.md", "---\ntitle: 依申请公开\n---\n"),
    ]),
    source: "政府信息公开平台的规定（国办公开办函〔2019〕61号）",
    options: &[],
    check: Check::Site(check),
};

const PLATFORM: &str = "政府信息公开";

/// The blocks, each with the words by which a misnamed one is known.
const BLOCKS: [(&str, &[&str]); 5] = [
    ("政府信息公开指南", &["公开指南"]),
    ("政府信息公开制度", &["公开制度"]),
    ("法定主动公开内容", &["主动公开"]),
    ("政府信息公开年报", &["公开年报", "公开年度报告", "公开工作年度报告"]),
    ("依申请公开", &["申请公开"]),
];

/// The disclosure platform, if the site has one.
pub(in crate::check) fn platform(site: &Site) -> Option<&Page> {
    site.pages.iter().find(|page| page.language == 0 && page.is_section() && page.title.trim() == PLATFORM)
}

fn check(site: &Site) -> Vec<Finding> {
    let Some(platform) = platform(site) else { return Vec::new() };
    let own: Vec<&Page> = site.pages.iter().filter(|page| page.language == 0).collect();
    let mut findings = Vec::new();
    for (name, words) in BLOCKS {
        if own.iter().any(|page| page.title.trim() == name) {
            continue;
        }
        let near = own.iter().find(|page| page.is_section() && words.iter().any(|word| page.title.contains(word)));
        let (message, place) = match near {
            Some(page) => {
                let title = &page.title;
                (
                    text!("“{title}”应当叫“{name}”", "`{title}` should be called `{name}`"),
                    page.source.place(Some("title")),
                )
            }
            None => (
                text!("政府信息公开专栏里没有“{name}”", "the disclosure platform has no `{name}`"),
                Place::file(platform.source.path().clone()),
            ),
        };
        findings.push(Finding::Wrong(Diagnostic::error(RULE.name, message).at(place).help(text!(
            "补上这个栏目，名称照写；确实没有的，写豁免，说明原因和决定岗位",
            "add it by this name; where there is none for a reason, waive the finding with the reason and the post"
        ))));
    }
    findings
}
