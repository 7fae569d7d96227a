//! `freshness/empty-column`: every column holds something, or says why it does not.

use crate::check::columns::{Column, columns};
use crate::check::rule::{Check, Example, Finding, Opt, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "freshness/empty-column",
    severity: Severity::Warning,
    what: ["栏目不是空的，或者写明为什么没有内容", "Columns hold something, or say why they do not"],
    why: [
        "空白栏目满5个，检查时单项否决；没有这类事项的，写清楚为什么没有，就不是空白",
        "Five empty columns fail an inspection; one that says why there is nothing is not empty",
    ],
    fails: Example::files(&[("content/zheng-di/_index.md", "---\ntitle: 征地信息\n---\n\n暂无内容。\n")]),
    passes: Example::files(&[(
        "content/zheng-di/_index.md",
        "---\ntitle: 征地信息\n---\n\n不适用：2023年本镇没有征收土地，有了再公布。\n",
    )]),
    source: "《政府网站与政务新媒体检查指标》单项否决“栏目不更新”（国办秘函〔2019〕19号）",
    options: &[Opt::words(
        "filler",
        &[
            "建设中",
            "正在建设",
            "完善中",
            "更新中",
            "整理中",
            "敬请期待",
            "敬请关注",
            "暂无相关内容",
            "暂无内容",
            "暂无数据",
            "暂无信息",
            "暂无",
            "没有内容",
            "无内容",
            "不适用",
            "这里放",
            "under construction",
            "coming soon",
            "no content",
            "nothing here yet",
            "nothing yet",
            "not applicable",
            "to be added",
        ],
        ["只有这些话的栏目，还是空的", "words that leave a column empty where it says nothing else"],
    )],
    check: Check::Site(check),
};

/// The columns in which there is nothing to read.
pub(in crate::check) fn empty(site: &Site) -> Vec<Column> {
    let mut filler = RULE.words(site, "filler");
    // What holds another one goes before it.
    filler.sort_by_key(|word| std::cmp::Reverse(word.len()));
    columns(site, &filler).into_iter().filter(Column::is_empty).collect()
}

fn check(site: &Site) -> Vec<Finding> {
    let told = empty(site).into_iter().map(|column| {
        let title = column.title(site);
        // A collection that nobody has written a word for is not a column that somebody opened.
        let severity = if column.is_opened(site) { Severity::Warning } else { Severity::Note };
        let what = text!("栏目“{title}”是空的", "the column “{title}” is empty");
        Finding::Wrong(Diagnostic::new(RULE.name, severity, what).at(super::place(site, &column)).help(text!(
            "放进内容；没有这类事项的，在 _index.md 的正文里写明为什么没有；不要的栏目删掉文件夹",
            "put something in; where there is nothing to tell, say why in the body of _index.md; else remove the folder"
        )))
    });
    told.collect()
}
