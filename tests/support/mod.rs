//! What several tests need: sites in memory, and the town.
#![allow(dead_code, unreachable_pub, missing_docs, reason = "each test uses a part of it")]
#![expect(clippy::disallowed_methods, reason = "tests read and write sites on the disk")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use mingbai::diagnostic::Diagnostics;
use mingbai::load::{SourceFile, Sources, parse};
use mingbai::model::{Overrides, build};
use mingbai::output::{Output, Sink};
use mingbai::render::{Options, render};

/// Keeps outputs in memory.
#[derive(Default)]
pub struct Memory(Mutex<BTreeMap<String, Vec<u8>>>);

impl Sink for Memory {
    fn accept(&self, output: Output) {
        let mut all = self.0.lock().expect("no test panics while it writes");
        assert!(all.insert(output.path.to_string(), output.bytes().to_vec()).is_none(), "{} comes once", output.path);
    }
}

impl Memory {
    pub fn finish(self) -> BTreeMap<String, Vec<u8>> {
        self.0.into_inner().expect("no test panics while it writes")
    }
}

/// Renders a site of files in memory.
pub fn rendered(files: &[(&str, String)]) -> (BTreeMap<String, String>, Diagnostics) {
    rendered_at(files, 0)
}

/// The same, at a moment in seconds since 1970.
pub fn rendered_at(files: &[(&str, String)], now: i64) -> (BTreeMap<String, String>, Diagnostics) {
    let files =
        files.iter().map(|(path, text)| SourceFile { path: (*path).into(), bytes: text.as_bytes().into() }).collect();
    let (parsed, mut problems) = parse(&Sources::new(files));
    let (site, found) = build(parsed, &Overrides { now, ..Overrides::default() });
    problems.append(found);
    let memory = Memory::default();
    if let Some(site) = site {
        let (_, found) = render(&Arc::new(site), Options::default(), &memory);
        problems.append(found);
    }
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("outputs are UTF-8");
    let outputs = memory.finish().into_iter().filter(|(path, _)| !path.ends_with(".xlsx"));
    (outputs.map(|(path, bytes)| (path, text(bytes))).collect(), problems)
}

/// The repository, which is the town's site.
pub fn town() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder, by path, without what begins with `.mingbai`.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, below: &Path, out: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.file_name().is_some_and(|n| n == ".mingbai") {
                continue;
            }
            if path.is_dir() {
                walk(&path, below, out);
            } else {
                let name = path.strip_prefix(below).expect("below").to_string_lossy().into_owned();
                out.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    let mut out = BTreeMap::new();
    walk(folder, folder, &mut out);
    out
}

/// Copies a folder; `reverse`: creates its entries in the opposite order.
pub fn copy(from: &Path, to: &Path, reverse: bool) {
    fs::create_dir_all(to).expect("a folder");
    let mut entries: Vec<PathBuf> =
        fs::read_dir(from).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    entries.sort();
    if reverse {
        entries.reverse();
    }
    for path in entries {
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target, reverse);
        } else {
            fs::copy(&path, &target).expect("a copy");
        }
    }
}

/// The sources of the town, copied into an empty folder.
pub fn copy_town(to: &Path, reverse: bool) {
    for folder in ["content", "themes"] {
        copy(&town().join(folder), &to.join(folder), reverse);
    }
    fs::copy(town().join("site.yaml"), to.join("site.yaml")).expect("site.yaml");
}

/// The rows of a CSV text, the first with the names of its columns; quotes as in RFC 4180.
pub fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let row = rows.last_mut().expect("a row");
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                row.last_mut().expect("a cell").push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            '\r' if !quoted => {}
            c => row.last_mut().expect("a cell").push(c),
        }
    }
    rows.retain(|r| r.iter().any(|c| !c.is_empty()));
    rows
}

/// A workbook with a changed part.
pub fn patched(bytes: Vec<u8>, change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("XML");
        to.start_file(&name, zip::write::SimpleFileOptions::default()).expect("a part");
        to.write_all(change(&name, text).as_bytes()).expect("a part");
    }
    to.finish().expect("a workbook").into_inner()
}

/// A ZIP file of texts.
pub fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        to.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        to.write_all(text.as_bytes()).expect("a part");
    }
    to.finish().expect("a file").into_inner()
}
