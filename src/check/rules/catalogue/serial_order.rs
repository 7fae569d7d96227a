//! `catalogue/serial-order`: serial numbers of index numbers go up with the days of publication.

use std::collections::BTreeMap;

use crate::check::catalogue::index_number::read;
use crate::check::catalogue::{entries, published};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::check::rules::catalogue::index_number;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "catalogue/serial-order",
    severity: Severity::Warning,
    what: ["流水号大的，发布不比小的早", "A higher serial number is not published before a lower one"],
    why: ["先编后号、后编前号，多半是补录或改过日期", "Numbers out of order usually mean that something was entered later, or its date altered"],
    fails: Example::files(&[("content/documents/a.yaml", "- {id: a, title: 甲, index_no: 91350100M000100Y43/2023-00011, published: 2023-05-08 09:00}\n- {id: b, title: 乙, index_no: 91350100M000100Y43/2023-00012, published: 2023-04-08 09:00}")]).on(Base::Town),
    passes: Example::files(&[("content/organisations/z.yaml", "- {id: zhen, title: 镇政府}"), ("content/documents/a.yaml", "- {id: a, title: 甲, summary: 水圳怎样管护。, index_no: 91350100M000100Y43/2023-00012, date_issued: 2023-05-04, issued_by: organisations/zhen, published: 2023-05-08 09:00, validity: 有效, reviewed_by: 党政办, reviewed_on: 2023-05-06, review_basis: 《保守国家秘密法》}\n- {id: b, title: 乙, summary: 陂头怎样管护。, index_no: 91350100M000100Y43/2023-00013, date_issued: 2023-05-04, issued_by: organisations/zhen, published: 2023-05-09 09:00, validity: 有效, reviewed_by: 党政办, reviewed_on: 2023-05-06, review_basis: 《保守国家秘密法》}")]).on(Base::Town),
    source: "《政府网站与政务新媒体检查指标》单项否决：伪造发稿日期（国办秘函〔2019〕19号）",
    options: &[],
    check: Check::Site(check),
};

fn check(site: &Site) -> Vec<Finding> {
    let forms = index_number::RULE.words(site, "forms");
    let mut series = BTreeMap::new();
    for rec in entries(site) {
        let Some(number) = rec.text("index_no").map(str::trim) else { continue };
        let read = forms.iter().find_map(|form| read(number, form));
        if let Some((read, day)) = read.zip(published(rec))
            && let Some(serial) = read.serial
        {
            series.entry(read.series).or_insert_with(Vec::new).push((serial, day, number, rec));
        }
    }
    let mut findings = Vec::new();
    for list in series.values_mut() {
        list.sort_by_key(|(serial, day, ..)| (*serial, day.bounds()));
        for pair in list.windows(2).filter(|pair| pair[1].1.bounds() < pair[0].1.bounds()) {
            let ((_, before, first, _), (_, day, number, rec)) = (pair[0], pair[1]);
            findings.push(Finding::Wrong(
                Diagnostic::warning(
                    RULE.name,
                    text!(
                        "“{number}”{day}发布，比它前面的“{first}”（{before}）还早",
                        "`{number}` was published on {day}, before `{first}` ({before})"
                    ),
                )
                .at(rec.place_of(Some("index_no")))
                .help(text!(
                    "核对两份文件的索引号和发布日期；补录的写豁免和原因",
                    "check numbers and days of both; waive what was entered later, with the reason"
                )),
            ));
        }
    }
    findings
}
