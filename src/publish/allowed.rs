//! Whether the folders in which something has to change let us change it: asked before the first rename, so that a
//! read-only folder deep inside the output does not stop a publication halfway.
#![expect(clippy::disallowed_methods, reason = "what may be written only the disk knows")]

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

/// Whether all these folders below `root` can be written; `own` is a folder that we have just made.
pub(super) fn ask(root: &Path, own: &Path, folders: &BTreeSet<&str>) -> Result<(), (PathBuf, io::Error)> {
    let own = fs::metadata(own).map_err(|error| (own.to_owned(), error))?;
    folders.par_iter().try_for_each(|folder| {
        let folder = root.join(folder);
        ask_one(&folder, &own).map_err(|error| (folder, error))
    })
}

fn ask_one(folder: &Path, own: &Metadata) -> io::Result<()> {
    if tells(&fs::metadata(folder)?, own)? {
        return Ok(());
    }
    // Whoever else it belongs to, trying is the only way to know.
    let probe = folder.join(".mingbai-probe");
    File::create_new(&probe)?;
    fs::remove_file(&probe)
}

/// Whether it is plain from what is known of a folder that it can be written.
#[cfg(unix)]
fn tells(folder: &Metadata, own: &Metadata) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    const WRITE_AND_ENTER: u32 = 0o300;
    if folder.dev() != own.dev() {
        return Err(io::ErrorKind::CrossesDevices.into());
    }
    Ok(own.uid() == 0 || (folder.uid() == own.uid() && folder.mode() & WRITE_AND_ENTER == WRITE_AND_ENTER))
}

#[cfg(not(unix))]
fn tells(_: &Metadata, _: &Metadata) -> io::Result<bool> {
    Ok(true)
}
