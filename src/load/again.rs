//! Reads a site's folder again and again: only what differs is read and parsed anew.
#![expect(clippy::disallowed_methods, reason = "with `disk.rs` this is the door through which sources come in")]

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use sha2::{Digest, Sha256};

use super::disk::{Walked, read_file, relative, walk_all};
use super::parsed::{One, Parsed, gather, one};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::Hash;

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
    /// Of the bytes that were read; `None` if they could not be.
    hash: Option<Hash>,
    made: Result<One, Diagnostic>,
}

impl Seen {
    fn read(name: Arc<str>, full: &Path, stamp: Option<Stamp>) -> Seen {
        let file = read_file(name, full);
        let hash = file.as_ref().ok().map(|file| Sha256::digest(&file.bytes).into());
        Seen { stamp, hash, made: file.and_then(|file| one(&file)) }
    }
}

/// What was read of a site's folder the last time.
#[derive(Debug)]
pub struct Taken<'a> {
    /// Whether all that is there was looked for: what is not among `files` was not there then.
    pub all: bool,
    /// Path below the root, and the hash of the bytes that were read; `None` if they could not be.
    pub files: Vec<(&'a str, Option<Hash>)>,
}

/// Which files were read or looked at the last time.
#[derive(Debug)]
enum Fresh {
    /// All that there are.
    All,
    /// These.
    Some(Vec<Arc<str>>),
}

/// All sources of a site, parsed, as they were last seen.
#[derive(Debug)]
pub struct Reader {
    root: PathBuf,
    files: BTreeMap<Arc<str>, Seen>,
    /// What was wrong with the folders; `None` before they were looked at.
    problems: Option<Diagnostics>,
    /// What was read the last time.
    fresh: Fresh,
}

impl Reader {
    /// Nothing is read yet.
    pub fn new(root: &Path) -> Reader {
        Reader { root: root.to_owned(), files: BTreeMap::new(), problems: None, fresh: Fresh::Some(Vec::new()) }
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

    /// What the last read has seen: whoever watches the folder compares it with what is there now.
    pub fn taken(&self) -> Taken<'_> {
        match &self.fresh {
            Fresh::All => {
                Taken { all: true, files: self.files.iter().map(|(name, seen)| (&**name, seen.hash)).collect() }
            }
            Fresh::Some(names) => {
                let hash = |name: &Arc<str>| Some(self.files.get(name)?.hash);
                Taken { all: false, files: names.iter().filter_map(|name| Some((&**name, hash(name)?))).collect() }
            }
        }
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
            let seen = Seen::read(name.clone(), &full, Some(Stamp::of(&meta)));
            (name, seen)
        });
        let read: Vec<(Arc<str>, Seen)> = read.collect();
        self.fresh = Fresh::Some(read.iter().map(|(name, _)| name.clone()).collect());
        self.files.extend(read);
    }

    /// Walks through all folders and reads what looks otherwise than before, or is said to have changed.
    fn look(&mut self, changed: &[PathBuf]) {
        let Walked { files, problems, whole } = walk_all(&self.root);
        let real_root = fs::canonicalize(&self.root).unwrap_or_else(|_| self.root.clone());
        let is_named = |full: &Path| {
            let below = full.strip_prefix(&self.root).unwrap_or(full);
            changed.iter().any(|path| full.starts_with(path) || real_root.join(below).starts_with(path))
        };
        let before = std::mem::take(&mut self.files);
        let old = &before;
        let read = files.into_par_iter().map(|(name, full)| {
            let stamp = fs::metadata(&full).ok().map(|meta| Stamp::of(&meta));
            let same = old
                .get_key_value(name.as_str())
                .filter(|(_, seen)| seen.hash.is_some() && stamp.is_some() && seen.stamp == stamp);
            if let Some((name, _)) = same.filter(|_| !is_named(&full)) {
                return (name.clone(), None);
            }
            let name: Arc<str> = name.into();
            let seen = Seen::read(name.clone(), &full, stamp);
            (name, Some(seen))
        });
        let read: Vec<(Arc<str>, Option<Seen>)> = read.collect();
        let mut before = before;
        for (name, seen) in read {
            if let Some(seen) = seen.or_else(|| before.remove(&name)) {
                self.files.insert(name, seen);
            }
        }
        self.problems = Some(problems);
        self.fresh = if whole { Fresh::All } else { Fresh::Some(self.files.keys().cloned().collect()) };
    }
}
