//! Which links a path goes through: where one of them is changed, what the path leads to changes, without a trace in
//! the folder that holds the path.
#![expect(
    clippy::disallowed_methods,
    reason = "watching means looking at the disk; nothing read here reaches an output"
)]

use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::identity::Identity;

/// As many links in a row as the system follows.
const MOST_LINKS: usize = 40;

/// A name in a folder that decides what a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    /// The folder.
    pub(super) folder: PathBuf,
    /// Which one it is.
    pub(super) identity: Identity,
    /// The name in it.
    pub(super) name: OsString,
}

/// The links on the way of an absolute path, and its end; those in missing folders are left out.
pub(super) fn trail(path: &Path) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut todo: VecDeque<OsString> = path.components().map(|c| c.as_os_str().to_owned()).collect();
    let mut at = PathBuf::new();
    let mut links = 0;
    while let Some(name) = todo.pop_front() {
        match Path::new(&name).components().next() {
            Some(Component::ParentDir) => {
                at.pop();
                continue;
            }
            Some(Component::Normal(_)) => {}
            Some(Component::CurDir) | None => continue,
            // `/` and drives: where it begins.
            Some(_) => {
                at.push(&name);
                continue;
            }
        }
        let full = at.join(&name);
        let target = fs::read_link(&full).ok().filter(|_| links < MOST_LINKS);
        if target.is_some() || todo.is_empty() {
            steps.extend(step(&at, &name));
        }
        match target {
            Some(target) => {
                links += 1;
                for part in target.components().rev() {
                    todo.push_front(part.as_os_str().to_owned());
                }
                if target.has_root() {
                    at = PathBuf::new();
                }
            }
            None => at = full,
        }
    }
    steps
}

fn step(folder: &Path, name: &OsStr) -> Option<Step> {
    let meta = fs::metadata(folder).ok()?;
    Some(Step { folder: folder.to_owned(), identity: Identity::new(folder, &meta), name: name.to_owned() })
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::trail;

    #[test]
    fn every_link_on_the_way_is_a_step() {
        let folder = tempfile::tempdir().expect("a folder");
        let real = fs::canonicalize(folder.path()).expect("a folder");
        fs::create_dir_all(real.join("releases/1")).expect("folders");
        fs::create_dir_all(real.join("content")).expect("folders");
        symlink("releases/1", real.join("current")).expect("a link");
        symlink("../current/a.md", real.join("content/a.md")).expect("a link");
        let names = || -> Vec<String> {
            let below =
                |s: &super::Step| s.folder.join(&s.name).strip_prefix(&real).expect("below").display().to_string();
            trail(&real.join("content/a.md")).iter().map(below).collect()
        };
        assert_eq!(names(), ["content/a.md", "current", "releases/1/a.md"]);
        symlink(real.join("releases/1/a.md"), real.join("releases/1/b.md")).expect("a link");
        symlink("b.md", real.join("releases/1/a.md")).expect("a link");
        // A ring of links ends.
        assert!(names().len() > 40);
    }
}
