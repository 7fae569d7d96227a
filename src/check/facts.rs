//! What the rules on outputs need to know of one output, gathered in the pass that renders it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::scan::{Attribute, Part, is_address, parts, sibling, unescape};
use super::searched::Heavy;
use super::shape::{Reader, Shape};
use super::visit::{Budget, Visit, weigh};
use crate::model::address::{decode, file_of, join};

/// Where an output comes from, for diagnostics.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Index of the page whose body it shows.
    pub page: Option<usize>,
    /// Index of the section whose list it shows, or a part of it.
    pub list: Option<usize>,
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
pub(super) const TAGS: [&str; 10] = [
    "SiteName",
    "SiteDomain",
    "SiteIDCode",
    "ColumnName",
    "ColumnDescription",
    "ColumnKeywords",
    "ColumnType",
    "ArticleTitle",
    "ContentSource",
    "PubDate",
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
    /// What a first visit takes, where that is too much.
    pub visit: Option<Box<Visit>>,
    /// Hash of the words of its first heading of level 1.
    pub heading: Option<u64>,
    /// Its `PubDate`, where that is no date and time of day.
    pub ill_dated: Option<String>,
    /// What is wrong with its make-up.
    pub shape: Option<Box<Shape>>,
    /// Of a list: hashes of the addresses of outputs to which it links, sorted.
    pub links: Vec<u64>,
    /// Registered marks of the site that its footer does not show.
    pub unmarked: Vec<String>,
    /// Of a page of the search: its files that are too heavy.
    pub searched: Arc<[Heavy]>,
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
    /// What a first visit may take, if anybody wants to know.
    pub budget: Option<Budget<'a>>,
    /// Registered marks of the site, which every footer shows.
    pub marks: Vec<&'a str>,
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
    let mut ids: Vec<(u64, &str)> = Vec::new();
    let mut fetched = BTreeSet::new();
    let mut shape = Reader::new(html);
    parts(html, |part| match part {
        Part::Open(tag, start) => shape.open(tag, start),
        Part::Attribute(attribute) if attribute.name == "id" => {
            ids.push((id_hash(&unescape(attribute.raw)), attribute.raw));
        }
        Part::Attribute(attribute) => {
            if scope.budget.is_some() && is_fetched(html, &attribute) {
                fetched.insert(unescape(attribute.raw).into_owned());
            }
            shape.attribute(&attribute);
            facts.attribute(scope, html, &attribute);
        }
        Part::Raw(tag, text, start) => {
            if !text.trim().is_empty() && !is_data(html, start) {
                facts.inline.push(format!("<{}>", tag.to_ascii_lowercase()));
            }
        }
    });
    facts.visit = scope.budget.as_ref().and_then(|budget| weigh(budget, html, &fetched));
    let (shape, heading) = shape.end();
    (facts.shape, facts.heading) = (shape, heading.as_deref().map(text_hash));
    facts.links.sort_unstable();
    facts.unmarked = unmarked(html, &scope.marks);
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

/// The marks that stand nowhere in the footer, or after the text where a theme has none.
fn unmarked(html: &str, marks: &[&str]) -> Vec<String> {
    if marks.is_empty() {
        return Vec::new();
    }
    let footer = memchr::memmem::rfind(html.as_bytes(), b"<footer")
        .or_else(|| memchr::memmem::rfind(html.as_bytes(), b"</main"));
    let footer = &html.as_bytes()[footer.unwrap_or(0)..];
    let is_missing = |mark: &&&str| memchr::memmem::find(footer, mark.as_bytes()).is_none();
    marks.iter().filter(is_missing).map(|mark| (*mark).to_owned()).collect()
}

/// Whether a browser fetches the address in that attribute when it opens the page: a style, an icon, a script, a picture
/// that does not wait until it is looked at.
fn is_fetched(html: &str, attribute: &Attribute<'_>) -> bool {
    let beside = |name| sibling(html, attribute.start, name).unwrap_or_default();
    let is = |tag, name| attribute.tag.eq_ignore_ascii_case(tag) && attribute.name.eq_ignore_ascii_case(name);
    is("link", "href") && loads(beside("rel"))
        || is("script", "src")
        || is("img", "src") && !beside("loading").eq_ignore_ascii_case("lazy") && !attribute.raw.starts_with("data:")
}

/// A text whose spaces are one each, as pages show it.
pub(super) fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text is a day and a time of day: `2023-08-31 09:26`.
fn is_minute(text: &str) -> bool {
    let fits = |(b, form): (u8, u8)| if form == b'0' { b.is_ascii_digit() } else { b == form };
    const FORM: &[u8] = b"0000-00-00 00:00";
    let in_range = |range: std::ops::Range<usize>, least: u8, most: u8| {
        text.get(range).and_then(|n| n.parse::<u8>().ok()).is_some_and(|n| (least..=most).contains(&n))
    };
    text.len() == FORM.len()
        && text.bytes().zip(FORM.iter().copied()).all(fits)
        && in_range(5..7, 1, 12)
        && in_range(8..10, 1, 31)
        && in_range(11..13, 0, 23)
        && in_range(14..16, 0, 59)
}

/// Whether a script block is data, which no policy forbids.
fn is_data(html: &str, start: usize) -> bool {
    sibling(html, start, "type").is_some_and(|kind| matches!(kind, "application/ld+json" | "application/json"))
}

/// An element or attribute in lower case, as most are already.
fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|b| b.is_ascii_uppercase()) { name.to_ascii_lowercase().into() } else { name.into() }
}

impl Facts {
    fn attribute(&mut self, scope: &Scope<'_>, html: &str, attribute: &Attribute<'_>) {
        let (tag, name) = (lower(attribute.tag), lower(attribute.name));
        let beside = |name| sibling(html, attribute.start, name).map(unescape).unwrap_or_default();
        match &*name {
            "id" => {}
            "style" | "srcdoc" => self.inline.push(name.into_owned()),
            "name" if tag == "meta" => {
                if let Some(which) = TAGS.iter().position(|t| *t == attribute.raw) {
                    self.tag(which, beside("content").trim());
                }
            }
            "http-equiv" if tag == "meta" && attribute.raw.eq_ignore_ascii_case("refresh") => {
                let content = beside("content");
                if let Some((_, address)) = content.split_once('=') {
                    self.follow(scope, true, "meta", address.trim_matches([' ', '"', '\'']));
                }
            }
            "srcset" | "imagesrcset" => {
                for candidate in unescape(attribute.raw).split(',') {
                    if let Some(address) = candidate.split_whitespace().next() {
                        self.follow(scope, true, "img", address);
                    }
                }
            }
            _ if name.len() > 2 && name.starts_with("on") => self.inline.push(name.into_owned()),
            _ if is_address(&name) => {
                if (scope.known)(attribute.raw) {
                    let hash = (self.place.list.is_some() && tag == "a").then(|| text_hash(attribute.raw));
                    self.links.extend(hash);
                    return;
                }
                let is_link = match &*name {
                    "href" | "xlink:href" => matches!(&*tag, "a" | "area") || tag == "link" && !loads(&beside("rel")),
                    "action" | "formaction" | "cite" => true,
                    _ => false,
                };
                self.follow(scope, !is_link, &tag, &unescape(attribute.raw));
            }
            _ => {}
        }
    }

    fn tag(&mut self, which: usize, content: &str) {
        if !content.is_empty() && content != "null" {
            self.tags |= 1 << which;
        }
        match TAGS[which] {
            "ArticleTitle" => self.article_title = Some(text_hash(&joined(content))),
            "PubDate" if !is_minute(content) => self.ill_dated = Some(content.to_owned()),
            _ => {}
        }
    }

    /// Whether it has a page tag with something in it.
    pub fn has_tag(&self, name: &str) -> bool {
        TAGS.iter().position(|t| *t == name).is_some_and(|which| self.tags & (1 << which) != 0)
    }

    /// Follows an address; `loads` says whether the browser would fetch it without being asked.
    fn follow(&mut self, scope: &Scope<'_>, loads: bool, tag: &str, href: &str) {
        // Browsers drop spaces around an address, and take a backslash for a slash.
        let href = href.trim_matches(|c: char| c <= ' ');
        let mut bad = |why| self.bad.push(Bad { href: href.to_owned(), why });
        let own = href.strip_prefix(scope.origin).filter(|rest| rest.starts_with('/') || rest.is_empty());
        let path = own.unwrap_or(href);
        if own.is_none() {
            if let Some((scheme, _)) = href
                .split_once(':')
                .filter(|(s, _)| s.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b)))
            {
                let scheme = scheme.to_ascii_lowercase();
                if matches!(scheme.as_str(), "javascript" | "vbscript" | "data") && !(tag == "img" && scheme == "data")
                {
                    bad(Why::Code);
                } else if loads {
                    bad(Why::ThirdParty);
                }
                return;
            }
            if href.len() > 1 && href.bytes().take(2).all(|b| matches!(b, b'/' | b'\\')) {
                bad(Why::ThirdParty);
                return;
            }
        }
        let split = path.find(['?', '#']).unwrap_or(path.len());
        let (path, rest) = path.split_at(split);
        let fragment = rest.split_once('#').map(|(_, f)| f).filter(|f| !f.is_empty());
        let target =
            if path.is_empty() && own.is_none() { Some(self.file.clone()) } else { resolve(scope, &self.file, path) };
        match (target, fragment) {
            (None, _) => bad(Why::Missing),
            (Some(file), Some(fragment)) => {
                let id = decode(fragment).unwrap_or_else(|| fragment.to_owned());
                self.anchors.push(Anchor { file, id, href: href.to_owned() });
            }
            _ => {}
        }
    }
}

/// Whether a `link` of that relation makes browsers fetch or connect.
fn loads(rel: &str) -> bool {
    const QUIET: [&str; 14] = [
        "alternate",
        "author",
        "canonical",
        "describedby",
        "help",
        "license",
        "me",
        "next",
        "prev",
        "search",
        "self",
        "shortlink",
        "up",
        "via",
    ];
    !rel.split_ascii_whitespace().all(|word| QUIET.iter().any(|q| word.eq_ignore_ascii_case(q)))
        || rel.trim().is_empty()
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
