//! `privacy/named-table`: no table names people beside what is sensitive.

use crate::check::privacy::Found;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "privacy/named-table",
    severity: Severity::Error,
    what: [
        "表格里，姓名旁边没有疾病、残疾、低保、信仰、账号这些敏感的列",
        "No table has names beside illness, disability, hardship, belief, accounts and the like",
    ],
    why: [
        "谁有病、谁家困难，是敏感个人信息；网上公开户数、人数和金额，名单只在村里的公示栏公示",
        "Who is ill or poor is sensitive: on the web stand households, people and sums, and lists only on the village's board",
    ],
    fails: Example::page("| 姓名 | 残疾等级 |\n|---|---|\n| 张三 | 二级 |"),
    passes: Example::page("| 村 | 残疾人数 |\n|---|---|\n| 李村 | 12人 |"),
    source: "《个人信息保护法》第二十八条、第二十九条",
    options: &[],
    check: Check::Privacy(check),
};

fn check(_: &Site, found: &Found) -> Vec<Finding> {
    let one = |table: &crate::check::privacy::Named| {
        let (name, other) = (&table.name, &table.other);
        let what = text!(
            "表里有“{name}”，旁边是“{other}”：敏感个人信息",
            "a table with `{name}` beside `{other}`: that is sensitive"
        );
        Finding::Wrong(Diagnostic::error(RULE.name, what).at(table.place.clone()).help(text!(
            "换成各村的户数、人数和金额；要留名单的，姓名遮盖成“张*三”（数据里给字段写 `mask: name`），或写豁免（理由、岗位、期限）",
            "give households, people and sums by village; where the list has to stay, mask the names (in data, `mask: name` of the field), or give a waiver with its reason, post and last day"
        )))
    };
    found.named.iter().map(one).collect()
}
