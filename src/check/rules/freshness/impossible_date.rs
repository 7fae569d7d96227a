//! `freshness/impossible-date`: nothing was published before it was made, or on a day to come.

use crate::check::account::record;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::model::{Page, Site};
use crate::text;
use crate::value::Moment;

use super::late::MADE;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "freshness/impossible-date",
    severity: Severity::Error,
    what: [
        "发布时间不早于成文，更新不早于发布，都不在将来",
        "Nothing is published before it is made or updated before it is published, and nothing on a day to come",
    ],
    why: [
        "伪造发布日期，检查时单项否决；“穿越”的日期看起来就是伪造",
        "Forged publication dates fail an inspection, and impossible ones look forged",
    ],
    fails: Example::front("published: 2023-09-02 09:30"),
    passes: Example::front("published: 2023-08-30 09:30\nupdated: 2023-08-31 10:00"),
    source: "《政府网站与政务新媒体检查指标》单项否决“安全、泄密事故等严重问题”（国办秘函〔2019〕19号）",
    options: &[],
    check: Check::Site(check),
};

/// What is wrong with the dates of pages.
pub(in crate::check) fn check(site: &Site) -> Vec<Finding> {
    // Translations have the dates of their originals, and would say the same again.
    let pages = site.pages.iter().enumerate().filter(|(_, page)| page.language == 0);
    pages.flat_map(|(index, page)| judge(site, index, page)).map(Finding::Wrong).collect()
}

fn judge(site: &Site, index: usize, page: &Page) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    if page.published.is_none() && page.updated.is_none() {
        return out;
    }
    let now = site.config.clock;
    let mut told = |key: &str, what: Text, mend: Text| {
        out.push(Diagnostic::error(RULE.name, what).at(page.source.place(Some(key))).help(mend));
    };
    let shown = |moment: Moment| if moment.timed { moment.minute() } else { moment.date().to_string() };
    let today = now.date();
    for (key, moment) in [("published", page.published), ("updated", page.updated)] {
        let Some(moment) = moment.filter(|m| m.at > now.at) else { continue };
        let when = shown(moment);
        let what =
            text!("{key}（{when}）在站点的日期（{today}）之后", "`{key}` ({when}) is after the site's date ({today})");
        let mend = text!(
            "改成实际的时间；到时候才公开的，写 publish_at",
            "write when it was; what is to be public later has publish_at"
        );
        told(key, what, mend);
    }
    if let (Some(published), Some(updated)) = (page.published, page.updated) {
        // A day alone begins at midnight: on the same day nothing is impossible.
        let is_before = if published.timed && updated.timed {
            updated.at < published.at
        } else {
            updated.date() < published.date()
        };
        if is_before {
            let (first, second) = (shown(published), shown(updated));
            let what = text!(
                "更新（{second}）早于发布（{first}）",
                "it was updated ({second}) before it was published ({first})"
            );
            told("updated", what, text!("看哪一个写错了，改掉它", "see which of the two is wrong, and mend it"));
        }
    }
    if let Some(published) = page.published
        && let Some(rec) = record(site, index)
        && let Some((name, made)) = MADE.iter().find_map(|name| Some((*name, rec.date(name)?)))
        && made.bounds().0.is_some_and(|first| first > published.date())
    {
        let label = rec.label(name);
        let (zh, en) = (label.zh, label.en);
        let (made_zh, made_en, when) = (made.text(true), made.text(false), shown(published));
        let what =
            text!("发布（{when}）早于“{zh}”（{made_zh}）", "it was published ({when}) before “{en}” ({made_en})");
        told("published", what, text!("看哪一个写错了，改掉它", "see which of the two is wrong, and mend it"));
    }
    out
}
