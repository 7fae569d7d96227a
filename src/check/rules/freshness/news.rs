//! `freshness/news`: columns of news had something new within two weeks.

use crate::check::columns::{Class, no_word};
use crate::check::rule::{Check, Example, Finding, Opt, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "freshness/news",
    severity: Severity::Warning,
    what: ["动态、要闻类栏目两周之内更新过", "Columns of news had something new within two weeks"],
    why: [
        "两周没有更新的动态类栏目，和半年没有更新的通知、政策类栏目，加起来满5个，检查时单项否决",
        "Five columns that are not kept up to date, of news in two weeks or of notices in half a year, fail an inspection",
    ],
    fails: Example::files(&[
        ("content/dong-tai/_index.md", "---\ntitle: 工作动态\ncolumn_type: 工作动态\n---\n"),
        ("content/dong-tai/a.md", "---\ntitle: 修渠\npublished: 2023-08-01 09:30\n---\n"),
    ]),
    passes: Example::files(&[
        ("content/dong-tai/_index.md", "---\ntitle: 工作动态\ncolumn_type: 工作动态\n---\n"),
        ("content/dong-tai/a.md", "---\ntitle: 修渠\npublished: 2023-08-21 09:30\n---\n"),
    ]),
    source: "《政府网站与政务新媒体检查指标》单项否决“栏目不更新”（国办秘函〔2019〕19号）",
    options: &[
        Opt::days("days", 14, ["多少天没有更新算太久", "days without anything new that are too many"]),
        Opt::words(
            "columns",
            &["动态", "要闻", "新闻", "news"],
            [
                "栏目类别（column_type）里有这些词的，算动态、要闻类",
                "words of a column_type that make a column one of news",
            ],
        )
        .but(no_word),
    ],
    check: Check::Site(check),
};

fn check(site: &Site) -> Vec<Finding> {
    super::stale(site, RULE.name, Class::News, RULE.number(site, "days"))
}
