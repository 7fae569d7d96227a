//! `data/source`: every record says what it rests on, and as of when it holds.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Page, PageKind, Site};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/source",
    severity: Severity::Warning,
    what: ["每条记录都写明来源和截至", "Every record says what it rests on, and as of when it holds"],
    why: [
        "没有来处、不知道是哪天的数，读者没法核对",
        "Nobody can check a figure of which neither source nor date is known",
    ],
    fails: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 新教学楼}")]).on(Base::Town),
    passes: Example::files(&[(
        "content/projects/all.yaml",
        "- {id: a, title: 新教学楼, as_of: 2023-08-31, sources: [{document: 工作总结, locator: ¶8}]}",
    )])
    .on(Base::Town),
    source: "Mingbai R03",
    options: &[],
    check: Check::Site(check),
};

fn check(site: &Site) -> Vec<Finding> {
    let records = site.pages.iter().filter(|page| matches!(page.kind, PageKind::Record(_)) && page.language == 0);
    records.filter_map(judge).collect()
}

fn judge(page: &Page) -> Option<Finding> {
    // What is written but wrong has been told.
    let lacks = |key: &str, is_missing: bool| is_missing && !page.source.writes(key);
    let what = match (lacks("sources", page.sources.is_empty()), lacks("as_of", page.as_of.is_none())) {
        (true, true) => text!("这条记录没有写来源和截至", "this record names no source and no as-of date"),
        (true, false) => text!("这条记录没有写来源", "this record names no source"),
        (false, true) => text!("这条记录没有写截至", "this record has no as-of date"),
        (false, false) => return None,
    };
    Some(Finding::Wrong(Diagnostic::warning(RULE.name, what).at(page.source.place(None)).help(text!(
        "写 `sources: [{{document: 文件, locator: ¶6}}]` 和 `as_of: 2023-08-31`；表格里写“来源”“截至”两列",
        "write `sources: [{{document: NAME, locator: ¶6}}]` and `as_of: 2023-08-31`, or the columns 来源 and 截至"
    ))))
}
