//! The theme: templates, assets and strings; the site's own files before the built-in ones.

mod embedded;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, SourceText};
use crate::load::parse::yaml::{self, Node};
use crate::load::{SourceFile, decode};
use crate::model::Site;
use crate::output::hex;
use crate::text;
use sha2::{Digest, Sha256};

/// A template: its text, and the path to show in diagnostics.
#[derive(Debug, Clone)]
pub struct TemplateSource {
    /// Path as a user knows it.
    pub path: Arc<str>,
    /// Its text.
    pub text: Arc<str>,
}

/// A file that pages refer to by a name with a fingerprint of its content.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Address below the root, decoded: `/assets/style.1a2b3c4d.css`.
    pub route: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// Words of one language.
pub type Strings = BTreeMap<String, String>;

/// Everything that a theme brings.
#[derive(Debug, Default)]
pub struct Theme {
    /// Templates by name.
    pub templates: BTreeMap<String, TemplateSource>,
    /// Assets by name.
    pub assets: BTreeMap<String, Asset>,
    /// Words by language of the site.
    pub strings: Vec<Arc<Strings>>,
    /// Words of all languages that the theme has, by tag.
    pub words: BTreeMap<String, Arc<Strings>>,
}

impl Theme {
    /// The words of a language, or of another form of it.
    pub fn words_of(&self, tag: &str) -> Option<&Arc<Strings>> {
        let main = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
        let near = || self.words.iter().find(|(other, _)| main(other) == main(tag)).map(|(_, words)| words);
        self.words.get(tag).or_else(near)
    }
}

/// Puts the site's theme together.
pub fn assemble(site: &Site) -> (Theme, Diagnostics) {
    let mut problems = Diagnostics::new();
    let name = &site.config.theme;
    let mut files: BTreeMap<&str, Cow<'_, SourceFile>> = BTreeMap::new();
    for (path, bytes) in embedded::FILES {
        let shown = format!("themes/town/{path}");
        files.insert(path, Cow::Owned(SourceFile { path: shown.into(), bytes: Arc::from(*bytes) }));
    }
    let prefix = format!("themes/{name}/");
    let mut own = 0;
    for file in &site.theme {
        if let Some(path) = file.path.strip_prefix(prefix.as_str()) {
            own += 1;
            files.insert(path, Cow::Borrowed(file));
        }
    }
    if own == 0 && name != "town" {
        problems.push(
            Diagnostic::error("template/theme", text!("没有“{name}”这个主题", "there is no theme `{name}`")).help(
                text!(
                    "建立文件夹 themes/{name}/，或在 site.yaml 里用 `theme: town`",
                    "make the folder themes/{name}/, or use `theme: town` in site.yaml"
                ),
            ),
        );
    }
    let mut theme = Theme::default();
    let mut words: BTreeMap<&str, Strings> = BTreeMap::new();
    for (path, file) in files {
        if let Some(name) = path.strip_prefix("templates/") {
            match decode(&file) {
                Ok(text) => {
                    theme.templates.insert(name.to_owned(), TemplateSource { path: file.path.clone(), text });
                }
                Err(problem) => problems.push(problem),
            }
        } else if let Some(name) = path.strip_prefix("assets/") {
            theme
                .assets
                .insert(name.to_owned(), Asset { route: fingerprinted(name, &file.bytes), bytes: file.bytes.clone() });
        } else if let Some(tag) = path.strip_prefix("i18n/").and_then(|n| n.strip_suffix(".yaml")) {
            match strings(&file) {
                Ok(found) => {
                    words.insert(tag, found);
                }
                Err(problem) => problems.push(problem),
            }
        }
    }
    same_keys(&words, &mut problems);
    theme.words = words.into_iter().map(|(tag, words)| (tag.to_owned(), Arc::new(words))).collect();
    for language in &site.config.languages {
        let found = theme.words_of(language.as_str()).cloned();
        if found.is_none() {
            problems.push(
                Diagnostic::error(
                    "template/strings",
                    text!("主题没有“{language}”的文字", "the theme has no strings for `{language}`"),
                )
                .help(text!("建立 themes/{name}/i18n/{language}.yaml", "make themes/{name}/i18n/{language}.yaml")),
            );
        }
        theme.strings.push(found.unwrap_or_default());
    }
    (theme, problems)
}

/// `style.css` → `/assets/style.1a2b3c4d.css`: a changed file has another address, so caches may keep it for ever.
fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let print = hex(&Sha256::digest(bytes)[..4]);
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("/assets/{stem}.{print}.{extension}"),
        None => format!("/assets/{name}.{print}"),
    }
}

fn strings(file: &SourceFile) -> Result<Strings, Diagnostic> {
    let text = decode(file)?;
    let source = SourceText { path: &file.path, text: &text };
    let node = yaml::parse(&text).map_err(|e| {
        let message = &e.message;
        let at = e.at.unwrap_or(0);
        Diagnostic::error(
            "template/strings",
            text!("YAML 写法有误：{message}", "the YAML is not well-formed: {message}"),
        )
        .at(source.place(at..at))
    })?;
    let Node::Map(entries) = node else {
        return Err(Diagnostic::error(
            "template/strings",
            text!("应当是“名称: 文字”", "there should be names and texts"),
        )
        .at(Place::file(file.path.clone())));
    };
    Ok(entries.into_iter().filter_map(|(key, value)| value.as_text().map(|t| (key.clone(), t.to_owned()))).collect())
}

/// A word that one language has and another lacks is an error wherever it is used, so it is one at once.
fn same_keys(words: &BTreeMap<&str, Strings>, problems: &mut Diagnostics) {
    for (tag, strings) in words {
        for (other, more) in words {
            for key in more.keys().filter(|k| !strings.contains_key(*k)) {
                problems.push(
                    Diagnostic::error(
                        "template/strings",
                        text!(
                            "i18n/{tag}.yaml 缺少“{key}”（{other}.yaml 里有）",
                            "i18n/{tag}.yaml lacks `{key}`, which {other}.yaml has"
                        ),
                    )
                    .help(text!("补上这一条", "add it")),
                );
            }
        }
    }
}
