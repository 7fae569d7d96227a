//! `report/sums`: the tables of an annual report add up.

use super::{COLUMNS, count, row};
use crate::check::account::{Item, Rec, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::model::{Kind, Site};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "report/sums",
    severity: Severity::Error,
    what: [
        "年报的表对得上：新收加结转等于办结加结转下年，总计等于各列、各行之和",
        "The tables of annual reports add up: what came and was carried over is what was handled and is carried on, and totals are those of their columns and rows",
    ],
    why: ["勾稽关系是格式里写明的；对不上，说明有申请没算进去", "The format prints these sums; where they fail, requests were left out"],
    fails: Example::files(&[("content/annual_reports/a.yaml", "- id: a\n  title: 2023年年报\n  year: 2023\n  requests:\n    - {row: 本年新收, natural: 3, total: 3}\n    - {row: 上年结转, natural: 1, total: 1}\n    - {row: 办理结果总计, natural: 3, total: 3}\n    - {row: 结转下年度继续办理, natural: 0, total: 0}")]).on(Base::Town),
    passes: Example::files(&[("content/annual_reports/a.yaml", "- id: a\n  title: 2023年年报\n  year: 2023\n  requests:\n    - {row: 本年新收, natural: 3, enterprise: 1, research: 0, welfare: 0, legal: 0, other: 0, total: 4}\n    - {row: 上年结转, natural: 1, total: 1}\n    - {row: 办理结果总计, natural: 3, enterprise: 1, total: 4}\n    - {row: 结转下年度继续办理, natural: 1, enterprise: 0, total: 1}\n  cases:\n    - {kind: 行政复议, upheld: 1, corrected: 0, other: 0, pending: 1, total: 2}")]).on(Base::Town),
    source: "《政府信息公开工作年度报告格式》勾稽关系（国办公开办函〔2021〕30号）",
    options: &[],
    check: Check::Site(check),
};

/// Rows that say how requests came in, what became of all of them, and what is left.
const FRAME: [&str; 4] = ["new", "carried_in", "handled", "carried_out"];

const CASES: [&str; 4] = ["upheld", "corrected", "other", "pending"];

fn check(site: &Site) -> Vec<Finding> {
    let mut out = Vec::new();
    for rec in with(site, &["year", "requests"]) {
        for column in COLUMNS {
            balance(rec, column, &mut out);
            results(rec, column, &mut out);
        }
        for (table, key) in [("active", "kind"), ("requests", "row"), ("cases", "kind")] {
            twice(rec, table, key, &mut out);
        }
        for item in rec.items("requests") {
            across(rec, item, ("requests", "row"), &COLUMNS[..6], &mut out);
        }
        for item in rec.items("cases") {
            across(rec, item, ("cases", "kind"), &CASES, &mut out);
        }
    }
    out
}

/// A row that stands in a table twice.
fn twice(rec: Rec<'_>, table: &str, key: &str, out: &mut Vec<Finding>) {
    let items = rec.items(table);
    for (at, item) in items.iter().enumerate() {
        let before = |code| items[..at].iter().filter(|other| other.code(key) == Some(code)).count();
        if item.code(key).map(before) == Some(1) {
            let name = item.words(rec.site, key);
            let (zh, en) = (name.zh, name.en);
            out.push(told(rec, table, text!("“{zh}”一行不止一条", "row `{en}` stands there more than once")));
        }
    }
}

/// 新收 + 上年结转 = 办理结果总计 + 结转下年, in one column. Where one of them is not stated, the others are not more than it
/// leaves room for: there is no less than none.
fn balance(rec: Rec<'_>, column: &str, out: &mut Vec<Finding>) {
    let [new, before, handled, after] =
        FRAME.map(|code| row(rec, "requests", "row", code).and_then(|item| count(item, column)));
    let known = |side: [Option<i128>; 2]| side.into_iter().flatten().sum::<i128>();
    let [came, went] = [[new, before], [handled, after]];
    let [is_all, is_gone] = [came, went].map(|side| side.iter().all(Option::is_some));
    let is_wrong = match (is_all, is_gone) {
        (true, true) => known(came) != known(went),
        (true, false) => known(went) > known(came),
        (false, true) => known(came) > known(went),
        (false, false) => false,
    };
    if !is_wrong {
        return;
    }
    let (zh, en) = titled(rec, "requests", column);
    let what = if let [Some(new), Some(before), Some(handled), Some(after)] = [new, before, handled, after] {
        text!(
            "“{zh}”一列：新收{new}加上年结转{before}，不等于办结{handled}加结转下年{after}",
            "column `{en}`: {new} new and {before} carried over are not {handled} handled and {after} carried on"
        )
    } else {
        let (came, went) = (known(came), known(went));
        let (more, less) = if is_all { (went, came) } else { (came, went) };
        if is_all {
            text!(
                "“{zh}”一列：新收加上年结转是{less}，办结和结转下年里写出来的已经有{more}",
                "column `{en}`: {less} came in or were carried over, and {more} are said to be handled or carried on"
            )
        } else {
            text!(
                "“{zh}”一列：办结加结转下年是{less}，新收和上年结转里写出来的已经有{more}",
                "column `{en}`: {less} were handled or carried on, and {more} are said to have come in or been carried over"
            )
        }
    };
    out.push(told(rec, "requests", what));
}

/// 办理结果总计 = all results, in one column; where not all of them are stated, it is no less than those that are.
fn results(rec: Rec<'_>, column: &str, out: &mut Vec<Finding>) {
    let Some(codes) = choices(rec, "requests", "row") else { return };
    let parts = codes.iter().filter(|code| !FRAME.contains(code));
    let cell = |code: &&str| count(row(rec, "requests", "row", code)?, column);
    let total = row(rec, "requests", "row", "handled").and_then(|item| count(item, column));
    if let Some((sum, total)) = added(parts.map(cell), total) {
        let (zh, en) = titled(rec, "requests", column);
        let what = text!(
            "“{zh}”一列：各项办理结果合计{sum}，总计写的是{total}",
            "column `{en}`: the results come to {sum}, and their total says {total}"
        );
        out.push(told(rec, "requests", what));
    }
}

/// The total of a row is the sum of its columns; where not all of them are stated, it is no less than those that are.
fn across(rec: Rec<'_>, item: Item<'_>, (table, key): (&str, &str), columns: &[&str], out: &mut Vec<Finding>) {
    let parts = columns.iter().map(|column| count(item, column));
    if let Some((sum, total)) = added(parts, count(item, "total")) {
        let name = item.words(rec.site, key);
        let (zh, en) = (name.zh, name.en);
        let what = text!(
            "“{zh}”一行：各列合计{sum}，总计写的是{total}",
            "row `{en}`: its columns come to {sum}, and its total says {total}"
        );
        out.push(told(rec, table, what));
    }
}

/// The sum of parts and their total, where they do not fit: parts that are not stated may be any number, but for less than
/// none.
fn added(parts: impl Iterator<Item = Option<i128>>, total: Option<i128>) -> Option<(i128, i128)> {
    let parts: Vec<Option<i128>> = parts.collect();
    let sum: i128 = parts.iter().flatten().sum();
    let is_whole = parts.iter().all(Option::is_some);
    total.filter(|total| if is_whole { sum != *total } else { sum > *total }).map(|total| (sum, total))
}

fn told(rec: Rec<'_>, table: &str, what: Text) -> Finding {
    let help = text!("照登记台账核对这几个数", "check these numbers against the register");
    Finding::Wrong(Diagnostic::error(RULE.name, what).at(rec.place_of(Some(table))).help(help))
}

/// What a column of a table is called.
fn titled(rec: Rec<'_>, table: &str, column: &str) -> (String, String) {
    let field = rec.field(table).and_then(|index| {
        let Kind::Items(fields) = &rec.schema().fields[index].kind else { return None };
        fields.iter().find(|field| field.name == column)
    });
    let title = |tag| field.map_or_else(|| column.to_owned(), |field| field.title.get(tag).to_owned());
    (title("zh-CN"), title("en"))
}

/// The codes of a choice in a table.
fn choices<'s>(rec: Rec<'s>, table: &str, key: &str) -> Option<Vec<&'s str>> {
    let Kind::Items(fields) = &rec.schema().fields[rec.field(table)?].kind else { return None };
    let Kind::Choice(choices) = &fields.iter().find(|field| field.name == key)?.kind else { return None };
    Some(choices.iter().map(|choice| choice.value.as_str()).collect())
}
