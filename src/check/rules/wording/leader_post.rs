//! `wording/leader-post`: who is named with a post has the post that the site has listed.

use rayon::prelude::ParallelIterator;

use crate::check::account::{Rec, records};
use crate::check::leaders::{POST_HEADS, wrong};
use crate::check::posts::{JOINS, is_over, judged};
use crate::check::rule::{Check, Example, Finding, Opt, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity, SourceText, Text};
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
        // `甲某某=党委委员、副镇长` is two posts.
        let own = post.split(JOINS).map(str::trim).filter(|post| !post.is_empty());
        match people.iter_mut().find(|(known, _)| *known == name) {
            Some((_, posts)) => posts.extend(own),
            None => people.push((name, own.collect())),
        }
    }
    if people.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Finding> = site.pages.par_iter().flat_map_iter(|page| of_page(&people, page)).collect();
    found.extend(records(site).filter_map(|rec| of_record(&people, rec)));
    found
}

/// A name as it may stand: 丁某 with blanks within, so that it is as long as the others.
fn written(name: &str) -> Vec<String> {
    let mut all = vec![name.to_owned()];
    if let Some(first) = name.chars().next().map(char::len_utf8).filter(|first| *first < name.len()) {
        let (family, given) = name.split_at(first);
        all.extend([" ", "  ", "\u{3000}", "&nbsp;"].map(|blank| format!("{family}{blank}{given}")));
    }
    all
}

fn of_page(people: &[(&str, Vec<&str>)], page: &Page) -> Vec<Finding> {
    let Source::Markdown(file) = &page.source else { return Vec::new() };
    let text = &file.front.text;
    let source = SourceText { path: page.source.path(), text };
    let mut told = Vec::new();
    for (name, posts) in people {
        for name in written(name) {
            for at in memchr::memmem::find_iter(text.as_bytes(), &name) {
                if let Some(beside) = wrong(text, at..at + name.len(), posts) {
                    // What somebody is said to have become may be of another time.
                    let severity = if beside.is_sure { Severity::Error } else { Severity::Warning };
                    told.push(of(severity, &beside.said, posts, source.place(beside.at)));
                }
            }
        }
    }
    told
}

/// A record with a field for the name and one for the post, by what their heads say.
fn of_record(people: &[(&str, Vec<&str>)], rec: Rec<'_>) -> Option<Finding> {
    let field = |heads: &[&str]| rec.schema().fields.iter().find(|field| heads.contains(&field.title.get("zh-CN")));
    let (named, held) = (field(&["姓名"])?, field(&POST_HEADS)?);
    if !rec.knows(&named.name) || !rec.knows(&held.name) {
        return None;
    }
    let (name, said) = (rec.words(&named.name).zh, rec.words(&held.name).zh);
    let (_, posts) = people.iter().find(|(known, _)| *known == name.trim())?;
    // The record is of its own time where it says of which.
    let is_past = rec.schema().fields.iter().any(|f| rec.knows(&f.name) && is_over(&rec.words(&f.name).zh));
    judged(said.trim(), posts).filter(|_| !is_past)?;
    Some(of(Severity::Error, said.trim(), posts, rec.place_of(Some(&held.name))))
}

fn of(severity: Severity, said: &str, posts: &[&str], place: Place) -> Finding {
    let posts = posts.join("、");
    let what = text!("职务写成了“{said}”，名单上是“{posts}”", "the post is `{said}` here, and `{posts}` on the list");
    Finding::Wrong(Diagnostic::new(RULE.name, severity, what).at(place).help(text!(
        "核对任免文件；职务变了，改 checks 里 wording/leader-post 的 posts",
        "check the appointment; where it has changed, mend `posts` of wording/leader-post under `checks`"
    )))
}
