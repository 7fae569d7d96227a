//! `catalogue/cited-number`: a document number that is cited is that of the document named beside it, and no near miss of a
//! known one. A number of which nothing is known is let be: nobody lists all of an issuer's.

use rayon::prelude::ParallelIterator;

use crate::check::account::with;
use crate::check::catalogue::cited::{Cited, Known, is_near, same_title};
use crate::check::catalogue::document_number::find;
use crate::check::rule::{Check, Example, Finding, Opt, Rule};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::model::{Page, Site, Source};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "catalogue/cited-number",
    severity: Severity::Warning,
    what: [
        "引用的文号是旁边那份文件的，不是把已知的文号抄错一位",
        "A number that is cited is that of the document named beside it, and not a known one with a digit changed",
    ],
    why: ["文号抄错一个数字，读者就查到另一份文件", "With one wrong digit readers find another document"],
    fails: Example::page("见《政府网站发展指引》（国办发〔2017〕17号）。"),
    passes: Example::page("见《政府网站发展指引》（国办发〔2017〕47号）和国办发〔2016〕80号。"),
    source: "《党政机关公文处理工作条例》；Mingbai docs/formats.md",
    options: &[Opt::words(
        "known",
        &[
            "国办发〔2017〕47号=政府网站发展指引",
            "国办发〔2017〕94号",
            "国办函〔2018〕12号",
            "国办秘函〔2019〕19号=政府网站与政务新媒体检查指标",
            "国办发〔2019〕54号",
            "国办公开办函〔2019〕61号",
            "国办公开办函〔2021〕28号",
            "国办公开办函〔2021〕30号=政府信息公开工作年度报告格式",
        ],
        [
            "已知的文号，可以写成“文号=标题”；documents 里记了的不用再写",
            "Known numbers, with a title as `number=title`; those of records in `documents` are known already",
        ],
    )
    .but(no_number)],
    check: Check::Site(check),
};

fn no_number(word: &str, known: &[&str]) -> Option<(Text, Text)> {
    let Some(own) = Known::read(word) else {
        return Some((
            text!("“{word}”不是文号", "`{word}` is no document number"),
            text!(
                "写成“某府办〔2023〕9号”，或“某府办〔2023〕9号=标题”",
                "write `某府办〔2023〕9号`, or `某府办〔2023〕9号=TITLE`"
            ),
        ));
    };
    let mut others = known.iter().filter_map(|word| Known::read(word));
    let is_there = others.any(|other| other.number == own.number && (own.title.is_none() || own.title == other.title));
    is_there.then(|| (text!("“{word}”本来就在里面", "`{word}` is there already"), text!("删掉它", "remove it")))
}

fn check(site: &Site) -> Vec<Finding> {
    let words = RULE.words(site, "known");
    let mut known: Vec<Known<'_>> = words.iter().filter_map(|word| Known::read(word)).collect();
    for rec in with(site, &["doc_no"]) {
        let own = rec.text("doc_no").and_then(|number| Known::read(number.trim()));
        known.extend(own.map(|own| own.of_record(&rec.here().title)));
    }
    site.pages.par_iter().flat_map_iter(|page| of_page(&known, page)).collect()
}

fn of_page(known: &[Known<'_>], page: &Page) -> Vec<Finding> {
    let Source::Markdown(file) = &page.source else { return Vec::new() };
    let body = file.body();
    let all = find(body).into_iter().filter(|number| number.slip.is_none());
    all.filter_map(|number| one(known, page, &Cited::of(body, number))).collect()
}

fn one(known: &[Known<'_>], page: &Page, cited: &Cited<'_>) -> Option<Finding> {
    let is_it = |known: &&Known<'_>| cited.until.ends_with(known.number);
    let told = |severity: Severity, issuer: usize, what: &dyn Fn(&str) -> Text| {
        let at = cited.at.start - issuer..cited.at.end;
        let said = &cited.until[at.start..];
        Some(Finding::Wrong(
            Diagnostic::new(RULE.name, severity, what(said))
                .at(page.source.body_place(at))
                .help(text!(
                    "和原件核对；没有抄错的，记进 documents，或写进 checks 里 catalogue/cited-number 的 known",
                    "check it against the document; one that is right goes into `documents`, or under `known` of catalogue/cited-number in `checks`"
                )),
        ))
    };
    if let Some(title) = cited.title {
        let mut of_it = known.iter().filter(|known| known.title.is_some_and(|own| same_title(own, title)));
        let first = of_it.next()?;
        let (number, own) = (first.number, first.title.unwrap_or(title));
        // A plan has the same title every year: of a record only what is nearly its number is meant to be that.
        let is_meant = first.is_listed || is_near(first, cited) || first.is_of_series(cited);
        if is_it(&first) || !is_meant || of_it.any(|other| other.number != number) {
            return None;
        }
        return told(RULE.severity, cited.issuer, &|said| {
            text!(
                "《{own}》的文号是“{number}”，这里写的是“{said}”",
                "the number of 《{own}》 is `{number}`, and here it is `{said}`"
            )
        });
    }
    if known.iter().any(|known| is_it(&known)) {
        return None;
    }
    let near = known.iter().find(|known| known.is_listed && is_near(known, cited))?;
    let number = near.number;
    told(Severity::Note, near.issuer().len(), &|said| {
        text!(
            "文号“{said}”和已知的“{number}”只差一位，是不是抄错了",
            "`{said}` is one digit away from `{number}`, which is known: is it meant?"
        )
    })
}
