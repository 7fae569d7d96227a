//! Many files at one moment.
//!
//! New pages link to one another (previous, next, lists), and so do pages that go. Put in place or taken away one by
//! one, in whatever order, some of them would for a moment link to what is not there yet, or not any more. So each new
//! file begins as a symbolic link into `.mingbai/now/`, which is not there: nobody finds anything. Then one call makes
//! `now` lead to the stage, and all are there at once. Then each link is replaced by its file, by rename. What goes
//! does the same backwards.
//!
//! A killed run leaves links behind, and perhaps `now`. The next one ends what was begun ([`settle`]): where `now` is
//! there links become files, where it is not they go.
//!
//! Where the disk has no symbolic links, the answer is `false`, nothing is changed, and files have to come and go one
//! by one.
#![expect(clippy::disallowed_methods, reason = "publish is the one door through which outputs go out")]

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::folder::{Disk, Kind, OURS};
use super::manifest::Manifest;
use super::write::{Stage, remove_empty, remove_file};

/// What leads to the stage, in our own folder, while links lead through it.
pub(super) const NOW: &str = "now";
/// Where in the stage those files are kept that are about to go.
const GONE: &str = "gone";

/// A path, and what went wrong there.
pub(super) type Failure = (PathBuf, io::Error);

/// How far a coming or going got before it failed.
#[derive(Debug)]
pub(super) enum Broken {
    /// Nothing is changed.
    Before(Failure),
    /// Some links are still links; the next run ends it.
    Halfway(Failure),
}

/// Puts staged files (name in the stage, path below `root`) in place, all at one moment.
pub(super) fn appear(stage: &Stage, root: &Path, files: &[(String, &str)]) -> Result<bool, Broken> {
    let mut made = Vec::new();
    let laid = lay(root, files, &mut made);
    if let Err((path, error)) = laid.and_then(|()| open(stage)) {
        for (staged, path) in files {
            let path = root.join(path);
            if fs::read_link(&path).is_ok_and(|to| to.ends_with(Path::new(OURS).join(NOW).join(staged))) {
                let _ = fs::remove_file(path);
            }
        }
        made.iter().rev().for_each(|folder| remove_empty(folder));
        return if has_no_links(&error) { Ok(false) } else { Err(Broken::Before((path, error))) };
    }
    let placed = files.par_iter().try_for_each(|(staged, path)| {
        let path = root.join(path);
        stage.put(staged, &path).map_err(|error| (path, error))
    });
    placed.and_then(|()| close(stage)).map_err(Broken::Halfway)?;
    Ok(true)
}

/// Makes the folders, and in them the links that lead nowhere yet.
fn lay(root: &Path, files: &[(String, &str)], made: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let folders: BTreeSet<&str> =
        files.iter().flat_map(|(_, path)| path.match_indices('/').map(|(at, _)| &path[..at])).collect();
    for folder in folders {
        let folder = root.join(folder);
        match fs::create_dir(&folder) {
            Ok(()) => made.push(folder),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err((folder, error)),
        }
    }
    files.par_iter().try_for_each(|(staged, path)| {
        let place = root.join(path);
        link(&target(path, staged), &place).map_err(|error| (place, error))
    })
}

/// Takes files away, all at one moment.
pub(super) fn vanish(stage: &Stage, root: &Path, paths: &[Arc<str>]) -> Result<bool, Failure> {
    let kept = |n: usize| format!("{GONE}/{n}");
    let begun = stage.make_folder(GONE).map_err(|error| (stage.place(GONE), error)).and_then(|()| open(stage));
    let turned = begun.and_then(|()| {
        paths.par_iter().enumerate().try_for_each(|(n, path)| {
            let place = root.join(&**path);
            let turn = || {
                fs::hard_link(&place, stage.place(&kept(n)))?;
                let new = format!("{GONE}/{n}.link");
                link(&target(path, &kept(n)), &stage.place(&new))?;
                stage.put(&new, &place)
            };
            match turn() {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err((place.clone(), error)),
                _ => Ok(()),
            }
        })
    });
    if turned.is_err() {
        // No hard links, no symbolic ones, or no place left: as before, then.
        for (n, path) in paths.iter().enumerate() {
            let place = root.join(&**path);
            if fs::symlink_metadata(&place).is_ok_and(|meta| meta.is_symlink()) {
                stage.put(&kept(n), &place).map_err(|error| (place, error))?;
            }
        }
        close(stage)?;
        return Ok(false);
    }
    close(stage)?;
    let removed = paths.par_iter().try_for_each(|path| {
        let path = root.join(&**path);
        remove_file(&path).map_err(|error| (path, error))
    });
    removed?;
    Ok(true)
}

/// Ends what a killed run has begun; says whether there was something to end.
pub(super) fn settle(root: &Path, disk: &Disk, ours: &Manifest) -> Result<bool, Failure> {
    let (now, stage) = (root.join(OURS).join(NOW), root.join(OURS).join("stage"));
    let is_open = fs::symlink_metadata(&now).is_ok();
    let mut any = false;
    for (path, _) in disk.iter().filter(|(path, kind)| *kind == Kind::Other && ours.contains_key(*path)) {
        let place = root.join(path);
        let Some(staged) = fs::read_link(&place).ok().and_then(|to| staged_of(path, &to)) else { continue };
        let done = if is_open { fs::rename(stage.join(staged), &place) } else { fs::remove_file(&place) };
        done.map_err(|error| (place, error))?;
        any = true;
    }
    Ok(any)
}

/// From now on links lead to the stage.
fn open(stage: &Stage) -> Result<(), Failure> {
    let now = stage.now();
    link(&stage.name(), &now).map_err(|error| (now, error))
}

/// From now on they lead nowhere.
fn close(stage: &Stage) -> Result<(), Failure> {
    let now = stage.now();
    remove_file(&now).map_err(|error| (now, error))
}

/// Where the link at a path leads: relative, so that the output folder can be moved or mounted elsewhere.
fn target(path: &str, staged: &str) -> PathBuf {
    let up: PathBuf = path.matches('/').map(|_| "..").collect();
    up.join(OURS).join(NOW).join(staged)
}

/// The name in the stage of what a link at a path leads to, if it is one of ours.
fn staged_of(path: &str, to: &Path) -> Option<PathBuf> {
    let staged = to.strip_prefix(target(path, "")).ok()?;
    let is_inside = staged.components().all(|part| matches!(part, Component::Normal(_)));
    (is_inside && staged.components().next().is_some()).then(|| staged.to_owned())
}

fn has_no_links(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied)
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, at)
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{staged_of, target};

    #[test]
    fn links_of_ours_are_known_by_where_they_lead() {
        assert_eq!(target("s/p0/index.html", "3/index.html"), Path::new("../../.mingbai/now/3/index.html"));
        assert_eq!(target("feed.xml", "gone/1"), Path::new(".mingbai/now/gone/1"));
        let staged = |path: &str, to: &str| staged_of(path, Path::new(to));
        assert_eq!(staged("s/x.html", "../.mingbai/now/3"), Some(PathBuf::from("3")));
        for other in ["../.mingbai/now", "../.mingbai/stage/3", "../../.mingbai/now/3", "../.mingbai/now/../../3", "/3"]
        {
            assert_eq!(staged("s/x.html", other), None, "{other}");
        }
    }
}
