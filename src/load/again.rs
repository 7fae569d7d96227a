//! Reads a site's folder again and again: only what differs is read and parsed anew.
#![expect(clippy::disallowed_methods, reason = "with `disk.rs` this is the door through which sources come in")]

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::disk::{Walked, read_file, relative, walk_all};
use super::parsed::{One, Parsed, gather, one};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// What tells a file from what it was before, as far as that can be told without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Its number on the disk, and when that was last changed: a file that takes the place of another one may have its
    /// size and time.
    node: (u64, i64, i64),
}

impl Stamp {
    fn of(meta: &Metadata) -> Stamp {
        #[cfg(unix)]
        let node = {
            use std::os::unix::fs::MetadataExt as _;
            (meta.ino(), meta.ctime(), meta.ctime_nsec())
        };
        #[cfg(not(unix))]
        let node = (0, 0, 0);
        Stamp { length: meta.len(), modified: meta.modified().ok(), node }
    }
}

/// A source as it was last seen.
#[derive(Debug)]
struct Seen {
    stamp: Option<Stamp>,
    made: Result<One, Diagnostic>,
}

/// All sources of a site, parsed, as they were last seen.
#[derive(Debug)]
pub struct Reader {
    root: PathBuf,
    files: BTreeMap<Arc<str>, Seen>,
    /// What was wrong with the folders; `None` before they were looked at.
    problems: Option<Diagnostics>,
}

impl Reader {
    /// Nothing is read yet.
    pub fn new(root: &Path) -> Reader {
        Reader { root: root.to_owned(), files: BTreeMap::new(), problems: None }
    }

    /// Reads what differs. `changed`: all paths that may differ, or folders above them; `None`: whatever differs.
    pub fn read(&mut self, changed: Option<&[PathBuf]>) -> (Parsed, Diagnostics) {
        let known = changed.and_then(|changed| self.all_known(changed));
        match known {
            Some(files) => self.take(files),
            None => self.look(changed.unwrap_or_default()),
        }
        let problems = self.problems.clone().unwrap_or_default();
        gather(self.files.values().map(|seen| seen.made.clone()), problems)
    }

    /// The files of these paths, if all of them are files that are known and neither links nor behind one: then nothing
    /// but their bytes can have changed.
    fn all_known(&self, changed: &[PathBuf]) -> Option<Vec<(Arc<str>, PathBuf, Metadata)>> {
        self.problems.as_ref()?;
        let real_root = fs::canonicalize(&self.root).ok()?;
        let one = |path: &PathBuf| {
            let base = if path.starts_with(&self.root) { self.root.as_path() } else { real_root.as_path() };
            let below = path.strip_prefix(base).ok()?;
            let (name, _) = self.files.get_key_value(relative(base, path).as_str())?;
            let full = self.root.join(below);
            let mut folder = self.root.clone();
            for part in below.parent().into_iter().flat_map(Path::components) {
                folder.push(part);
                if !fs::symlink_metadata(&folder).is_ok_and(|meta| meta.is_dir()) {
                    return None;
                }
            }
            let meta = fs::symlink_metadata(&full).ok().filter(Metadata::is_file)?;
            Some((name.clone(), full, meta))
        };
        changed.iter().map(one).collect()
    }

    /// Reads these files.
    fn take(&mut self, files: Vec<(Arc<str>, PathBuf, Metadata)>) {
        let read = files.into_par_iter().map(|(name, full, meta)| {
            let made = read_file(name.clone(), &full).and_then(|file| one(&file));
            (name, Seen { stamp: Some(Stamp::of(&meta)), made })
        });
        self.files.extend(read.collect::<Vec<_>>());
    }

    /// Walks through all folders and reads what looks otherwise than before, or is said to have changed.
    fn look(&mut self, changed: &[PathBuf]) {
        let Walked { files, problems } = walk_all(&self.root);
        let real_root = fs::canonicalize(&self.root).unwrap_or_else(|_| self.root.clone());
        let is_named = |full: &Path| {
            let below = full.strip_prefix(&self.root).unwrap_or(full);
            changed.iter().any(|path| full.starts_with(path) || real_root.join(below).starts_with(path))
        };
        let before = std::mem::take(&mut self.files);
        let old = &before;
        let read = files.into_par_iter().map(|(name, full)| {
            let stamp = fs::metadata(&full).ok().map(|meta| Stamp::of(&meta));
            let same = old.get_key_value(name.as_str()).filter(|(_, seen)| stamp.is_some() && seen.stamp == stamp);
            if let Some((name, _)) = same.filter(|_| !is_named(&full)) {
                return (name.clone(), None);
            }
            let name: Arc<str> = name.into();
            let made = read_file(name.clone(), &full).and_then(|file| one(&file));
            (name, Some(Seen { stamp, made }))
        });
        let read: Vec<(Arc<str>, Option<Seen>)> = read.collect();
        let mut before = before;
        for (name, seen) in read {
            if let Some(seen) = seen.or_else(|| before.remove(&name)) {
                self.files.insert(name, seen);
            }
        }
        self.problems = Some(problems);
    }
}
