//! `catalogue/review`: what is disclosed was reviewed before, by a post, on a day, for a reason.

use crate::check::account::Given;
use crate::check::catalogue::{entries, published};
use crate::check::example::Base;
use crate::check::privacy::names_somebody;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::{Site, Unknown, Value, says_nothing};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "catalogue/review",
    severity: Severity::Error,
    what: [
        "目录里的每份文件，公开前有保密审查记录：岗位、日期、依据",
        "Every document in the catalogue was reviewed before it was published: by which post, when, on what basis",
    ],
    why: ["先审查、后公开，逐项留痕；没有记录，等于没有审", "Review comes first, item by item; without a record there was none"],
    fails: Example::files(&[("content/documents/a.yaml", "- {id: a, title: 办法, index_no: 91350100M000100Y43/2023-00012, published: 2023-05-08 09:00}")]).on(Base::Town),
    passes: Example::files(&[("content/organisations/z.yaml", "- {id: zhen, title: 镇政府}"), ("content/documents/a.yaml", "- {id: a, title: 办法, summary: 水圳怎样管护。, index_no: 91350100M000100Y43/2023-00012, date_issued: 2023-05-04, issued_by: organisations/zhen, published: 2023-05-08 09:00, validity: 有效, reviewed_by: 党政办, reviewed_on: 2023-05-06, review_basis: 《保守国家秘密法》}")]).on(Base::Town),
    source: "《保守国家秘密法》第三十五条；《政府信息公开条例》第十七条",
    options: &[],
    check: Check::Site(check),
};

fn check(site: &Site) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rec in entries(site) {
        let fields = ["reviewed_by", "reviewed_on", "review_basis"];
        // What is not stated, or still owed, was not done before publication.
        let lacks = |field: &&str| match rec.given(field) {
            Given::Absent | Given::Unknown(Unknown::NotStated | Unknown::Pending) => true,
            Given::Known(values) => matches!(values, [Value::Text(text)] if says_nothing(text)),
            Given::Unknown(_) => false,
        };
        let missing: Vec<_> = fields.into_iter().filter(lacks).map(|f| rec.label(f)).collect();
        if !missing.is_empty() {
            let zh: Vec<&str> = missing.iter().map(|m| m.zh.as_str()).collect();
            let en: Vec<&str> = missing.iter().map(|m| m.en.as_str()).collect();
            let (zh, en) = (zh.join("、"), en.join(", "));
            findings.push(Finding::Wrong(
                Diagnostic::error(RULE.name, text!("没有审查记录：缺{zh}", "there is no record of its review: {en}"))
                    .at(rec.place_of(None))
                    .help(text!(
                        "补上审查的岗位（不写人名）、日期和依据",
                        "add the post (never a name), the day and the basis"
                    )),
            ));
        }
        if rec.text("reviewed_by").is_some_and(|by| !says_nothing(by) && names_somebody(by)) {
            findings.push(Finding::Wrong(
                Diagnostic::warning(
                    RULE.name,
                    text!("审查岗位写的像是人名", "who reviewed it looks like somebody's name"),
                )
                // What stands there is the name.
                .at(Place { excerpt: None, ..rec.place_of(Some("reviewed_by")) })
                .help(text!("写岗位，不写人名", "name the post, never a person")),
            ));
        }
        let reviewed = rec.date("reviewed_on").and_then(|when| when.bounds().0);
        if let Some((first, day)) = reviewed.zip(published(rec))
            && day.bounds().is_some_and(|(day, _)| first > day)
        {
            findings.push(Finding::Wrong(
                Diagnostic::error(
                    RULE.name,
                    text!("{first}才审查，{day}已经发布", "it was reviewed on {first}, and published on {day}"),
                )
                .at(rec.place_of(Some("reviewed_on")))
                .help(text!(
                    "核对两个日期；真的先发后审，按程序补正",
                    "check both days; where it was published first, follow the procedure"
                )),
            ));
        }
    }
    findings
}
