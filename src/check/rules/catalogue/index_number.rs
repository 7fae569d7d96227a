//! `catalogue/index-number`: index numbers have their form and check character, and no two documents share one.

use std::collections::BTreeMap;

use crate::check::catalogue::entries;
use crate::check::catalogue::index_number::{is_form, read};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Finding, Opt, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity, Text};
use crate::model::Site;
use crate::text;
use crate::value::is_credit_code;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "catalogue/index-number",
    severity: Severity::Error,
    what: ["索引号写法对、校验位对、不重复", "Index numbers are well formed, with the right check character, and each once"],
    why: ["索引号是目录的钥匙，错一位、重一个就找错文件", "They are the keys of the catalogue: a wrong one leads to another document"],
    fails: Example::files(&[("content/documents/a.yaml", "- {id: a, title: 办法, index_no: 91350100M000100Y44/2023-00012}")]).on(Base::Town),
    passes: Example::files(&[("content/organisations/z.yaml", "- {id: zhen, title: 镇政府}"), ("content/documents/a.yaml", "- {id: a, title: 办法, summary: 水圳怎样管护。, index_no: 91350100M000100Y43/2023-00012, date_issued: 2023-05-04, issued_by: organisations/zhen, published: 2023-05-08 09:00, validity: 有效, reviewed_by: 党政办, reviewed_on: 2023-05-06, review_basis: 《保守国家秘密法》}")]).on(Base::Town),
    source: "《政府信息公开条例》第十二条；GB 32100-2015 法人和其他组织统一社会信用代码编码规则",
    options: &[Opt::words(
        "forms",
        &["{code}/{year}-{serial}", "{code}/{year}{month}-{serial}", "{body}/{year}-{serial}"],
        [
            "写法：{code}是18位统一社会信用代码，{body}是9位机构代码，{year}{month}{serial}是年、月、流水号，#是一位数字",
            "Forms: {code} is a credit code of 18 characters, {body} a code of 9, {year}, {month} and {serial} are what they say, # is a digit",
        ],
    )
    .but(no_form)],
    check: Check::Site(check),
};

fn no_form(word: &str, _: &[&str]) -> Option<(Text, Text)> {
    let what = || {
        (
            text!("没有索引号写得成“{word}”", "no index number can be written as `{word}`"),
            text!(
                "花括号里只能写 code、body、year、month、serial，例如“{{code}}/{{year}}-{{serial}}”",
                "in braces write code, body, year, month or serial, such as `{{code}}/{{year}}-{{serial}}`"
            ),
        )
    };
    (!is_form(word)).then(what)
}

fn check(site: &Site) -> Vec<Finding> {
    let forms = RULE.words(site, "forms");
    let today = site.config.clock.date();
    let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
    let mut serials: BTreeMap<(&str, u64), (&str, Place)> = BTreeMap::new();
    let mut findings = Vec::new();
    for rec in entries(site) {
        let Some(number) = rec.text("index_no").map(str::trim) else { continue };
        let place = rec.place_of(Some("index_no"));
        let made = rec.date("date_issued").and_then(|when| when.bounds().0);
        let mut tell = |severity: Severity, what: Text, help: Text| {
            findings.push(Finding::Wrong(Diagnostic::new(RULE.name, severity, what).at(place.clone()).help(help)));
        };
        match forms.iter().find_map(|form| read(number, form)) {
            None => tell(
                Severity::Error,
                text!("索引号“{number}”的写法不对", "the index number `{number}` is not well formed"),
                text!(
                    "照本地的编法写，例如“信用代码/2023-00012”；别的编法写进 checks 里 catalogue/index-number 的 forms",
                    "write it in the local form, such as `CODE/2023-00012`; list other forms under `forms` of catalogue/index-number in `checks`"
                ),
            ),
            Some(read) => {
                if let Some(code) = read.code.filter(|code| !is_credit_code(code)) {
                    tell(
                        Severity::Error,
                        text!(
                            "索引号里的统一社会信用代码“{code}”校验位不对",
                            "the credit code `{code}` in an index number has a wrong check character"
                        ),
                        text!("照登记证书核对代码", "check the code against the certificate"),
                    );
                }
                // A document may be numbered years after it was published, but not before its year.
                if let Some(year) = read.year.filter(|year| *year > today.year()) {
                    tell(
                        Severity::Error,
                        text!(
                            "索引号“{number}”写的是{year}年，还没有到",
                            "the index number `{number}` is of {year}, which is still to come"
                        ),
                        text!("核对索引号里的年份", "check the year of the number"),
                    );
                }
                if let Some((year, made)) = read.year.zip(made).filter(|(year, made)| *year < made.year()) {
                    let what = text!(
                        "索引号“{number}”写的是{year}年，文件{made}才形成",
                        "the index number `{number}` is of {year}, and the document was made on {made}"
                    );
                    tell(
                        Severity::Warning,
                        what,
                        text!("核对索引号里的年份和成文日期", "check the year of the number and the date"),
                    );
                }
                if let Some(serial) = read.serial {
                    match serials.get(&(read.series, serial)) {
                        Some((other, at)) if *other != number => {
                            let (file, line) = (&at.file, at.line);
                            let what = text!(
                                "索引号“{number}”和 {file}:{line} 的“{other}”是同一个流水号，只差前面的0",
                                "the index number `{number}` has the serial of `{other}` in {file}:{line}, but for zeros"
                            );
                            tell(
                                Severity::Warning,
                                what,
                                text!(
                                    "一份文件一个索引号，流水号位数写齐",
                                    "give each document a number of its own, with as many digits"
                                ),
                            );
                        }
                        Some(_) => {}
                        None => drop(serials.insert((read.series, serial), (number, place.clone()))),
                    }
                }
            }
        }
        if let Some(first) = seen.get(number) {
            let (file, line) = (&first.file, first.line);
            tell(
                Severity::Error,
                text!(
                    "索引号“{number}”已经用在 {file}:{line}",
                    "the index number `{number}` stands in {file}:{line} already"
                ),
                text!("一份文件一个索引号", "give each document a number of its own"),
            );
        } else {
            seen.insert(number, place);
        }
    }
    findings
}
