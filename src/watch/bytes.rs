//! The bytes of a file, told by their hash, and what keeps them from being read.
#![expect(
    clippy::disallowed_methods,
    reason = "watching means looking at the disk; nothing read here reaches an output"
)]

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::load::LARGEST;
use crate::output::Hash;

/// Of a file's bytes; none of a file that is too large to be loaded.
pub(super) fn hash(path: &Path) -> io::Result<Option<Hash>> {
    let mut file = File::open(path)?;
    if file.metadata()?.len() > LARGEST {
        return Ok(None);
    }
    let mut hasher = Sha256::new();
    let mut part = [0; 64 * 1024];
    loop {
        match file.read(&mut part) {
            Ok(0) => return Ok(Some(hasher.finalize().into())),
            Ok(n) => hasher.update(&part[..n]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Whether what failed may work later without anything being done to the file: not so where it is gone or locked.
pub(super) fn passes(kind: io::ErrorKind) -> bool {
    use io::ErrorKind::{IsADirectory, NotADirectory, NotFound, PermissionDenied};
    !matches!(kind, NotFound | PermissionDenied | NotADirectory | IsADirectory)
}
