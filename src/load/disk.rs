//! Reads a site's folder: with `again.rs` the only file of the program that reads sources from the disk.
#![expect(clippy::disallowed_methods, reason = "this is the one door through which sources come in")]

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use walkdir::WalkDir;

use super::sources::SourceFile;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::text;

/// The site's own settings.
pub const SITE_FILE: &str = "site.yaml";
/// The folder of all content.
pub const CONTENT: &str = "content";
/// What holds sources below a site's folder.
pub const SOURCES: [&str; 3] = [SITE_FILE, CONTENT, "themes"];
/// Largest file that is read, in bytes.
pub const LARGEST: u64 = 512 * 1024 * 1024;

/// Whether a name is an editor's or an office program's temporary file, or hidden: never content.
pub fn is_ignored(name: &str) -> bool {
    const ENDS: [&str; 13] = [
        ".tmp",
        ".swp",
        ".swx",
        ".swo",
        ".bck",
        ".bak",
        ".orig",
        ".part",
        ".partial",
        ".crdownload",
        ".download",
        "___jb_tmp___",
        "___jb_old___",
    ];
    name.starts_with(['.', '~', '#'])
        || name.ends_with(['~', '#'])
        || ENDS.iter().any(|end| name.ends_with(end))
        || matches!(name, "4913" | "Thumbs.db" | "desktop.ini")
        || is_numbered_tmp(name)
        || is_from_sed(name)
}

/// The same of a path's last part.
pub fn has_ignored_name(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(is_ignored)
}

/// `a.md.tmp.1234`, `a.md.tmp.1234.5678`: with the number of the process that writes it.
fn is_numbered_tmp(name: &str) -> bool {
    let number = name.rsplit_once(".tmp.").map(|(_, number)| number);
    number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
}

/// `sedAb3dEf`: what `sed -i` writes into. A word in small letters is none.
fn is_from_sed(name: &str) -> bool {
    name.strip_prefix("sed").is_some_and(|rest| {
        rest.len() == 6
            && rest.bytes().all(|b| b.is_ascii_alphanumeric())
            && rest.bytes().any(|b| !b.is_ascii_lowercase())
    })
}

/// A small text that the program keeps beside the sources, if it is there.
pub fn read_aside(path: &Path) -> Option<String> {
    let mut text = String::new();
    File::open(path).ok()?.take(LARGEST / 32).read_to_string(&mut text).ok()?;
    Some(text)
}

/// What keeps a folder from being a site.
pub fn no_site(root: &Path) -> Option<Diagnostic> {
    let shown = root.display();
    let why = if fs::metadata(root).is_ok_and(|meta| !meta.is_dir()) {
        text!("“{shown}”不是文件夹，不能做站点文件夹", "`{shown}` is no folder, and a site is one")
    } else if !root.join(SITE_FILE).is_file() {
        text!("“{shown}”里没有 site.yaml，不是一个站点", "there is no site.yaml in `{shown}`: it is no site")
    } else {
        return None;
    };
    Some(Diagnostic::error("content/no-site", why).help(text!(
        "用 --root 指定站点文件夹，或用 `mingbai init` 新建一个",
        "name the site's folder with --root, or make one with `mingbai init`"
    )))
}

/// A site without its content is a mistake, not a site whose pages all have to go.
fn no_content(root: &Path) -> Option<Diagnostic> {
    let content = root.join(CONTENT);
    let (why, mend) = if content.is_dir() {
        return None;
    } else if fs::symlink_metadata(&content).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        (
            text!("没有 content 文件夹，站点没有内容", "there is no folder `content`: the site has no content"),
            text!(
                "内容都放在 content 里；如果它改了名或移走了，把它放回来",
                "all content is in `content`; put it back if it was renamed or moved away"
            ),
        )
    } else {
        (
            text!("content 不是文件夹", "`content` is no folder"),
            text!(
                "把它移走，新建一个 content 文件夹来放内容",
                "move it away, and make a folder `content` for the content"
            ),
        )
    };
    Some(Diagnostic::error("content/no-site", why).at(Place::file(CONTENT)).help(mend))
}

/// Reads all sources below `root` and makes something of each, in the order of their paths.
///
/// A source is given back before the next is read: all of them together would be as much again as what is made of them.
pub(super) fn read_each<T: Send>(
    root: &Path,
    make: impl Fn(&SourceFile) -> Result<T, Diagnostic> + Sync,
) -> (Vec<Result<T, Diagnostic>>, Diagnostics) {
    let Walked { files, problems, .. } = walk_all(root);
    let made = files.into_par_iter().map(|(path, full)| read_file(path.into(), &full).and_then(|file| make(&file)));
    (made.collect(), problems)
}

/// The sources below a folder, in the order of their paths, and what is wrong with where they lie.
pub(super) struct Walked {
    /// Path below the root with `/`, and the path to read it by.
    pub(super) files: Vec<(String, PathBuf)>,
    pub(super) problems: Diagnostics,
    /// Whether all folders were looked through.
    pub(super) whole: bool,
}

/// Looks for all sources.
pub(super) fn walk_all(root: &Path) -> Walked {
    let mut problems = Diagnostics::new();
    if let Some(problem) = no_site(root) {
        problems.push(problem);
        return Walked { files: Vec::new(), problems, whole: false };
    }
    let no_content = no_content(root);
    let whole = no_content.is_none();
    let tops = SOURCES.iter().filter(|top| no_content.is_none() || **top != CONTENT);
    let real_root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    let mut paths = Vec::new();
    for top in tops {
        walk(root, top, &real_root, &mut paths, &mut problems);
    }
    no_content.into_iter().for_each(|problem| problems.push(problem));
    paths.sort();
    Walked { files: paths, problems, whole }
}

fn walk(root: &Path, folder: &str, real_root: &Path, paths: &mut Vec<(String, PathBuf)>, problems: &mut Diagnostics) {
    let top = root.join(folder);
    if fs::symlink_metadata(&top).is_err() {
        return;
    }
    let mut entries = WalkDir::new(&top).follow_links(true).into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                // A link that leads nowhere comes as an error: Emacs locks a file by one.
                if error.depth() == 0 || !error.path().is_some_and(has_ignored_name) {
                    problems.push(walk_problem(root, &error));
                }
                continue;
            }
        };
        if entry.depth() > 0 && has_ignored_name(entry.path()) {
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
            continue;
        }
        let shown = relative(root, entry.path());
        if entry.path_is_symlink() && !fs::canonicalize(entry.path()).is_ok_and(|p| p.starts_with(real_root)) {
            problems.push(
                Diagnostic::error(
                    "content/outside",
                    text!("链接指向站点文件夹以外", "the link leads out of the site's folder"),
                )
                .at(Place::file(shown.as_str()))
                .help(text!("把文件复制进来，不要用链接", "copy the file into the site instead of linking to it")),
            );
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
            continue;
        }
        if entry.file_type().is_dir() {
            continue;
        }
        if !entry.file_type().is_file() {
            problems.push(
                Diagnostic::error(
                    "content/unreadable",
                    text!(
                        "这不是普通文件（管道、套接字或设备）",
                        "this is no ordinary file (a pipe, socket or device)"
                    ),
                )
                .at(Place::file(shown.as_str()))
                .help(text!("删掉它，或换成文件", "remove it, or put a file in its place")),
            );
            continue;
        }
        if entry.path().to_str().is_none() {
            problems.push(
                Diagnostic::error("content/file-name", text!("文件名不是 UTF-8", "the file's name is not UTF-8"))
                    .at(Place::file(shown.as_str()))
                    .help(text!("给文件改名", "rename the file")),
            );
            continue;
        }
        paths.push((shown, entry.into_path()));
    }
}

fn walk_problem(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let shown = error.path().map(|p| relative(root, p)).unwrap_or_default();
    let problem = if let Some(back) = error.loop_ancestor() {
        let back = relative(root, back);
        Diagnostic::error(
            "content/link-loop",
            text!("链接绕回了上级文件夹“{back}”", "the link leads back to its parent folder `{back}`"),
        )
        .help(text!("删掉这个链接", "remove the link"))
    } else {
        unreadable(error.io_error())
    };
    problem.at(Place::file(shown))
}

fn unreadable(error: Option<&io::Error>) -> Diagnostic {
    let why = error.map_or_else(String::new, ToString::to_string);
    Diagnostic::error("content/unreadable", text!("读不了：{why}", "cannot be read: {why}")).help(text!(
        "检查文件权限，或者文件是否被别的程序占用",
        "check the file's permissions, and whether another program holds it"
    ))
}

pub(super) fn read_file(path: Arc<str>, full: &Path) -> Result<SourceFile, Diagnostic> {
    let read = || {
        let mut file = File::open(full)?;
        let length = file.metadata()?.len();
        if length > LARGEST {
            return Err(io::Error::other(format!("larger than {} MiB", LARGEST / 1024 / 1024)));
        }
        // `take` hides the file, which would be asked for its length once more.
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
        file.by_ref().take(LARGEST).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    match read() {
        Ok(bytes) => Ok(SourceFile { path, bytes: bytes.into() }),
        Err(error) => Err(unreadable(Some(&error)).at(Place::file(path))),
    }
}

/// The path below `root`, with `/`.
pub(super) fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below
        .components()
        .filter_map(|c| match c {
            Component::Normal(part) => Some(part.to_string_lossy()),
            _ => None,
        })
        .collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::is_ignored;

    #[test]
    fn temporary_files_are_no_content() {
        for name in [
            ".a.md.swp",
            "~$a.docx",
            "#a.md#",
            "a.md~",
            "4913",
            "x.md___jb_old___",
            "x.md___jb_tmp___",
            "sedAbCdEf",
            "sed0a1b2c",
            "a.md.tmp.1234",
            "a.md.tmp.1234.5678",
            "q.md.orig",
            "z.crdownload",
            "z.part",
        ] {
            assert!(is_ignored(name), "{name}");
        }
        for name in ["a.md", "sediment", "sediments", "sedAbCdEf.md", "a.tmp.pdf", "original.pdf", "tmp.1234", "jb.md"]
        {
            assert!(!is_ignored(name), "{name}");
        }
    }
}
