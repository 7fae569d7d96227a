//! `wording/leader-post`: who is named with a post has the post that the site has listed.

use rayon::prelude::ParallelIterator;

use crate::check::leaders::wrong;
use crate::check::rule::{Check, Example, Finding, Opt, Rule};
use crate::diagnostic::{Diagnostic, Severity, SourceText, Text};
use crate::model::{Page, Site, Source};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "wording/leader-post",
    severity: Severity::Error,
    what: ["领导人的职务没有写错", "Nobody is named with a post that is not theirs"],
    why: [
        "姓名、职务写错属于严重表述错误，检查时一票否决；名单由站点自己维护，没有名单就不查",
        "A wrong name or post is a veto item in inspections; the site keeps the list, and without one nothing is checked",
    ],
    fails: Example::files(&[
        (
            "site.yaml",
            "title: 某镇\nbase_url: https://town.example/\nchecks: {wording/leader-post: {posts: [甲某某=县委书记]}}\n",
        ),
        ("content/li.md", "---\ntitle: 例\n---\n\n县长甲某某到镇里调研。\n"),
    ]),
    passes: Example::files(&[
        (
            "site.yaml",
            "title: 某镇\nbase_url: https://town.example/\nchecks: {wording/leader-post: {posts: [甲某某=县委书记]}}\n",
        ),
        ("content/li.md", "---\ntitle: 例\n---\n\n县委书记甲某某到镇里调研，甲某某书记看了水圳。\n"),
    ]),
    source: "《政府网站与政务新媒体检查指标》单项否决：严重表述错误（国办秘函〔2019〕19号）",
    options: &[Opt::words(
        "posts",
        &[],
        [
            "名单，写成“姓名=职务”；一人几职写几条；职务变了就改名单",
            "The list, as `name=post`; somebody with several posts stands there several times",
        ],
    )
    .but(no_post)],
    check: Check::Site(check),
};

/// `name=post`, taken apart.
fn name_and_post(word: &str) -> Option<(&str, &str)> {
    let (name, post) = word.split_once('=')?;
    Some((name.trim(), post.trim())).filter(|(name, post)| !name.is_empty() && !post.is_empty())
}

fn no_post(word: &str, _: &[&str]) -> Option<(Text, Text)> {
    let what = || {
        (
            text!("“{word}”没有写成“姓名=职务”", "`{word}` is not written as `name=post`"),
            text!("写成“姓名=职务”，等号用半角", "write `name=post`"),
        )
    };
    name_and_post(word).is_none().then(what)
}

fn check(site: &Site) -> Vec<Finding> {
    let words = RULE.words(site, "posts");
    let mut people: Vec<(&str, Vec<&str>)> = Vec::new();
    for (name, post) in words.iter().filter_map(|word| name_and_post(word)) {
        match people.iter_mut().find(|(known, _)| *known == name) {
            Some((_, posts)) => posts.push(post),
            None => people.push((name, vec![post])),
        }
    }
    if people.is_empty() {
        return Vec::new();
    }
    site.pages.par_iter().flat_map_iter(|page| of_page(&people, page)).collect()
}

fn of_page(people: &[(&str, Vec<&str>)], page: &Page) -> Vec<Finding> {
    let Source::Markdown(file) = &page.source else { return Vec::new() };
    let text = &file.front.text;
    let source = SourceText { path: page.source.path(), text };
    let found = people.iter().flat_map(|(name, posts)| {
        memchr::memmem::find_iter(text.as_bytes(), name).filter_map(move |at| {
            let beside = wrong(text, at..at + name.len(), posts)?;
            Some((beside, posts.join("、")))
        })
    });
    let told = found.map(|(beside, posts)| {
        let said = beside.said;
        let what =
            text!("职务写成了“{said}”，名单上是“{posts}”", "the post is `{said}` here, and `{posts}` on the list");
        // What somebody is said to have become may be of another time.
        let severity = if beside.is_sure { Severity::Error } else { Severity::Warning };
        Finding::Wrong(Diagnostic::new(RULE.name, severity, what).at(source.place(beside.at)).help(text!(
            "核对任免文件；职务变了，改 checks 里 wording/leader-post 的 posts",
            "check the appointment; where it has changed, mend `posts` of wording/leader-post under `checks`"
        )))
    });
    told.collect()
}
