//! `access/search-weight`: what a search downloads is light enough for an old phone on a poor line.

use std::sync::Arc;

use super::MOST;
use crate::check::facts::Facts;
use crate::check::rule::{Check, Example, Finding, Opt, Rule};
use crate::check::run::wants;
use crate::check::searched::{Heavy, Limits};
use crate::check::visit::kilobytes;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "access/search-weight",
    severity: Severity::Warning,
    what: [
        "搜索要下载的文件，目录压缩后不超过75千字节，其他每个不超过20千字节",
        "Of the files that a search downloads, the table takes at most 75 kB, every other at most 20 kB, compressed",
    ],
    why: [
        "这样第一次搜索不超过150千字节，以后每次不超过60千字节：旧手机、差信号也搜得动",
        "So a first search takes at most 150 kB and every later one 60 kB: old phones on a poor line can search too",
    ],
    fails: Example::files(&[
        ("site.yaml", "checks: {access/search-weight: {kilobytes: 1}}"),
        ("content/bao-gao.md", LONG),
    ]),
    passes: Example::files(&[("content/bao-gao.md", LONG)]),
    source: "Mingbai docs/search.md",
    options: &[
        Opt::count("table_kilobytes", 75, ["目录最多多少千字节，压缩后", "kilobytes of the table at most, compressed"]),
        Opt::count(
            "kilobytes",
            20,
            ["其他每个文件最多多少千字节，压缩后", "kilobytes of any other file at most, compressed"],
        ),
    ],
    check: Check::Outputs(check),
};

const LONG: &str = "---\ntitle: 报告\n---\n\n修通村道三段，铺上沥青，两边种树。河里清了淤泥，坝上换了闸门，汛期前试过水。学校盖起新楼，教室装上空调，操场重画跑道。\
卫生院请来医生，每周下乡坐诊，药品送到村口。老街修旧如旧，店铺挂出招牌，夜里亮起灯笼。茶园扩种良种，炒青改用电锅，包装印上产地。\
柚子分级装箱，冷库存到开春，网上订单增多。厕所改成水冲，垃圾定点投放，污水进了管网。台账按月公布，钱从哪里来、花到哪里去，一笔一笔写清楚；\
谁办、几时办完、没办完为什么，也都写明白。";

/// What files of search may have, if anybody wants to know.
pub fn limits(site: &Site) -> Option<Limits> {
    let kilobytes = |name: &str| 1000 * RULE.number(site, name);
    wants(&site.config, RULE.name).then(|| Limits { table: kilobytes("table_kilobytes"), file: kilobytes("kilobytes") })
}

fn check(site: &Site, facts: &[Arc<Facts>]) -> Vec<Finding> {
    // Every page of the search knows of all its files.
    let heavy = facts.iter().map(|facts| &facts.searched[..]).find(|heavy| !heavy.is_empty()).unwrap_or_default();
    let mut findings: Vec<Finding> = heavy.iter().take(MOST).map(|one| told(site, one)).collect();
    if let Some(next) = heavy.get(MOST) {
        let more = heavy.len() - MOST;
        let message = text!(
            "还有 {more} 个文件太重，没有一一列出",
            "{more} more files take too much, and are not named one by one"
        );
        findings.push(Finding::Wrong(Diagnostic::warning(RULE.name, message).at(place(site, next))));
    }
    findings
}

fn place(site: &Site, heavy: &Heavy) -> Place {
    match heavy.page {
        Some(page) => Place::file(site.pages[page].source.path().clone()),
        None => Place::file(heavy.file.clone()),
    }
}

fn told(site: &Site, heavy: &Heavy) -> Finding {
    let (file, bytes) = (&heavy.file, kilobytes(heavy.bytes));
    let is_table = file.ends_with("docs.js");
    let most = RULE.number(site, if is_table { "table_kilobytes" } else { "kilobytes" });
    let message = text!(
        "搜索的文件 {file} 要 {bytes} 千字节，最多 {most}",
        "the file {file} of the search takes {bytes} kB, {most} at most"
    );
    let help = if heavy.page.is_some() {
        text!("这里字最多；把它拆成几页", "most of its text is here: split it into several pages")
    } else {
        text!(
            "页太多，搜起来太费流量：往年的另建一个站点；或者在 site.yaml 写 search: false",
            "there are too many pages to be searched lightly: give past years a site of their own, or write `search: false` in site.yaml"
        )
    };
    Finding::Wrong(Diagnostic::warning(RULE.name, message).at(place(site, heavy)).help(help))
}
