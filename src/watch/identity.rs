//! Which folder a path leads to: two paths may lead to one, and one path to another than before.

use std::fs::Metadata;
use std::path::Path;

/// Tells a folder from all others, whatever leads to it.
#[cfg(unix)]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Identity(u64, u64);

#[cfg(unix)]
impl Identity {
    pub(super) fn new(_: &Path, meta: &Metadata) -> Identity {
        use std::os::unix::fs::MetadataExt;
        Identity(meta.dev(), meta.ino())
    }
}

/// Tells a folder from all others: by its path, where nothing else does.
#[cfg(not(unix))]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Identity(std::path::PathBuf);

#[cfg(not(unix))]
impl Identity {
    pub(super) fn new(path: &Path, _: &Metadata) -> Identity {
        Identity(std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
    }
}
