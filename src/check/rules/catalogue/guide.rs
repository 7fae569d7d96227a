//! `catalogue/guide`: the guide to disclosure holds all that the law asks for.

use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Site, Source};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "catalogue/guide",
    severity: Severity::Error,
    what: ["公开指南写全了法定的各项", "The guide to disclosure has all that the law asks for"],
    why: ["指南不全、不更新，要被责令改正", "A guide that is not whole or not current has to be mended by order"],
    fails: Example::front("title: 政府信息公开指南"),
    passes: Example::page_with(
        "title: 公开指南",
        "信息按栏目分类，编排照目录；获取方式有网站和公开查阅点。\n\n工作机构名称：镇党政办。办公地址：待补充。办公时间：工作日。联系电话：待补充。传真号码：没有。互联网联系方式：待补充。",
    ),
    source: "《政府信息公开条例》第十二条、第五十三条",
    options: &[],
    check: Check::Site(check),
};

/// What has to be there, and the words by which it is known.
const PARTS: [([&str; 2], &[&str]); 9] = [
    (["信息的分类", "classification"], &["分类"]),
    (["编排体系", "arrangement"], &["编排"]),
    (["获取方式", "ways to obtain"], &["获取", "查阅方式"]),
    (["工作机构名称", "name of the office"], &["机构名称", "工作机构", "受理机构"]),
    (["办公地址", "address"], &["地址"]),
    (["办公时间", "hours"], &["时间"]),
    (["联系电话", "phone"], &["电话"]),
    (["传真号码", "fax"], &["传真"]),
    (["互联网联系方式", "contact by internet"], &["互联网", "邮箱", "电子邮件", "网址", "网上"]),
];

fn check(site: &Site) -> Vec<Finding> {
    let mut findings = Vec::new();
    for page in site.pages.iter().filter(|page| page.title.trim().ends_with("公开指南")) {
        let Source::Markdown(file) = &page.source else { continue };
        let body = file.body();
        let missing: Vec<[&str; 2]> = PARTS
            .iter()
            .filter(|(_, words)| !words.iter().any(|word| body.contains(word)))
            .map(|(name, _)| *name)
            .collect();
        if missing.is_empty() {
            continue;
        }
        let names = |index: usize, and: &str| missing.iter().map(|m| m[index]).collect::<Vec<_>>().join(and);
        let (zh, en) = (names(0, "、"), names(1, ", "));
        findings.push(Finding::Wrong(
            Diagnostic::error(RULE.name, text!("公开指南缺{zh}", "the guide lacks: {en}"))
                .at(page.source.place(Some("title")))
                .help(text!(
                    "补上；没有的写明没有，例如“传真：没有”",
                    "add them, and say of what there is not that there is none"
                )),
        ));
    }
    findings
}
