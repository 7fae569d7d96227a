//! `catalogue/cited-number`: a document number that is cited is that of a document that is known.

use rayon::prelude::ParallelIterator;

use crate::check::account::with;
use crate::check::catalogue::document_number::find;
use crate::check::rule::{Check, Example, Finding, Opt, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Page, Site, Source};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "catalogue/cited-number",
    severity: Severity::Warning,
    what: [
        "引用的文号和已知的文号对得上",
        "A number that is cited is known, where its issuer and year are those of a known one",
    ],
    why: ["文号抄错一个数字，读者就查到另一份文件", "With one wrong digit readers find another document"],
    fails: Example::page("见《政府网站发展指引》（国办发〔2017〕17号）。"),
    passes: Example::page("见《政府网站发展指引》（国办发〔2017〕47号）。"),
    source: "《党政机关公文处理工作条例》；Mingbai docs/formats.md",
    options: &[Opt::words(
        "known",
        &[
            "国办发〔2017〕47号",
            "国办发〔2017〕94号",
            "国办函〔2018〕12号",
            "国办秘函〔2019〕19号",
            "国办发〔2019〕54号",
            "国办公开办函〔2019〕61号",
            "国办公开办函〔2021〕28号",
            "国办公开办函〔2021〕30号",
        ],
        ["已知的文号，documents 里记了的不用再写", "Known numbers; those of records in `documents` are known already"],
    )],
    check: Check::Site(check),
};

fn check(site: &Site) -> Vec<Finding> {
    let mut known = RULE.words(site, "known");
    let records = with(site, &["doc_no"]);
    known.extend(records.iter().filter_map(|rec| rec.text("doc_no")));
    // Issuer with year, and the whole.
    let known: Vec<(&str, &str)> = known
        .into_iter()
        .filter_map(|number| {
            let found = find(number).into_iter().next().filter(|n| n.slip.is_none() && n.at.end == number.len())?;
            let year = number[found.at.clone()].find('〕')? + '〕'.len_utf8() + found.at.start;
            Some((&number[..year], number))
        })
        .collect();
    site.pages.par_iter().flat_map_iter(|page| of_page(&known, page)).collect()
}

fn of_page(known: &[(&str, &str)], page: &Page) -> Vec<Finding> {
    let Source::Markdown(file) = &page.source else { return Vec::new() };
    let body = file.body();
    let mut out = Vec::new();
    for cited in find(body).into_iter().filter(|n| n.slip.is_none()) {
        let until = &body[..cited.at.end];
        if known.iter().any(|(_, number)| until.ends_with(number)) {
            continue;
        }
        let Some(year) = body[cited.at.clone()].find('〕').map(|at| cited.at.start + at + '〕'.len_utf8()) else {
            continue;
        };
        let Some((issuer, near)) = known.iter().find(|(issuer, _)| body[..year].ends_with(issuer)) else { continue };
        let at = year - issuer.len()..cited.at.end;
        let said = &body[at.clone()];
        out.push(Finding::Wrong(
            Diagnostic::warning(
                RULE.name,
                text!("文号“{said}”不在已知的文号里，已知的有“{near}”", "`{said}` is no known document number; `{near}` is one"),
            )
            .at(page.source.body_place(at))
            .help(text!(
                "和原件核对；没有抄错的，记进 documents，或写进 checks 里 catalogue/cited-number 的 known",
                "check it against the document; one that is right goes into `documents`, or under `known` of catalogue/cited-number in `checks`"
            )),
        ));
    }
    out
}
