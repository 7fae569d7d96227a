//! Examples of rules: small sites in memory. The tests run them, `explain` and the documentation print them.

mod made;

use crate::diagnostic::Locale;
pub(in crate::check) use made::{document, dot, gb18030, miscalculated, spreadsheet};

/// A small site that breaks a rule, or keeps it.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// What its files are laid over.
    pub base: Base,
    /// What is written.
    pub written: Written,
    /// Files that are no text.
    pub made: &'static [Made],
}

/// What the files of an example are laid over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// A site of a home page.
    Bare,
    /// The same with all collections of `mingbai init`, in which no field is required: an example has only the fields
    /// that it is about.
    Town,
}

/// What is written in an example.
#[derive(Debug, Clone, Copy)]
pub enum Written {
    /// The body of a page.
    Page(&'static str),
    /// Lines of the front matter of a page.
    Front(&'static str),
    /// Both.
    Whole(&'static str, &'static str),
    /// Lines of `site.yaml`.
    Site(&'static str),
    /// Files by their paths.
    Files(&'static [(&'static str, &'static str)]),
    /// Nothing that content could do: told in Chinese and English, and tested where the program does it.
    Said([&'static str; 2]),
}

/// A file that is no text.
#[derive(Debug, Clone, Copy)]
pub struct Made {
    /// Its path.
    pub path: &'static str,
    /// What it is.
    pub what: [&'static str; 2],
    /// Makes it.
    pub bytes: fn() -> Vec<u8>,
}

/// The site on which examples lie.
const SITE: &[(&str, &str)] = &[
    ("title", "title: 某镇"),
    ("base_url", "base_url: https://town.example/"),
    ("as_of", "as_of: 2023-08-31"),
    ("publisher", "publisher: 某镇人民政府"),
];
const HOME: &str = "---\ntitle: 首页\n---\n\n正文。\n";

/// Where the page of an example stands.
pub const PAGE: &str = "content/li.md";

impl Example {
    /// The body of a page.
    pub const fn page(body: &'static str) -> Example {
        Example { base: Base::Bare, written: Written::Page(body), made: &[] }
    }

    /// Lines of front matter.
    pub const fn front(lines: &'static str) -> Example {
        Example { base: Base::Bare, written: Written::Front(lines), made: &[] }
    }

    /// Lines of front matter, and the body.
    pub const fn page_with(lines: &'static str, body: &'static str) -> Example {
        Example { base: Base::Bare, written: Written::Whole(lines, body), made: &[] }
    }

    /// Lines of `site.yaml`; what has the same key is replaced.
    pub const fn site(lines: &'static str) -> Example {
        Example { base: Base::Bare, written: Written::Site(lines), made: &[] }
    }

    /// Files by their paths.
    pub const fn files(files: &'static [(&'static str, &'static str)]) -> Example {
        Example { base: Base::Bare, written: Written::Files(files), made: &[] }
    }

    /// What no content can do, in Chinese and in English.
    pub const fn said(words: [&'static str; 2]) -> Example {
        Example { base: Base::Bare, written: Written::Said(words), made: &[] }
    }

    /// Laid over another site.
    pub const fn on(self, base: Base) -> Example {
        Example { base, ..self }
    }

    /// With files that are no text.
    pub const fn with(self, made: &'static [Made]) -> Example {
        Example { made, ..self }
    }

    /// Whether it can be run.
    pub fn is_runnable(&self) -> bool {
        !matches!(self.written, Written::Said(_))
    }

    /// The files that it writes, as they are printed: the path (none for words), and what stands in it.
    pub fn printed(&self, locale: Locale) -> Vec<(Option<&'static str>, String)> {
        let index = usize::from(locale == Locale::En);
        let mut out: Vec<(Option<&'static str>, String)> = match self.written {
            Written::Page(body) => vec![(Some(PAGE), body.to_owned())],
            Written::Front(lines) => vec![(Some(PAGE), format!("---\n{lines}\n---"))],
            Written::Whole(lines, body) => vec![(Some(PAGE), format!("---\n{lines}\n---\n\n{body}"))],
            Written::Site(lines) => vec![(Some("site.yaml"), lines.to_owned())],
            Written::Files(files) => files.iter().map(|(path, text)| (Some(*path), (*text).to_owned())).collect(),
            Written::Said(words) => vec![(None, words[index].to_owned())],
        };
        out.extend(self.made.iter().map(|made| (Some(made.path), format!("({})", made.what[index]))));
        out
    }

    /// All files of the site, its base's collections excepted.
    pub fn sources(&self) -> Vec<(String, Vec<u8>)> {
        let mut own: Vec<(String, Vec<u8>)> = match self.written {
            Written::Page(body) => vec![(PAGE.to_owned(), format!("---\ntitle: 例\n---\n\n{body}\n").into())],
            Written::Front(lines) => vec![(PAGE.to_owned(), front(lines, "正文。").into())],
            Written::Whole(lines, body) => vec![(PAGE.to_owned(), front(lines, body).into())],
            Written::Files(files) => {
                files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
            }
            Written::Site(_) | Written::Said(_) => Vec::new(),
        };
        own.extend(self.made.iter().map(|made| (made.path.to_owned(), (made.bytes)())));
        let lines = if let Written::Site(lines) = self.written { lines } else { "" };
        for (path, text) in [("site.yaml", settings(lines)), ("content/_index.md", HOME.to_owned())] {
            if own.iter().all(|(other, _)| other != path) {
                own.push((path.to_owned(), text.into()));
            }
        }
        own
    }
}

fn front(lines: &str, body: &str) -> String {
    let title = if lines.starts_with("title:") || lines.contains("\ntitle:") { "" } else { "title: 例\n" };
    format!("---\n{title}{lines}\n---\n\n{body}\n")
}

fn settings(lines: &str) -> String {
    let is_given = |key: &str| lines.lines().any(|l| l.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')));
    let kept = SITE.iter().filter(|(key, _)| !is_given(key)).map(|(_, line)| format!("{line}\n"));
    kept.collect::<String>() + lines + "\n"
}
