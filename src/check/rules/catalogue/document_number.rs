//! `catalogue/document-number`: document numbers are written as 某府办〔2023〕9号.

use std::collections::BTreeMap;

use rayon::prelude::ParallelIterator;

use crate::check::account::with;
use crate::check::catalogue::document_number::{DocumentNumber, Slip, find, unended};
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
    let today = site.config.clock.date();
    let mut out: Vec<Finding> = site.pages.par_iter().flat_map_iter(body).collect();
    let mut seen: BTreeMap<(usize, &str), Place> = BTreeMap::new();
    for rec in with(site, &["doc_no"]) {
        let Some(text) = rec.text("doc_no").map(str::trim) else { continue };
        let place = rec.place_of(Some("doc_no"));
        let found = find(text);
        let unended = if found.is_empty() { unended(text) } else { None };
        out.extend(found.iter().chain(&unended).filter_map(|n| told(text, n, place.clone())));
        let is_ahead = |n: &&DocumentNumber| n.year.parse().is_ok_and(|year: i16| year > today.year());
        if let Some(ahead) = found.iter().chain(&unended).find(is_ahead) {
            let year = &ahead.year;
            let what = text!(
                "发文字号“{text}”写的是{year}年，还没有到",
                "the document number `{text}` is of {year}, which is still to come"
            );
            let problem = Diagnostic::warning(RULE.name, what).at(place.clone());
            out.push(Finding::Wrong(problem.help(text!("照原件核对年份", "check the year against the document"))));
        }
        // Only what is a number for sure: 无, and the like, stand on many.
        if !matches!(&found[..], [only] if only.slip.is_none()) {
            continue;
        }
        if let Some(first) = seen.get(&(rec.collection, text)) {
            let (file, line) = (&first.file, first.line);
            let what = text!(
                "发文字号“{text}”已经用在 {file}:{line}",
                "the document number `{text}` stands in {file}:{line} already"
            );
            out.push(Finding::Wrong(Diagnostic::warning(RULE.name, what).at(place).help(text!(
                "照原件核对；同一份文件只记一条",
                "check it against the documents; enter each of them once"
            ))));
        } else {
            seen.insert((rec.collection, text), place);
        }
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
        Slip::Swapped => ("括号里是年份，序号在后面", "the year stands in the brackets, and the number after them"),
        Slip::Unended => ("末尾少了“号”", "号 is missing at its end"),
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
