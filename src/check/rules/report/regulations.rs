//! `report/regulations`: a town has made no regulations.

use super::{count, row};
use crate::check::account::with;
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "report/regulations",
    severity: Severity::Error,
    what: ["乡镇年报里的“规章”都是0", "The annual report of a town has no regulations"],
    why: [
        "规章只有国务院部门、省和设区的市能制定；乡镇填了数，是把别的文件算进去了（能制定规章的单位关掉这条）",
        "Only ministries, provinces and large cities make regulations; a town that reports some has counted other documents (a body that makes them turns this off)",
    ],
    fails: Example::files(&[(
        "content/annual_reports/a.yaml",
        "- {id: a, title: 2023年年报, year: 2023, active: [{kind: 规章, made: 0, in_force: 6}]}",
    )])
    .on(Base::Town),
    passes: Example::files(&[(
        "content/annual_reports/a.yaml",
        "- {id: a, title: 2023年年报, year: 2023, active: [{kind: 规章, made: 0, repealed: 0, in_force: 0}]}",
    )])
    .on(Base::Town),
    source: "《立法法》；《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）",
    options: &[],
    check: Check::Site(check),
};

fn check(site: &Site) -> Vec<Finding> {
    let mut out = Vec::new();
    for rec in with(site, &["year", "active"]) {
        let Some(item) = row(rec, "active", "kind", "regulations") else { continue };
        let most = ["made", "repealed", "in_force"].into_iter().filter_map(|name| count(item, name)).max();
        if let Some(said) = most.filter(|most| *most > 0) {
            let message = text!(
                "年报里“规章”写了{said}件，乡镇不能制定规章",
                "the report has {said} regulations, and a town makes none"
            );
            let help = text!("改成0，规范性文件填到下一行", "write 0, and count normative documents in their own row");
            out.push(Finding::Wrong(Diagnostic::error(RULE.name, message).at(rec.place_of(Some("active"))).help(help)));
        }
    }
    out
}
