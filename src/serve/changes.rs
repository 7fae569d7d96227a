//! The page *what changed*: outputs that differ from those of the first good build of this run, and what they say now.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::added::{escaped, page};
use super::snapshot::Snapshot;
use super::state::State;
use super::wording::{Edit, difference, sentences, title};
use crate::diagnostic::Locale;
use crate::model::address::encode;
use crate::output::{Output, hex};
use crate::text;

/// Where it is.
pub(super) const ADDRESS: &str = "/__mingbai/changes/";
/// How many changed pages are compared sentence by sentence, so that the answer comes at once.
const COMPARED: usize = 500;

/// What differs from the first good build.
#[derive(Debug, Clone, Default)]
pub(super) struct Changes {
    /// Paths that were not there.
    pub(super) added: Vec<Arc<str>>,
    /// Paths with other bytes.
    pub(super) changed: Vec<Arc<str>>,
    /// Paths that are no more.
    pub(super) removed: Vec<Arc<str>>,
}

impl Changes {
    /// What differs between two builds.
    pub(super) fn between(first: &Snapshot, now: &Snapshot) -> Changes {
        let [added, changed, removed] = first.outputs().difference(now.outputs());
        Changes { added, changed, removed }
    }

    /// How many pages differ, those that went included.
    pub(super) fn pages(&self) -> usize {
        [&self.added, &self.changed, &self.removed].into_iter().flatten().filter(|p| is_page(p)).count()
    }

    /// How many outputs differ.
    pub(super) fn count(&self) -> usize {
        self.added.len() + self.changed.len() + self.removed.len()
    }
}

fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

/// What the page shows, in one hash.
pub(super) fn fingerprint(state: &State) -> String {
    let mut all = Sha256::new();
    if let Some(now) = &state.snapshot {
        all.update(now.base());
        for path in state.changes.added.iter().chain(&state.changes.changed) {
            all.update(path.as_bytes());
            all.update(now.get(path).map_or([0; 32], |o| *o.hash()));
        }
        state.changes.removed.iter().for_each(|path| all.update(format!("-{path}\n")));
        now.drafts().iter().for_each(|path| all.update(format!("?{path}\n")));
    }
    hex(&all.finalize()[..16])
}

/// What the badge in the corner of a page says; nothing as long as the preview is what `serve` began with.
pub(super) fn badge(state: &State, locale: Locale) -> Option<String> {
    let now = state.snapshot.as_ref()?;
    let (pages, files, drafts) = (state.changes.pages(), state.changes.count(), now.drafts().len());
    let mut parts = Vec::new();
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    if pages > 0 {
        let s = plural(pages);
        parts.push(text!("启动预览以来有 {pages} 页改动", "{pages} page{s} changed since the preview started"));
    } else if files > 0 {
        let s = plural(files);
        parts.push(text!("启动预览以来有 {files} 个文件改动", "{files} file{s} changed since the preview started"));
    }
    if drafts > 0 {
        let s = plural(drafts);
        parts.push(text!("含 {drafts} 篇草稿", "{drafts} draft{s} shown"));
    }
    let words: Vec<&str> = parts.iter().map(|p| p.get(locale)).collect();
    (!words.is_empty()).then(|| words.join(if locale == Locale::Zh { "；" } else { "; " }))
}

/// The page, without what is added to every HTML response.
pub(super) fn show(state: &State, locale: Locale) -> String {
    let say = |t: crate::diagnostic::Text| t.get(locale).to_owned();
    let heading = say(text!("改了什么", "What changed"));
    let mut body = format!("<h1>{heading}</h1>\n");
    let (Some(first), Some(now)) = (&state.first, &state.snapshot) else {
        let nothing = say(text!("还没有生成过站点。", "The site was not built yet."));
        return page(locale, &heading, &format!("{body}<p>{nothing}</p>\n"));
    };
    let Changes { added, changed, removed } = &*state.changes;
    let counts = if state.changes.count() == 0 {
        text!("启动预览以来，要发布的文件没有变。", "Nothing to be published has changed since the preview started.")
    } else {
        let (a, c, r) = (added.len(), changed.len(), removed.len());
        text!(
            "启动预览以来，要发布的文件：新增 {a}，改动 {c}，删除 {r}。",
            "Files to be published, since the preview started: {a} added, {c} changed, {r} removed."
        )
    };
    let _ = writeln!(body, "<p>{}</p>", say(counts));
    let list = |body: &mut String, heading: &str, items: Vec<String>| {
        if !items.is_empty() {
            let _ = writeln!(body, "<h2>{heading}</h2>\n<ul>\n{}</ul>", items.concat());
        }
    };
    compared(&mut body, first, now, changed, locale);
    let pages = |paths: &[Arc<str>], snapshot: &Snapshot, linked: bool| -> Vec<String> {
        let shown = paths.iter().filter(|p| is_page(p)).filter_map(|p| snapshot.get(p));
        shown.map(|o| format!("<li>{}</li>\n", named(snapshot, o, linked))).collect()
    };
    list(&mut body, &say(text!("新增的页面", "Pages added")), pages(added, now, true));
    list(&mut body, &say(text!("删除的页面", "Pages removed")), pages(removed, first, false));
    let mut others = Vec::new();
    for (word, paths, linked) in [
        (text!("新增", "added"), added, true),
        (text!("改动", "changed"), changed, true),
        (text!("删除", "removed"), removed, false),
    ] {
        let word = say(word);
        others.extend(paths.iter().filter(|p| !is_page(p)).map(|p| {
            let name = escaped(p);
            let shown = if linked { format!("<a href=\"{}\">{name}</a>", escaped(&address(now, p))) } else { name };
            format!("<li>{word} {shown}</li>\n")
        }));
    }
    list(&mut body, &say(text!("其他文件", "Other files")), others);
    let drafts: Vec<Arc<str>> = now.drafts().iter().map(|p| p.as_str().into()).collect();
    list(&mut body, &say(text!("草稿（发布时没有）", "Drafts (left out when published)")), pages(&drafts, now, true));
    page(locale, &heading, &body)
}

/// Changed pages with what they say now; pages that changed in the same way stand together.
fn compared(body: &mut String, first: &Snapshot, now: &Snapshot, changed: &[Arc<str>], locale: Locale) {
    let mut groups: BTreeMap<Vec<Edit>, Vec<&Output>> = BTreeMap::new();
    let mut order: Vec<Vec<Edit>> = Vec::new();
    let all: Vec<&Output> = changed.iter().filter(|p| is_page(p)).filter_map(|p| now.get(p).map(|o| &**o)).collect();
    let said = |output: &Output| sentences(&String::from_utf8_lossy(output.bytes()));
    for output in all.iter().take(COMPARED) {
        let edits = first.get(&output.path).map_or_else(Vec::new, |old| difference(&said(old), &said(output)));
        let group = groups.entry(edits.clone()).or_default();
        if group.is_empty() {
            order.push(edits);
        }
        group.push(output);
    }
    let say = |t: crate::diagnostic::Text| t.get(locale).to_owned();
    if !all.is_empty() {
        let _ = writeln!(body, "<h2>{}</h2>", say(text!("改动的页面", "Pages changed")));
    }
    let items =
        |pages: &[&Output]| pages.iter().map(|o| format!("<li>{}</li>\n", named(now, o, true))).collect::<String>();
    let (gone, come) = (say(text!("删去", "removed")), say(text!("新增", "added")));
    for edits in order.iter().filter(|edits| !edits.is_empty()) {
        let pages = groups.get(edits).map(Vec::as_slice).unwrap_or_default();
        let _ = write!(body, "<section>\n<ul>\n{}</ul>\n<ul class=\"mingbai-edits\">\n", items(pages));
        for edit in edits {
            let (class, word, tag, text) = match edit {
                Edit::Removed(text) => ("removed", &gone, "del", text),
                Edit::Added(text) => ("added", &come, "ins", text),
            };
            let text = escaped(text);
            let _ = writeln!(body, "<li class=\"mingbai-{class}\"><span>{word}</span> <{tag}>{text}</{tag}></li>");
        }
        body.push_str("</ul>\n</section>\n");
    }
    // A new style sheet alone changes every page: whoever reads for words need not see them all.
    if let Some(pages) = groups.get(&Vec::new()) {
        let count = pages.len();
        let summary = text!(
            "{count} 页文字没有变，变的是样式、链接、图片或标记",
            "{count} pages say the same: styles, links, pictures or markup changed"
        );
        let _ = writeln!(body, "<details><summary>{}</summary>\n<ul>\n{}</ul></details>", say(summary), items(pages));
    }
    if all.len() > COMPARED {
        let more = all.len() - COMPARED;
        let summary = text!("另有 {more} 页，没有逐句比较", "{more} more pages, not compared sentence by sentence");
        let rest = items(&all[COMPARED..]);
        let _ = writeln!(body, "<details><summary>{}</summary>\n<ul>\n{rest}</ul></details>", say(summary));
    }
}

/// A page by its title and address.
fn named(snapshot: &Snapshot, output: &Output, linked: bool) -> String {
    let address = address(snapshot, &output.path);
    let title = title(&String::from_utf8_lossy(output.bytes())).unwrap_or_else(|| output.path.to_string());
    let (shown, address) = (escaped(&title), escaped(&address));
    if linked {
        format!("<a href=\"{address}\">{shown}</a> <code>{}</code>", escaped(&output.path))
    } else {
        format!("{shown} <code>{}</code>", escaped(&output.path))
    }
}

/// The address of an output.
fn address(snapshot: &Snapshot, path: &str) -> String {
    let short = path.strip_suffix("index.html").filter(|p| p.is_empty() || p.ends_with('/')).unwrap_or(path);
    format!("{}{}", snapshot.base(), encode(short))
}
