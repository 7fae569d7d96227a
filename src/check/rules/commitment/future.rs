//! `commitment/future`: what is announced on an account leads to the commitment that records it.

use std::collections::BTreeSet;

use rayon::prelude::ParallelIterator;

use crate::check::account::{Rec, records};
use crate::check::example::Base;
use crate::check::prose::{Passage, Passages, clause, find_words};
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::figure::{Input, Target};
use crate::model::{Page, PageKind, Site};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "commitment/future",
    severity: Severity::Note,
    what: ["账目页说要做的事，连到了记着它的承诺", "What an account announces leads to the commitment that records it"],
    why: ["说了要做、没有记下来，到期就没有人查", "What is announced and not recorded falls due unseen"],
    fails: Example::files(&[("content/commitments/all.yaml", "- {id: c-32, title: 启用新教学楼}"), ("content/zhang.md", "---\ntitle: 账目\naccount: true\nas_of: 2023-08\n---\n\n新教学楼预计2023年9月启用。\n")]).on(Base::Town),
    passes: Example::files(&[("content/commitments/all.yaml", "- {id: c-32, title: 启用新教学楼}"), ("content/zhang.md", "---\ntitle: 账目\naccount: true\nas_of: 2023-08\n---\n\n[新教学楼](record:commitments/c-32)预计2023年9月启用。\n")]).on(Base::Town),
    source: "Mingbai R32",
    options: &[],
    check: Check::Site(check),
};

/// Words with which something is announced.
const WORDS: [&str; 20] = [
    "将要",
    "将于",
    "将在",
    "将会",
    "将继续",
    "将进一步",
    "将新",
    "将完成",
    "即将",
    "力争",
    "争取",
    "预计",
    "拟于",
    "拟建",
    "拟在",
    "计划在",
    "计划于",
    "计划新",
    "尽快",
    "尽早",
];

fn check(site: &Site) -> Vec<Finding> {
    let commitments: Vec<Rec<'_>> =
        records(site).filter(|rec| rec.field("delivery").is_some() && rec.field("due_original").is_some()).collect();
    if commitments.is_empty() {
        return Vec::new();
    }
    // A project that a commitment names lists it on its page.
    let mut near: BTreeSet<usize> = commitments.iter().map(|rec| rec.page).collect();
    for rec in &commitments {
        near.extend(["projects", "indicators", "budget", "addresses_problem"].iter().flat_map(|name| rec.refs(name)));
    }
    site.pages.par_iter().filter(|page| page.account).flat_map_iter(|page| account(site, page, &near)).collect()
}

fn account(site: &Site, page: &Page, near: &BTreeSet<usize>) -> Vec<Finding> {
    let mut out = Vec::new();
    let (Some(passages), Some(document)) = (Passages::of(page), page.source.document()) else { return out };
    // Where links begin that lead to what is near.
    let mut starts: Vec<usize> = Vec::new();
    let by_url = |url: &str| {
        let url = url.split(['#', '?']).next().unwrap_or_default();
        near.iter().any(|page| site.pages[*page].url == url)
    };
    starts
        .extend(document.links.iter().zip(&page.addresses).filter(|(_, url)| by_url(url)).map(|(l, _)| l.range.start));
    let bound = page.bound.iter().filter(|b| leads_to(site, b.target, near, 0));
    starts.extend(bound.filter_map(|b| Some(document.links.get(b.link?)?.range.start)));
    let is_linked = |passage: &Passage| starts.iter().any(|start| passage.span.contains(start));
    for (index, passage) in passages.all.iter().enumerate() {
        let Some((at, word)) = announced(&passage.text) else { continue };
        // It is linked in the same breath, or in a sentence beside it that announces nothing itself.
        let before = index.checked_sub(1).and_then(|i| passages.all.get(i));
        let mut beside = [before, passages.all.get(index + 1)].into_iter().flatten().filter(|p| p.is_beside(passage));
        if is_linked(passage) || beside.any(|p| is_linked(p) && announced(&p.text).is_none()) {
            continue;
        }
        let mut problem = Diagnostic::new(
            RULE.name,
            Severity::Note,
            text!("“{word}”后面的事没有连到哪一条承诺", "what `{word}` announces leads to no commitment"),
        );
        problem = problem.at(passages.place(passage, &(at..at + word.len()))).help(text!(
            "先把它记成一条承诺，再在同一句或前后一句里写 [](record:commitments/编号)",
            "record it as a commitment, and write [](record:commitments/ID) in the same sentence or beside it"
        ));
        out.push(Finding::Wrong(problem));
    }
    out
}

/// What is done in 将新建 and 计划新建.
const NEW: [char; 13] = ['建', '增', '修', '设', '开', '购', '添', '办', '种', '植', '铺', '装', '招'];

/// What makes no announcement of what follows in the clause: it is not said, asked when, or asked of the reader.
const NONE: [&str; 13] =
    ["没有写", "没写", "未写", "没有说", "没说", "未说", "不是", "没有争取", "何时", "几时", "何地", "请", "是否"];

/// The first word with which something is announced, and where; not where it is a part of others.
fn announced(text: &str) -> Option<(usize, &'static str)> {
    find_words(text, &WORDS).into_iter().find(|(at, word)| {
        let (before, after) = clause(text, *at..at + word.len());
        let one_of = |words: &[&str]| words.iter().any(|w| after.starts_with(w));
        let is_other = match *word {
            "将会" => one_of(&["计", "议", "场", "长", "费", "员", "址", "籍"]),
            "将在" => one_of(&["建", "谈", "册", "编", "校", "岗"]) && !one_of(&["建成", "建好"]),
            "将新" => !after.starts_with(NEW) || is_of(after),
            "将完成" => after.starts_with('的'),
            "计划新" => !after.starts_with(NEW),
            "计划在" | "计划于" => one_of(&["附", "下表", "下面", "上面", "本页", "文件", "这里"]),
            "拟建" => one_of(&["项目", "工程", "的"]),
            "预计" => one_of(&["数", "值", "额", "的"]) && !one_of(&["数十", "数百", "数千", "数万"]),
            "争取" => {
                after.starts_with('到') && ["已", "已经", "没", "没有", "未"].iter().any(|w| before.ends_with(w))
            }
            "尽快" => after.starts_with('递'),
            _ => false,
        };
        !is_other && !NONE.iter().any(|none| before.contains(none))
    })
}

/// `将新修的路分开`: what follows is named by it.
fn is_of(after: &str) -> bool {
    after.chars().nth(1) == Some('的')
}

/// Figures of figures are followed a few steps; no site goes deeper.
const DEPTH: usize = 8;

fn leads_to(site: &Site, target: Target, near: &BTreeSet<usize>, depth: usize) -> bool {
    let is_near = |page: usize| near.contains(&page) && matches!(site.pages[page].kind, PageKind::Record(_));
    match target {
        Target::Field(page, _) => is_near(page),
        Target::Figure(index) => {
            depth < DEPTH
                && site.figures[index].inputs.iter().any(|input| match input {
                    Input::Record(page, _) => is_near(*page),
                    Input::Figure(other) => leads_to(site, Target::Figure(*other), near, depth + 1),
                })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::announced;

    #[test]
    fn what_is_announced_and_what_is_another_word() {
        for said in [
            "新教学楼预计9月启用",
            "将在村口建一座桥",
            "将在建成后移交",
            "将会建好",
            "将新建水厂",
            "计划新增学位",
            "拟建水厂一座",
            "计划在2024年开工",
            "力争6月完成",
            "争取到年底完成",
            "尽快修好",
            "预计数百人来",
        ] {
            assert!(announced(said).is_some(), "{said}");
        }
        for other in [
            "将会计账公开",
            "将会议记录公开",
            "将在建项目列出",
            "将新修的路分给三个村养护",
            "将完成的项目列在下面",
            "拟建项目表见下",
            "计划在附件",
            "计划新旧对照",
            "预计数和决算数分列",
            "已争取到补助",
            "没有争取到",
            "原文没有写预计几时",
            "请尽快来领",
            "更正请尽早提出",
        ] {
            assert_eq!(announced(other), None, "{other}");
        }
    }
}
