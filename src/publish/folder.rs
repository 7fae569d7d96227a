//! The output folder as it is found: locked, walked, its manifest read.
#![expect(clippy::disallowed_methods, reason = "publish is the one door through which outputs go out")]

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{SystemTime, UNIX_EPOCH};

use rayon::prelude::{IntoParallelIterator, ParallelIterator, ParallelSliceMut};
use sha2::{Digest, Sha256};

use super::manifest::Time;
use super::problem;
use crate::diagnostic::Diagnostic;
use crate::output::Hash;

/// Our own folder in the output folder.
pub(super) const OURS: &str = ".mingbai";

/// The output folder may be a Git worktree: what is in here is nobody's business.
pub(super) const GIT: &str = ".git";

/// The output folder, locked against other processes as long as this lives.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    /// Folders that did not exist before, outermost first; removed again where nothing is published.
    made: Vec<PathBuf>,
    kept: bool,
    lock: Option<File>,
}

impl Folder {
    /// Makes the folder where it is missing, and takes the lock.
    pub(super) fn open(root: &Path) -> Result<Folder, Box<Diagnostic>> {
        let mut folder = Folder { root: root.to_owned(), made: Vec::new(), kept: false, lock: None };
        match fs::metadata(root) {
            Ok(meta) if meta.is_dir() => {}
            Ok(_) => return Err(problem::not_a_folder(root)),
            Err(_) => folder.make(root)?,
        }
        let ours = root.join(OURS);
        match fs::symlink_metadata(&ours) {
            Ok(meta) if meta.is_dir() => {}
            Ok(_) => return Err(problem::link(root, OURS)),
            Err(_) => folder.make(&ours)?,
        }
        let lock = ours.join("lock");
        // A process that publishes nothing into a new folder takes its lock file away again: look twice.
        for _ in 0..100 {
            if fs::symlink_metadata(&lock).is_ok_and(|meta| !meta.is_file()) {
                return Err(problem::link(root, ".mingbai/lock"));
            }
            let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&lock);
            let file = file.map_err(|error| problem::io(&lock, &error))?;
            match file.try_lock() {
                Ok(()) if is_at(&file, &lock) => {
                    folder.lock = Some(file);
                    return Ok(folder);
                }
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(problem::locked(root)),
                Err(TryLockError::Error(error)) => return Err(problem::io(&lock, &error)),
            }
        }
        Err(problem::locked(root))
    }

    fn make(&mut self, path: &Path) -> Result<(), Box<Diagnostic>> {
        let missing: Vec<&Path> = path
            .ancestors()
            .take_while(|p| !p.as_os_str().is_empty() && fs::symlink_metadata(p).is_err_and(|e| is_missing(&e)))
            .collect();
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => self.made.push(folder.to_owned()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(problem::io(folder, &error)),
            }
        }
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => Ok(()),
            Ok(_) => Err(problem::not_a_folder(path)),
            Err(error) => Err(problem::io(path, &error)),
        }
    }

    /// The folder itself.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// A file of our own.
    pub(super) fn own(&self, name: &str) -> PathBuf {
        self.root.join(OURS).join(name)
    }

    /// The bytes of a file of our own; `None` where there is none.
    pub(super) fn read_own(&self, name: &str) -> Result<Option<Vec<u8>>, Box<Diagnostic>> {
        let path = self.own(name);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(problem::io(&path, &error)),
        }
    }

    /// The SHA-256 of a published file; `None` where it cannot be read.
    pub(super) fn hash(&self, path: &str) -> Option<Hash> {
        fs::read(self.root.join(path)).ok().map(|bytes| Sha256::digest(bytes).into())
    }

    /// From now on the folder stays, with what is in it.
    pub(super) fn keep(&mut self) {
        self.kept = true;
    }

    /// Everything in the folder but our own.
    pub(super) fn walk(&self) -> Result<Disk, Box<Diagnostic>> {
        let found = Mutex::new((Vec::new(), Vec::new()));
        walk(&self.root, "", &found).map_err(|(path, error)| problem::io(&path, &error))?;
        let (mut entries, mut strange) = found.into_inner().unwrap_or_else(|poison| poison.into_inner());
        entries.par_sort_unstable_by(|a, b| a.0.cmp(&b.0));
        strange.sort_unstable();
        Ok(Disk { entries, strange })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.kept {
            self.take_away();
        }
        // Closing alone would leave the lock to a process that another thread is just starting.
        if let Some(lock) = &self.lock {
            let _ = lock.unlock();
        }
    }
}

impl Folder {
    fn take_away(&self) {
        // The lock file is ours to take away only where nobody can have been here before us.
        if self.lock.is_some() && self.made.iter().any(|path| path.ends_with(OURS)) {
            let _ = fs::remove_file(self.own("lock"));
        }
        for path in self.made.iter().rev() {
            let _ = fs::remove_dir(path);
        }
    }
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File {
        size: u64,
        time: Time,
    },
    Folder,
    /// A symbolic link, a device and so on: never followed, never replaced.
    Other,
}

/// What was in the output folder when it was opened.
#[derive(Debug, Default)]
pub(super) struct Disk {
    entries: Vec<(String, Kind)>,
    /// Names that are not UTF-8, as well as they can be shown.
    strange: Vec<String>,
}

impl Disk {
    /// What stands at a path.
    pub(super) fn get(&self, path: &str) -> Option<Kind> {
        let at = self.entries.binary_search_by(|(p, _)| p.as_str().cmp(path)).ok()?;
        Some(self.entries[at].1)
    }

    /// Everything, ordered by path.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Kind)> {
        self.entries.iter().map(|(path, kind)| (path.as_str(), *kind))
    }

    /// Everything inside a folder.
    pub(super) fn below(&self, folder: &str) -> impl Iterator<Item = (&str, Kind)> {
        let prefix = format!("{folder}/");
        let start = self.entries.partition_point(|(path, _)| path.as_str() < prefix.as_str());
        let inside = self.entries[start..].iter().take_while(move |(path, _)| path.starts_with(&prefix));
        inside.map(|(path, kind)| (path.as_str(), *kind))
    }

    /// Files whose names are not UTF-8: certainly not ours.
    pub(super) fn strange(&self) -> &[String] {
        &self.strange
    }
}

#[cfg(test)]
impl FromIterator<(String, Kind)> for Disk {
    fn from_iter<I: IntoIterator<Item = (String, Kind)>>(iter: I) -> Self {
        let mut entries: Vec<_> = iter.into_iter().collect();
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        Disk { entries, strange: Vec::new() }
    }
}

type Found = Mutex<(Vec<(String, Kind)>, Vec<String>)>;

fn walk(folder: &Path, prefix: &str, found: &Found) -> Result<(), (PathBuf, io::Error)> {
    let fail = |error| (folder.to_owned(), error);
    let (mut here, mut strange, mut folders) = (Vec::new(), Vec::new(), Vec::new());
    for entry in fs::read_dir(folder).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else {
            strange.push(format!("{prefix}{}", name.to_string_lossy()));
            continue;
        };
        if prefix.is_empty() && (name == OURS || name == GIT) {
            continue;
        }
        let path = format!("{prefix}{name}");
        let file_type = entry.file_type().map_err(fail)?;
        if file_type.is_dir() {
            folders.push((entry.path(), format!("{path}/")));
            here.push((path, Kind::Folder));
        } else if file_type.is_file() {
            let meta = entry.metadata().map_err(fail)?;
            here.push((path, Kind::File { size: meta.len(), time: time_of(&meta) }));
        } else {
            here.push((path, Kind::Other));
        }
    }
    if let Ok(mut found) = found.lock() {
        found.0.append(&mut here);
        found.1.append(&mut strange);
    }
    match folders.as_slice() {
        [] => Ok(()),
        [(path, prefix)] => walk(path, prefix, found),
        _ => folders.into_par_iter().try_for_each(|(path, prefix)| walk(&path, &prefix, found)),
    }
}

/// When a file was last written.
pub(super) fn time_of(meta: &fs::Metadata) -> Time {
    let nanos = |d: std::time::Duration| Time::try_from(d.as_nanos()).unwrap_or(Time::MAX);
    let time: SystemTime = meta.modified().unwrap_or(UNIX_EPOCH);
    time.duration_since(UNIX_EPOCH).map_or_else(|before| -nanos(before.duration()), nanos)
}

fn is_missing(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(held), Ok(there)) => (held.dev(), held.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}
