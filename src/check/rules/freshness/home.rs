//! `freshness/home`: something new was published within two weeks.

use crate::check::columns::{age, newest_of_all, says_when};
use crate::check::rule::{Check, Example, Finding, Opt, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::{Page, PageKind, Site, Source};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "freshness/home",
    severity: Severity::Warning,
    what: ["两周之内发布过新内容", "Something new was published within two weeks"],
    why: [
        "首页超过两周没有新内容，检查时单项否决，整个站点不合格",
        "An inspection fails a site whose home page has had nothing new for two weeks, whatever else it does",
    ],
    fails: Example::front("published: 2023-08-10 09:30"),
    passes: Example::front("published: 2023-08-30 09:30"),
    source: "《政府网站与政务新媒体检查指标》单项否决“首页不更新”（国办秘函〔2019〕19号）",
    options: &[
        Opt::days("days", 14, ["多少天没有新内容就算没有更新", "days without anything new that are too many"]),
        Opt::days("ahead", 10, ["从多少天起先提醒", "days from which on it is told ahead"]),
    ],
    check: Check::Site(check),
};

fn check(site: &Site) -> Vec<Finding> {
    let (days, ahead) = (RULE.number(site, "days"), RULE.number(site, "ahead"));
    let Some(newest) = newest_of_all(site) else {
        let today = site.config.clock.date();
        return vec![Finding::CannotBeChecked(if says_when(site) {
            text!("写了发布时间的都在{today}以后", "all times of publication are after {today}")
        } else {
            text!("没有一页写发布时间", "no page says when it was published")
        })];
    };
    let Some(age) = age(site, Some(newest)).filter(|age| *age >= ahead.min(days + 1)) else { return Vec::new() };
    let (severity, what) = if age > days {
        let what = text!(
            "全站{age}天没有新内容（最近一条：{newest}），超过{days}天",
            "nothing new on the site for {age} days (last: {newest}), more than {days}"
        );
        (Severity::Warning, what)
    } else {
        let left = days - age;
        let what = text!(
            "全站{age}天没有新内容（最近一条：{newest}），再过{left}天就满{days}天",
            "nothing new on the site for {age} days (last: {newest}): {left} more and it will be {days}"
        );
        (Severity::Note, what)
    };
    // A home page that nobody wrote has no file.
    let is_home =
        |page: &&Page| page.kind == PageKind::Home && page.language == 0 && !matches!(page.source, Source::None(_));
    let home = site.pages.iter().find(is_home);
    let place = home.map_or_else(|| Place::file("site.yaml"), |page| Place::file(page.source.path().clone()));
    vec![Finding::Wrong(Diagnostic::new(RULE.name, severity, what).at(place).help(text!(
        "发布新内容，文件头写明发布时间（published）；改了旧内容的写 updated",
        "publish something new with its time (published); where something was changed, write updated"
    )))]
}
