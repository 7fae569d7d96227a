//! Writes files beside the output: those of a new site, a new record, schemas for editors.
#![expect(clippy::disallowed_methods, reason = "publish is the only writer of the disk")]

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::problem;
use crate::diagnostic::Diagnostic;
use crate::text;

/// Writes files into a folder that is empty or not there yet. Nothing that exists is ever overwritten.
pub fn create(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Box<Diagnostic>> {
    let taken = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if taken || (folder.exists() && !folder.is_dir()) {
        let shown = folder.display();
        return Err(Box::new(
            Diagnostic::error("publish/io", text!("“{shown}”不是空文件夹", "`{shown}` is not an empty folder"))
                .help(text!("换一个新的文件夹名", "name a new folder")),
        ));
    }
    files.iter().try_for_each(|(name, bytes)| add(&folder.join(name), bytes))
}

/// Writes one new file, with the folders that it needs; an error where there is one already.
pub fn add(path: &Path, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    let write = || {
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
    };
    write().map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => exists(path),
        _ => problem::unwritten(path, &error),
    })
}

/// Writes a file that we make anew each time, whole; one that is there and lacks our mark is not ours, and stays.
/// Says whether anything changed.
pub fn renew(path: &Path, bytes: &[u8], mark: &str) -> Result<bool, Box<Diagnostic>> {
    match fs::read(path) {
        Ok(old) if old == bytes => return Ok(false),
        Ok(old) if memchr::memmem::find(&old, mark.as_bytes()).is_none() => return Err(exists(path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return add(path, bytes).map(|()| true),
        Err(error) => return Err(problem::unwritten(path, &error)),
        Ok(_) => {}
    }
    put(path, bytes).map(|()| true)
}

/// Replaces a file of the site's own that still says what it said, whole.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Box<Diagnostic>> {
    let found = fs::read(path).map_err(|error| problem::unwritten(path, &error))?;
    if found != old {
        let shown = path.display();
        return Err(Box::new(
            Diagnostic::error(
                "publish/io",
                text!("“{shown}”刚刚被改过，没有动它", "`{shown}` has just been changed; it is left alone"),
            )
            .help(text!("再运行一次", "run it again")),
        ));
    }
    // What a link leads to is what changes, and whoever may read it may still.
    let path = fs::canonicalize(path).map_err(|error| problem::unwritten(path, &error))?;
    let rights = fs::metadata(&path).map_err(|error| problem::unwritten(&path, &error))?.permissions();
    if rights.readonly() {
        let shown = path.display();
        let what = text!("“{shown}”是只读的，没有动它", "`{shown}` is read-only; it is left alone");
        return Err(Box::new(
            Diagnostic::error("publish/io", what).help(text!("先去掉只读", "make it writable first")),
        ));
    }
    put(&path, new)?;
    fs::set_permissions(&path, rights).map_err(|error| problem::unwritten(&path, &error))
}

/// Beside it, and from there by rename: whoever watches it sees the old or the new one.
fn put(path: &Path, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".tmp");
    let staged = path.with_file_name(name);
    fs::write(&staged, bytes).and_then(|()| fs::rename(&staged, path)).map_err(|error| problem::unwritten(path, &error))
}

fn exists(path: &Path) -> Box<Diagnostic> {
    let shown = path.display();
    let problem = Diagnostic::error(
        "publish/io",
        text!("“{shown}”已经有了，没有改动", "`{shown}` is there already; it is unchanged"),
    );
    Box::new(problem.help(text!("换一个名称，或先把它移走", "choose another name, or move it away first")))
}
