//! `wording/set-phrase`: fixed phrases stand whole.

use rayon::prelude::ParallelIterator;

use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Page, Site, Source};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "wording/set-phrase",
    severity: Severity::Error,
    what: ["固定提法完整、不缺字", "Set phrases stand whole"],
    why: ["提法残缺属于严重表述错误，检查时一票否决", "A broken set phrase is a veto item in inspections"],
    fails: Example::page("以A新时代中国特色社会主义思想为指导"),
    passes: Example::page("以习近平新时代中国特色社会主义思想为指导"),
    source: "《政府网站与政务新媒体检查指标》单项否决：严重表述错误（国办秘函〔2019〕19号）",
    options: &[],
    check: Check::Site(check),
};

/// A part by which a phrase is recognised, and the whole of it.
const PHRASES: &[(&str, &str)] = &[
    ("新时代中国特色社会主义思想", "习近平新时代中国特色社会主义思想"),
    ("百县千镇万村高质量", "百县千镇万村高质量发展工程"),
    ("就是金山银山", "绿水青山就是金山银山"),
    ("中华民族伟大复", "中华民族伟大复兴"),
    ("全面建设社会主义现代化", "全面建设社会主义现代化国家"),
    ("社会主义核心价值", "社会主义核心价值观"),
    ("人类命运共同", "人类命运共同体"),
];

fn check(site: &Site) -> Vec<Finding> {
    site.pages.par_iter().flat_map_iter(page).collect()
}

fn page(page: &Page) -> Vec<Finding> {
    // Every entry of a YAML file would search the same text: the first one does.
    let text = match &page.source {
        Source::Markdown(file) => &file.front.text,
        Source::Yaml(yaml, at) if page_is_first(at) => &yaml.text,
        _ => return Vec::new(),
    };
    let mut findings = Vec::new();
    for (part, whole) in PHRASES {
        let offset = whole.find(part).unwrap_or(0);
        let mut from = 0;
        while let Some(found) = memchr::memmem::find(&text.as_bytes()[from..], part.as_bytes()) {
            let at = from + found;
            from = at + part.len();
            let stands =
                at.checked_sub(offset).is_some_and(|start| text.as_bytes()[start..].starts_with(whole.as_bytes()));
            if !stands {
                let source = crate::diagnostic::SourceText { path: page.source.path(), text };
                findings.push(Finding::Wrong(
                    Diagnostic::error(
                        RULE.name,
                        text!("固定提法不完整，应为“{whole}”", "a set phrase is incomplete; it should be `{whole}`"),
                    )
                    .at(source.place(at..from))
                    .help(text!("核对原文，写全提法", "check the source and write the whole phrase")),
                ));
            }
        }
    }
    findings
}

fn page_is_first(at: &[crate::load::parse::yaml::Step]) -> bool {
    matches!(at, [] | [crate::load::parse::yaml::Step::Index(0)])
}
