//! `mingbai schema`

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde_json::{Map, Value};

use super::exit::Exit;
use super::session::Session;
use crate::diagnostic::Locale;
use crate::forms;
use crate::model::Site;
use crate::publish;
use crate::text;

/// Writes JSON Schemas for editors, or prints them.
pub(super) fn run(session: &Session, matches: &ArgMatches) -> Exit {
    let site = match session.site() {
        Ok(site) => site,
        Err(exit) => return exit,
    };
    let mut names = Vec::new();
    for name in matches.get_many::<String>("collection").into_iter().flatten() {
        match session.collection(&site, name) {
            Ok(collection) => names.push(collection),
            Err(problem) => {
                session.fail(problem);
                return Exit::Usage;
            }
        }
    }
    let locale = if site.config.languages[0].is_chinese() { Locale::Zh } else { Locale::En };
    let only = (!names.is_empty()).then_some(names.as_slice());
    if let Some(path) = matches.get_one::<PathBuf>("workbook") {
        return workbook(session, &site, only, path, locale);
    }
    let files = forms::editor(&site, only, locale);
    if matches.get_flag("stdout") {
        print(&files);
        return Exit::Good;
    }
    let folder = matches.get_one::<PathBuf>("output").unwrap_or(&session.root);
    let mut changed = 0;
    for (path, bytes) in &files {
        match publish::renew(&folder.join(path), bytes, forms::MARK) {
            Ok(new) => changed += usize::from(new),
            Err(problem) => return session.fail(problem),
        }
    }
    let (path, bytes) = forms::settings(&site);
    let settings = folder.join(&path);
    // Settings may hold more than ours: they are written once, and after that belong to the user.
    let told = matches.get_one::<PathBuf>("output").is_none()
        && (settings.exists() || names.is_empty() && publish::add(&settings, &bytes).is_ok());
    for (schema, files) in forms::mapping(&site) {
        super::line(format_args!("{schema}\t{files}"));
    }
    let (all, kept) = (files.len(), settings.display());
    session.say(&text!(
        "写了 {all} 个 schema（{changed} 个有变化）。上面是每个 schema 管哪些文件",
        "{all} schemas written ({changed} changed); above: the files that each is for"
    ));
    if told {
        session.say(&text!(
            "用 VS Code 的，设置在 {kept}；别的编辑器见 docs/editors.md",
            "VS Code reads {kept}; for other editors see docs/editors.md"
        ));
    }
    Exit::Good
}

/// Writes an empty workbook; one that is there is never overwritten.
fn workbook(session: &Session, site: &Site, only: Option<&[usize]>, path: &Path, locale: Locale) -> Exit {
    let written = forms::workbook(&site.collections, only, locale)
        .map_err(|error| Box::new(forms::unmade(&error)))
        .and_then(|(_, bytes)| publish::add(path, &bytes));
    if let Err(problem) = written {
        return session.fail(problem);
    }
    super::line(format_args!("{}", path.display()));
    Exit::Good
}

/// One schema as it is; several as a map from their paths.
fn print(files: &[forms::File]) {
    if let [(_, only)] = files {
        super::put(format_args!("{}", String::from_utf8_lossy(only)));
        return;
    }
    let all: Map<String, Value> =
        files.iter().filter_map(|(path, bytes)| Some((path.clone(), serde_json::from_slice(bytes).ok()?))).collect();
    super::line(format_args!("{:#}", Value::Object(all)));
}
