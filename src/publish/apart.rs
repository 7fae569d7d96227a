//! Sources and output apart: an output among the sources would be read as content by the next build, and sources
//! among the output might be overwritten.
#![expect(clippy::disallowed_methods, reason = "where a path really leads only the disk knows")]

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::problem;
use crate::diagnostic::Diagnostic;

/// Refuses an output folder that is, holds or lies in one of the sources below `root`, wherever links lead.
pub fn keep_apart(root: &Path, sources: &[&str], output: &Path) -> Result<(), Box<Diagnostic>> {
    let out = real(output);
    for source in sources {
        let at = real(&root.join(source));
        if out.starts_with(&at) || at.starts_with(&out) {
            return Err(problem::among_sources(output, source));
        }
    }
    Ok(())
}

/// Refuses a file beside the site that would become part of it (among its sources or its output), or whose folder is not
/// there: a name that was mistyped makes no folder.
pub fn keep_beside(root: &Path, sources: &[&str], output: &Path, file: &Path) -> Result<(), Box<Diagnostic>> {
    let at = real(file);
    let sources = sources.iter().map(|source| (root.join(source), Path::new(*source)));
    for (own, shown) in sources.chain([(output.to_path_buf(), output)]) {
        if at.starts_with(real(&own)) {
            return Err(problem::within(file, shown));
        }
    }
    if at.is_dir() {
        return Err(problem::is_folder(file));
    }
    match at.parent() {
        Some(folder) if !folder.is_dir() => Err(problem::no_folder(file)),
        _ => Ok(()),
    }
}

/// Where a path leads once all links are followed; what is not there yet is taken as it is written.
fn real(path: &Path) -> PathBuf {
    let mut at = if path.is_absolute() { PathBuf::new() } else { fs::canonicalize(".").unwrap_or_default() };
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                at.pop();
            }
            part => {
                at.push(part);
                at = fs::canonicalize(&at).unwrap_or(at);
            }
        }
    }
    at
}
