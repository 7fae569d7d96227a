//! `privacy/mobile`: nobody's mobile number is published.

use crate::check::privacy::{Found, Kind, tell};
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "privacy/mobile",
    severity: Severity::Error,
    what: [
        "页面、数据、网址和附件里没有个人手机号码",
        "No mobile number of a person stands in pages, data, addresses and attachments",
    ],
    why: [
        "手机号码能找到人，也是多数账户的钥匙；办公电话用座机，或写明理由豁免",
        "A mobile number leads to a person, and into most accounts; offices have landlines, or a waiver with its reason",
    ],
    fails: Example::page("联系电话：13800138000"),
    passes: Example::page("联系电话：0753-1234567；举报人电话：138****8000"),
    source: "《个人信息保护法》第二十五条",
    options: &[],
    check: Check::Privacy(check),
};

fn check(_: &Site, found: &Found) -> Vec<Finding> {
    let leaks = found.leaks.iter().filter(|leak| leak.kind == Kind::Mobile);
    tell(
        RULE.name,
        leaks,
        |leak| {
            let masked = &leak.masked;
            text!("手机号码：{masked}", "a mobile number: {masked}")
        },
        &text!(
            "删掉，或遮盖成 138****1234 的样子（数据里给字段写 `mask: phone`）；办公用的，换成座机，或写豁免（理由、岗位、期限）",
            "remove it, or mask it as in 138****1234 (in data, `mask: phone` of the field); for an office, give a landline, or a waiver with its reason, post and last day"
        ),
    )
}
