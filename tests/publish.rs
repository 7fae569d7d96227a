//! The output folder through the public API: what appears, what stays, what goes, and what a kill leaves.
#![expect(clippy::disallowed_methods, reason = "a test of the disk looks at the disk")]

mod folder;
mod killed;
mod random;
mod refused;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use mingbai::diagnostic::Diagnostic;
use mingbai::output::{Body, Class, Output};
use mingbai::publish::{self, Summary};
use rayon::prelude::{IntoParallelIterator, ParallelIterator};

/// Files by path.
type Files = BTreeMap<String, Vec<u8>>;

fn files(list: &[(&str, &str)]) -> Files {
    list.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

fn output(path: &str, bytes: &[u8]) -> Output {
    let class = match path.rsplit('.').next() {
        Some("html") => Class::Page,
        Some("xml") => Class::Index,
        _ => Class::Asset,
    };
    Output::new(path, class, Body::Owned(bytes.to_vec()))
}

/// Publishes exactly these files.
fn try_publish(dir: &Path, files: &Files) -> Result<Summary, Box<Diagnostic>> {
    let publisher = publish::open(dir)?;
    files.into_par_iter().for_each(|(path, bytes)| publisher.stage(output(path, bytes)));
    publisher.commit()
}

/// The same, where nothing can go wrong.
fn publish_well(dir: &Path, files: &Files) -> Summary {
    try_publish(dir, files).unwrap_or_else(|problem| panic!("{problem:?}"))
}

/// The rule that a refusal names.
fn rule(result: Result<Summary, Box<Diagnostic>>) -> &'static str {
    let problem = result.expect_err("refused");
    assert!(problem.help.is_some(), "{problem:?} says how to mend it");
    problem.rule
}

/// What stands in a folder, everything included: bytes (none for folders) and times.
fn all(dir: &Path) -> BTreeMap<String, (Option<Vec<u8>>, SystemTime)> {
    let mut found = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.map(|entry| entry.expect("a readable entry")) {
            let path = entry.path();
            let meta = entry.metadata().expect("metadata");
            if meta.is_dir() {
                folders.push(path.clone());
            }
            let name = path.strip_prefix(dir).expect("inside").to_str().expect("UTF-8").replace('\\', "/");
            let bytes = meta.is_file().then(|| fs::read(&path).expect("a readable file"));
            // Our own folder's time tells that something was in the stage.
            let time = if name == ".mingbai" { SystemTime::UNIX_EPOCH } else { meta.modified().expect("a time") };
            found.insert(name, (bytes, time));
        }
    }
    found
}

/// The files in a folder, without our own.
fn visible(dir: &Path) -> Files {
    let files = all(dir).into_iter().filter_map(|(path, (bytes, _))| Some((path, bytes?)));
    files.filter(|(path, _)| !path.starts_with(".mingbai/")).collect()
}

/// The folders in a folder, without our own.
fn folders(dir: &Path) -> Vec<String> {
    let folders = all(dir).into_iter().filter(|(_, (bytes, _))| bytes.is_none()).map(|(path, _)| path);
    folders.filter(|path| !path.starts_with(".mingbai")).collect()
}
