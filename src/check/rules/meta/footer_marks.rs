//! `meta/footer-marks`: an official site shows its registered marks on every page, or says that it is a demonstration.

use std::sync::Arc;

use crate::check::facts::Facts;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity, Text};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "meta/footer-marks",
    severity: Severity::Error,
    what: [
        "正式网站的页脚有标识码、备案号、主办单位和电话，写法都对；没有的写明是演示站",
        "The footer of an official site has its registered codes, publisher and phone, all well formed; others say that they are demonstrations",
    ],
    why: [
        "读者靠这些认出是不是真的政府网站，检查也逐页看",
        "Readers tell by them whether a site is the government's own, and inspections look at each page",
    ],
    fails: Example::site(
        "demonstration: false\nidentifiers: {site_id_code: '440000001', icp: 粤ICP备05000000, public_security: 粤公网安备44000002000001号}\ncontact: {phone: 0753-1234567}",
    ),
    passes: Example::site(
        "demonstration: false\nidentifiers: {site_id_code: '4400000012', icp: 粤ICP备05000000号-1, public_security: 粤公网安备44000002000001号}\ncontact: {phone: 0753-1234567}",
    ),
    source: "《政府网站发展指引》底部功能区（国办发〔2017〕47号）",
    options: &[],
    check: Check::Outputs(check),
};

/// What provinces are called in registered numbers.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// Pages that are told of: what a template leaves out it leaves out everywhere.
const MOST: usize = 5;

/// A mark: its key, what it is, whether a text is one, how one is written.
type Mark = (&'static str, [&'static str; 2], fn(&str) -> bool, &'static str);
const MARKS: [Mark; 3] = [
    ("site_id_code", ["网站标识码", "site code"], is_site_code, "4400000012"),
    ("icp", ["ICP备案号", "ICP number"], is_icp, "粤ICP备05000000号-1"),
    ("public_security", ["公安备案号", "public security number"], is_public_security, "粤公网安备44000002000001号"),
];

fn check(site: &Site, facts: &[Arc<Facts>]) -> Vec<Finding> {
    let config = &site.config;
    let mut findings = Vec::new();
    let mut told = |message: Text, help: Text, place: Place| {
        findings.push(Finding::Wrong(Diagnostic::error(RULE.name, message).at(place).help(help)));
    };
    let settings = || Place::file("site.yaml");
    let mut missing: Vec<[&str; 2]> = Vec::new();
    for (key, [zh, en], is_one, form) in MARKS {
        match config.identifiers.get(key) {
            Some(mark) if !is_one(mark) => told(
                text!("{zh}“{mark}”的写法不对", "the {en} `{mark}` is not well formed"),
                text!("照登记的写，例如 {form}", "write it as it is registered, such as {form}"),
                settings(),
            ),
            None => missing.push([zh, en]),
            Some(_) => {}
        }
    }
    if config.demonstration {
        return findings;
    }
    if config.publisher.is_empty() {
        missing.push(["主办单位（publisher）", "publisher"]);
    }
    if !config.contact.contains_key("phone") {
        missing.push(["联系电话（contact 里的 phone）", "phone (under `contact`)"]);
    }
    if !missing.is_empty() {
        let names = |index: usize, and: &str| missing.iter().map(|m| m[index]).collect::<Vec<_>>().join(and);
        let (zh, en) = (names(0, "、"), names(1, ", "));
        told(
            text!("正式网站的页脚缺{zh}", "the footer of an official site lacks: {en}"),
            text!(
                "在 site.yaml 里补上；不是正式网站的，写 demonstration: true",
                "add them to site.yaml; a site that is not official says `demonstration: true`"
            ),
            settings(),
        );
    }
    let bare: Vec<&Facts> =
        facts.iter().map(|f| &**f).filter(|f| f.place.page.is_some() && !f.unmarked.is_empty()).collect();
    for facts in bare.iter().take(MOST) {
        let (file, marks) = (&facts.file, facts.unmarked.join(", "));
        told(
            text!("输出 {file} 的页脚没有 {marks}", "the footer of the output {file} does not show {marks}"),
            text!("模板的页脚里写上 site.identifiers", "print site.identifiers in the footer of the template"),
            facts.place.page.map_or_else(settings, |page| Place::file(site.pages[page].source.path().clone())),
        );
    }
    if bare.len() > MOST {
        let more = bare.len() - MOST;
        let help = text!("模板的页脚里写上 site.identifiers", "print site.identifiers in the footer of the template");
        told(text!("还有 {more} 页也这样", "{more} more pages are so"), help, settings());
    }
    findings
}

/// Six digits of a division and four more; of a ministry `bm` and eight digits.
fn is_site_code(text: &str) -> bool {
    let digits = text.strip_prefix("bm").filter(|rest| rest.len() == 8).or((text.len() == 10).then_some(text));
    digits.is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
}

/// 粤ICP备05000000号-1
fn is_icp(text: &str) -> bool {
    let Some((number, rest)) = of_province(text, "ICP备").and_then(|rest| rest.split_once('号')) else {
        return false;
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    number.len() >= 6 && is_number(number) && (rest.is_empty() || rest.strip_prefix('-').is_some_and(is_number))
}

/// 粤公网安备44000002000001号
fn is_public_security(text: &str) -> bool {
    let digits = of_province(text, "公网安备").and_then(|rest| rest.trim_start().strip_suffix('号'));
    digits.is_some_and(|digits| digits.len() == 14 && digits.bytes().all(|b| b.is_ascii_digit()))
}

fn of_province<'t>(text: &'t str, of: &str) -> Option<&'t str> {
    let mut chars = text.chars();
    PROVINCES.contains(chars.next()?).then(|| chars.as_str().strip_prefix(of)).flatten()
}

#[cfg(test)]
mod tests {
    use super::{is_icp, is_public_security, is_site_code};

    #[test]
    fn marks_are_written_as_registered() {
        assert!(["4400000012", "bm12345678"].into_iter().all(is_site_code));
        assert!(!["440000001", "44000000123", "bm1234567", "44000000I2"].into_iter().any(is_site_code));
        assert!(["粤ICP备05000000号", "京ICP备05000000号-12"].into_iter().all(is_icp));
        assert!(!["ICP备05000000号", "粤ICP备05000000", "粤ICP备号", "粤ICP备05000000号-"].into_iter().any(is_icp));
        assert!(["粤公网安备44000002000001号", "粤公网安备 44000002000001号"].into_iter().all(is_public_security));
        assert!(!["粤公网安备4400000200001号", "公网安备44000002000001号"].into_iter().any(is_public_security));
    }
}
