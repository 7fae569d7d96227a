//! `access/weight`: a first visit to any page is light enough for an old phone on a poor line.

use std::sync::Arc;

use crate::check::facts::Facts;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::check::visit::{Visit, kilobytes};
use crate::diagnostic::{Diagnostic, Place, Severity, Text};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "access/weight",
    severity: Severity::Warning,
    what: [
        "第一次打开一页，网页、样式和脚本压缩后不超过60千字节，请求不超过6个",
        "A first visit to a page takes at most 60 kB of page, style and script, compressed, and at most 6 requests",
    ],
    why: [
        "旧手机、差信号也要几秒内看得到；流量是读者自己的钱",
        "Old phones on a poor line have to show it within seconds; the reader pays for the traffic",
    ],
    fails: Example::site("page_kilobytes: 1"),
    passes: Example::site("page_kilobytes: 60\npage_requests: 6"),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Outputs(check),
};

/// Pages that are told of: where a template or the style sheet is too heavy, all pages are.
const MOST: usize = 20;

fn check(site: &Site, facts: &[Arc<Facts>]) -> Vec<Finding> {
    let mut heavy: Vec<(&Facts, &Visit)> = facts.iter().filter_map(|f| Some((&**f, f.visit.as_deref()?))).collect();
    heavy.sort_by(|(a, x), (b, y)| y.bytes().cmp(&x.bytes()).then_with(|| a.file.cmp(&b.file)));
    let left_out = heavy.len().saturating_sub(MOST);
    let mut findings: Vec<Finding> = heavy.iter().take(MOST).map(|(f, visit)| told(site, f, visit)).collect();
    if left_out > 0 {
        let message = text!(
            "还有 {left_out} 页太重，没有一一列出",
            "{left_out} more pages take too much, and are not named one by one"
        );
        let place = Place::file(heavy[MOST].0.file.clone());
        findings.push(Finding::Wrong(Diagnostic::warning(RULE.name, message).at(place)));
    }
    findings
}

fn told(site: &Site, facts: &Facts, visit: &Visit) -> Finding {
    let (file, requests) = (&facts.file, visit.requests);
    let (most, most_requests) = (site.config.page_bytes / 1000, site.config.page_requests);
    let message = match visit.parts.first() {
        None => text!(
            "输出 {file} 要发 {requests} 个请求，最多 {most_requests} 个",
            "the output {file} makes {requests} requests, {most_requests} at most"
        ),
        Some((heaviest, bytes)) => {
            let (all, part) = (kilobytes(visit.bytes()), kilobytes(*bytes));
            let of = match heaviest.as_str() {
                "" => text!("网页自己", "the page itself"),
                address => text!("{address}", "{address}"),
            };
            let (zh, en) = (of.zh, of.en);
            text!(
                "第一次打开 {file} 要 {all} 千字节，最多 {most}；最重的是{zh}，{part} 千字节",
                "a first visit to {file} takes {all} kB, {most} at most; most of it is {en}, {part} kB"
            )
        }
    };
    let place = match facts.place.page {
        Some(page) => site.pages[page].source.path().clone(),
        None => file.clone(),
    };
    Finding::Wrong(Diagnostic::warning(RULE.name, message).at(Place::file(place)).help(mend(visit)))
}

fn mend(visit: &Visit) -> Text {
    match visit.parts.first() {
        None => text!(
            "图片加 loading=\"lazy\"，样式和脚本各合成一个文件",
            "load pictures with loading=\"lazy\"; make one style sheet and one script of them"
        ),
        Some((heaviest, _)) if heaviest.is_empty() => text!(
            "把长列表分页（paginate），把长文章或长表拆成几页",
            "split long lists (`paginate`), and long texts or tables into several pages"
        ),
        Some(_) => text!("删去样式或脚本里用不到的部分", "take out of the style sheet or script what is not used"),
    }
}
