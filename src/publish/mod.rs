//! The only writer of the disk: changed files only, each whole or not at all.
//!
//! Outputs are handed over as they are rendered ([`Publisher::stage`]). Those that are out already are dropped
//! at once; the others are held in memory up to a bound, and beyond it spilled into `.mingbai/stage/`. Nothing
//! can be seen of it before [`Publisher::commit`], which first writes everything into the stage, so that a full
//! disk changes nothing, and then puts file by file in place by rename, in an order in which all links work at
//! every moment (`plan`). Pages that are new link to one another, and pages that go did: they come and go at one
//! moment all together (`together`). Folders that do not let us write are found before the first rename (`allowed`).
//!
//! `.mingbai/` in the output folder holds
//!
//! | file | what it is |
//! |---|---|
//! | `lock` | held while somebody publishes |
//! | `manifest` | SHA-256, size, class and path of all that we published; equal for equal outputs |
//! | `times` | when those files were written: a file with the same size and time is not read again |
//! | `pending` | only while renames are going on: what is about to appear. A killed run leaves it behind; what is in it or in the manifest is ours, and the next run compares its bytes |
//! | `stage/` | only while publishing: files that are not out yet |
//! | `now` | only while files come or go together: the link that leads to `stage/` |
//!
//! What it cannot do: exchange a file for a folder of the same name without a moment in which neither is there;
//! tell names apart that differ only in case where the file system cannot; and let files come and go together where
//! the disk has no symbolic links (Windows, FAT). There, and in the first build, when no home page is out that could
//! lead anybody anywhere, new folders appear one after the other, each whole by a single rename, and the home page
//! last: until then a page that is out already may name one that is not.

mod allowed;
mod apart;
mod commit;
mod create;
mod folder;
mod manifest;
mod plan;
mod problem;
mod together;
mod write;

pub use self::apart::{keep_apart, keep_beside};
pub use self::create::{add, create, renew, replace};

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

use sha2::{Digest, Sha256};

use self::folder::{Disk, Folder, Kind};
use self::manifest::{Entry, Manifest, Noted, Time};
use self::plan::Wanted;
use self::write::Stage;
use crate::diagnostic::Diagnostic;
use crate::output::{Body, Class, Hash, Output, OutputSet, Sink};

/// How many bytes of changed outputs are held in memory.
const HELD: usize = 4 * 1024 * 1024;

const MANIFEST: &str = "manifest";
const TIMES: &str = "times";
const PENDING: &str = "pending";

/// An output folder that is about to be published into. Dropped without [`commit`](Publisher::commit), it leaves
/// the folder as it was.
#[derive(Debug)]
pub struct Publisher {
    // First dropped first: the stage is cleared while the lock is held.
    stage: Stage,
    folder: Folder,
    disk: Disk,
    /// What we published, or were about to publish when we were killed.
    ours: Manifest,
    /// When the files were written whose bytes we are sure of.
    times: BTreeMap<Arc<str>, Time>,
    old: Old,
    work: Mutex<Work>,
}

/// Our own files as they were found.
#[derive(Debug)]
struct Old {
    manifest: Option<Vec<u8>>,
    times: Option<Vec<u8>>,
    pending: Option<Manifest>,
}

/// What was handed over so far.
#[derive(Debug, Default)]
struct Work {
    staged: BTreeMap<Arc<str>, Staged>,
    /// Names in the stage of what appears by one rename.
    roots: BTreeMap<String, usize>,
    held: usize,
    /// Outputs that must not be, by path.
    refused: BTreeMap<Arc<str>, Box<Diagnostic>>,
    /// Why spilling did not work.
    failed: Option<Box<Diagnostic>>,
}

#[derive(Debug)]
struct Staged {
    entry: Entry,
    state: State,
}

#[derive(Debug)]
enum State {
    /// On the disk with these bytes, written at this time.
    Out(Time),
    Held(Body),
    Spilling,
    /// In the stage, written at this time.
    Spilled(Time),
}

/// What a commit has done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that were not there before.
    pub added: usize,
    /// Files whose bytes are new.
    pub changed: usize,
    /// Files that we published before and took away.
    pub removed: usize,
    /// Files left as they were.
    pub unchanged: usize,
    /// Bytes of the added and changed files.
    pub bytes_written: u64,
    /// What was taken away, ordered by path.
    pub removed_paths: Vec<String>,
    /// Files in the output folder that we did not write, ordered by path; they are left alone.
    pub foreign: Vec<String>,
}

/// Opens the output folder: makes it where it is missing, locks it, clears what a killed run has left, and looks
/// at what is there.
pub fn open(dir: &Path) -> Result<Publisher, Box<Diagnostic>> {
    let folder = Folder::open(dir)?;
    let (manifest_bytes, manifest) = read_manifest(&folder, MANIFEST)?.unzip();
    let pending = read_manifest(&folder, PENDING)?.map(|(_, pending)| pending);
    let mut ours = manifest.unwrap_or_default();
    let times_bytes = folder.read_own(TIMES)?;
    let mut times = BTreeMap::new();
    if let (Some(manifest), Some(bytes)) = (&manifest_bytes, &times_bytes) {
        let known = manifest::parse_times(bytes, &Sha256::digest(manifest).into(), ours.len());
        times = ours.keys().cloned().zip(known.unwrap_or_default()).collect();
    }
    for (path, entry) in pending.iter().flatten() {
        ours.insert(path.clone(), *entry);
        times.remove(path);
    }
    let mut disk = folder.walk()?;
    if together::settle(folder.root(), &disk, &ours).map_err(|(path, error)| problem::io(&path, &error))? {
        disk = folder.walk()?;
    }
    let stage = Stage::open(folder.own("stage")).map_err(|error| problem::io(&folder.own("stage"), &error))?;
    let old = Old { manifest: manifest_bytes, times: times_bytes, pending };
    Ok(Publisher { stage, folder, disk, ours, times, old, work: Mutex::default() })
}

fn read_manifest(folder: &Folder, name: &str) -> Result<Option<(Vec<u8>, Manifest)>, Box<Diagnostic>> {
    let Some(bytes) = folder.read_own(name)? else {
        return Ok(None);
    };
    let manifest = manifest::parse(&bytes).ok_or_else(|| problem::damaged(&folder.own(name)))?;
    Ok(Some((bytes, manifest)))
}

impl Sink for Publisher {
    fn accept(&self, output: Output) {
        self.stage(output);
    }

    fn keep(&self, path: &Arc<str>, class: Class) -> bool {
        self.ours.get(path).is_some_and(|entry| Publisher::keep(self, path, class, &entry.hash))
    }
}

impl Publisher {
    /// Takes an output; may be called from many threads, in any order. Problems are told by
    /// [`commit`](Publisher::commit).
    pub fn stage(&self, output: Output) {
        let hash = *output.hash();
        let Output { path, class, body, .. } = output;
        let size = body.as_ref().len() as u64;
        let entry = Entry { class, hash, size };
        let state = match self.find(&path, &hash, Some(size)) {
            Some((time, _)) => State::Out(time),
            None => State::Held(body),
        };
        let Some((staged, body)) = self.note(&path, entry, state) else {
            return;
        };
        let spilled = self.stage.write_one(&staged, body.as_ref());
        let mut work = self.work();
        match spilled {
            Ok(time) => {
                if let Some(staged) = work.staged.get_mut(&path) {
                    staged.state = State::Spilled(time);
                }
            }
            Err(error) => work.failed = Some(problem::io(&self.stage.place(&staged), &error)),
        }
    }

    /// Takes an output whose bytes need not be made again, if it is out with this hash; where it is not, the
    /// answer is `false` and it has to be [staged](Publisher::stage).
    pub fn keep(&self, path: &Arc<str>, class: Class, hash: &Hash) -> bool {
        let Some((time, size)) = self.find(path, hash, None) else {
            return false;
        };
        self.note(path, Entry { class, hash: *hash, size }, State::Out(time));
        true
    }

    /// Takes all outputs of a build that are in memory.
    pub fn take(&self, outputs: &OutputSet) {
        outputs.hash();
        outputs.iter().for_each(|output| {
            if !Publisher::keep(self, &output.path, output.class, output.hash()) {
                self.stage(Output::clone(output));
            }
        });
    }

    /// Time and size of the file at a path, if it has the bytes of this hash. A file with the size and time that
    /// we noted has the bytes that we wrote; any other is read.
    fn find(&self, path: &str, hash: &Hash, wanted_size: Option<u64>) -> Option<(Time, u64)> {
        let Some(Kind::File { size, time }) = self.disk.get(path) else {
            return None;
        };
        if wanted_size.is_some_and(|wanted| wanted != size) {
            return None;
        }
        let noted = self.ours.get(path).filter(|entry| entry.size == size && self.times.get(path) == Some(&time));
        let there = match noted {
            Some(entry) => entry.hash,
            None => self.folder.hash(path)?,
        };
        (there == *hash).then_some((time, size))
    }

    /// Notes an output; the answer is what has to be spilled, with its name in the stage.
    fn note(&self, path: &Arc<str>, entry: Entry, state: State) -> Option<(String, Body)> {
        let mut work = self.work();
        if !plan::is_sound(path) {
            work.refused.insert(path.clone(), problem::path(path));
            return None;
        }
        if let Some(other) = work.staged.get_mut(path) {
            other.entry.class = other.entry.class.min(entry.class);
            if other.entry.hash != entry.hash {
                work.refused.insert(path.clone(), problem::clash(path, path));
            }
            return None;
        }
        let (state, spill) = match state {
            State::Held(body) if !work.refused.is_empty() || work.failed.is_some() => {
                drop(body);
                (State::Spilling, None)
            }
            // What is shared with a source is in memory anyway.
            State::Held(Body::Owned(bytes)) if work.held + bytes.len() > HELD => {
                (State::Spilling, Some((work.staged_name(path, &self.disk), Body::Owned(bytes))))
            }
            State::Held(Body::Owned(bytes)) => {
                work.held += bytes.len();
                (State::Held(Body::Owned(bytes)), None)
            }
            state => (state, None),
        };
        work.staged.insert(path.clone(), Staged { entry, state });
        spill
    }

    fn work(&self) -> MutexGuard<'_, Work> {
        self.work.lock().unwrap_or_else(|poison| poison.into_inner())
    }

    /// Publishes what was staged, and removes what we published before and is not among it. An error says whether
    /// anything is changed; whatever happened, every file is whole and the next run mends the rest.
    pub fn commit(mut self) -> Result<Summary, Box<Diagnostic>> {
        let mut work = std::mem::take(self.work.get_mut().unwrap_or_else(|poison| poison.into_inner()));
        if let Some((_, problem)) = work.refused.pop_first() {
            return Err(problem);
        }
        let wanted = work.staged.iter().map(|(path, staged)| {
            (path.clone(), Wanted { class: staged.entry.class, is_out: matches!(staged.state, State::Out(_)) })
        });
        let (plan, manifest) = rayon::join(
            || plan::plan(self.folder.root(), &wanted.collect(), &self.disk, &self.ours),
            || Noted::new(work.staged.iter().map(|(path, staged)| (path, &staged.entry))),
        );
        let plan = plan?;
        if let Some(problem) = work.failed.take() {
            return Err(problem);
        }
        self.ask_leave(&plan).map_err(|(path, error)| problem::io(&path, &error))?;
        self.write_held(&mut work).map_err(|(path, error)| problem::io(&path, &error))?;
        self.announce(&work, &manifest).map_err(|error| problem::io(&self.folder.own(PENDING), &error))?;
        self.folder.keep();
        self.put_in_place(&plan, &work)?;
        self.clear_away(&plan).map_err(|(path, error)| problem::halfway(&path, &error))?;
        self.put_new_home(&plan, &work).map_err(|(path, error)| problem::halfway(&path, &error))?;
        self.finish(&work, &manifest).map_err(|error| problem::halfway(&self.folder.own(MANIFEST), &error))?;
        let written = work.staged.values().filter(|staged| !matches!(staged.state, State::Out(_)));
        Ok(Summary {
            added: plan.added,
            changed: plan.changed,
            removed: plan.removed.len(),
            unchanged: plan.unchanged,
            bytes_written: written.map(|staged| staged.entry.size).sum(),
            removed_paths: plan.removed,
            foreign: plan.foreign,
        })
    }
}

impl Staged {
    /// When its file was written.
    fn time(&self) -> Option<Time> {
        match self.state {
            State::Out(time) | State::Spilled(time) => Some(time),
            State::Held(_) | State::Spilling => None,
        }
    }
}

impl Work {
    /// The name that an output has in the stage.
    fn staged_name(&mut self, path: &str, disk: &Disk) -> String {
        let root = plan::root_of(path, disk);
        let next = self.roots.len();
        let number = match self.roots.get(root) {
            Some(number) => *number,
            None => *self.roots.entry(root.to_owned()).or_insert(next),
        };
        format!("{number}{}", &path[root.len()..])
    }
}
