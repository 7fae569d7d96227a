//! `privacy/citizen-id`: nobody's id is published.

use crate::check::privacy::{Found, Kind, tell};
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "privacy/citizen-id",
    severity: Severity::Error,
    what: [
        "页面、数据、网址和附件里没有公民身份号码",
        "No citizen's id stands in pages, data, addresses and attachments",
    ],
    why: [
        "身份号码一旦公开就收不回来，冒名开户、贷款都靠它；附件里泄露的比网页上多",
        "An id that is out cannot be taken back, and is all it takes to borrow in somebody's name; attachments leak more than pages",
    ],
    fails: Example::page("补贴对象：某某，34052419800101001X"),
    passes: Example::page("补贴对象：某某，34*************01X"),
    source: "《个人信息保护法》第二十五条、第二十八条；GB 11643-1999",
    options: &[],
    check: Check::Privacy(check),
};

fn check(_: &Site, found: &Found) -> Vec<Finding> {
    let leaks = found.leaks.iter().filter(|leak| matches!(leak.kind, Kind::Citizen | Kind::OldCitizen));
    tell(
        RULE.name,
        leaks,
        |leak| {
            let masked = &leak.masked;
            match leak.kind {
                Kind::Citizen => text!("公民身份号码：{masked}", "a citizen's id: {masked}"),
                _ => text!(
                    "像是15位的旧身份号码：{masked}",
                    "this looks like an id of the old form, with 15 digits: {masked}"
                ),
            }
        },
        &text!(
            "删掉；要留的，只留前两位和后三位，中间用 * 代替（数据里给字段写 `mask: id`）",
            "remove it; where it has to stay, keep the first two signs and the last three (in data, `mask: id` of the field)"
        ),
    )
}
