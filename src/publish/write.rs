//! The only writer: whole files into `.mingbai/stage/`, from there by rename to where they belong.
//!
//! Outputs are not synced to the disk one by one (10,000 of them would cost more than a second): renames are
//! enough against a kill, and after a power cut the next run finds a file of the wrong size by the manifest.
#![expect(clippy::disallowed_methods, reason = "publish is the one door through which outputs go out")]

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::folder::time_of;
use super::manifest::Time;
use super::together::NOW;

/// The folder of files that are not out yet; gone with all that is left in it when dropped.
#[derive(Debug)]
pub(super) struct Stage {
    folder: PathBuf,
    /// Folders made already, by their names in the stage.
    made: Mutex<HashSet<String>>,
}

impl Stage {
    /// Clears what a killed run has left.
    pub(super) fn open(folder: PathBuf) -> io::Result<Stage> {
        remove_file(&folder.with_file_name(NOW))?;
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(Stage { folder, made: Mutex::default() }),
        }
    }

    /// Where a staged file or folder stands.
    pub(super) fn place(&self, staged: &str) -> PathBuf {
        self.folder.join(staged)
    }

    /// What it is called in its own folder.
    pub(super) fn name(&self) -> PathBuf {
        self.folder.file_name().map(PathBuf::from).unwrap_or_default()
    }

    /// What leads to it while links lead through that.
    pub(super) fn now(&self) -> PathBuf {
        self.folder.with_file_name(NOW)
    }

    /// Makes a folder in it; an empty name is the stage itself.
    pub(super) fn make_folder(&self, name: &str) -> io::Result<()> {
        fs::create_dir_all(self.place(name))
    }

    /// Writes one file, with the folders that it needs.
    pub(super) fn write_one(&self, staged: &str, bytes: &[u8]) -> io::Result<Time> {
        let place = self.place(staged);
        let parent = staged.rsplit_once('/').map_or("", |(parent, _)| parent);
        if !self.made().contains(parent) {
            // Not under the lock: two threads may make the same folder, and neither waits for the other's.
            fs::create_dir_all(self.place(parent))?;
            self.made().insert(parent.to_owned());
        }
        write(&place, bytes)
    }

    fn made(&self) -> MutexGuard<'_, HashSet<String>> {
        self.made.lock().unwrap_or_else(|poison| poison.into_inner())
    }

    /// Writes many files; the answer has their times, in the same order.
    pub(super) fn write_all(&self, files: &[(String, &[u8])]) -> Result<Vec<Time>, (PathBuf, io::Error)> {
        let mut levels: Vec<BTreeSet<&str>> = vec![BTreeSet::from([""])];
        for (staged, _) in files {
            let ends = staged.match_indices('/').map(|(end, _)| end);
            for (level, end) in ends.enumerate().collect::<Vec<_>>().into_iter().rev() {
                if levels.len() < level + 2 {
                    levels.resize(level + 2, BTreeSet::new());
                }
                if !levels[level + 1].insert(&staged[..end]) {
                    break;
                }
            }
        }
        if files.is_empty() {
            return Ok(Vec::new());
        }
        for level in levels {
            level.par_iter().try_for_each(|folder| {
                let place = self.place(folder);
                match fs::create_dir(&place) {
                    Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err((place, error)),
                    _ => Ok(()),
                }
            })?;
        }
        files
            .par_iter()
            .map(|(staged, bytes)| {
                let place = self.place(staged);
                write(&place, bytes).map_err(|error| (place, error))
            })
            .collect()
    }

    /// Puts a staged file or folder where it belongs.
    pub(super) fn put(&self, staged: &str, to: &Path) -> io::Result<()> {
        fs::rename(self.place(staged), to)
    }

    /// The same where a file stands in the way of a folder, or a folder in the way of a file. No call of
    /// the standard library exchanges the two at once: for the time of one call nothing stands there.
    pub(super) fn swap(&self, staged: &str, to: &Path) -> io::Result<()> {
        let old = self.place(&format!("{staged}.old"));
        fs::rename(to, &old)?;
        self.put(staged, to).inspect_err(|_| {
            let _ = fs::rename(&old, to);
        })
    }

    /// Puts some bytes at a path, whole.
    pub(super) fn replace(&self, name: &str, to: &Path, bytes: &[u8]) -> io::Result<()> {
        self.write_one(name, bytes)?;
        self.put(name, to)
    }

    /// The same, on the disk for good: what is ours has to be known after a power cut.
    pub(super) fn replace_for_good(&self, name: &str, to: &Path, bytes: &[u8]) -> io::Result<()> {
        self.write_one(name, bytes)?;
        File::options().write(true).open(self.place(name))?.sync_data()?;
        self.put(name, to)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // Where links still lead to it, the next run needs it.
        if fs::symlink_metadata(self.now()).is_err() {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

fn write(place: &Path, bytes: &[u8]) -> io::Result<Time> {
    let mut file = File::create(place)?;
    file.write_all(bytes)?;
    file.metadata().map(|meta| time_of(&meta))
}

/// Removes a file; one that is gone already is no problem.
pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Err(error),
        _ => Ok(()),
    }
}

/// Removes a folder if nothing is in it.
pub(super) fn remove_empty(folder: &Path) {
    let _ = fs::remove_dir(folder);
}
