//! What can go wrong while publishing, in words.

use std::io;
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::text;

/// The disk said no, and nothing is changed.
pub(super) fn io(path: &Path, error: &io::Error) -> Box<Diagnostic> {
    let shown = path.display();
    let problem = Diagnostic::error(
        "publish/io",
        text!("写不了“{shown}”：{error}；网站没有改动", "cannot write `{shown}`: {error}; the site is unchanged"),
    );
    problem
        .help(match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                text!("腾出磁盘空间后再运行一次", "free some disk space, then run again")
            }
            _ => text!(
                "检查输出文件夹的权限和磁盘，或用 --output 换一个文件夹",
                "check the output folder's permissions and its disk, or name another folder with --output"
            ),
        })
        .into()
}

/// The disk said no to a file that is no output.
pub(super) fn unwritten(path: &Path, error: &io::Error) -> Box<Diagnostic> {
    let shown = path.display();
    Diagnostic::error("publish/io", text!("写不了“{shown}”：{error}", "cannot write `{shown}`: {error}"))
        .help(text!("检查文件夹的权限和磁盘", "check the folder's permissions and its disk"))
        .into()
}

/// The disk said no in the middle of the renames.
pub(super) fn halfway(path: &Path, error: &io::Error) -> Box<Diagnostic> {
    let shown = path.display();
    Diagnostic::error(
        "publish/io",
        text!(
            "发布到一半停在“{shown}”：{error}；每个文件不是旧的就是新的，都是完整的",
            "publishing stopped halfway at `{shown}`: {error}; every file is whole, either the old or the new one"
        ),
    )
    .help(text!("排除原因后再运行一次，会接着做完", "remove the cause and run again: the next run finishes the job"))
    .into()
}

/// The output folder is a file or the like.
pub(super) fn not_a_folder(path: &Path) -> Box<Diagnostic> {
    let shown = path.display();
    Diagnostic::error("publish/io", text!("“{shown}”不是文件夹", "`{shown}` is not a folder"))
        .help(text!(
            "给它改名或移走，或用 --output 换一个文件夹",
            "rename it or move it away, or name another folder with --output"
        ))
        .into()
}

/// The output folder is, holds or lies in a source.
pub(super) fn among_sources(output: &Path, source: &str) -> Box<Diagnostic> {
    let output = output.display();
    Diagnostic::error(
        "publish/among-sources",
        text!(
            "输出文件夹“{output}”和站点的“{source}”要分开：不能相同，也不能一个在另一个里面",
            "the output folder `{output}` and the site's `{source}` must be apart: not the same, nor one in the other"
        ),
    )
    .help(text!(
        "换一个只放输出的文件夹，例如 `--output public`；如果 public 是链接，让它指向别处",
        "name a folder for output alone, such as `--output public`; if `public` is a link, let it lead elsewhere"
    ))
    .into()
}

/// A file beside the site would be part of it.
pub(super) fn within(file: &Path, own: &Path) -> Box<Diagnostic> {
    let (file, own) = (file.display(), own.display());
    Diagnostic::error(
        "publish/among-sources",
        text!("“{file}”在“{own}”里，会变成网站的一部分", "`{file}` is in `{own}`: it would be part of the site"),
    )
    .help(text!(
        "写到站点的 content、themes 和输出文件夹以外，例如站点文件夹里的 zi-cha.md",
        "write it outside of the site's content, themes and output, such as self-check.md in the site's folder"
    ))
    .into()
}

/// The folder of a file is not there.
pub(super) fn no_folder(file: &Path) -> Box<Diagnostic> {
    let file = file.display();
    Diagnostic::error(
        "publish/io",
        text!("写不了“{file}”：没有这个文件夹", "cannot write `{file}`: there is no such folder"),
    )
    .help(text!("看路径有没有写错，或先建好文件夹", "see whether the path is right, or make the folder first"))
    .into()
}

/// A folder stands where a file is to be.
pub(super) fn is_folder(file: &Path) -> Box<Diagnostic> {
    let file = file.display();
    Diagnostic::error("publish/io", text!("写不了“{file}”：这是文件夹", "cannot write `{file}`: it is a folder"))
        .help(text!("写一个文件名，例如 zi-cha.md", "name a file, such as self-check.md"))
        .into()
}

/// Another process is publishing into the folder.
pub(super) fn locked(path: &Path) -> Box<Diagnostic> {
    let shown = path.display();
    Diagnostic::error(
        "publish/locked",
        text!("另一个 mingbai 正在使用输出文件夹“{shown}”", "another mingbai is using the output folder `{shown}`"),
    )
    .help(text!(
        "等它结束或把它停掉（例如 `mingbai watch`），或用 --output 换一个文件夹",
        "wait for it or stop it (`mingbai watch`, for example), or name another folder with --output"
    ))
    .into()
}

/// The list of what we published cannot be understood.
pub(super) fn damaged(path: &Path) -> Box<Diagnostic> {
    let shown = path.display();
    Diagnostic::error(
        "publish/manifest",
        text!(
            "“{shown}”已损坏，或由另一版本的 mingbai 写成",
            "`{shown}` is damaged, or written by another version of mingbai"
        ),
    )
    .help(text!(
        "用原来的版本，或删掉整个输出文件夹后再运行",
        "use the version that wrote it, or delete the whole output folder and run again"
    ))
    .into()
}

/// Files that we did not write stand where outputs belong.
pub(super) fn foreign(dir: &Path, paths: &[String]) -> Box<Diagnostic> {
    let folder = dir.display();
    let (zh, en) = (list(paths, "、", "“", "”"), list(paths, ", ", "`", "`"));
    let (zh_more, en_more) = more(paths);
    Diagnostic::error(
        "publish/foreign",
        text!(
            "“{folder}”里的 {zh}{zh_more} 不是 mingbai 写的，却会被覆盖；网站没有改动",
            "in `{folder}`, {en}{en_more} would be overwritten, but mingbai did not write it; the site is unchanged"
        ),
    )
    .help(text!(
        "把它移走或改名；如果是以前生成的，删掉它再运行；或用 --output 换一个空文件夹",
        "move it away or rename it; if it is from an earlier build, delete it and run again; or name an empty folder with --output"
    ))
    .into()
}

/// A symbolic link (or a device) stands where an output belongs.
pub(super) fn link(dir: &Path, path: &str) -> Box<Diagnostic> {
    let folder = dir.display();
    Diagnostic::error(
        "publish/link",
        text!(
            "“{folder}”里的“{path}”是符号链接或特殊文件，不会穿过它写文件；网站没有改动",
            "`{path}` in `{folder}` is a symbolic link or a special file, nothing is written through it; the site is unchanged"
        ),
    )
    .help(text!("删掉它，或换成普通文件夹", "remove it, or put an ordinary folder in its place"))
    .into()
}

/// A path that cannot or must not be written.
pub(super) fn path(path: &str) -> Box<Diagnostic> {
    Diagnostic::error(
        "publish/path",
        text!("“{path:?}”不能做输出路径", "{path:?} cannot be the path of an output"),
    )
    .help(text!(
        "给页面或文件改名：不能为空、不能有 `..`、反斜杠和控制字符，每段最长 255 字节，也不能放在 `.mingbai` 或 `.git` 里",
        "rename the page or file: no empty part, no `..`, no backslash, no control character, 255 bytes a part at most, nothing in `.mingbai` or `.git`"
    ))
    .into()
}

/// Two outputs want the same place.
pub(super) fn clash(one: &str, other: &str) -> Box<Diagnostic> {
    Diagnostic::error(
        "publish/clash",
        text!("两个输出争同一个位置：“{one}”和“{other}”", "two outputs want the same place: `{one}` and `{other}`"),
    )
    .help(text!("给其中一个改网址", "change the address of one of them"))
    .into()
}

const NAMED: usize = 3;

fn list(paths: &[String], separator: &str, open: &str, close: &str) -> String {
    let named: Vec<String> = paths.iter().take(NAMED).map(|path| format!("{open}{path}{close}")).collect();
    named.join(separator)
}

fn more(paths: &[String]) -> (String, String) {
    match paths.len().saturating_sub(NAMED) {
        0 => (String::new(), String::new()),
        rest => (format!(" 等 {} 个文件", paths.len()), format!(" and {rest} more")),
    }
}
