//! `freshness/long-stale`: columns that are to be kept up to date were, within a year.

use crate::check::columns::{Column, age, columns};
use crate::check::rule::{Check, Example, Finding, Opt, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "freshness/long-stale",
    severity: Severity::Warning,
    what: ["应当更新的栏目，一年之内更新过", "Columns that are to be kept up to date were, within a year"],
    why: [
        "应更新而长期没有更新的栏目满10个，检查时单项否决",
        "Ten columns that should be kept up to date and were not for long fail an inspection",
    ],
    fails: Example::files(&[("content/funds/all.yaml", "- {id: a, title: 补助, as_of: 2022-03-31}")])
        .on(crate::check::example::Base::Town),
    passes: Example::files(&[("content/funds/all.yaml", "- {id: a, title: 补助, as_of: 2023-06-30}")])
        .on(crate::check::example::Base::Town),
    source: "《政府网站与政务新媒体检查指标》单项否决“栏目不更新”（国办秘函〔2019〕19号）；“长期”按一年算，是明白的决定",
    options: &[Opt::days("days", 365, ["多少天没有更新算长期", "days that are long"])],
    check: Check::Site(check),
};

/// The columns that were not brought up to date for so long: of a class that is inspected, or records with a cadence. What
/// records are said to hold as of counts too, since they are brought up to date where they stand.
pub(in crate::check) fn stale(site: &Site, days: usize) -> Vec<Column> {
    let is_due = |column: &Column| column.items > 0 && (column.class.is_some() || column.cadence.is_some());
    let last = |column: &Column| if column.class.is_some() { column.newest } else { column.newest.max(column.held) };
    let is_old = |column: &Column| age(site, last(column)).is_some_and(|age| age > days);
    columns(site, &[]).into_iter().filter(|column| is_due(column) && is_old(column)).collect()
}

fn check(site: &Site) -> Vec<Finding> {
    let days = RULE.number(site, "days");
    let told = stale(site, days).into_iter().filter_map(|column| {
        let title = column.title(site);
        let last = column.newest.max(column.held)?;
        let what = text!(
            "栏目“{title}”最近一次更新是{last}，超过{days}天",
            "the column “{title}” was last brought up to date on {last}, more than {days} days ago"
        );
        Some(Finding::Wrong(Diagnostic::warning(RULE.name, what).at(super::place(site, &column)).help(text!(
            "更新内容和截至日期；不再办的栏目，写明停止更新，或去掉更新频率（cadence）和 column_type",
            "bring it up to date; where it has ended, say so, or remove its cadence and column_type"
        ))))
    });
    told.collect()
}
