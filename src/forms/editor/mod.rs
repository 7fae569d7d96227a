//! JSON Schemas (2020-12) by which YAML editors complete and check a site's files, and how an editor is told of them.
//!
//! They accept whatever the reader accepts. Keys, types and words come from the tables that the reader itself uses.

mod keys;
mod record;
mod settings_files;
mod shared;
mod value;

use serde_json::{Map, Value, json};

use super::File;
use super::words::{local, pick};
use crate::diagnostic::Locale;
use crate::model::{Schema, Site};

/// The folder of a site that holds them.
const FOLDER: &str = "schema";
/// By this comment a file is known to be ours.
pub const MARK: &str = "mingbai schema";

/// The schemas of a site; `names`: of these collections only (by index).
pub fn editor(site: &Site, names: Option<&[usize]>, locale: Locale) -> Vec<File> {
    let mut out = Vec::new();
    let mut add = |path: String, title: &str, mut schema: Map<String, Value>| {
        schema.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
        schema.insert("$comment".to_owned(), MARK.into());
        schema.insert("title".to_owned(), title.into());
        let schema = shared::share(schema);
        let mut bytes = serde_json::to_vec_pretty(&schema).unwrap_or_default();
        bytes.push(b'\n');
        out.push((path, bytes));
    };
    if names.is_none() {
        add(format!("{FOLDER}/site.json"), "site.yaml", settings_files::site(locale));
        add(format!("{FOLDER}/collection.json"), "_collection.yaml", settings_files::collection(site, locale));
        let page = pick(locale, "文件头", "Front matter");
        add(format!("{FOLDER}/page.json"), page, record::page(site, false, locale));
        let section = pick(locale, "_index.md 的文件头", "Front matter of _index.md");
        add(format!("{FOLDER}/section.json"), section, record::page(site, true, locale));
    }
    for (i, schema) in site.collections.iter().enumerate() {
        if names.is_none_or(|n| n.contains(&i)) {
            add(path_of(schema), local(&schema.title, locale), record::records(site, schema, locale));
        }
    }
    out
}

/// Where the schema of a collection's records is.
fn path_of(schema: &Schema) -> String {
    format!("{FOLDER}/collections/{}.json", schema.name)
}

/// Which files a schema is for, as patterns below the site's folder.
pub fn mapping(site: &Site) -> Vec<(String, String)> {
    let mut out = vec![
        (format!("{FOLDER}/site.json"), "site.yaml".to_owned()),
        (format!("{FOLDER}/collection.json"), "content/**/_collection.yaml".to_owned()),
    ];
    out.extend(site.collections.iter().map(|s| (path_of(s), format!("content/{}/**/[!_]*.{{yaml,yml}}", s.name))));
    out
}

/// Settings for editors that use the YAML language server, such as VS Code: which schema is for which files.
pub fn settings(site: &Site) -> File {
    let map: Map<String, Value> =
        mapping(site).into_iter().map(|(s, files)| (format!("./{s}"), files.into())).collect();
    let mut bytes = serde_json::to_vec_pretty(&json!({ "yaml.schemas": map })).unwrap_or_default();
    bytes.push(b'\n');
    (".vscode/settings.json".to_owned(), bytes)
}
