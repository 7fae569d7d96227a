//! `catalogue/covered`: every matter of the disclosure catalogue has something disclosed, or a reason why not.

use std::collections::BTreeSet;

use crate::check::account::{records, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "catalogue/covered",
    severity: Severity::Warning,
    what: ["目录里的事项，有公开的内容，或写明为什么没有", "Every matter of the catalogue is disclosed, or says why not"],
    why: ["空着的事项不知道是没有还是没公开；写明原因，就不算空", "Of an empty one nobody knows whether there is nothing; with a reason it is not empty"],
    fails: Example::files(&[("content/disclosure_items/a.yaml", "- {id: a, title: 农机购置补贴, item: 农机购置补贴, mode: 主动公开}")]).on(Base::Town),
    passes: Example::files(&[("content/disclosure_items/a.yaml", "- {id: a, title: 农机购置补贴, item: 农机购置补贴, mode: 主动公开}\n- {id: b, title: 税收管理, item: 税收管理, mode: 主动公开, exempt: 镇里没有这项职能}\n- {id: c, title: 会议记录, item: 会议记录, mode: 依申请公开}"), ("content/documents/a.yaml", "- {id: a, title: 补贴办法, disclosure_item: 不适用}\n- {id: b, title: 补贴结果, summary: 补贴了多少台。, disclosure_item: a, index_no: 待补充（党政办编号）, date_issued: 原文未写, issued_by: 原文未写, published: 2023-05-08 09:00, validity: 有效, reviewed_by: 党政办, reviewed_on: 2023-05-06, review_basis: 《保守国家秘密法》}")]).on(Base::Town),
    source: "《政府信息公开条例》第十九条至第二十一条；基层政务公开标准指引（国办发〔2019〕54号）",
    options: &[],
    check: Check::Site(check),
};

fn check(site: &Site) -> Vec<Finding> {
    let items = with(site, &["item", "mode", "exempt"]);
    if items.is_empty() {
        return Vec::new();
    }
    let covered: BTreeSet<usize> = records(site).flat_map(|rec| rec.refs("disclosure_item")).collect();
    let missing = items.into_iter().filter(|rec| {
        let is_open = rec.code("mode") != Some("on_request");
        is_open && !covered.contains(&rec.page) && !rec.knows("exempt")
    });
    let told = missing.map(|rec| {
        let named = rec.named();
        let (zh, en) = (named.zh, named.en);
        Finding::Wrong(
            Diagnostic::warning(RULE.name, text!("{zh}还没有公开的内容", "nothing is disclosed of {en}"))
                .at(rec.place_of(None))
                .help(text!(
                    "在文件记录的 disclosure_item 里写上它；没有这项职能的，在 exempt 里写明原因",
                    "name it under `disclosure_item` of a document; where there is no such matter, say why under `exempt`"
                )),
        )
    });
    told.collect()
}
