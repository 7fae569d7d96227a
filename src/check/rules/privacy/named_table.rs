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
        "表格里，姓名旁边没有疾病、残疾、低保、信仰、账号这些敏感的列，表格也不是这些人的名单",
        "No table has names beside illness, disability, hardship, belief, accounts and the like, or is a list of such people",
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
        let what = if table.is_over {
            text!(
                "“{other}”下面的表里有“{name}”：敏感个人信息",
                "a table with `{name}` under `{other}`: that is sensitive"
            )
        } else {
            text!(
                "表里有“{name}”，旁边是“{other}”：敏感个人信息",
                "a table with `{name}` beside `{other}`: that is sensitive"
            )
        };
        if !table.is_sure {
            let what = if table.is_over {
                text!(
                    "“{other}”下面的表里有“{name}”，有没有人名，没法确定",
                    "a table under `{other}` has `{name}`, and whether anybody is named cannot be told"
                )
            } else {
                text!(
                    "表里“{name}”旁边是“{other}”，有没有人名，没法确定",
                    "a table has `{name}` beside `{other}`, and whether anybody is named cannot be told"
                )
            };
            return Finding::Unclear(Diagnostic::warning(RULE.name, what).at(table.place.clone()).help(text!(
                "是人名，就遮盖成“张*三”（数据里给字段写 `mask: name`）；是地名、单位或别的，换个表头（村、单位），或写豁免（理由、岗位、期限）",
                "mask names (in data, `mask: name` of the field); places, firms and the like get a header of their own, or a waiver with its reason, post and last day"
            )));
        }
        let what = if name == other {
            text!("表里“{name}”下面是人名：敏感个人信息", "a table names people below `{name}`: that is sensitive")
        } else {
            what
        };
        Finding::Wrong(Diagnostic::error(RULE.name, what).at(table.place.clone()).help(text!(
            "换成各村的户数、人数和金额；要留名单的，姓名遮盖成“张*三”（数据里给字段写 `mask: name`），或写豁免（理由、岗位、期限）",
            "give households, people and sums by village; where the list has to stay, mask the names (in data, `mask: name` of the field), or give a waiver with its reason, post and last day"
        )))
    };
    found.named.iter().map(one).collect()
}
