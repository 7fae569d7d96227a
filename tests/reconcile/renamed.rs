//! The town with every id and title changed: ids become numbers, titles are written with other characters.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use mingbai::model::{PageKind, Site};

use crate::support::town;

/// The records of the town as text: without pages, bodies and workbooks, which no rule on records reads.
pub(crate) fn town_files() -> Vec<(String, String)> {
    let mut out = vec![
        (
            "site.yaml".to_owned(),
            "title: 镇\nbase_url: https://t.example/\npublisher: 镇\nas_of: 2023-08-31\ntaxonomies: [topic]\n"
                .to_owned(),
        ),
        ("content/_index.md".to_owned(), "---\ntitle: 首页\n---\n".to_owned()),
    ];
    let content = town().join("content");
    let mut folders: Vec<_> = fs::read_dir(&content).expect("content").map(|e| e.expect("an entry").path()).collect();
    folders.push(content);
    folders.sort();
    for folder in folders.iter().filter(|f| f.is_dir()) {
        let is_root = folder.ends_with("content");
        if !is_root && !folder.join("_collection.yaml").is_file() {
            continue;
        }
        let mut paths: Vec<_> = fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
            let is_record = matches!(extension, "yaml" | "csv" | "md") && name != "_index.md";
            if !is_record || is_root && name != "reconcile.yaml" {
                continue;
            }
            out.push((relative(&path), front(&fs::read_to_string(&path).expect("a source"), extension)));
        }
    }
    out
}

fn relative(path: &Path) -> String {
    path.strip_prefix(town()).expect("below the town").to_string_lossy().replace('\\', "/")
}

/// A record without its body and old addresses.
fn front(text: &str, extension: &str) -> String {
    if extension != "md" {
        return text.to_owned();
    }
    let front = text.strip_prefix("---\n").and_then(|t| t.split_once("\n---")).expect("front matter").0;
    let lines = front.lines().filter(|l| !l.starts_with("summary:") && !l.starts_with("aliases:"));
    format!("---\n{}\n---\n", lines.collect::<Vec<_>>().join("\n"))
}

/// What everything is called instead.
pub(crate) struct Names {
    ids: BTreeMap<String, String>,
    /// Longest first, since one title may be a part of another.
    titles: Vec<(String, String)>,
}

impl Names {
    pub(crate) fn of(site: &Site) -> Names {
        let records = || site.pages.iter().filter(|p| matches!(p.kind, PageKind::Record(_)));
        let ids: Vec<&String> =
            records().filter_map(|p| p.id.as_ref()).chain(site.statements.iter().map(|s| &s.name)).collect();
        let ids = ids.iter().enumerate().map(|(i, id)| ((*id).clone(), format!("n{i}"))).collect();
        let mut titles: Vec<(String, String)> =
            records().map(|p| (p.title.clone(), written_otherwise(&p.title))).collect();
        titles.sort_by_key(|(title, _)| (std::cmp::Reverse(title.len()), title.clone()));
        titles.dedup();
        Names { ids, titles }
    }

    /// The other id of a record; collections keep their names, which are the model's.
    pub(crate) fn id(&self, id: &str) -> String {
        self.ids.get(id).map_or_else(|| id.to_owned(), Clone::clone)
    }

    pub(crate) fn rename(&self, files: &[(String, String)]) -> Vec<(String, String)> {
        let one = |(path, text): &(String, String)| {
            let is_schema = path.ends_with("_collection.yaml") || path == "site.yaml" || path.ends_with("_index.md");
            (path.clone(), if is_schema { text.clone() } else { self.ids_in(&self.titles_in(text)) })
        };
        files.iter().map(one).collect()
    }

    fn titles_in(&self, text: &str) -> String {
        // In two goes, so that no new title is taken for an old one.
        let mut text = text.to_owned();
        for (i, (title, _)) in self.titles.iter().enumerate().filter(|(_, (t, _))| t.chars().count() > 2) {
            text = text.replace(title, &format!("\u{1}{i}\u{2}"));
        }
        for (i, (_, other)) in self.titles.iter().enumerate() {
            text = text.replace(&format!("\u{1}{i}\u{2}"), other);
        }
        text
    }

    fn ids_in(&self, text: &str) -> String {
        let is_of_id = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(is_of_id) {
            let (before, tail) = rest.split_at(start);
            let end = tail.find(|c| !is_of_id(c)).unwrap_or(tail.len());
            let (word, after) = tail.split_at(end);
            out.push_str(before);
            // A key is no id.
            let is_key = after.starts_with(": ") || after.starts_with(":\n");
            let is_name = is_key && (before.ends_with('\n') || before.is_empty()) && word.contains('-');
            out.push_str(self.ids.get(word).filter(|_| !is_key || is_name).map_or(word, String::as_str));
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

/// Every Han character becomes its neighbour: titles that are alike stay alike, and none stays as it was.
fn written_otherwise(title: &str) -> String {
    let one = |c: char| match c {
        '\u{4e00}'..='\u{9ffe}' => char::from_u32(u32::from(c) + 1).unwrap_or(c),
        c => c,
    };
    title.chars().map(one).collect()
}
