//! The operating system's notifications: the one door to `notify`. They only say when and where to look.
#![expect(clippy::disallowed_methods, reason = "what a new name stands for is asked of the disk")]

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RenameMode};
use notify::{Error, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::identity::Identity;
use super::settle::{Stir, What};

/// Whether the system says that a file that was written to has been closed.
pub(super) const TELLS_CLOSING: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// Why a folder cannot be watched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is not there any more, or must not be read: nothing is lost.
    Gone,
    /// The system watches no more folders for this user.
    Folders,
    /// The system starts no more watchers for this user.
    Watchers,
    /// Something else, in the system's words.
    Other(String),
}

/// What tells us of changes: the system, or a test.
pub(super) trait Notifier: fmt::Debug + Send {
    fn watch(&mut self, folder: &Path) -> Result<(), Refusal>;
    fn unwatch(&mut self, folder: &Path);
}

/// Watches folders one by one: links are followed by us, and hidden folders never watched.
#[derive(Debug)]
pub(super) struct Native {
    notifier: Box<dyn Notifier>,
    stirs: Receiver<Stir>,
    watched: BTreeMap<PathBuf, Identity>,
}

/// How a wait ended.
#[derive(Debug)]
pub(super) enum Waited {
    Stir(Stir),
    Timeout,
    /// Nothing will ever come again.
    Over,
}

/// Starts the system's notifications.
pub(super) fn system(sender: Sender<Stir>) -> Result<Box<dyn Notifier>, Refusal> {
    let told = move |event| {
        // If nobody listens any more, the program is about to end.
        stirs(event, &mut |stir| drop(sender.send(stir)));
    };
    match notify::recommended_watcher(told) {
        Ok(watcher) => Ok(Box::new(System(watcher))),
        Err(error) => Err(refusal(&error)),
    }
}

#[derive(Debug)]
struct System(RecommendedWatcher);

impl Notifier for System {
    fn watch(&mut self, folder: &Path) -> Result<(), Refusal> {
        self.0.watch(folder, RecursiveMode::NonRecursive).map_err(|e| refusal(&e))
    }

    fn unwatch(&mut self, folder: &Path) {
        // It may be gone: then there is nothing left to stop watching.
        let _ = self.0.unwatch(folder);
    }
}

impl Native {
    pub(super) fn new(
        start: impl FnOnce(Sender<Stir>) -> Result<Box<dyn Notifier>, Refusal>,
    ) -> Result<Native, Refusal> {
        let (sender, stirs) = channel();
        Ok(Native { notifier: start(sender)?, stirs, watched: BTreeMap::new() })
    }

    /// Watches these folders and no others. Gives the newly watched ones, which have to be looked at once more, as
    /// something may have happened in them before; and why one is not watched.
    pub(super) fn follow(&mut self, wanted: &BTreeMap<PathBuf, Identity>) -> (Vec<PathBuf>, Option<Refusal>) {
        let stale: Vec<_> = self
            .watched
            .iter()
            .filter(|(path, identity)| wanted.get(*path) != Some(identity))
            .map(|(path, identity)| (path.clone(), identity.clone()))
            .collect();
        for (path, identity) in stale {
            self.notifier.unwatch(&path);
            // The system knows one folder by one watch, whatever its paths are.
            self.watched.retain(|p, i| *p != path && *i != identity);
        }
        let mut fresh = Vec::new();
        let mut refused = None;
        for (path, identity) in wanted {
            if self.watched.contains_key(path) {
                continue;
            }
            match self.notifier.watch(path) {
                Ok(()) => {
                    self.watched.insert(path.clone(), identity.clone());
                    fresh.push(path.clone());
                }
                Err(Refusal::Gone) => {}
                Err(why) => {
                    refused = Some(why);
                    break;
                }
            }
        }
        (fresh, refused)
    }

    /// Whether all of these folders are watched.
    pub(super) fn follows(&self, wanted: &BTreeMap<PathBuf, Identity>) -> bool {
        self.watched == *wanted
    }

    /// A name in a folder has come, gone or changed hands: the system has let go of what was watched there.
    pub(super) fn forget(&mut self, path: &Path) {
        let below = || self.watched.range(path.to_owned()..).take_while(|(p, _)| p.starts_with(path));
        if below().next().is_none() {
            return;
        }
        let lost: Vec<Identity> = below().map(|(_, identity)| identity.clone()).collect();
        self.watched.retain(|p, i| !p.starts_with(path) && !lost.contains(i));
    }

    /// Everything is to be watched anew.
    pub(super) fn forget_all(&mut self) {
        self.watched.clear();
    }

    /// The folder of that path, if it is watched.
    pub(super) fn identity(&self, folder: &Path) -> Option<&Identity> {
        self.watched.get(folder)
    }

    /// Waits for the next event until `end`, or for ever.
    pub(super) fn next(&self, end: Option<Instant>) -> Waited {
        let stir = match end {
            Some(end) => self.stirs.recv_timeout(end.saturating_duration_since(Instant::now())),
            None => self.stirs.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match stir {
            Ok(stir) => Waited::Stir(stir),
            Err(RecvTimeoutError::Timeout) => Waited::Timeout,
            Err(RecvTimeoutError::Disconnected) => Waited::Over,
        }
    }

    /// The next event, if it is there already.
    pub(super) fn queued(&self) -> Option<Stir> {
        self.stirs.recv_timeout(Duration::ZERO).ok()
    }
}

fn refusal(error: &Error) -> Refusal {
    match &error.kind {
        ErrorKind::PathNotFound => Refusal::Gone,
        ErrorKind::MaxFilesWatch => Refusal::Folders,
        ErrorKind::Io(io) => match io.raw_os_error() {
            // ENOSPC says of a watch that there are too many, not that a disk is full.
            Some(28) if cfg!(unix) => Refusal::Folders,
            // EMFILE and ENFILE.
            Some(24 | 23) if cfg!(unix) => Refusal::Watchers,
            _ if matches!(
                io.kind(),
                std::io::ErrorKind::NotFound | std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::NotADirectory
            ) =>
            {
                Refusal::Gone
            }
            _ => Refusal::Other(io.to_string()),
        },
        _ => Refusal::Other(error.to_string()),
    }
}

/// An event in our words. That something was opened or read is none: we do so ourselves.
fn stirs(event: notify::Result<Event>, tell: &mut impl FnMut(Stir)) {
    let event = match event {
        Ok(event) if !event.need_rescan() && !event.paths.is_empty() => event,
        Ok(Event { kind: EventKind::Access(_), .. }) => return,
        _ => return tell(Stir::Lost),
    };
    let writing = if TELLS_CLOSING { What::Unfinished } else { What::Finished };
    for (n, path) in event.paths.into_iter().enumerate() {
        let what = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => What::Finished,
            EventKind::Access(_) => continue,
            EventKind::Create(CreateKind::Folder) => What::Folder,
            // Nobody closes a link or a pipe.
            EventKind::Create(_) if comes_whole(&path) => arrived(&path),
            EventKind::Create(_) | EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any | ModifyKind::Other) => {
                writing
            }
            EventKind::Modify(ModifyKind::Metadata(_)) => What::Touched,
            EventKind::Modify(ModifyKind::Name(RenameMode::From)) | EventKind::Remove(_) => What::Gone,
            EventKind::Modify(ModifyKind::Name(RenameMode::Both)) if n == 0 => What::Gone,
            EventKind::Modify(ModifyKind::Name(_)) | EventKind::Any | EventKind::Other => {
                if path.is_dir() {
                    What::Folder
                } else {
                    What::Finished
                }
            }
        };
        tell(Stir::At(path, what));
    }
}

/// What has come whole.
fn arrived(path: &Path) -> What {
    if path.is_dir() { What::Folder } else { What::Finished }
}

/// A symbolic link, a further name of a file, or no file at all.
fn comes_whole(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| {
        #[cfg(unix)]
        let names = std::os::unix::fs::MetadataExt::nlink(&meta);
        #[cfg(not(unix))]
        let names = 1;
        !meta.is_file() || names > 1
    })
}
