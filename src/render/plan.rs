//! Which outputs there are: every file of the site, with what makes it.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::address::{collision_key, file_of};
use crate::model::{PageKind, Site};
use crate::render::export::Format;
use crate::render::theme::Theme;
use crate::text;

/// What makes an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Maker {
    /// A page or record, the home page, or a section's first list page.
    Page(usize),
    /// The nth list page of a section, from 2.
    List(usize, usize),
    /// The terms of a taxonomy.
    Taxonomy(usize),
    /// The nth list page of a term (taxonomy, term by order, page from 1).
    Term(usize, usize, usize),
    /// A page that leads from an old address to its new one.
    Redirect(usize),
    /// The feed of a section; that of the home page is the site's.
    Feed(usize),
    /// The nth sitemap, from 0, or all of them where there is one.
    Sitemap(usize),
    /// The list of sitemaps.
    SitemapIndex,
    /// `robots.txt`.
    Robots,
    /// `404.html`.
    NotFound,
    /// `_redirects`.
    Redirects,
    /// A collection's download.
    Download(usize, Format),
    /// `datapackage.json`.
    Package,
    /// An asset of the theme, by order.
    Asset(usize),
    /// An attachment.
    Attachment(usize),
}

/// An output to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Planned {
    /// Address below the root, decoded.
    pub(super) route: String,
    /// What makes it.
    pub(super) maker: Maker,
}

/// Addresses in one sitemap at most (sitemaps.org, protocol 0.9).
pub(super) const SITEMAP: usize = 50_000;

/// All outputs.
pub(super) struct Plan {
    /// In a fixed order.
    pub(super) outputs: Vec<Planned>,
    /// Index by path in the output folder.
    pub(super) by_file: HashMap<String, usize>,
}

/// How many list pages `count` entries make.
pub(super) fn pages_of(count: usize, paginate: usize) -> usize {
    if paginate == 0 { 1 } else { count.div_ceil(paginate).max(1) }
}

/// The address of the nth page of a list.
pub(super) fn nth(route: &str, n: usize) -> String {
    if n <= 1 { route.to_owned() } else { format!("{route}page/{n}/") }
}

/// Plans all outputs; two for one address are errors.
pub(super) fn plan(site: &Site, theme: &Theme) -> (Plan, Diagnostics) {
    let mut outputs: Vec<Planned> = Vec::with_capacity(site.pages.len() * 5 / 4);
    let mut add = |route: String, maker: Maker| outputs.push(Planned { route, maker });
    for (i, asset) in theme.assets.values().enumerate() {
        add(asset.route.clone(), Maker::Asset(i));
    }
    for (i, attachment) in site.attachments.iter().enumerate() {
        add(attachment.route.clone(), Maker::Attachment(i));
    }
    for (i, page) in site.pages.iter().enumerate() {
        add(page.route.clone(), Maker::Page(i));
    }
    let mut lists = 0;
    for (i, section) in site.sections.iter().enumerate() {
        let page = &site.pages[section.page];
        if page.kind != PageKind::Home {
            for n in 2..=pages_of(section.pages.len(), section.paginate) {
                lists += 1;
                add(nth(&page.route, n), Maker::List(i, n));
            }
        }
        add(format!("{}feed.xml", page.route), Maker::Feed(i));
    }
    let mut terms = 0;
    for (i, taxonomy) in site.taxonomies.iter().enumerate() {
        add(taxonomy.route.clone(), Maker::Taxonomy(i));
        for (k, term) in taxonomy.terms.values().enumerate() {
            let count = pages_of(term.pages.len(), site.config.paginate);
            terms += count;
            for n in 1..=count {
                add(nth(&term.route, n), Maker::Term(i, k, n));
            }
        }
    }
    for (i, page) in site.pages.iter().enumerate() {
        for alias in &page.aliases {
            add(alias.clone(), Maker::Redirect(i));
        }
    }
    let listed = site.pages.len() + lists + site.taxonomies.len() + terms;
    if listed > SITEMAP {
        for n in 0..listed.div_ceil(SITEMAP) {
            add(format!("/sitemap-{}.xml", n + 1), Maker::Sitemap(n));
        }
        add("/sitemap.xml".to_owned(), Maker::SitemapIndex);
    } else {
        add("/sitemap.xml".to_owned(), Maker::Sitemap(0));
    }
    for collection in 0..site.collections.len() {
        for format in Format::ALL {
            if let Some(route) = download(site, collection, format) {
                add(route, Maker::Download(collection, format));
            }
        }
    }
    if !site.collections.is_empty() {
        add("/datapackage.json".to_owned(), Maker::Package);
    }
    add("/robots.txt".to_owned(), Maker::Robots);
    add("/404.html".to_owned(), Maker::NotFound);
    add("/_redirects".to_owned(), Maker::Redirects);
    let problems = collisions(site, &outputs);
    let by_file = outputs.iter().enumerate().map(|(i, p)| (file_of(&p.route), i)).collect();
    (Plan { outputs, by_file }, problems)
}

/// Where a collection's download stands: beside its list.
pub(super) fn download(site: &Site, collection: usize, format: Format) -> Option<String> {
    let name = &site.collections[collection].name;
    let section = site.section(0, name)?;
    let file = name.rsplit('/').next().unwrap_or(name);
    Some(format!("{}{file}.{}", site.pages[site.sections[section].page].route, format.extension()))
}

fn collisions(site: &Site, outputs: &[Planned]) -> Diagnostics {
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(outputs.len());
    let mut problems = Diagnostics::new();
    for (i, planned) in outputs.iter().enumerate() {
        let Some(other) = seen.insert(collision_key(&planned.route), i) else {
            continue;
        };
        if same_id(site, planned, &outputs[other]) {
            continue;
        }
        let route = &planned.route;
        let (place, first) = (origin(site, planned), origin(site, &outputs[other]));
        let mut problem = if *route == outputs[other].route {
            Diagnostic::error(
                "content/address",
                text!("网址 {route} 有两个来源", "two sources have the address {route}"),
            )
        } else {
            let near = &outputs[other].route;
            Diagnostic::error(
                "content/address",
                text!(
                    "网址 {route} 和 {near} 只有大小写或字形编码不同",
                    "the addresses {route} and {near} differ only in case or Unicode form"
                ),
            )
        }
        .help(text!("给其中一个改 slug 或文件名", "change the slug or the file name of one of them"));
        let (place, first) = if place.is_some() { (place, first) } else { (first, place) };
        if let Some(place) = place {
            problem = problem.at(place);
        }
        if let Some(first) = first {
            problem = problem.with(first, text!("另一处", "the other one"));
        }
        problems.push(problem);
    }
    problems
}

/// Two records with one id are reported as such.
fn same_id(site: &Site, a: &Planned, b: &Planned) -> bool {
    let (Maker::Page(a), Maker::Page(b)) = (a.maker, b.maker) else {
        return false;
    };
    let (a, b) = (&site.pages[a], &site.pages[b]);
    matches!(a.kind, PageKind::Record(_)) && a.kind == b.kind && a.id.is_some() && a.id == b.id
}

/// The source of an output, where it has one.
pub(super) fn origin(site: &Site, planned: &Planned) -> Option<Place> {
    match planned.maker {
        Maker::Page(page) => Some(match site.pages[page].source.entry() {
            Some(_) => site.pages[page].source.place(None),
            None => Place::file(site.pages[page].source.path().clone()),
        }),
        Maker::Redirect(page) => Some(site.pages[page].source.place(Some("aliases"))),
        Maker::List(section, _) | Maker::Feed(section) => {
            let page = &site.pages[site.sections[section].page];
            Some(Place::file(page.source.path().clone()))
        }
        Maker::Attachment(i) => Some(Place::file(site.attachments[i].file.path.clone())),
        _ => None,
    }
}
