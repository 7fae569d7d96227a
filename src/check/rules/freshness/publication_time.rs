//! `freshness/publication-time`: what stands in a column of news, notices or policy says when it was published.

use crate::check::columns::columns;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::{Page, Site};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "freshness/publication-time",
    severity: Severity::Error,
    what: [
        "动态、通知、政策类栏目里的内容写明发布时间，到几时几分",
        "News, notices and policy say when they were published, to the minute",
    ],
    why: [
        "没有发布时间的，检查时按没有更新算；只写到日的，网页标签里会成为零时，而零时没有人发布过",
        "What has no publication time counts as not updated; a day alone becomes midnight in the page tags, when nobody published it",
    ],
    fails: Example::files(&[
        ("content/gong-gao/_index.md", "---\ntitle: 通知公告\ncolumn_type: 通知公告\n---\n"),
        ("content/gong-gao/a.md", "---\ntitle: 停水通知\n---\n"),
    ]),
    passes: Example::files(&[
        ("content/gong-gao/_index.md", "---\ntitle: 通知公告\ncolumn_type: 通知公告\n---\n"),
        ("content/gong-gao/a.md", "---\ntitle: 停水通知\npublished: 2023-05-05 09:30\n---\n"),
    ]),
    source: "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）；《政府网站发展指引》网页标签规范（国办发〔2017〕47号）",
    options: &[],
    check: Check::Site(check),
};

/// Whether a section is a column of a class, or lies in one, by its place among the sections.
fn dated(site: &Site) -> Vec<bool> {
    let mut dated = vec![false; site.sections.len()];
    for column in columns(site, &[]) {
        let parent = site.sections[column.section].parent;
        dated[column.section] = column.class.is_some() || parent.is_some_and(|parent| dated[parent]);
    }
    dated
}

fn check(site: &Site) -> Vec<Finding> {
    let dated = dated(site);
    let wanted = site.pages.iter().filter(|page| !page.is_section() && dated.get(page.section) == Some(&true));
    wanted.filter_map(judge).map(Finding::Wrong).collect()
}

fn judge(page: &Page) -> Option<Diagnostic> {
    let title = &page.title;
    let help = text!(
        "在文件头写实际的发布时间，例如 published: 2023-08-31 09:30；不要补编",
        "write when it was published, such as published: 2023-08-31 09:30; never a time that is made up"
    );
    let told = match page.published {
        Some(moment) if moment.timed => return None,
        Some(_) => Diagnostic::warning(
            RULE.name,
            text!(
                "“{title}”的发布时间只写到日，没有几时几分",
                "“{title}” says on which day it was published, not when"
            ),
        )
        .at(page.source.place(Some("published"))),
        None if page.date.is_some() => Diagnostic::warning(
            RULE.name,
            text!("“{title}”只有日期，没有发布时间", "“{title}” has a date, and no publication time"),
        )
        .at(page.source.place(Some("date"))),
        None => Diagnostic::error(
            RULE.name,
            text!(
                "“{title}”没有发布时间，检查时按没有更新算",
                "“{title}” has no publication time, and counts as not updated"
            ),
        )
        .at(Place::clone(&page.source.place(None))),
    };
    Some(told.help(help))
}
