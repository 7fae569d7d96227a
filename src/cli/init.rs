//! `mingbai init`

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::exit::Exit;
use super::session::Session;
use crate::diagnostic::{Diagnostic, Locale};
use crate::forms;
use crate::load::{self, SourceFile, Sources};
use crate::model;
use crate::publish;
use crate::text;

const CHINESE: &[(&str, &str)] = &[
    ("site.yaml", include_str!("skeleton/zh-CN/site.yaml")),
    ("content/_index.md", include_str!("skeleton/zh-CN/home.md")),
    ("content/gonggao/_index.md", include_str!("skeleton/zh-CN/section.md")),
    ("content/gonggao/di-yi-pian.md", include_str!("skeleton/zh-CN/page.md")),
    ("public/.gitkeep", ""),
    (".gitignore", "/public/*\n!/public/.gitkeep\n/.mingbai/\n"),
];
const ENGLISH: &[(&str, &str)] = &[
    ("site.yaml", include_str!("skeleton/en/site.yaml")),
    ("content/_index.md", include_str!("skeleton/en/home.md")),
    ("content/notices/_index.md", include_str!("skeleton/en/section.md")),
    ("content/notices/first.md", include_str!("skeleton/en/page.md")),
    ("public/.gitkeep", ""),
    (".gitignore", "/public/*\n!/public/.gitkeep\n/.mingbai/\n"),
];

/// What a host needs: the word by which it is chosen, where the file is written, and what stands in it (`docs/deploy/`).
const HOSTS: &[(&str, &str, &str)] = &[
    ("github", ".github/workflows/mingbai.yml", include_str!("../../docs/deploy/github/mingbai.yml")),
    ("gitlab", ".gitlab-ci.yml", include_str!("../../docs/deploy/gitlab/gitlab-ci.yml")),
    ("nginx", "deploy/nginx.conf", include_str!("../../docs/deploy/nginx/mingbai.conf")),
    ("object-storage", "deploy/object-storage.md", include_str!("../../docs/deploy/object-storage/object-storage.md")),
];

/// The words by which hosts are chosen.
pub(super) const HOST_WORDS: [&str; 4] = ["github", "gitlab", "nginx", "object-storage"];

/// Makes a new site, and says what to type next. With a host, what that needs; in a site that is there, nothing else.
pub(super) fn run(session: &Session, matches: &ArgMatches) -> Exit {
    let Some(folder) = matches.get_one::<PathBuf>("dir") else {
        return Exit::Usage;
    };
    let host = matches.get_one::<String>("host").and_then(|word| HOSTS.iter().find(|(host, ..)| host == word));
    if let Some((_, path, text)) = host
        && load::no_site(folder).is_none()
    {
        return add(session, folder, path, text);
    }
    let skeleton = if session.locale == Locale::Zh { CHINESE } else { ENGLISH };
    let files = skeleton.iter().chain(forms::COLLECTIONS);
    let mut files: Vec<forms::File> =
        files.map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    if let Some((_, path, text)) = host {
        files.push(((*path).to_owned(), text.as_bytes().to_vec()));
    }
    match workbook(session, &files) {
        Ok(workbook) => files.push(workbook),
        Err(problem) => return session.fail(problem),
    }
    if let Err(problem) = publish::create(folder, &files) {
        return session.fail(problem);
    }
    let shown = folder.display();
    let ledgers = forms::WORKBOOK[usize::from(session.locale == Locale::En)];
    session.say(&text!(
        "新站点在 {shown}。接下来：\n  cd {shown}\n  mingbai serve\n台账在 {ledgers}，用表格程序打开就能填",
        "the new site is in {shown}. Next:\n  cd {shown}\n  mingbai serve\nThe ledgers are in {ledgers}; fill them in with a spreadsheet program"
    ));
    Exit::Good
}

/// Adds what a host needs to a site; a file that is there stays as it is.
fn add(session: &Session, folder: &Path, path: &str, text: &str) -> Exit {
    if let Err(problem) = publish::add(&folder.join(path), text.as_bytes()) {
        return session.fail(problem);
    }
    session.say(&text!(
        "写好了 {path}，开头几行写着先要做什么",
        "{path} is written; its first lines say what to do first"
    ));
    Exit::Good
}

/// The workbook for the collections among the files of the new site.
fn workbook(session: &Session, files: &[forms::File]) -> Result<forms::File, Diagnostic> {
    let sources =
        files.iter().map(|(path, bytes)| SourceFile { path: path.as_str().into(), bytes: bytes.as_slice().into() });
    let (parsed, _) = load::parse(&Sources::new(sources.collect()));
    let (site, _) = model::build(parsed, &session.overrides);
    let collections = site.map(|s| s.collections).unwrap_or_default();
    forms::workbook(&collections, None, session.locale).map_err(|error| forms::unmade(&error))
}
