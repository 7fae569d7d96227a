//! `catalogue/entry`: what stands in the disclosure catalogue says all that the catalogue has to say of it.

use crate::check::account::Given;
use crate::check::catalogue::{entries, published};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "catalogue/entry",
    severity: Severity::Error,
    what: [
        "目录里的文件写全了索引号、概述、成文日期、发布机构、发布日期和效力",
        "A document in the catalogue has its index number, summary, date, issuer, day of publication and validity",
    ],
    why: ["目录缺一项，读者就查不到、认不准", "Without one of them readers do not find a document, or not the right one"],
    fails: Example::files(&[("content/documents/a.yaml", "- {id: a, title: 办法, index_no: 11440000000000019T/2023-00012, doc_no: 原文未写}")]).on(Base::Town),
    passes: Example::files(&[("content/organisations/z.yaml", "- {id: zhen, title: 镇政府}"), ("content/documents/a.yaml", "- {id: a, title: 办法, summary: 水圳怎样管护。, index_no: 待补充（党政办编号）, disclosure_item: 不适用, date_issued: 2023-05-04, issued_by: organisations/zhen, published: 2023-05-08 09:00, validity: 有效, reviewed_by: 党政办, reviewed_on: 2023-05-06, review_basis: 《保守国家秘密法》}")]).on(Base::Town),
    source: "《政府信息公开条例》第十二条；《政府网站发展指引》（国办发〔2017〕47号）",
    options: &[],
    check: Check::Site(check),
};

fn check(site: &Site) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rec in entries(site) {
        let fields = ["index_no", "date_issued", "issued_by", "validity"];
        let absent = fields.into_iter().filter(|field| matches!(rec.given(field), Given::Absent));
        let mut missing: Vec<_> = absent.map(|field| rec.label(field)).collect();
        if rec.here().summary.trim().is_empty() {
            missing.push(text!("内容概述（summary）", "summary"));
        }
        if published(rec).is_none() {
            missing.push(text!("发布日期（published）", "day of publication (`published`)"));
        }
        if missing.is_empty() {
            continue;
        }
        let zh: Vec<&str> = missing.iter().map(|m| m.zh.as_str()).collect();
        let en: Vec<&str> = missing.iter().map(|m| m.en.as_str()).collect();
        let (zh, en) = (zh.join("、"), en.join(", "));
        findings.push(Finding::Wrong(
            Diagnostic::error(RULE.name, text!("目录条目缺{zh}", "an entry of the catalogue lacks: {en}"))
                .at(rec.place_of(None))
                .help(text!(
                    "补上；查不到的写明“原文未写”或“待补充”",
                    "add them; say `not_stated` or `pending` of what cannot be found"
                )),
        ));
    }
    findings
}
