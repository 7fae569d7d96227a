//! The sources as they were last seen: path, size, time, and a hash of the bytes.
#![expect(
    clippy::disallowed_methods,
    reason = "watching means looking at the disk; nothing read here reaches an output"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::{IntoParallelRefMutIterator, ParallelIterator};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use crate::load::{SOURCES, is_ignored};
use crate::output::Hash;

/// Files up to this size are compared by their bytes, larger ones by size and time.
const HASHED: u64 = 16 * 1024 * 1024;

#[derive(Debug, Clone, PartialEq, Eq)]
struct Seen {
    length: u64,
    modified: Option<SystemTime>,
    hash: Option<Hash>,
}

/// All source files and folders.
#[derive(Debug)]
pub(super) struct Tree {
    root: PathBuf,
    files: BTreeMap<PathBuf, Seen>,
    folders: BTreeSet<PathBuf>,
}

impl Tree {
    /// Looks for the first time.
    pub(super) fn look(root: &Path) -> Tree {
        let mut tree = Tree { root: root.to_owned(), files: BTreeMap::new(), folders: BTreeSet::new() };
        tree.update();
        tree
    }

    /// Folders whose entries matter.
    pub(super) fn folders(&self) -> &BTreeSet<PathBuf> {
        &self.folders
    }

    /// Looks again; gives the paths whose bytes differ from what was seen, the missing ones included.
    pub(super) fn update(&mut self) -> Vec<PathBuf> {
        let mut files = BTreeMap::new();
        let mut folders = BTreeSet::from([self.root.clone()]);
        for top in SOURCES {
            let entries = WalkDir::new(self.root.join(top)).follow_links(true).into_iter();
            let wanted = entries.filter_entry(|e| e.depth() == 0 || !e.file_name().to_str().is_some_and(is_ignored));
            for entry in wanted.flatten() {
                if entry.file_type().is_dir() {
                    folders.insert(entry.into_path());
                } else if let Ok(meta) = entry.metadata() {
                    let seen = Seen { length: meta.len(), modified: meta.modified().ok(), hash: None };
                    files.insert(entry.into_path(), seen);
                }
            }
        }
        let mut changed: Vec<PathBuf> = files
            .par_iter_mut()
            .filter_map(|(path, seen)| {
                let old = self.files.get(path);
                if let Some(old) = old.filter(|o| (o.length, o.modified) == (seen.length, seen.modified)) {
                    seen.hash = old.hash;
                    return None;
                }
                if seen.length <= HASHED {
                    seen.hash = fs::read(path).ok().map(|bytes| Sha256::digest(bytes).into());
                }
                let same = old.is_some_and(|o| o.hash.is_some() && o.hash == seen.hash);
                (!same).then(|| path.clone())
            })
            .collect();
        changed.extend(self.files.keys().filter(|p| !files.contains_key(*p)).cloned());
        changed.sort();
        self.files = files;
        self.folders = folders;
        changed
    }
}
