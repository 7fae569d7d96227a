//! What a page says of itself to machines: government page tags, Open Graph, JSON-LD.
//!
//! Tags: 《政府网站发展指引》 (国办发〔2017〕47号), appendix 网页标签规范. A site without a registered code declares itself a
//! demonstration and leaves `SiteIDCode` out.

use serde_json::{Value as Json, json};

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
        put("Description", subject.description);
        put("Url", subject.permalink);
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

/// JSON-LD (schema.org), safe within `<script type="application/ld+json">`.
pub(super) fn json_ld(site: &Site, subject: &Subject<'_>, crumbs: &[(String, String)]) -> String {
    let tag = site.config.languages[subject.language].as_str();
    let origin = &site.config.base.origin;
    let organisation = json!({"@type": "Organization", "name": publisher(site, subject.language)});
    let website = json!({"@type": "WebSite", "name": site.config.title.get(tag), "url": format!("{origin}{}", site.config.base.path)});
    let mut main = match subject.page.map(|p| p.kind) {
        Some(PageKind::Home) => json!({
            "@context": "https://schema.org", "@type": "WebSite", "name": site.config.title.get(tag),
            "url": subject.permalink, "inLanguage": tag, "publisher": organisation,
        }),
        Some(PageKind::Page | PageKind::Record(_)) => json!({
            "@context": "https://schema.org", "@type": "Article", "headline": subject.title, "url": subject.permalink,
            "inLanguage": tag, "publisher": organisation, "isPartOf": website,
        }),
        _ => json!({
            "@context": "https://schema.org", "@type": "CollectionPage", "name": subject.title, "url": subject.permalink,
            "inLanguage": tag, "isPartOf": website,
        }),
    };
    if let Json::Object(map) = &mut main {
        if !subject.description.is_empty() {
            map.insert("description".to_owned(), json!(subject.description));
        }
        if let Some(page) = subject.page.filter(|p| !p.is_section()) {
            if let Some(moment) = published(site, page) {
                map.insert("datePublished".to_owned(), json!(moment.rfc3339()));
            }
            if let Some(moment) = page.updated {
                map.insert("dateModified".to_owned(), json!(moment.rfc3339()));
            }
        }
        if crumbs.len() > 1 {
            let items: Vec<Json> = crumbs
                .iter()
                .enumerate()
                .map(|(i, (title, url))| json!({"@type": "ListItem", "position": i + 1, "name": title, "item": format!("{origin}{url}")}))
                .collect();
            map.insert("breadcrumb".to_owned(), json!({"@type": "BreadcrumbList", "itemListElement": items}));
        }
    }
    // A `<` could end the script element; `\u003c` means the same within JSON.
    main.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
