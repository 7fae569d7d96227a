//! The sources as they were last seen: what is at each path, its size and times, and a hash of its bytes.
#![expect(
    clippy::disallowed_methods,
    reason = "watching means looking at the disk; nothing read here reaches an output"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use rayon::prelude::{IntoParallelRefMutIterator, ParallelIterator};
use walkdir::{DirEntry, WalkDir};

use super::bytes::{hash, passes};
use super::identity::Identity;
use super::stamp::Stamp;
use super::trail::{Step, trail};
use crate::load::{CONTENT, SOURCES, Taken, has_ignored_name, is_ignored};
use crate::output::Hash;

/// What is at a path.
#[derive(Debug, Clone)]
struct Seen {
    stamp: Stamp,
    hash: Option<Hash>,
    /// Whether the same stamp means the same bytes.
    sure: bool,
}

/// All source files and folders.
#[derive(Debug)]
pub(super) struct Tree {
    /// The site's folder as it was named, and the same as an absolute path, which all paths in here begin with.
    named: PathBuf,
    root: PathBuf,
    /// The same with all links followed.
    real: PathBuf,
    seen: BTreeMap<PathBuf, Seen>,
    folders: BTreeMap<PathBuf, Identity>,
    /// What decides where links lead: of the root, and of every link among the sources.
    links: BTreeMap<PathBuf, Vec<Step>>,
    /// Whether something could not be looked at for a reason that may pass, such as too many open files.
    passing: bool,
    /// What was there, and yet not read the last time.
    unread: BTreeSet<PathBuf>,
}

impl Tree {
    /// Knows nothing as yet.
    pub(super) fn new(root: &Path) -> Tree {
        let absolute = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        Tree {
            named: root.to_owned(),
            real: absolute.clone(),
            root: absolute,
            seen: BTreeMap::new(),
            folders: BTreeMap::new(),
            links: BTreeMap::new(),
            passing: false,
            unread: BTreeSet::new(),
        }
    }

    /// The tops of the sources, as absolute paths.
    pub(super) fn tops(&self) -> Vec<PathBuf> {
        std::iter::once(self.root.clone()).chain(SOURCES.iter().map(|top| self.root.join(top))).collect()
    }

    /// The site's folder, as an absolute path.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Whether the site's folder was there when it was last looked at.
    pub(super) fn has_root(&self) -> bool {
        self.folders.contains_key(&self.root)
    }

    /// Whether it is worth looking again though nothing is told.
    pub(super) fn is_passing(&self) -> bool {
        self.passing
    }

    /// Whether there was something at a path when it was last looked at.
    pub(super) fn knows(&self, path: &Path) -> bool {
        path == self.root || self.seen.contains_key(path) || self.folders.contains_key(path)
    }

    /// Folders whose entries matter.
    pub(super) fn wanted(&self) -> BTreeMap<PathBuf, Identity> {
        let mut wanted = self.folders.clone();
        let known: BTreeSet<&Identity> = self.folders.values().collect();
        for step in self.links.values().flatten() {
            if !known.contains(&step.identity) {
                wanted.insert(step.folder.clone(), step.identity.clone());
            }
        }
        wanted
    }

    /// The paths of sources that are in a watched folder, or lead through it.
    pub(super) fn through(&self, folder: &Path) -> Vec<PathBuf> {
        if self.folders.contains_key(folder) {
            return vec![folder.to_owned()];
        }
        let links = self.links.iter().filter(|(_, steps)| steps.iter().any(|s| s.folder == folder));
        links.map(|(link, _)| link.clone()).filter(|link| *link != self.root).collect()
    }

    /// The paths of sources that an event at a path is about; `identity`: of the folder that is watched there. The
    /// root stands for everything.
    pub(super) fn meant(&self, path: &Path, identity: Option<&Identity>) -> Vec<PathBuf> {
        let path = match path.strip_prefix(&self.real) {
            Ok(below) => self.root.join(below),
            Err(_) => path.to_owned(),
        };
        let mut meant = Vec::new();
        if self.is_source(&path) {
            meant.push(path.clone());
        }
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return meant };
        let Some(identity) = identity.or_else(|| self.folders.get(folder)) else { return meant };
        let decides = |s: &Step| s.folder == path || (s.name == name && s.identity == *identity);
        meant.extend(self.links.iter().filter(|(_, steps)| steps.iter().any(decides)).map(|(link, _)| link.clone()));
        // A folder that has several paths tells its events at one of them.
        if self.links.len() > 1 {
            let others = self.folders.iter().filter(|(f, i)| *i == identity && *f != folder);
            meant.extend(others.map(|(f, _)| f.join(name)).filter(|p| self.is_source(p)));
        }
        meant
    }

    /// Beside the sources, the root holds the output and much else that is none of ours.
    fn is_source(&self, path: &Path) -> bool {
        let Ok(below) = path.strip_prefix(&self.root) else { return false };
        let mut parts = below.components().map(|c| c.as_os_str().to_str());
        match parts.next() {
            None => true,
            Some(top) => {
                top.is_some_and(|top| SOURCES.contains(&top)) && !parts.any(|part| part.is_some_and(is_ignored))
            }
        }
    }

    /// Looks everywhere but at what is just being written; gives the paths that differ from what was seen, the missing
    /// ones included.
    pub(super) fn look(&mut self, unfinished: &BTreeSet<PathBuf>) -> Vec<PathBuf> {
        self.real = fs::canonicalize(&self.root).unwrap_or_else(|_| self.root.clone());
        let mut found = Found::default();
        found.links.insert(self.root.clone(), trail(&self.root));
        if let Some(meta) = fs::metadata(&self.root).ok().filter(Metadata::is_dir) {
            found.folders.insert(self.root.clone(), Identity::new(&self.root, &meta));
            for top in SOURCES {
                self.walk(&self.root.join(top), &mut found);
            }
        }
        self.leave(unfinished, &mut found);
        let changed = self.compare(&mut found, self.seen.keys());
        self.seen = found.seen;
        self.folders = found.folders;
        self.links = found.links;
        self.passing = found.passing;
        changed
    }

    /// The same at these paths and below them.
    pub(super) fn look_at(&mut self, paths: &BTreeSet<PathBuf>, unfinished: &BTreeSet<PathBuf>) -> Vec<PathBuf> {
        let starts: BTreeSet<PathBuf> = paths.iter().map(|path| self.first_unknown(path)).collect();
        let mut changed = Vec::new();
        let mut done: Option<PathBuf> = None;
        for start in starts {
            // Those below one another follow one another.
            if done.as_ref().is_some_and(|d| start.starts_with(d)) {
                continue;
            }
            let mut found = Found::default();
            self.walk(&start, &mut found);
            self.leave(unfinished, &mut found);
            let is_below = |path: &&PathBuf| path.starts_with(&start);
            let from = (Bound::Included(start.as_path()), Bound::Unbounded);
            let old = self.seen.range::<Path, _>(from).map(|(path, _)| path).take_while(is_below);
            changed.extend(self.compare(&mut found, old));
            replace(&mut self.seen, &start, found.seen);
            replace(&mut self.folders, &start, found.folders);
            replace(&mut self.links, &start, found.links);
            self.passing |= found.passing;
            done = Some(start);
        }
        changed
    }

    /// Leaves what is just being written as it was seen.
    fn leave(&self, unfinished: &BTreeSet<PathBuf>, found: &mut Found) {
        for path in unfinished {
            if found.seen.remove(path).is_some()
                && let Some(then) = self.seen.get(path)
            {
                found.seen.insert(path.clone(), then.clone());
            }
        }
    }

    /// What somebody has read counts as seen: only what differs from that has changed. Gives whether anything that was
    /// seen differs from it.
    pub(super) fn take(&mut self, taken: &Taken<'_>) -> bool {
        let mut differs = false;
        let mut read: BTreeSet<PathBuf> = BTreeSet::new();
        for (name, hash) in &taken.files {
            let path = self.root.join(name);
            let seen = self.seen.get_mut(&path);
            if seen.as_ref().is_none_or(|seen| seen.hash != *hash || matches!(seen.stamp, Stamp::Other(_))) {
                differs = true;
                // It is compared by its bytes.
                let then = Seen { stamp: Stamp::Other("read".to_owned()), hash: *hash, sure: false };
                match seen {
                    Some(seen) => *seen = then,
                    None => drop(self.seen.insert(path.clone(), then)),
                }
            }
            if taken.all {
                read.insert(path);
            }
        }
        if taken.all {
            let files = self.seen.iter().filter(|(_, seen)| matches!(seen.stamp, Stamp::File { .. }));
            let unread: BTreeSet<PathBuf> =
                files.map(|(path, _)| path).filter(|path| !read.contains(*path)).cloned().collect();
            // What is passed over again and again is none of theirs.
            for path in unread.difference(&self.unread) {
                differs |= self.seen.remove(path).is_some();
            }
            self.unread = unread;
        }
        differs
    }

    /// Below the site's folder as it was named.
    pub(super) fn given(&self, paths: Vec<PathBuf>) -> Vec<PathBuf> {
        if self.named == self.root {
            return paths;
        }
        paths.into_iter().map(|p| p.strip_prefix(&self.root).map(|below| self.named.join(below)).unwrap_or(p)).collect()
    }

    /// The highest folder above a path that was not there before, or the path itself.
    fn first_unknown(&self, path: &Path) -> PathBuf {
        let above = path.ancestors().skip(1).take_while(|a| *a != self.root && a.starts_with(&self.root));
        above.filter(|a| !self.folders.contains_key(*a)).last().unwrap_or(path).to_owned()
    }

    /// All that differs between what was found and what was seen; reads what it must.
    fn compare<'a>(&self, found: &mut Found, old: impl Iterator<Item = &'a PathBuf>) -> Vec<PathBuf> {
        let now = SystemTime::now();
        let named = found.seen.len() == 1;
        let failed = AtomicBool::new(false);
        let gone: Vec<PathBuf> = old.filter(|path| !found.seen.contains_key(*path)).cloned().collect();
        let mut changed: Vec<PathBuf> = found
            .seen
            .par_iter_mut()
            .filter_map(|(path, seen)| {
                let old = self.seen.get(path);
                let same_stamp = old.is_some_and(|o| o.stamp == seen.stamp);
                // What an event names is read, whatever its times say.
                if let Some(old) = old.filter(|o| same_stamp && o.sure && !named) {
                    seen.clone_from(old);
                    return None;
                }
                let Stamp::File { .. } = &seen.stamp else {
                    return (!same_stamp).then(|| path.clone());
                };
                seen.sure = seen.stamp.is_old(now);
                seen.hash = hash(path).unwrap_or_else(|error| {
                    failed.fetch_or(passes(error.kind()), Ordering::Relaxed);
                    None
                });
                let same = old.is_some_and(|o| o.hash == seen.hash && (seen.hash.is_some() || same_stamp));
                (!same).then(|| path.clone())
            })
            .collect();
        found.passing |= failed.into_inner();
        changed.extend(gone);
        changed.sort();
        changed
    }

    /// Finds what is at a path and below it, by the rules by which the sources are loaded.
    fn walk(&self, start: &Path, found: &mut Found) {
        let below = start.strip_prefix(&self.root).unwrap_or(start);
        // The folders above, in which a link may lead back.
        let above: Vec<&Identity> = start
            .ancestors()
            .skip(1)
            .take_while(|a| *a != self.root && a.starts_with(&self.root))
            .filter_map(|a| self.folders.get(a))
            .collect();
        let is_content = below == Path::new(CONTENT);
        let mut entries = WalkDir::new(start).follow_links(true).into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                // A link that leads nowhere comes as an error: Emacs locks a file by one.
                Err(error) if error.depth() > 0 && error.path().is_some_and(has_ignored_name) => continue,
                Err(error) => {
                    found.trouble(&error);
                    continue;
                }
            };
            if entry.depth() > 0 && has_ignored_name(entry.path()) {
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
                continue;
            }
            if !self.enter(&entry, is_content && entry.depth() == 0, &above, found) && entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
        }
    }

    /// Takes note of an entry; false if a folder is not to be entered.
    fn enter(&self, entry: &DirEntry, is_content: bool, above: &[&Identity], found: &mut Found) -> bool {
        let path = entry.path();
        let Ok(meta) = entry.metadata() else { return false };
        if entry.path_is_symlink() {
            found.links.insert(path.to_owned(), trail(path));
            let target = fs::canonicalize(path).unwrap_or_default();
            if !target.starts_with(&self.real) {
                found.other(path, format!("outside: {}", target.display()));
                return false;
            }
        }
        if meta.is_dir() {
            let identity = Identity::new(path, &meta);
            if entry.path_is_symlink() && above.contains(&&identity) {
                found.other(path, "a loop".to_owned());
                return false;
            }
            found.folders.insert(path.to_owned(), identity);
            // Whether there is any content at all makes a difference.
            if is_content {
                found.other(path, "a folder".to_owned());
            }
        } else if meta.is_file() {
            found.seen.insert(path.to_owned(), Seen { stamp: Stamp::of(&meta), hash: None, sure: false });
        } else {
            // A pipe would never end.
            found.other(path, "no file".to_owned());
        }
        true
    }
}

/// What a walk has found.
#[derive(Debug, Default)]
struct Found {
    seen: BTreeMap<PathBuf, Seen>,
    folders: BTreeMap<PathBuf, Identity>,
    links: BTreeMap<PathBuf, Vec<Step>>,
    passing: bool,
}

impl Found {
    fn other(&mut self, path: &Path, why: String) {
        self.seen.insert(path.to_owned(), Seen { stamp: Stamp::Other(why), hash: None, sure: true });
    }

    /// A folder that cannot be read, a link that leads nowhere or back: the build says so, until that changes.
    fn trouble(&mut self, error: &walkdir::Error) {
        let Some(path) = error.path() else { return };
        let Ok(meta) = fs::symlink_metadata(path) else { return };
        if meta.is_symlink() {
            self.links.insert(path.to_owned(), trail(path));
        }
        let why = match (error.loop_ancestor(), error.io_error().map(io::Error::kind)) {
            (Some(_), _) => "a loop".to_owned(),
            (None, kind) => {
                self.passing |= kind.is_some_and(passes);
                format!("{kind:?}")
            }
        };
        self.other(path, why);
    }
}

/// Puts `new` in the place of what is at a path and below it.
fn replace<T>(all: &mut BTreeMap<PathBuf, T>, start: &Path, new: BTreeMap<PathBuf, T>) {
    let from = (Bound::Included(start), Bound::Unbounded);
    let old: Vec<PathBuf> =
        all.range::<Path, _>(from).map(|(p, _)| p).take_while(|p| p.starts_with(start)).cloned().collect();
    for path in old {
        all.remove(&path);
    }
    all.extend(new);
}
