//! What has to be done, and in which order, so that at every moment all links work. Pure.
//!
//! A link goes to a path. First everything appears that has a new path: nobody who comes from the home page
//! can know it yet, and because new pages know each other, all of it appears at one moment. From then on old and new paths exist together, so pages may change in any order. What no
//! page names any more goes last, again at one moment. Only where a file becomes a folder, or a folder a file, both cannot exist
//! together: those change places between the new and the changed ones, or after them, so that `x` still leads
//! somewhere as `x/index.html`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::path::{Component, Path};
use std::sync::Arc;

use super::folder::{Disk, GIT, Kind, OURS};
use super::manifest::Manifest;
use super::problem;
use crate::diagnostic::Diagnostic;
use crate::output::Class;

/// The home page.
pub(super) const HOME: &str = "index.html";

/// One output, as far as planning is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) class: Class,
    /// The file on the disk has these very bytes.
    pub(super) is_out: bool,
}

/// When something appears; the order of the variants is the order of publishing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    /// Never published before: assets, then pages, then feeds.
    New(Class),
    /// Published before and lost: pages may link to it already.
    Again,
    /// A folder takes the place of a file.
    FolderForFile,
    /// New bytes for assets and pages.
    Changed(Class),
    /// New bytes for the home page.
    ChangedHome,
    /// A file takes the place of a folder.
    FileForFolder,
    /// New bytes for feeds and the sitemap.
    ChangedIndex,
    /// The home page where there was none: once all that it leads to is as it will be, and what goes is gone.
    NewHome,
}

impl Turn {
    /// Whether it appears at one moment with all the others that were not there.
    pub(super) fn is_new(self) -> bool {
        matches!(self, Turn::New(_) | Turn::Again)
    }

    /// Whether something else stands in the way.
    pub(super) fn swaps(self) -> bool {
        matches!(self, Turn::FolderForFile | Turn::FileForFolder)
    }
}

/// A file, or a folder with all that is in it, that appears by one rename.
pub(super) type Moves = BTreeMap<String, Turn>;

/// What has to be done.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Files and new folders to put in place.
    pub(super) moves: Moves,
    /// Files to remove, feeds first, assets last.
    pub(super) stale: Vec<(Class, Arc<str>)>,
    /// Folders to remove if they are empty then, innermost first.
    pub(super) folders: Vec<String>,
    /// Everything of ours that will be gone, ordered by path.
    pub(super) removed: Vec<String>,
    /// Files that we did not write.
    pub(super) foreign: Vec<String>,
    pub(super) added: usize,
    pub(super) changed: usize,
    pub(super) unchanged: usize,
}

/// Whether a path may be an output's.
pub(super) fn is_sound(path: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part.len() <= 255
            && part != "."
            && part != ".."
            && !part.chars().any(|c| c.is_control() || c == '\\')
    };
    let closed = |name: &str| [OURS, GIT].iter().any(|closed| name.eq_ignore_ascii_case(closed));
    let is_closed = path.split('/').next().is_some_and(closed);
    let parts = Path::new(path).components().filter(|c| matches!(c, Component::Normal(_))).count();
    path.split('/').all(part) && !is_closed && parts == path.split('/').count()
}

/// The part of a path that appears by one rename: its outermost folder that is not there yet, else the file.
pub(super) fn root_of<'a>(path: &'a str, disk: &Disk) -> &'a str {
    folders_of(path).find(|folder| disk.get(folder) != Some(Kind::Folder)).unwrap_or(path)
}

/// The folders of a path, outermost first.
pub(super) fn folders_of(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Whether an output lies in this folder.
fn holds_output<V>(folder: &str, outputs: &BTreeMap<Arc<str>, V>) -> bool {
    first_below(folder, outputs).is_some()
}

fn first_below<'a, V>(folder: &str, outputs: &'a BTreeMap<Arc<str>, V>) -> Option<&'a str> {
    let prefix = format!("{folder}/");
    let (path, _) = outputs.range::<str, _>((Bound::Excluded(prefix.as_str()), Bound::Unbounded)).next()?;
    path.starts_with(&prefix).then_some(path)
}

/// Compares what is wanted with what is there and with what we know to be ours.
pub(super) fn plan(
    dir: &Path,
    wanted: &BTreeMap<Arc<str>, Wanted>,
    disk: &Disk,
    known: &Manifest,
) -> Result<Plan, Box<Diagnostic>> {
    let mut plan = Plan::default();
    let mut in_the_way = Vec::new();
    for (path, output) in wanted {
        if output.is_out {
            plan.unchanged += 1;
            continue;
        }
        // Where nothing stands below it yet, what is to come will ask for its folders itself.
        if disk.get(path) == Some(Kind::Folder)
            && let Some(other) = first_below(path, wanted)
        {
            return Err(problem::clash(path, other));
        }
        if let Some(other) = folders_of(path).find(|folder| wanted.contains_key(*folder)) {
            return Err(problem::clash(other, path));
        }
        let root = root_of(path, disk);
        let is_ours = |path: &str| known.contains_key(path);
        let turn = match disk.get(root) {
            Some(Kind::Other) => return Err(problem::link(dir, root)),
            Some(Kind::File { .. }) if !is_ours(root) => {
                in_the_way.push(root.to_owned());
                continue;
            }
            Some(Kind::Folder) => {
                let files = disk.below(root).filter(|(_, kind)| *kind != Kind::Folder);
                in_the_way.extend(files.filter(|(path, _)| !is_ours(path)).map(|(path, _)| path.to_owned()));
                in_the_way.extend(disk.strange().iter().filter(|path| is_below(path, root)).cloned());
                Turn::FileForFolder
            }
            Some(Kind::File { .. }) if root.len() < path.len() => Turn::FolderForFile,
            Some(Kind::File { .. }) => match output.class {
                Class::Index => Turn::ChangedIndex,
                Class::Page if root == HOME => Turn::ChangedHome,
                class => Turn::Changed(class),
            },
            None if root == HOME => Turn::NewHome,
            None if is_ours(path) => Turn::Again,
            None => Turn::New(output.class),
        };
        if matches!(turn, Turn::Changed(_) | Turn::ChangedHome | Turn::ChangedIndex) {
            plan.changed += 1;
        } else {
            plan.added += 1;
        }
        let at = plan.moves.entry(root.to_owned()).or_insert(turn);
        *at = turn.max(*at);
    }
    if !in_the_way.is_empty() {
        in_the_way.sort_unstable();
        in_the_way.dedup();
        return Err(problem::foreign(dir, &in_the_way));
    }
    plan.add_leavings(wanted, disk, known);
    Ok(plan)
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

impl Plan {
    /// What goes, and what was never ours.
    fn add_leavings(&mut self, wanted: &BTreeMap<Arc<str>, Wanted>, disk: &Disk, known: &Manifest) {
        let mut folders = BTreeSet::new();
        for (path, entry) in known.iter().filter(|(path, _)| !wanted.contains_key(*path)) {
            for folder in folders_of(path).rev().take_while(|folder| !holds_output(folder, wanted)) {
                if disk.get(folder) == Some(Kind::Folder) && !folders.insert(folder.to_owned()) {
                    break;
                }
            }
            if matches!(disk.get(path), Some(Kind::File { .. })) {
                self.removed.push(path.to_string());
                let swapped = self.moves.contains_key(&**path) || folders_of(path).any(|f| self.moves.contains_key(f));
                if !swapped {
                    self.stale.push((entry.class, path.clone()));
                }
            }
        }
        self.stale.sort_by_key(|(class, _)| std::cmp::Reverse(*class));
        self.folders = folders.into_iter().rev().collect();
        let files = disk.iter().filter(|(_, kind)| *kind != Kind::Folder).map(|(path, _)| path);
        let foreign = files.filter(|path| !known.contains_key(*path) && !wanted.contains_key(*path));
        let foreign = foreign.chain(disk.strange().iter().map(String::as_str));
        self.foreign = foreign.filter(|path| path.rsplit('/').next() != Some(".gitkeep")).map(str::to_owned).collect();
        self.foreign.sort_unstable();
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Disk, Kind, Plan, Turn, Wanted, is_sound, plan, root_of};
    use crate::output::Class;
    use crate::publish::manifest::Entry;

    const FILE: Kind = Kind::File { size: 1, time: 0 };

    /// Paths with a letter: `=` out and unchanged, `~` out and changed, `+` not out, `-` ours and no longer wanted,
    /// `?` foreign, `!` ours, lost and wanted again.
    fn plan_of(list: &[(char, &str, Class)]) -> Plan {
        let is = |letters: &'static str| list.iter().filter(move |(letter, ..)| letters.contains(*letter));
        let entry = |class| Entry { class, hash: [0; 32], size: 1 };
        let wanted = is("=~+!").map(|(letter, path, class)| {
            let is_out = *letter == '=';
            ((*path).into(), Wanted { class: *class, is_out })
        });
        let known = is("=~-!").map(|(_, path, class)| ((*path).into(), entry(*class)));
        let mut disk = std::collections::BTreeMap::new();
        for (_, path, _) in is("=~-?") {
            disk.extend(super::folders_of(path).map(|folder| (folder.to_owned(), Kind::Folder)));
            disk.insert((*path).to_owned(), FILE);
        }
        plan(Path::new("out"), &wanted.collect(), &disk.into_iter().collect(), &known.collect()).expect("a plan")
    }

    #[test]
    fn what_is_new_comes_before_what_names_it() {
        use Class::{Asset, Index, Page};
        let plan = plan_of(&[
            ('+', "s.css", Asset),
            ('+', "new/page/index.html", Page),
            ('+', "new/page/x.png", Asset),
            ('+', "old/page.html", Page),
            ('+', "new.xml", Index),
            ('!', "old/lost.html", Page),
            ('-', "swap", Page),
            ('+', "swap/index.html", Page),
            ('+', "index.html", Page),
            ('~', "t.css", Asset),
            ('~', "old/index.html", Page),
            ('-', "back/index.html", Page),
            ('+', "back", Asset),
            ('~', "feed.xml", Index),
            ('=', "same.html", Page),
            ('-', "gone/z/style.css", Asset),
            ('-', "gone/z/index.html", Page),
            ('?', "mine.txt", Asset),
        ]);
        let mut moves: Vec<(Turn, &str)> = plan.moves.iter().map(|(root, turn)| (*turn, root.as_str())).collect();
        moves.sort();
        let roots: Vec<&str> = moves.iter().map(|(_, root)| *root).collect();
        assert_eq!(
            roots,
            [
                "s.css",
                "new",
                "old/page.html",
                "new.xml",
                "old/lost.html",
                "swap",
                "t.css",
                "old/index.html",
                "back",
                "feed.xml",
                "index.html"
            ]
        );
        let stale: Vec<&str> = plan.stale.iter().map(|(_, path)| &**path).collect();
        assert_eq!(stale, ["gone/z/index.html", "gone/z/style.css"]);
        assert_eq!(plan.folders, ["gone/z", "gone", "back"]);
        assert_eq!(plan.foreign, ["mine.txt"]);
        assert_eq!((plan.added, plan.changed, plan.unchanged, plan.removed.len()), (9, 3, 1, 4));
    }

    #[test]
    fn a_new_folder_is_one_rename() {
        let disk: Disk = [("a".to_owned(), Kind::Folder), ("a/f".to_owned(), FILE)].into_iter().collect();
        for (path, root) in
            [("x", "x"), ("a/x", "a/x"), ("a/b/c/x", "a/b"), ("a/f", "a/f"), ("a/f/x", "a/f"), ("b/x", "b")]
        {
            assert_eq!(root_of(path, &disk), root, "{path}");
        }
    }

    #[test]
    fn dots_in_names_are_fine() {
        for path in ["a", ".well-known/x", "a..b", "...", ".gitkeep", "页/一 二.html", "mingbai"] {
            assert!(is_sound(path), "{path}");
        }
    }
}
