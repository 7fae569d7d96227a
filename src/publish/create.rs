//! Writes the files of a new site, where none is yet.
#![expect(clippy::disallowed_methods, reason = "publish is the only writer of the disk")]

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use super::problem;
use crate::diagnostic::Diagnostic;
use crate::text;

/// Writes files into a folder that is empty or not there yet. Nothing that exists is ever overwritten.
pub fn create(folder: &Path, files: &[(&str, &str)]) -> Result<(), Box<Diagnostic>> {
    let taken = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if taken || (folder.exists() && !folder.is_dir()) {
        let shown = folder.display();
        return Err(Box::new(
            Diagnostic::error("publish/io", text!("“{shown}”不是空文件夹", "`{shown}` is not an empty folder"))
                .help(text!("换一个新的文件夹名", "name a new folder")),
        ));
    }
    for (name, text) in files {
        let path = folder.join(name);
        let write = || {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            OpenOptions::new().write(true).create_new(true).open(&path)?.write_all(text.as_bytes())
        };
        write().map_err(|e| problem::io(&path, &e))?;
    }
    Ok(())
}
