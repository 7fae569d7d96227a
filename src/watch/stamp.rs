//! What can be said of a file without reading it, and whether that is enough.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// A file whose last change is at least that old has been seen after it: no later change can bear the same time.
const SURE: Duration = Duration::from_secs(3);

/// What is at a path, as far as the folder tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stamp {
    /// A file.
    File { length: u64, modified: Option<SystemTime>, more: More },
    /// No file that can be read, and why: in words that differ where it differs.
    Other(String),
}

/// What some systems tell beyond that: when the entry was last changed (seconds and nanoseconds), and which file it is.
type More = Option<(i64, i64, u64, u64)>;

impl Stamp {
    /// Of a file.
    pub(super) fn of(meta: &Metadata) -> Stamp {
        Stamp::File { length: meta.len(), modified: meta.modified().ok(), more: more(meta) }
    }

    /// Whether nobody can have written to it since without changing its times.
    pub(super) fn is_old(&self, now: SystemTime) -> bool {
        let Stamp::File { modified, more, .. } = self else { return true };
        let old = |time: SystemTime| now.duration_since(time).is_ok_and(|age| age >= SURE);
        let changed = more.and_then(|(seconds, ..)| u64::try_from(seconds).ok());
        let changed = changed.map(|seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        modified.is_some_and(old) && changed.is_none_or(old)
    }
}

#[cfg(unix)]
fn more(meta: &Metadata) -> More {
    use std::os::unix::fs::MetadataExt;
    Some((meta.ctime(), meta.ctime_nsec(), meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
fn more(_: &Metadata) -> More {
    None
}
