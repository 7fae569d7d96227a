//! `catalogue/document-number`: document numbers are written as 某府办〔2023〕9号.

use rayon::prelude::ParallelIterator;

use crate::check::account::with;
use crate::check::catalogue::document_number::{DocumentNumber, Slip, find};
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::{Page, Site, Source};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "catalogue/document-number",
    severity: Severity::Warning,
    what: ["发文字号写成“某府办〔2023〕9号”", "Document numbers are written as 某府办〔2023〕9号"],
    why: [
        "括号、年份写法不一，检索就漏掉；少一半括号，年份和序号就混在一起",
        "Search misses other forms; without a bracket year and number run together",
    ],
    fails: Example::page("见国办发[2019]54号。"),
    passes: Example::page("见国办发〔2019〕54号。"),
    source: "GB/T 9704-2012 党政机关公文格式 7.2.5；《党政机关公文处理工作条例》",
    options: &[],
    check: Check::Site(check),
};

fn check(site: &Site) -> Vec<Finding> {
    let mut out: Vec<Finding> = site.pages.par_iter().flat_map_iter(body).collect();
    for rec in with(site, &["doc_no"]) {
        let Some(text) = rec.text("doc_no") else { continue };
        out.extend(find(text).into_iter().filter_map(|n| told(text, &n, rec.place_of(Some("doc_no")))));
    }
    out
}

fn body(page: &Page) -> Vec<Finding> {
    let Source::Markdown(file) = &page.source else { return Vec::new() };
    let body = file.body();
    find(body).into_iter().filter_map(|n| told(body, &n, page.source.body_place(n.at.clone()))).collect()
}

fn told(text: &str, found: &DocumentNumber, place: Place) -> Option<Finding> {
    let slip = found.slip?;
    let (zh, en) = match slip {
        Slip::Brackets => ("年份要用六角括号〔〕", "the year stands in 〔〕"),
        Slip::Lost => ("少了半个括号", "a bracket is missing"),
        Slip::Year => ("年份要写四位", "the year has four digits"),
        Slip::Ordinal => ("序号前不写“第”", "no 第 stands before the number"),
        Slip::Zeros => ("序号前不补0", "no zeros stand before the number"),
    };
    let (said, year, number) = (&text[found.at.clone()], &found.year, &found.number);
    Some(Finding::Wrong(
        Diagnostic::warning(RULE.name, text!("发文字号“…{said}”：{zh}", "the document number `…{said}`: {en}"))
            .at(place)
            .help(match slip {
                Slip::Year => text!("照原件写全年份", "write the whole year, as the document has it"),
                _ => text!(
                    "写成“…〔{year}〕{number}号”，并和原件核对",
                    "write `…〔{year}〕{number}号`, and check it against the document"
                ),
            }),
    ))
}
