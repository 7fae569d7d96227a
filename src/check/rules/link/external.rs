//! `link/external`: links to sites that are no government's are known.

use std::collections::BTreeMap;

use crate::check::external::{externals, is_below, is_inside};
use crate::check::rule::{Check, Example, Finding, Opt, Rule};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "link/external",
    severity: Severity::Note,
    what: ["链到政府以外网站的链接，列出来给人看", "Links to sites that are no government's are listed"],
    why: [
        "外面的网站会关、会换主人，换成赌博网站的也有",
        "Other sites close or change hands, and some become what nobody wants to link to",
    ],
    fails: Example::page("[报道](https://news.example/a)"),
    passes: Example::page("[条例](https://www.gov.cn/a)"),
    source: "《政府网站发展指引》（国办发〔2017〕47号）；《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）",
    options: &[Opt::words(
        "hosts",
        &["gov.cn"],
        ["看过、可以链接的域名，下级域名也算", "hosts that were looked at and may be linked to, with those below them"],
    )
    .but(no_host)],
    check: Check::Site(check),
};

fn no_host(word: &str, known: &[&str]) -> Option<(Text, Text)> {
    let is_host = word
        .split('.')
        .all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')));
    if !is_host {
        return Some((
            text!("“{word}”不是域名", "`{word}` is no host"),
            text!(
                "只写域名，不写 https://、*、端口和路径，例如 example.cn；下级域名也算在里面",
                "write the host alone, without https://, *, port and path, such as example.cn; those below it count too"
            ),
        ));
    }
    let above = known.iter().find(|above| is_below(&word.to_ascii_lowercase(), above))?;
    Some((
        text!("“{word}”已经算在“{above}”里", "`{word}` counts as below `{above}` already"),
        text!("删掉它", "remove it"),
    ))
}

fn check(site: &Site) -> Vec<Finding> {
    let all = externals(site);
    let mut by_host: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, link) in all.iter().enumerate().filter(|(_, link)| !link.is_official) {
        by_host.entry(&link.host).or_default().push(index);
    }
    let told = by_host.into_iter().map(|(host, links)| {
        let count: usize = links.iter().map(|link| all[*link].links.len()).sum();
        let mut problem = if is_inside(host) {
            let what = text!(
                "链到了 {host}，单位外面的人打不开（{count} 处）",
                "there are links to {host}, which nobody outside can open ({count})"
            );
            Diagnostic::warning(RULE.name, what).help(text!(
                "改成外面能打开的网址，或把文件放进 content/ 再链接",
                "write an address that all can open, or put the file into content/ and link to that"
            ))
        } else {
            let what = text!(
                "链到了 {host}，不是政府网站（{count} 处）",
                "there are links to {host}, which is no government site ({count})"
            );
            Diagnostic::new(RULE.name, Severity::Note, what).help(text!(
                "看过没有问题的，把域名写进 checks 的 link/external: {{hosts: [{host}]}}；`mingbai list --external` 列出全部",
                "where that is right, add the host: link/external: {{hosts: [{host}]}} under `checks`; `mingbai list --external` shows all"
            ))
        };
        problem.place = links.first().and_then(|link| all[*link].place(site));
        Finding::Wrong(problem)
    });
    told.collect()
}
