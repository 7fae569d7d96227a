//! `wording/leader-post`: who is named with a post has the post that the site has listed.

use std::ops::Range;

use rayon::prelude::ParallelIterator;

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

/// What posts end with.
const ENDS: [&str; 22] = [
    "总书记",
    "书记",
    "主席",
    "委员长",
    "总理",
    "国务委员",
    "省长",
    "市长",
    "县长",
    "区长",
    "乡长",
    "镇长",
    "州长",
    "部长",
    "厅长",
    "局长",
    "主任",
    "司长",
    "秘书长",
    "委员",
    "检察长",
    "院长",
];

/// What makes another post of one.
const OTHERS: [&str; 5] = ["副", "代", "原", "前", "代理"];

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
    let wrong = people.iter().flat_map(|(name, posts)| {
        memchr::memmem::find_iter(text.as_bytes(), name).filter_map(move |at| {
            let (place, said) = wrong(text, at..at + name.len(), posts)?;
            Some((place, said, posts.join("、")))
        })
    });
    let told = wrong.map(|(place, said, posts)| {
        Finding::Wrong(
            Diagnostic::error(
                RULE.name,
                text!("职务写成了“{said}”，名单上是“{posts}”", "the post is `{said}` here, and `{posts}` on the list"),
            )
            .at(source.place(place))
            .help(text!(
                "核对任免文件；职务变了，改 checks 里 wording/leader-post 的 posts",
                "check the appointment; where it has changed, mend `posts` of wording/leader-post under `checks`"
            )),
        )
    });
    told.collect()
}

/// The post that stands beside a name, where it is none of those.
fn wrong(text: &str, name: Range<usize>, posts: &[&str]) -> Option<(Range<usize>, String)> {
    let before = &text[..name.start];
    if let Some(end) = ENDS.iter().filter(|end| before.ends_with(**end)).max_by_key(|end| end.len()) {
        let given = posts.iter().find(|post| before.ends_with(**post));
        // 副县长 is no 县长.
        let is_other = |post: &str| {
            let rest = &before[..before.len() - post.len()];
            OTHERS.iter().any(|other| rest.ends_with(other) && !post.starts_with(other))
        };
        // 书记 alone is short for 县委书记.
        let is_short = || {
            let rest = &before[..before.len() - end.len()];
            posts.iter().any(|post| post.ends_with(end)) && !rest.chars().next_back().is_some_and(is_of_a_post)
        };
        if given.is_none_or(|post| is_other(post)) && !is_short() {
            let from = before.len() - end.len();
            let own = before[..from].chars().rev().take(2).take_while(|c| is_of_a_post(*c));
            let from = from - own.map(char::len_utf8).sum::<usize>();
            return Some((from..name.end, text[from..name.start].to_owned()));
        }
        return None;
    }
    let after = &text[name.end..];
    let end = ENDS.iter().filter(|end| after.starts_with(**end)).max_by_key(|end| end.len())?;
    (!posts.iter().any(|post| post.ends_with(end))).then(|| (name.start..name.end + end.len(), (*end).to_owned()))
}

/// Whether a character before the end of a post is part of it: 县委书记, 副县长.
fn is_of_a_post(c: char) -> bool {
    "副代原前理委府党省市县区乡镇村州部厅局办".contains(c)
}

#[cfg(test)]
mod tests {
    use super::wrong;

    fn said(text: &str, posts: &[&str]) -> Option<String> {
        let at = text.find("甲某某").expect("the name");
        wrong(text, at..at + "甲某某".len(), posts).map(|(_, said)| said)
    }

    #[test]
    fn posts_beside_names() {
        let posts = ["县委书记"];
        for fine in ["县委书记甲某某", "某县县委书记甲某某", "书记甲某某", "甲某某书记", "甲某某到镇里", "和甲某某一起"]
        {
            assert_eq!(said(fine, &posts), None, "{fine}");
        }
        assert_eq!(said("县长甲某某", &posts).as_deref(), Some("县长"));
        assert_eq!(said("甲某某县长", &posts).as_deref(), Some("县长"));
        assert_eq!(said("副县长甲某某", &["县长"]).as_deref(), Some("副县长"));
        assert_eq!(said("市委书记甲某某", &posts).as_deref(), Some("市委书记"));
        assert_eq!(said("副县长甲某某", &["副县长"]), None);
        assert_eq!(said("县长甲某某", &["县委副书记", "县长"]), None);
    }
}
