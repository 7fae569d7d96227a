//! `report/carry-over`: an annual report begins where the one before it ended.

use super::{COLUMNS, count, row, year};
use crate::check::account::{Rec, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "report/carry-over",
    severity: Severity::Error,
    what: [
        "今年的“上年结转”等于去年的“结转下年”，现行有效等于去年的加制发减废止",
        "What a report carries in is what the last one carried out, and what is in force is what was, and was made, less what was repealed",
    ],
    why: ["两年的数接不上，总有一年的错了", "Where two years do not join, one of them is wrong"],
    fails: Example::files(&[("content/annual_reports/a.yaml", "- {id: a, title: 2022年年报, year: 2022, requests: [{row: 结转下年度继续办理, total: 2}]}\n- {id: b, title: 2023年年报, year: 2023, requests: [{row: 上年结转, total: 1}]}")]).on(Base::Town),
    passes: Example::files(&[("content/annual_reports/a.yaml", "- {id: a, title: 2022年年报, year: 2022, requests: [{row: 结转下年度继续办理, total: 2}], active: [{kind: 行政规范性文件, in_force: 3}]}\n- {id: b, title: 2023年年报, year: 2023, requests: [{row: 上年结转, total: 2}], active: [{kind: 行政规范性文件, made: 1, repealed: 2, in_force: 2}]}")]).on(Base::Town),
    source: "《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）",
    options: &[],
    check: Check::Site(check),
};

fn check(site: &Site) -> Vec<Finding> {
    let all = with(site, &["year", "requests"]);
    let mut out = Vec::new();
    for (at, rec) in all.iter().enumerate() {
        out.extend(again(&all[..at], *rec));
        let last = all.iter().find(|other| {
            let follows = year(**other).zip(year(*rec)).is_some_and(|(a, b)| a + 1 == b);
            follows && other.collection == rec.collection && other.refs("body") == rec.refs("body")
        });
        let Some(last) = last else { continue };
        let mut told = |table: &str, message| {
            let help = text!("核对两年的年报；改过的写明原因", "check both reports, and say why where one was changed");
            out.push(Finding::Wrong(Diagnostic::error(RULE.name, message).at(rec.place_of(Some(table))).help(help)));
        };
        for column in COLUMNS {
            let before = row(*last, "requests", "row", "carried_out").and_then(|item| count(item, column));
            let now = row(*rec, "requests", "row", "carried_in").and_then(|item| count(item, column));
            if let Some((before, now)) = before.zip(now).filter(|(before, now)| before != now) {
                told(
                    "requests",
                    text!(
                        "“上年结转”是{now}，上一年的“结转下年”是{before}",
                        "{now} are carried in, and the last report carried out {before}"
                    ),
                );
                break;
            }
        }
        for code in ["regulations", "norms"] {
            let before = row(*last, "active", "kind", code).and_then(|item| count(item, "in_force"));
            let Some((before, item)) = before.zip(row(*rec, "active", "kind", code)) else { continue };
            let [Some(made), Some(repealed), Some(now)] =
                ["made", "repealed", "in_force"].map(|name| count(item, name))
            else {
                continue;
            };
            if before + made - repealed != now {
                let name = item.words(rec.site, "kind");
                let (zh, en) = (name.zh, name.en);
                told(
                    "active",
                    text!(
                        "{zh}：去年有效{before}，制发{made}，废止{repealed}，现行有效写的是{now}",
                        "{en}: {before} were in force, {made} made and {repealed} repealed, and {now} are said to be in force"
                    ),
                );
            }
        }
    }
    out
}

/// A report on a year that another one of the same body is on: which of them the next one follows is not known.
fn again(before: &[Rec<'_>], rec: Rec<'_>) -> Option<Finding> {
    let own = year(rec)?;
    let is_of_it = |other: &&Rec<'_>| {
        let is_same = other.collection == rec.collection && other.refs("body") == rec.refs("body");
        is_same && year(**other) == Some(own)
    };
    let first = before.iter().find(is_of_it)?.named();
    let (zh, en) = (first.zh, first.en);
    let what = text!("{own}年的年报已经有{zh}", "there is a report on {own} already: {en}");
    let problem = Diagnostic::warning(RULE.name, what).at(rec.place_of(Some("year")));
    Some(Finding::Wrong(problem.help(text!(
        "只留一份；不同单位的写上 body，年度写错的改过来",
        "keep one of them; say whose they are in `body`, or mend the year"
    ))))
}
