//! What the rules on outputs need to know of one output, gathered in the pass that renders it.

use std::sync::Arc;

use super::scan::{attributes, is_address, unescape};
use crate::model::address::{decode, file_of, join};

/// Where an output comes from, for diagnostics.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Index of the page whose body it shows.
    pub page: Option<usize>,
}

/// Something that refers to a part of an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The output.
    pub file: Arc<str>,
    /// The id in it.
    pub id: String,
    /// The address as it stands in the page.
    pub href: String,
}

/// An address that leads nowhere, or where it should not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    /// The address as it stands in the page.
    pub href: String,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nothing is there.
    Missing,
    /// A script, style, picture or frame of somebody else.
    ThirdParty,
    /// A scheme that runs code.
    Code,
}

/// The government page tags that are looked for.
pub(super) const TAGS: [&str; 9] = [
    "SiteName",
    "SiteDomain",
    "SiteIDCode",
    "ColumnName",
    "ColumnDescription",
    "ColumnKeywords",
    "ColumnType",
    "ArticleTitle",
    "ContentSource",
];

/// What is known of an output: a few numbers, because there may be a hundred thousand of them.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Path in the output folder.
    pub file: Arc<str>,
    /// Where it comes from.
    pub place: Place,
    /// Hashes of the ids in it, sorted.
    pub ids: Vec<u64>,
    /// Ids that stand in it more than once.
    pub repeated: Vec<String>,
    /// References to parts of outputs, save those to parts of its own that are there.
    pub anchors: Vec<Anchor>,
    /// Addresses that are no good.
    pub bad: Vec<Bad>,
    /// Which government page tags it has with something in them, a bit each.
    pub tags: u16,
    /// Hash of its `ArticleTitle`.
    pub article_title: Option<u64>,
    /// Attributes that a strict content security policy forbids.
    pub inline: Vec<String>,
    /// How many headings of level 1 there are.
    pub titles: usize,
}

/// What is needed to follow addresses.
pub struct Scope<'a> {
    /// Whether an address is exactly that of an output, as links are usually written.
    pub known: &'a (dyn Fn(&str) -> bool + Sync),
    /// The output of a path, if there is one.
    pub exists: &'a (dyn Fn(&str) -> Option<Arc<str>> + Sync),
    /// Scheme and host of the site.
    pub origin: &'a str,
    /// Its path, with `/` at both ends.
    pub base: &'a str,
}

/// Hash by which ids are compared (FNV-1a, 64 bits: stable, and good enough to find a missing anchor).
pub(super) fn id_hash(id: &str) -> u64 {
    text_hash(id)
}

/// Hash by which texts are compared.
pub(super) fn text_hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// Gathers the facts of an HTML output.
pub fn inspect(scope: &Scope<'_>, file: &Arc<str>, place: Place, html: &str) -> Facts {
    let mut facts = Facts { file: file.clone(), place, ..Facts::default() };
    let mut meta = None;
    let mut ids: Vec<(u64, &str)> = Vec::new();
    attributes(html, |attribute| {
        let (tag, name) = (attribute.tag, attribute.name);
        match name {
            "id" => ids.push((id_hash(&unescape(attribute.raw)), attribute.raw)),
            "style" => facts.inline.push("style".to_owned()),
            "name" if tag == "meta" => meta = TAGS.iter().position(|t| *t == attribute.raw),
            "content" if tag == "meta" => {
                if let Some(which) = meta.take() {
                    facts.tag(which, unescape(attribute.raw).trim());
                }
            }
            _ if name.len() > 2 && name.starts_with("on") => facts.inline.push(name.to_owned()),
            _ if is_address(name) && !(scope.known)(attribute.raw) => {
                follow(scope, &mut facts, tag, &unescape(attribute.raw));
            }
            _ => {}
        }
    });
    facts.titles = memchr::memmem::find_iter(html.as_bytes(), b"<h1").count();
    ids.sort_unstable();
    for pair in ids.windows(2).filter(|p| p[0].0 == p[1].0) {
        facts.repeated.push(pair[0].1.to_owned());
    }
    facts.repeated.dedup();
    facts.ids = ids.into_iter().map(|(hash, _)| hash).collect();
    let Facts { anchors, ids, file, .. } = &mut facts;
    anchors.retain(|a| a.file != *file || ids.binary_search(&id_hash(&a.id)).is_err());
    facts
}

impl Facts {
    fn tag(&mut self, which: usize, content: &str) {
        if !content.is_empty() && content != "null" {
            self.tags |= 1 << which;
        }
        if TAGS[which] == "ArticleTitle" {
            self.article_title = Some(text_hash(content));
        }
    }

    /// Whether it has a page tag with something in it.
    pub fn has_tag(&self, name: &str) -> bool {
        TAGS.iter().position(|t| *t == name).is_some_and(|which| self.tags & (1 << which) != 0)
    }
}

fn follow(scope: &Scope<'_>, facts: &mut Facts, tag: &str, href: &str) {
    let mut bad = |why| facts.bad.push(Bad { href: href.to_owned(), why });
    let own = href.strip_prefix(scope.origin).filter(|rest| rest.starts_with('/') || rest.is_empty());
    let path = own.unwrap_or(href);
    if own.is_none() {
        if let Some((scheme, _)) =
            href.split_once(':').filter(|(s, _)| s.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b)))
        {
            let scheme = scheme.to_ascii_lowercase();
            if matches!(scheme.as_str(), "javascript" | "vbscript" | "data") && !(tag == "img" && scheme == "data") {
                bad(Why::Code);
            } else if matches!(tag, "script" | "img" | "iframe" | "source" | "video" | "audio" | "embed" | "object") {
                bad(Why::ThirdParty);
            }
            return;
        }
        if href.starts_with("//") {
            bad(Why::ThirdParty);
            return;
        }
    }
    let split = path.find(['?', '#']).unwrap_or(path.len());
    let (path, rest) = path.split_at(split);
    let fragment = rest.split_once('#').map(|(_, f)| f).filter(|f| !f.is_empty());
    let target =
        if path.is_empty() && own.is_none() { Some(facts.file.clone()) } else { resolve(scope, &facts.file, path) };
    match (target, fragment) {
        (None, _) => bad(Why::Missing),
        (Some(file), Some(fragment)) => {
            let id = decode(fragment).unwrap_or_else(|| fragment.to_owned());
            facts.anchors.push(Anchor { file, id, href: href.to_owned() });
        }
        _ => {}
    }
}

/// The output that a path leads to.
fn resolve(scope: &Scope<'_>, from: &str, path: &str) -> Option<Arc<str>> {
    let path = decode(path)?;
    if path.is_empty() || path == "/" && scope.base == "/" {
        return (scope.exists)("index.html");
    }
    if path.starts_with('/') {
        let base = scope.base.trim_end_matches('/');
        let below = path.strip_prefix(base)?;
        return (scope.exists)(&file_of(if below.is_empty() { "/" } else { below }));
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut target = join(folder, &path)?;
    if path.ends_with('/') || target.is_empty() {
        target = file_of(&format!("/{target}/").replace("//", "/"));
    }
    (scope.exists)(&target)
}
