//! `freshness/notices`: columns of notices and policy had something new within half a year.

use crate::check::columns::{Class, no_word};
use crate::check::rule::{Check, Example, Finding, Opt, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "freshness/notices",
    severity: Severity::Warning,
    what: [
        "通知公告、政策文件类栏目半年之内更新过",
        "Columns of notices and policy had something new within half a year",
    ],
    why: [
        "两周没有更新的动态类栏目，和半年没有更新的通知、政策类栏目，加起来满5个，检查时单项否决",
        "Five columns that are not kept up to date, of news in two weeks or of notices in half a year, fail an inspection",
    ],
    fails: Example::files(&[
        ("content/gong-gao/_index.md", "---\ntitle: 通知公告\ncolumn_type: 通知公告\n---\n"),
        ("content/gong-gao/a.md", "---\ntitle: 停水通知\npublished: 2023-01-05 09:30\n---\n"),
    ]),
    passes: Example::files(&[
        ("content/gong-gao/_index.md", "---\ntitle: 通知公告\ncolumn_type: 通知公告\n---\n"),
        ("content/gong-gao/a.md", "---\ntitle: 停水通知\npublished: 2023-05-05 09:30\n---\n"),
    ]),
    source: "《政府网站与政务新媒体检查指标》单项否决“栏目不更新”（国办秘函〔2019〕19号）",
    options: &[
        Opt::days(
            "days",
            180,
            ["多少天没有更新算太久（半年按180天）", "days without anything new that are too many (half a year: 180)"],
        ),
        Opt::words(
            "columns",
            &["通知", "公告", "公示", "政策", "文件", "notice", "polic"],
            [
                "栏目类别（column_type）里有这些词的，算通知公告、政策文件类",
                "words of a column_type that make a column one of notices and policy",
            ],
        )
        .but(no_word),
    ],
    check: Check::Site(check),
};

fn check(site: &Site) -> Vec<Finding> {
    super::stale(site, RULE.name, Class::Notices, RULE.number(site, "days"))
}
