//! The operating system's notifications: the one door to `notify`. They only say when to look.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::diagnostic::Diagnostic;
use crate::load::{SOURCES, is_ignored};
use crate::text;

/// Watches folders one by one: links are followed by us, and hidden folders never watched.
#[derive(Debug)]
pub(super) struct Native {
    root: PathBuf,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<notify::Event>>,
    watched: BTreeSet<PathBuf>,
}

impl Native {
    pub(super) fn new(root: &Path, folders: &BTreeSet<PathBuf>) -> Result<Native, Diagnostic> {
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(sender).map_err(|e| problem(&e))?;
        let mut native = Native { root: root.to_owned(), watcher, events, watched: BTreeSet::new() };
        for folder in folders {
            native.watcher.watch(folder, RecursiveMode::NonRecursive).map_err(|e| problem(&e))?;
            native.watched.insert(folder.clone());
        }
        Ok(native)
    }

    /// Watches the folders that are there now. A folder that was replaced by another of its name is watched anew.
    pub(super) fn follow(&mut self, folders: &BTreeSet<PathBuf>) {
        for gone in self.watched.difference(folders) {
            // It is gone: there may be nothing left to stop watching.
            let _ = self.watcher.unwatch(gone);
        }
        for folder in folders {
            // Watching twice does no harm, and is needed where the folder is a new one of an old name.
            let _ = self.watcher.watch(folder, RecursiveMode::NonRecursive);
        }
        self.watched.clone_from(folders);
    }

    /// Waits for something that may matter; false after the timeout.
    pub(super) fn wait(&mut self, timeout: Option<Duration>) -> bool {
        let end = timeout.map(|t| Instant::now() + t);
        loop {
            let event = match end {
                Some(end) => self.events.recv_timeout(end.saturating_duration_since(Instant::now())),
                None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match event {
                Ok(event) if self.matters(&event) => return true,
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return false,
                Err(RecvTimeoutError::Disconnected) => {
                    // Cannot be: we hold the watcher that holds the sender. Then at least do not spin.
                    std::thread::sleep(Duration::from_millis(300));
                    return true;
                }
            }
        }
    }

    /// Takes events until there were none for `quiet`, `patience` at most.
    pub(super) fn settle(&mut self, quiet: Duration, patience: Duration) {
        let end = Instant::now() + patience;
        let mut rest = Instant::now() + quiet;
        while let Ok(event) = self.events.recv_timeout(rest.min(end).saturating_duration_since(Instant::now())) {
            if self.matters(&event) {
                rest = Instant::now() + quiet;
            }
        }
    }

    fn matters(&self, event: &notify::Result<notify::Event>) -> bool {
        let Ok(event) = event else { return true };
        if matches!(event.kind, EventKind::Access(_)) {
            return false;
        }
        event.need_rescan() || event.paths.is_empty() || event.paths.iter().any(|p| self.is_source(p))
    }

    /// Beside the sources, the root holds the output and much else that is none of ours.
    fn is_source(&self, path: &Path) -> bool {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        if is_ignored(name) {
            return false;
        }
        path.parent() != Some(self.root.as_path()) || SOURCES.contains(&name)
    }
}

fn problem(error: &notify::Error) -> Diagnostic {
    let io = match &error.kind {
        ErrorKind::Io(io) => io.raw_os_error(),
        _ => None,
    };
    // ENOSPC and EMFILE: the numbers of inotify watches and instances are limited, the disk is not full.
    if matches!(error.kind, ErrorKind::MaxFilesWatch) || matches!(io, Some(28 | 24)) {
        return Diagnostic::error(
            "publish/io",
            text!(
                "系统允许监视的文件数用完了（不是磁盘满）",
                "the system's limit of watched files is reached (the disk is not full)"
            ),
        )
        .help(text!(
            "运行 `sudo sysctl fs.inotify.max_user_watches=524288`，或者加 --poll",
            "run `sudo sysctl fs.inotify.max_user_watches=524288`, or use --poll"
        ));
    }
    Diagnostic::error("publish/io", text!("没法监视文件：{error}", "files cannot be watched: {error}"))
        .help(text!("加 --poll 定时查看", "use --poll"))
}
