//! What a page says of itself to machines: government page tags, Open Graph, JSON-LD.
//!
//! Tags: 《政府网站发展指引》 (国办发〔2017〕47号), appendix 网页标签规范. A site without a registered code declares itself a
//! demonstration and leaves `SiteIDCode` out.

use super::content::escape;
use crate::model::{Page, PageKind, Site};
use crate::value::Moment;

/// What the tags of an output are made of.
#[derive(Debug, Clone, Default)]
pub(super) struct Subject<'a> {
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    pub(super) language: usize,
    /// The page itself, for pages, records and sections.
    pub(super) page: Option<&'a Page>,
    /// Title, description and class of the column that it is in.
    pub(super) column: Option<(&'a str, &'a str, Option<&'a str>)>,
    pub(super) permalink: &'a str,
}

/// `<meta name content>`: the government page tags and `description`.
pub(super) fn tags(site: &Site, subject: &Subject<'_>) -> Vec<(&'static str, String)> {
    let config = &site.config;
    let tag = config.languages[subject.language].as_str();
    let mut tags: Vec<(&'static str, String)> = Vec::with_capacity(12);
    let mut put = |name: &'static str, content: &str| {
        if !content.trim().is_empty() {
            tags.push((name, content.trim().to_owned()));
        }
    };
    put("description", subject.description);
    put("SiteName", config.title.get(tag));
    put("SiteDomain", config.base.origin.split("://").nth(1).unwrap_or_default());
    if let Some(code) = config.identifiers.get("site_id_code") {
        put("SiteIDCode", code);
    }
    if let Some((title, description, class)) = subject.column {
        put("ColumnName", title);
        put("ColumnType", class.unwrap_or(title));
        if subject.page.is_none_or(Page::is_section) {
            put("ColumnDescription", if description.is_empty() { title } else { description });
            put("ColumnKeywords", title);
        }
    }
    if let Some(page) = subject.page.filter(|p| !p.is_section()) {
        put("ArticleTitle", &page.title);
        if let Some(moment) = published(site, page) {
            put("PubDate", &moment.minute());
        }
        put("ContentSource", page.issuer.as_deref().unwrap_or(publisher(site, subject.language)));
        put("Keywords", &page.keywords.join(","));
    }
    tags
}

/// When a page was published: as it says, else the beginning of its date.
pub(super) fn published(site: &Site, page: &Page) -> Option<Moment> {
    page.published.or_else(|| page.date.and_then(|d| Moment::parse(&d.to_string(), &site.config.zone).ok()))
}

fn publisher(site: &Site, language: usize) -> &str {
    let tag = site.config.languages[language].as_str();
    let publisher = site.config.publisher.get(tag);
    if publisher.is_empty() { site.config.title.get(tag) } else { publisher }
}

/// `<meta property content>`: Open Graph (ogp.me).
pub(super) fn open_graph(site: &Site, subject: &Subject<'_>) -> Vec<(&'static str, String)> {
    let tag = site.config.languages[subject.language].as_str();
    let article = subject.page.is_some_and(|p| !p.is_section());
    let mut og = vec![
        ("og:title", subject.title.to_owned()),
        ("og:type", if article { "article" } else { "website" }.to_owned()),
        ("og:url", subject.permalink.to_owned()),
        ("og:site_name", site.config.title.get(tag).to_owned()),
        ("og:locale", tag.replace('-', "_")),
    ];
    if !subject.description.is_empty() {
        og.push(("og:description", subject.description.to_owned()));
    }
    if let Some(moment) = subject.page.filter(|_| article).and_then(|p| published(site, p)) {
        og.push(("article:published_time", moment.rfc3339()));
    }
    og
}

/// Tags and Open Graph as the markup of a `<head>`.
pub(super) fn markup(site: &Site, subject: &Subject<'_>) -> String {
    let mut out = String::with_capacity(2048);
    let mut line = |attribute: &str, name: &str, content: &str| {
        out.push_str("<meta ");
        out.push_str(attribute);
        out.push_str("=\"");
        out.push_str(name);
        out.push_str("\" content=\"");
        escape(&mut out, content);
        out.push_str("\">\n");
    };
    for (name, content) in tags(site, subject) {
        line("name", name, &content);
    }
    for (name, content) in open_graph(site, subject) {
        line("property", name, &content);
    }
    out
}

/// JSON-LD (schema.org), safe within `<script type="application/ld+json">`.
pub(super) fn json_ld(site: &Site, subject: &Subject<'_>, crumbs: &[(String, String)]) -> String {
    let tag = site.config.languages[subject.language].as_str();
    let origin = &site.config.base.origin;
    let (title, base) = (site.config.title.get(tag), &site.config.base.path);
    let mut out = Json(String::with_capacity(1024));
    out.0.push_str("{\"@context\":\"https://schema.org\"");
    let kind = subject.page.map(|p| p.kind);
    match kind {
        Some(PageKind::Home) => {
            out.text("@type", "WebSite");
            out.text("name", title);
        }
        Some(PageKind::Page | PageKind::Record(_)) => {
            out.text("@type", "Article");
            out.text("headline", subject.title);
        }
        _ => {
            out.text("@type", "CollectionPage");
            out.text("name", subject.title);
        }
    }
    out.text("url", subject.permalink);
    out.text("inLanguage", tag);
    if matches!(kind, Some(PageKind::Home | PageKind::Page | PageKind::Record(_))) {
        out.object("publisher", "Organization");
        out.text("name", publisher(site, subject.language));
        out.0.push('}');
    }
    if kind != Some(PageKind::Home) {
        out.object("isPartOf", "WebSite");
        out.text("name", title);
        out.key("url");
        out.string(&[origin, base]);
        out.0.push('}');
    }
    if let Some(page) = subject.page.filter(|p| !p.is_section()) {
        if let Some(moment) = published(site, page) {
            out.text("datePublished", &moment.rfc3339());
        }
        if let Some(moment) = page.updated {
            out.text("dateModified", &moment.rfc3339());
        }
    }
    if crumbs.len() > 1 {
        out.object("breadcrumb", "BreadcrumbList");
        out.key("itemListElement");
        for (i, (title, url)) in crumbs.iter().enumerate() {
            out.0.push_str(if i == 0 { "[" } else { "," });
            out.0.push_str("{\"@type\":\"ListItem\",\"position\":");
            out.0.push_str(&(i + 1).to_string());
            out.text("name", title);
            out.key("item");
            out.string(&[origin, url]);
            out.0.push('}');
        }
        out.0.push_str("]}");
    }
    out.0.push('}');
    out.0
}

/// JSON being written: every page has some, and a tree of it would cost more than the page's own text.
struct Json(String);

impl Json {
    fn key(&mut self, key: &str) {
        self.0.push_str(",\"");
        self.0.push_str(key);
        self.0.push_str("\":");
    }

    fn object(&mut self, key: &str, kind: &str) {
        self.key(key);
        self.0.push_str("{\"@type\":\"");
        self.0.push_str(kind);
        self.0.push('"');
    }

    fn text(&mut self, key: &str, text: &str) {
        self.key(key);
        self.string(&[text]);
    }

    /// A string of parts. A `<` could end the script element; `\u003c` means the same within JSON.
    fn string(&mut self, parts: &[&str]) {
        self.0.push('"');
        for part in parts {
            let mut from = 0;
            for (i, byte) in part.bytes().enumerate() {
                if matches!(byte, b'"' | b'\\' | b'<' | b'>' | b'&' | 0..=31) {
                    self.0.push_str(&part[from..i]);
                    self.0.push_str(&format!("\\u{byte:04x}"));
                    from = i + 1;
                }
            }
            self.0.push_str(&part[from..]);
        }
        self.0.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::Json;
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn any_text_is_one_json_string(text in any::<String>()) {
            let mut json = Json(String::new());
            json.string(&[&text]);
            prop_assert_eq!(serde_json::from_str::<String>(&json.0).ok(), Some(text));
            prop_assert!(!json.0.contains('<'));
        }
    }
}
