//! What a viewer is told, and the page of what changed, over small snapshots.

use std::sync::Arc;

use super::changes::{self, Changes};
use super::state::{Excerpt, Problem, Report, State};
use super::viewer::Viewer;
use super::{Snapshot, added};
use crate::diagnostic::Locale;
use crate::output::{Body, Class, Output, OutputSet};
use crate::text;

/// A snapshot of some files.
pub(super) fn snapshot(base: &str, files: &[(&str, &str)]) -> Snapshot {
    let one =
        |(path, text): &(&str, &str)| Arc::new(Output::new(*path, Class::Page, Body::Owned(text.as_bytes().to_vec())));
    Snapshot::new(base, Arc::new(OutputSet::new(files.iter().map(one).collect())), Vec::new())
}

fn state(first: &[(&str, &str)], now: &[(&str, &str)]) -> State {
    let (first, now) = (Arc::new(snapshot("/gd/", first)), Arc::new(snapshot("/gd/", now)));
    let changes = Arc::new(Changes::between(&first, &now));
    State { snapshot: Some(now), first: Some(first), changes, problems: None }
}

pub(super) fn report() -> Report {
    let problem = Problem {
        severity: "error",
        rule: "link/internal",
        message: text!("<没有> 这一页", "no <such> page"),
        place: Some("content/a.md:3:1".to_owned()),
        excerpt: Some(Excerpt { before: "看".to_owned(), marked: "[x](b.md)".to_owned(), after: "。".to_owned() }),
        help: Some(text!("改一改", "mend it")),
    };
    Report { title: text!("有错", "wrong"), problems: vec![problem], more: 3 }
}

fn names(messages: &[String]) -> Vec<&str> {
    messages.iter().map(|m| m.split(['\n', ' ']).nth(1).unwrap_or_default()).collect()
}

/// What the script of a page of this state asks with.
fn viewer(state: &State, page: &str, lang: &str) -> Viewer {
    let look = state.look(&crate::model::address::decode(page).expect("an address"));
    let page = crate::model::address::encode_part(page);
    let query = format!("page={page}&lang={lang}&frame={}&styles={}", look.frame, look.style_hash());
    Viewer::new(&query, Locale::En)
}

const SITE: &[(&str, &str)] = &[
    ("a/index.html", "<html lang=zh-CN><link rel=stylesheet href=/gd/s.css><p>甲。<img src=p.png>"),
    ("404.html", "没有"),
    ("a/p.png", "1"),
    ("b/index.html", "<link rel=stylesheet href=/gd/s.css><p>乙。"),
    ("s.css", "p {}"),
    ("图/index.html", "图"),
];

fn site(changed: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let mut all: Vec<_> = SITE.iter().filter(|(p, _)| !changed.iter().any(|(c, _)| c == p)).copied().collect();
    all.extend(changed);
    all
}

#[test]
fn only_viewers_of_what_changed_reload() {
    let old = state(SITE, SITE);
    let told = |page: &str, changed: &[(&'static str, &'static str)]| {
        let mut viewer = viewer(&old, page, "zh-CN");
        assert!(viewer.tell(&old).is_empty(), "{page} is as it was loaded");
        let new = state(SITE, &site(changed));
        let messages = viewer.tell(&new);
        assert!(names(&viewer.tell(&new)).iter().all(|n| *n == "badge"), "{page} is told once");
        names(&messages).iter().filter(|n| **n != "badge").map(ToString::to_string).collect::<Vec<_>>()
    };
    let edit = ("a/index.html", "<html lang=zh-CN><link rel=stylesheet href=/gd/s.css><p>丙。<img src=p.png>");
    assert_eq!(told("/gd/a/", &[edit]), ["reload"]);
    assert!(told("/gd/b/", &[edit]).is_empty());
    assert_eq!(told("/gd/a/", &[("a/p.png", "2")]), ["reload"], "a picture on it");
    assert!(told("/gd/b/", &[("a/p.png", "2")]).is_empty());
    assert_eq!(told("/gd/a/", &[("s.css", "p { color: red }")]), ["styles"]);
    assert!(told("/gd/%E5%9B%BE/", &[edit, ("s.css", "x")]).is_empty(), "an encoded address");
    assert_eq!(told("/gd/%E5%9B%BE/", &[("图/index.html", "2")]), ["reload"]);
    assert_eq!(told("/gd/none/", &[("none/index.html", "now there")]), ["reload"], "the page that was not there");
    assert!(told("/gd/none/", &[edit]).is_empty());
    assert_eq!(told("/gd/none/", &[("404.html", "2")]), ["reload"]);
}

#[test]
fn whoever_comes_late_catches_up() {
    let (old, new) = (state(SITE, SITE), state(SITE, &site(&[("b/index.html", "丙")])));
    assert_eq!(names(&viewer(&old, "/gd/b/", "zh").tell(&new)), ["reload"], "loaded just before the rebuild");
    assert_eq!(names(&viewer(&new, "/gd/b/", "zh").tell(&new)), ["badge"]);
    let mut patient = viewer(&old, "/gd/b/", "zh");
    assert!(patient.tell(&State::default()).is_empty(), "the server was started again, and builds");
    assert!(patient.tell(&old).is_empty(), "it made the same");
    let mut silent = Viewer::new("page=%2Fgd%2Fb%2F", Locale::En);
    assert!(silent.tell(&old).is_empty(), "one that does not say what it shows");
    assert_eq!(names(&silent.tell(&new)), ["reload"]);
}

#[test]
fn problems_come_in_the_language_of_the_page_and_go() {
    let good = state(SITE, SITE);
    let mut bad = good.clone();
    bad.problems = Some(Arc::new(report()));
    for (lang, expected) in [("zh-CN", "没有"), ("en", "such"), ("bo", "such")] {
        let mut viewer = viewer(&good, "/gd/a/", lang);
        assert!(viewer.tell(&good).is_empty());
        let told = viewer.tell(&bad).concat();
        assert!(told.starts_with("event: problems\n") && told.contains(expected), "{lang}: {told}");
        assert!(told.contains("content/a.md:3:1") && told.contains("[x](b.md)"), "{told}");
        assert!(viewer.tell(&bad).is_empty(), "told once");
        assert_eq!(names(&viewer.tell(&good)), ["fixed"]);
    }
    assert_eq!(names(&viewer(&good, "/gd/a/", "zh").tell(&bad)), ["problems"], "opened while it is broken");
}

#[test]
fn a_broken_start_becomes_the_site() {
    let none = State::default();
    let broken = State { problems: Some(Arc::new(report())), ..State::default() };
    let mut viewer = viewer(&none, "/gd/a/", "zh");
    assert!(viewer.tell(&none).is_empty());
    assert_eq!(names(&viewer.tell(&broken)), ["reload"], "the page itself says it");
    assert!(viewer.tell(&broken).is_empty());
    assert_eq!(names(&viewer.tell(&state(SITE, SITE))), ["reload"]);
    let page = added::broken(Some(&report()), Locale::Zh);
    for part in [
        "lang=\"zh-CN\"",
        "&lt;没有&gt; 这一页",
        "content/a.md:3:1",
        "<mark>[x](b.md)</mark>",
        "改一改",
        "另有 3 个问题",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

#[test]
fn another_base_path_is_followed() {
    let old = state(SITE, SITE);
    let mut viewer = viewer(&old, "/gd/%E5%9B%BE/", "zh");
    assert!(viewer.tell(&old).is_empty());
    let now = Arc::new(snapshot("/sub/", SITE));
    let moved = State { snapshot: Some(now), ..old };
    assert_eq!(viewer.tell(&moved), ["event: go\ndata: /sub/%E5%9B%BE/\n\n"]);
    // Who loaded a page just before learns of it too.
    let mut late = Viewer::new("page=%2Fgd%2Fa%2F&lang=zh&base=%2Fgd%2F", Locale::En);
    assert_eq!(late.tell(&moved), ["event: go\ndata: /sub/a/\n\n"]);
}

#[test]
fn what_changed_is_told_in_words() {
    let first = site(&[
        ("old/index.html", "<title>旧页</title>"),
        ("c/index.html", "<title>丁</title><a href=x>同</a>"),
        ("x.csv", "1"),
    ]);
    let now = site(&[
        ("a/index.html", "<title>甲页 &amp; 乙</title><p>丙。"),
        ("b/index.html", "<link rel=stylesheet href=/gd/s.css><p>乙。<p>第二句。"),
        ("新/index.html", "<title>新页</title>"),
        ("c/index.html", "<title>丁</title><a href=y>同</a>"),
    ]);
    let mut state = state(&first, &now);
    let before = changes::fingerprint(&state);
    let page = changes::show(&state, Locale::Zh);
    for part in [
        "新增 1，改动 3，删除 2",
        "<a href=\"/gd/a/\">甲页 &amp; 乙</a>",
        "<del>甲。</del>",
        "<ins>丙。</ins>",
        "<ins>第二句。</ins>",
        "<a href=\"/gd/%E6%96%B0/\">新页</a>",
        "<li>旧页 <code>old/index.html</code></li>",
        "1 页文字没有变",
        "<li>删除 x.csv</li>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("<del>乙。</del>") && !page.contains("草稿"));
    assert!(changes::show(&state, Locale::En).contains("1 added, 3 changed, 2 removed"));
    assert_eq!(changes::badge(&state, Locale::Zh).as_deref(), Some("启动预览以来有 5 页改动"));
    let again = Arc::new(snapshot("/gd/", &now).with_drafts(["/gd/%E6%96%B0/"].into_iter()));
    state.snapshot = Some(again);
    assert!(changes::show(&state, Locale::Zh).contains("草稿（发布时没有）"));
    assert_ne!(changes::fingerprint(&state), before);
    assert!(changes::badge(&state, Locale::En).is_some_and(|b| b.ends_with("; 1 draft shown")));
}

#[test]
fn pages_that_changed_alike_stand_together() {
    let page =
        |n: usize, footer: &str| (format!("p{n:03}/index.html"), format!("<title>{n}</title><p>第{n}页<p>{footer}"));
    let site = |footer: &str| (0..600).map(|n| page(n, footer)).collect::<Vec<_>>();
    let (old, new) = (site("旧电话"), site("新电话"));
    let refs = |all: &'_ [(String, String)]| -> Vec<(&'static str, &'static str)> {
        all.iter().map(|(p, t)| (&*p.clone().leak(), &*t.clone().leak())).collect()
    };
    let shown = changes::show(&state(&refs(&old), &refs(&new)), Locale::Zh);
    assert_eq!(shown.matches("<ins>新电话</ins>").count(), 1, "said once for all of them");
    assert!(shown.contains("另有 100 页，没有逐句比较") && shown.contains("/gd/p599/"));
    assert!(changes::show(&state(SITE, SITE), Locale::En).contains("Nothing to be published has changed"));
}
