//! `privacy/bank-card`: nobody's bank account is published.

use crate::check::privacy::{Found, Kind, tell};
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "privacy/bank-card",
    severity: Severity::Error,
    what: [
        "页面、数据、网址和附件里没有银行卡号",
        "No number of a bank card stands in pages, data, addresses and attachments",
    ],
    why: [
        "金融账户是敏感个人信息；发放名单公开的是钱数，不是账号",
        "Financial accounts are sensitive; what a list of payments has to show is the money, not the account",
    ],
    fails: Example::page("发放到卡号 6222 0202 1234 5678 909"),
    passes: Example::page("发放到本人的一卡通账户"),
    source: "《个人信息保护法》第二十八条",
    options: &[],
    check: Check::Privacy(check),
};

fn check(_: &Site, found: &Found) -> Vec<Finding> {
    let leaks = found.leaks.iter().filter(|leak| leak.kind == Kind::Card);
    tell(
        RULE.name,
        leaks,
        |leak| {
            let masked = &leak.masked;
            text!("银行卡号：{masked}", "a number of a bank card: {masked}")
        },
        &text!(
            "删掉；要留的，只留后四位（数据里给字段写 `mask: account`）",
            "remove it; where it has to stay, keep the last four digits (in data, `mask: account` of the field)"
        ),
    )
}
