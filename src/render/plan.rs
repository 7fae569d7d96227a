//! Which outputs there are: every file of the site, with what makes it.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::collisions::collisions;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::model::address::{collision_key, file_of};
use crate::model::{Page, PageKind, Site, figure};
use crate::render::export;
use crate::render::roots::{ask_root, checks_root, dictionary, glossary_root, has_own};
use crate::render::search::{self, Documents};
use crate::render::theme::Theme;
use crate::render::views::news::{bulletin_root, changes_root, taken, tells, tells_of_changes};
use crate::render::views::{Views, question, year_root};
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
    /// `_headers`.
    Headers,
    /// The nth list page of the records with one value (filter, value, page from 1).
    Filter(usize, usize, usize),
    /// The years of a language.
    Years(usize),
    /// The nth list page of a year (language, year by order, page from 1).
    Year(usize, usize, usize),
    /// The nth page of the list of bulletins (language, page from 1).
    Bulletins(usize, usize),
    /// A bulletin (language, by order).
    Bulletin(usize, usize),
    /// The same for programs.
    BulletinTwin(usize, usize),
    /// The same as plain text.
    BulletinText(usize, usize),
    /// The feed of bulletins.
    BulletinFeed(usize),
    /// The nth page of changes (language, page from 1).
    Changes(usize, usize),
    /// The feed of changes.
    ChangesFeed(usize),
    /// A sheet for the notice board (by order, page of its place).
    Poster(usize, usize),
    /// How the records stand against one another, in a language.
    Checks(usize),
    /// The same for machines.
    ChecksTwin(usize),
    /// How to ask, and to say that something is wrong, in a language.
    Ask(usize),
    /// What terms mean, in a language.
    Glossary(usize),
    /// Where readers look for something, in a language.
    Search(usize),
    /// The nth page of the list of all pages (language, page from 1).
    Contents(usize, usize),
    /// What the browser knows of all documents, for search.
    SearchDocuments,
    /// The texts of some of them (by order).
    SearchTexts(usize),
    /// A part of the runs by which they are found.
    SearchRuns(usize),
    /// What the fields of a collection mean (collection, language).
    Dictionary(usize, usize),
    /// The list of figures in a language.
    Figures(usize),
    /// The page that explains a figure (figure, language).
    Figure(usize, usize),
    /// Its JSON twin.
    FigureTwin(usize, usize),
    /// `figures.csv`, and its schema.
    FigureTable,
    /// A file that [`Maker::FigureTable`] makes too.
    FigureSchema,
    /// The JSON twin of a record.
    Twin(usize),
    /// All files of a collection's download; it stands for the first of them.
    Download(usize),
    /// A file that [`Maker::Download`] makes with the others.
    Downloaded,
    /// `datapackage.json`.
    Package,
    /// An asset of the theme, by order.
    Asset(usize),
    /// An attachment.
    Attachment(usize),
    /// All copies of a photograph; it stands for the smallest.
    Photo(usize),
    /// A file that [`Maker::Photo`] makes with the others.
    PhotoCopy(usize),
}

impl Maker {
    /// Whether it makes a page that readers may look for.
    pub(super) fn is_listed(self) -> bool {
        matches!(
            self,
            Maker::Page(_)
                | Maker::List(..)
                | Maker::Taxonomy(_)
                | Maker::Term(..)
                | Maker::Filter(..)
                | Maker::Years(_)
                | Maker::Checks(_)
                | Maker::Ask(_)
                | Maker::Glossary(_)
                | Maker::Search(_)
                | Maker::Contents(..)
                | Maker::Year(..)
                | Maker::Bulletins(..)
                | Maker::Bulletin(..)
                | Maker::Changes(..)
                | Maker::Dictionary(..)
                | Maker::Figures(_)
                | Maker::Figure(..)
        )
    }
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
    /// Their paths in the output folder.
    pub(super) files: Vec<Arc<str>>,
    /// Index by path in the output folder.
    pub(super) by_file: HashMap<Arc<str>, usize>,
    /// Addresses of all outputs as they stand in links, once somebody has asked.
    pub(super) known: OnceLock<HashSet<String>>,
    /// What search finds.
    pub(super) documents: Documents,
    /// Whether no two outputs are in each other's way.
    is_clean: bool,
}

/// How many list pages `count` entries make.
pub(super) fn pages_of(count: usize, paginate: usize) -> usize {
    if paginate == 0 { 1 } else { count.div_ceil(paginate).max(1) }
}

/// How many entries stand on a page of a section's list.
pub(super) fn list_paginate(site: &Site, views: &Views, section: usize) -> usize {
    let found = &site.sections[section];
    let language = site.pages[found.page].language;
    match found.collection {
        Some(collection) => question::paginate(site, views, (collection, language), found.paginate),
        None => found.paginate,
    }
}

/// The address of the nth page of a list.
pub(super) fn nth(route: &str, n: usize) -> String {
    if n <= 1 { route.to_owned() } else { format!("{route}page/{n}/") }
}

/// Plans all outputs; two for one address are errors. `old`: a plan for the same settings.
pub(super) fn plan(site: &Site, theme: &Theme, views: &Views, old: Option<&Arc<Plan>>) -> (Arc<Plan>, Diagnostics) {
    let outputs = outputs(site, theme, views);
    let (plan, mut problems) = match old.filter(|old| old.is_clean && old.outputs == outputs) {
        Some(old) => (old.clone(), Diagnostics::new()),
        None => placed(site, outputs),
    };
    problems.append(in_the_way(site, views));
    (plan, problems)
}

/// Gives outputs their paths.
fn placed(site: &Site, outputs: Vec<Planned>) -> (Arc<Plan>, Diagnostics) {
    let (files, keys): (Vec<Arc<str>>, Vec<String>) = outputs
        .par_iter()
        .map(|planned| {
            let file = file_of(&planned.route);
            let key = collision_key(&file);
            (Arc::from(file), key)
        })
        .unzip();
    let by_file = || -> HashMap<Arc<str>, usize> { files.iter().cloned().zip(0..).collect() };
    let (problems, by_file) = rayon::join(|| collisions(site, &outputs, &keys), by_file);
    let is_clean = problems.is_empty() && by_file.len() == outputs.len();
    let documents = Documents::of(site, &outputs);
    (Arc::new(Plan { outputs, files, by_file, known: OnceLock::new(), documents, is_clean }), problems)
}

/// All outputs, in a fixed order.
fn outputs(site: &Site, theme: &Theme, views: &Views) -> Vec<Planned> {
    let mut outputs: Vec<Planned> = Vec::with_capacity(site.pages.len() * 5 / 4);
    let mut add = |route: String, maker: Maker| outputs.push(Planned { route, maker });
    for (i, asset) in theme.assets.values().enumerate() {
        add(asset.route.clone(), Maker::Asset(i));
    }
    for (i, attachment) in site.attachments.iter().enumerate() {
        if attachment.published {
            add(attachment.route.clone(), Maker::Attachment(i));
        }
    }
    for (i, photo) in site.photos.iter().enumerate().filter(|(_, photo)| photo.same_as.is_none()) {
        for (k, (_, _, route, _)) in photo.copies.iter().enumerate() {
            add(route.clone(), if k == 0 { Maker::Photo(i) } else { Maker::PhotoCopy(i) });
        }
    }
    for (i, page) in site.pages.iter().enumerate() {
        add(page.route.clone(), Maker::Page(i));
        if matches!(page.kind, PageKind::Record(_)) {
            add(twin(page), Maker::Twin(i));
        }
    }
    let mut lists = 0;
    for (i, section) in site.sections.iter().enumerate() {
        let page = &site.pages[section.page];
        if page.kind != PageKind::Home {
            for n in 2..=pages_of(listed(site, views, i).len(), list_paginate(site, views, i)) {
                lists += 1;
                add(nth(&page.route, n), Maker::List(i, n));
            }
        }
        add(format!("{}feed.xml", page.route), Maker::Feed(i));
    }
    let mut terms = 0;
    for (i, taxonomy) in site.taxonomies.iter().enumerate() {
        add(taxonomy.route.clone(), Maker::Taxonomy(i));
        for (k, term) in site.terms(i).values().enumerate() {
            let count = pages_of(term.count(), site.config.paginate);
            terms += count;
            for n in 1..=count {
                add(nth(&term.route, n), Maker::Term(i, k, n));
            }
        }
    }
    // Sheets to be printed are no pages that readers look for.
    for (i, poster) in views.posters.iter().enumerate() {
        add(poster.route.clone(), Maker::Poster(i, poster.page));
    }
    let mut checks = 0;
    for language in 0..site.config.languages.len() {
        if let Some(route) = checks_root(site, language) {
            checks += 1;
            add(format!("{route}index.json"), Maker::ChecksTwin(language));
            add(route, Maker::Checks(language));
        }
    }
    let mut words = 0;
    for language in 0..site.config.languages.len() {
        if let Some(route) = ask_root(site, language).filter(|route| !has_own(site, route)) {
            words += 1;
            add(route, Maker::Ask(language));
        }
        if let Some(route) = glossary_root(site, language) {
            words += 1;
            add(route, Maker::Glossary(language));
        }
    }
    let pages_of_figures = figures(site);
    let figure_pages = pages_of_figures.iter().filter(|p| p.maker.is_listed()).count();
    pages_of_figures.into_iter().for_each(|p| add(p.route, p.maker));
    let views_of_records = gathered(site, views);
    let gathered = views_of_records.len();
    views_of_records.into_iter().for_each(|p| add(p.route, p.maker));
    let of_days = dated(site, views);
    let dated_pages = of_days.iter().filter(|p| p.maker.is_listed()).count();
    of_days.into_iter().for_each(|p| add(p.route, p.maker));
    let of_search = search::planned(site, &outputs);
    let searches = of_search.iter().filter(|p| p.maker.is_listed()).count();
    outputs.extend(of_search);
    let mut add = |route: String, maker: Maker| outputs.push(Planned { route, maker });
    for (i, page) in site.pages.iter().enumerate() {
        for alias in &page.aliases {
            add(alias.clone(), Maker::Redirect(i));
        }
    }
    let listed = site.pages.len()
        + lists
        + site.taxonomies.len()
        + terms
        + gathered
        + checks
        + words
        + searches
        + figure_pages
        + dated_pages;
    if listed > SITEMAP {
        for n in 0..listed.div_ceil(SITEMAP) {
            add(format!("/sitemap-{}.xml", n + 1), Maker::Sitemap(n));
        }
        add("/sitemap.xml".to_owned(), Maker::SitemapIndex);
    } else {
        add("/sitemap.xml".to_owned(), Maker::Sitemap(0));
    }
    for collection in 0..site.collections.len() {
        for (i, route) in export::routes(site, collection).into_iter().enumerate() {
            add(route, if i == 0 { Maker::Download(collection) } else { Maker::Downloaded });
        }
    }
    if !site.collections.is_empty() || !site.figures.is_empty() {
        add("/datapackage.json".to_owned(), Maker::Package);
    }
    add("/robots.txt".to_owned(), Maker::Robots);
    add("/404.html".to_owned(), Maker::NotFound);
    add("/_redirects".to_owned(), Maker::Redirects);
    add("/_headers".to_owned(), Maker::Headers);
    outputs
}

/// The pages of a section's list: of a collection all its records, those in folders below it too.
pub(super) fn listed<'a>(site: &'a Site, views: &'a Views, section: usize) -> &'a [usize] {
    let found = &site.sections[section];
    found.collection.map_or_else(|| site.listed(section), |c| views.records(c, found.language))
}

/// How many there are.
pub(super) fn list_length(site: &Site, views: &Views, section: usize) -> usize {
    let found = &site.sections[section];
    found.collection.map_or_else(|| site.list_length(section), |c| views.records(c, found.language).len())
}

/// Where the JSON twin of a record stands.
pub(super) fn twin(page: &Page) -> String {
    format!("{}index.json", page.route)
}

/// The pages and downloads of figures, where there are any.
fn figures(site: &Site) -> Vec<Planned> {
    let mut out = Vec::new();
    if site.figures.is_empty() {
        return out;
    }
    let mut add = |route: String, maker: Maker| out.push(Planned { route, maker });
    for language in (0..site.config.languages.len()).filter(|l| site.section(*l, "").is_some()) {
        add(figure::route(site, language, ""), Maker::Figures(language));
        for (i, each) in site.figures.iter().enumerate() {
            let route = figure::route(site, language, &each.name);
            add(format!("{route}index.json"), Maker::FigureTwin(i, language));
            add(route, Maker::Figure(i, language));
        }
    }
    let [table, schema] = export::figure_files(site);
    add(table, Maker::FigureTable);
    add(schema, Maker::FigureSchema);
    out
}

/// Bulletins and the pages of changes.
fn dated(site: &Site, views: &Views) -> Vec<Planned> {
    let mut out = Vec::new();
    let mut add = |route: String, maker: Maker| out.push(Planned { route, maker });
    for (language, news) in views.news.iter().enumerate() {
        let root = bulletin_root(site, language);
        if !news.bulletins.is_empty() {
            for n in 1..=pages_of(news.bulletins.len(), site.config.paginate) {
                add(nth(&root, n), Maker::Bulletins(language, n));
            }
            add(format!("{root}feed.xml"), Maker::BulletinFeed(language));
        }
        for (i, bulletin) in news.bulletins.iter().enumerate() {
            let route = format!("{root}{}/", bulletin.period);
            add(format!("{route}index.json"), Maker::BulletinTwin(language, i));
            add(format!("{route}index.txt"), Maker::BulletinText(language, i));
            add(route, Maker::Bulletin(language, i));
        }
        if let Some(changes) = &news.changes {
            let root = changes_root(site, language);
            for n in 1..=pages_of(changes.len(), site.config.paginate) {
                add(nth(&root, n), Maker::Changes(language, n));
            }
            add(format!("{root}feed.xml"), Maker::ChangesFeed(language));
        }
    }
    out
}

/// Says where pages of the site stand where bulletins or changes would: they keep the place.
fn in_the_way(site: &Site, views: &Views) -> Diagnostics {
    let mut problems = Diagnostics::new();
    for (language, news) in views.news.iter().enumerate() {
        let roots = [
            (
                bulletin_root(site, language),
                site.config.bulletins != (false, false) && tells(site),
                "通报",
                "bulletins",
            ),
            (changes_root(site, language), tells_of_changes(site), "变动页", "page of changes"),
        ];
        for (route, is_wanted, zh, en) in roots {
            let missing = if en == "bulletins" { news.bulletins.is_empty() } else { news.changes.is_none() };
            if is_wanted && missing && site.section(language, "").is_some() && taken(site, &route) {
                let what = text!(
                    "网址 {route} 是站点自己的页面，所以没有生成{zh}",
                    "{route} is a page of the site's own, and so there are no {en} made from records"
                );
                let mend = text!(
                    "要自动生成的，就给自己的页面换一个网址",
                    "to have them, give the site's own page another address"
                );
                problems.push(Diagnostic::new("content/address", Severity::Note, what).help(mend));
            }
        }
    }
    problems
}

/// The pages that gather records: filters, years, dictionaries.
fn gathered(site: &Site, views: &Views) -> Vec<Planned> {
    let mut out = Vec::new();
    let mut add = |route: String, maker: Maker| out.push(Planned { route, maker });
    for (f, filter) in views.filters.iter().enumerate() {
        let section = site.section(filter.language, &site.collections[filter.collection].name);
        let paginate = section.map_or(site.config.paginate, |s| site.sections[s].paginate);
        for (v, value) in filter.values.iter().enumerate() {
            for n in 1..=pages_of(value.pages.len(), paginate) {
                add(nth(&value.route, n), Maker::Filter(f, v, n));
            }
        }
    }
    for (language, years) in views.years.iter().enumerate().filter(|(_, years)| !years.is_empty()) {
        add(year_root(site, language), Maker::Years(language));
        for (y, year) in years.iter().enumerate() {
            for n in 1..=pages_of(year.pages.len(), site.config.paginate) {
                add(nth(&year.route, n), Maker::Year(language, y, n));
            }
        }
    }
    for collection in 0..site.collections.len() {
        for language in 0..site.config.languages.len() {
            if let Some(route) = dictionary(site, collection, language) {
                add(route, Maker::Dictionary(collection, language));
            }
        }
    }
    out
}
