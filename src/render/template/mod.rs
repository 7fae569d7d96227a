//! Templates: the one door to the template engine.

mod bulletin;
mod checks;
mod contact;
mod engine;
mod field;
mod figure;
mod fragment;
mod functions;
mod glossary;
mod index;
mod legend;
mod lists;
mod object;
mod out;
mod page;
mod poster;
mod question;
mod record;
mod search;
mod strings;
mod words;
mod world;

use std::sync::Arc;

use minijinja::value::Value;

use crate::check::Account;
use crate::diagnostic::Diagnostic;
use crate::model::{PageKind, Site, Term};
use crate::render::export::Download;
use crate::render::metadata;
use crate::render::plan::{Plan, list_paginate, nth, pages_of};
use crate::render::theme::Theme;
use crate::render::views::Views;
use crate::value::Moment;
use object::{named, or_none, text_or_none};

pub(super) use strings::word;
pub(super) use words::Writer;
pub(super) use world::World;

/// Renders templates for one build.
pub(super) struct Renderer {
    pub(super) world: Arc<World>,
    engine: Arc<engine::Engine>,
}

/// A list of which an output shows a part.
#[derive(Clone, Copy)]
enum List<'a> {
    Of(&'a [usize]),
    /// The pages of a section.
    Section(usize),
    /// The pages of a term (taxonomy, term by order).
    Term(usize, usize),
}

/// An output about to be rendered: what its frame says.
pub(super) struct Frame<'a> {
    pub(super) language: usize,
    /// The section that is open.
    pub(super) section: Option<usize>,
    /// Decoded address below the root.
    pub(super) route: &'a str,
    pub(super) title: String,
    pub(super) description: String,
    /// The page whose tags these are.
    pub(super) page: Option<usize>,
    /// Titles and addresses from the home page to here.
    pub(super) crumbs: Vec<(String, String)>,
}

impl Renderer {
    /// Compiles the theme's templates, for the outputs of a plan.
    pub(super) fn new(
        site: Arc<Site>,
        account: Arc<Account>,
        theme: Arc<Theme>,
        views: Views,
        plan: &Plan,
    ) -> (Renderer, Vec<Diagnostic>) {
        let outputs = plan.outputs.len();
        // Only who has several languages looks for an address in another one.
        let several = site.config.languages.len() > 1;
        let listed = plan.outputs.iter().filter(|planned| several && planned.maker.is_listed());
        let routes = listed.map(|planned| planned.route.clone()).collect();
        let world = Arc::new(World::new(site, account, theme, views, routes));
        let (mut env, problems) = engine::environment(&world.theme);
        functions::add(&mut env, &world);
        (Renderer { world, engine: Arc::new(engine::Engine::new(env, outputs)) }, problems)
    }

    /// Takes from what large outputs may cost together.
    pub(super) fn take(&self, steps: u64) {
        self.engine.take(steps);
    }

    /// Whether nothing of that is left.
    pub(super) fn is_exhausted(&self) -> bool {
        self.engine.is_exhausted()
    }

    fn render(&self, template: &str, context: Vec<(&'static str, Value)>) -> Result<String, Diagnostic> {
        self.engine.render(template, &named(context)).map_err(|e| engine::problem(&self.world.theme, &e))
    }

    /// The variables that every output has.
    fn context(&self, frame: &Frame<'_>) -> Vec<(&'static str, Value)> {
        let world = &self.world;
        let tag = world.site.config.languages[frame.language].as_str();
        vec![
            ("t", world.words[frame.language].clone()),
            ("lang", Value::from(tag)),
            ("site", world.site_value(frame.language, frame.section)),
            ("fragment", self.fragments(frame)),
            ("out", out::view(world, frame)),
        ]
    }

    /// The parts of the frame that are the same for all outputs of a section: rendered once.
    fn fragments(&self, frame: &Frame<'_>) -> Value {
        let open = self.world.open(frame.language, frame.section);
        Value::from_object(fragment::Fragments {
            engine: self.engine.clone(),
            world: self.world.clone(),
            language: frame.language,
            open,
        })
    }

    /// The home page, a section's list page, a page or a record.
    pub(super) fn page(&self, frame: &Frame<'_>, page: usize, number: usize) -> Result<String, Diagnostic> {
        let site = &self.world.site;
        let own = &site.pages[page];
        let mut context = self.context(frame);
        context.push(("page", page::view(&self.world, page)));
        let usual = match own.kind {
            PageKind::Home => "home.html",
            PageKind::Page => "page.html",
            PageKind::Record(c) => {
                context.push(("collection", self.world.collections[c][own.language].clone()));
                "record.html"
            }
            PageKind::Section => {
                let section = &site.sections[own.section];
                let paginate = list_paginate(site, &self.world.views, own.section);
                let list = match section.collection {
                    Some(c) => List::Of(self.world.views.records(c, section.language)),
                    None => List::Section(own.section),
                };
                context.push(("pager", self.pager(&own.route, list, paginate, number)));
                match section.collection {
                    Some(c) => {
                        let pages = self.world.views.records(c, section.language);
                        context.push(("collection", self.world.collections[c][own.language].clone()));
                        context.extend(self.columns(c, own.language, pages, paginate, number));
                        context.push(("filters", self.filters(c, own.language, None, number)));
                        context.push(("filter", Value::from(())));
                        context.push(("view", self.view(c, own.language, number)));
                        "collection.html"
                    }
                    None => "section.html",
                }
            }
        };
        self.render(own.template.as_deref().unwrap_or(usual), context).map_err(|problem| {
            // A template that a page asks for and that is not there is the page's mistake.
            if own.template.is_some() && problem.rule == "template/missing" {
                problem.at(own.source.place(Some("template")))
            } else {
                problem
            }
        })
    }

    /// The list of a taxonomy's terms.
    pub(super) fn taxonomy(&self, frame: &Frame<'_>, taxonomy: usize) -> Result<String, Diagnostic> {
        let mut context = self.context(frame);
        context.push(("taxonomy", self.taxonomy_value(taxonomy)));
        self.render("taxonomy.html", context)
    }

    /// A page of a term's list.
    pub(super) fn term(
        &self,
        frame: &Frame<'_>,
        taxonomy: usize,
        term: usize,
        number: usize,
    ) -> Result<String, Diagnostic> {
        let site = &self.world.site;
        let Some(found) = site.term(taxonomy, term) else {
            return Ok(String::new());
        };
        let mut context = self.context(frame);
        context.push(("taxonomy", self.taxonomy_head(taxonomy, Value::from(Vec::<Value>::new()))));
        context.push(("term", term_value(found)));
        context.push(("pager", self.pager(&found.route, List::Term(taxonomy, term), site.config.paginate, number)));
        self.render("term.html", context)
    }

    /// Ways to narrow a list, on its first page: on all of them they would outweigh what is listed.
    fn filters(&self, collection: usize, language: usize, here: Option<(usize, usize)>, number: usize) -> Value {
        if number > 1 {
            return Value::from(Vec::<Value>::new());
        }
        lists::filters(&self.world, collection, language, here)
    }

    /// What a collection's list answers, on its first page.
    fn view(&self, collection: usize, language: usize, number: usize) -> Value {
        if number > 1 { Value::from(()) } else { question::of_collection(&self.world, collection, language) }
    }

    /// What the list of the records with one value is called: of the field, of the value.
    pub(super) fn filter_titles(&self, filter: usize, value: usize) -> (String, String) {
        let world = &self.world;
        let filter = &world.views.filters[filter];
        let field = &world.site.collections[filter.collection].fields[filter.field];
        let tag = world.site.config.languages[filter.language].as_str();
        (field.title.get(tag).to_owned(), lists::chosen_title(world, filter, filter.values[value].chosen))
    }

    /// A page of the list of the records with one value.
    pub(super) fn filtered(&self, frame: &Frame<'_>, f: usize, v: usize, number: usize) -> Result<String, Diagnostic> {
        let world = &self.world;
        let filter = &world.views.filters[f];
        let (collection, language) = (filter.collection, filter.language);
        let value = &filter.values[v];
        let section = world.site.section(language, &world.site.collections[collection].name);
        let paginate = section.map_or(world.site.config.paginate, |s| world.site.sections[s].paginate);
        let (field, chosen) = self.filter_titles(f, v);
        let mut context = self.context(frame);
        context.push(("collection", world.collections[collection][language].clone()));
        context.extend(self.columns(collection, language, &value.pages, paginate, number));
        context.push(("filters", self.filters(collection, language, Some((f, v)), number)));
        context.push(("filter", named(vec![("title", Value::from(field)), ("value", Value::from(chosen))])));
        context.push(("view", Value::from(())));
        context.push(("pager", self.pager(&value.route, List::Of(&value.pages), paginate, number)));
        self.render("collection.html", context)
    }

    /// A sheet for the notice board.
    pub(super) fn poster(&self, frame: &Frame<'_>, index: usize) -> Result<String, Diagnostic> {
        let mut context = self.context(frame);
        context.push(("poster", poster::view(&self.world, index)));
        self.render("poster.html", context)
    }

    /// The years of a language.
    pub(super) fn years(&self, frame: &Frame<'_>) -> Result<String, Diagnostic> {
        let years = self.world.views.years[frame.language].iter();
        let years: Vec<Value> = years.map(|y| lists::year(&self.world, frame.language, y)).collect();
        let mut context = self.context(frame);
        context.push(("years", Value::from(years)));
        self.render("years.html", context)
    }

    /// A page of a year's list.
    pub(super) fn year(&self, frame: &Frame<'_>, year: usize, number: usize) -> Result<String, Diagnostic> {
        let world = &self.world;
        let year = &world.views.years[frame.language][year];
        let paginate = world.site.config.paginate;
        let size = if paginate == 0 { year.pages.len() } else { paginate };
        let from = ((number - 1) * size).min(year.pages.len());
        let shown = &year.pages[from..(from + size).min(year.pages.len())];
        let mut context = self.context(frame);
        context.push(("year", lists::year(world, frame.language, year)));
        context.push(("groups", lists::in_year(world, frame.language, year.year, shown)));
        context.push(("pager", self.pager(&year.route, List::Of(&year.pages), paginate, number)));
        self.render("year.html", context)
    }

    /// What the fields of a collection mean, and what there is to download.
    pub(super) fn dictionary(
        &self,
        frame: &Frame<'_>,
        collection: usize,
        download: Option<&Download>,
    ) -> Result<String, Diagnostic> {
        let world = &self.world;
        let files = download.into_iter().flat_map(|d| &d.files).map(|file| {
            named(vec![
                ("name", Value::from(file.route.rsplit('/').next().unwrap_or_default())),
                ("title", Value::from(file.title.as_str())),
                ("url", Value::from(world.based(&file.route))),
                ("media_type", Value::from(file.format.map_or("application/json", |f| f.media_type()))),
                ("schema", Value::from(file.format.is_none())),
                ("kilobytes", Value::from(file.bytes.div_ceil(1024))),
                ("rows", Value::from(file.rows)),
            ])
        });
        let mut context = self.context(frame);
        context.push(("collection", world.collections[collection][frame.language].clone()));
        context.push(("dictionary", lists::dictionary(world, collection, frame.language)));
        context.push(("files", Value::from(files.collect::<Vec<_>>())));
        self.render("dictionary.html", context)
    }

    fn taxonomy_value(&self, index: usize) -> Value {
        let terms = self.world.site.terms(index).values().map(term_value).collect::<Vec<_>>();
        self.taxonomy_head(index, Value::from(terms))
    }

    fn taxonomy_head(&self, index: usize, terms: Value) -> Value {
        let taxonomy = &self.world.site.taxonomies[index];
        let definition = &self.world.site.config.taxonomies[taxonomy.definition];
        let tag = self.world.site.config.languages[taxonomy.language].as_str();
        named(vec![
            ("name", Value::from(definition.name.as_str())),
            ("title", Value::from(definition.title.get(tag))),
            ("url", Value::from(taxonomy.url.as_str())),
            ("terms", terms),
        ])
    }

    /// `columns` and `folded` of a page of a collection's list.
    fn columns(
        &self,
        collection: usize,
        language: usize,
        pages: &[usize],
        paginate: usize,
        number: usize,
    ) -> [(&'static str, Value); 2] {
        let size = if paginate == 0 { pages.len() } else { paginate };
        let shown = pages.iter().skip((number - 1) * size).take(size).copied();
        let (columns, folded) = lists::columns(&self.world, collection, language, shown);
        [("columns", columns), ("folded", folded)]
    }

    fn pager(&self, route: &str, list: List<'_>, paginate: usize, number: usize) -> Value {
        let site = &self.world.site;
        let count = match list {
            List::Of(pages) => pages.len(),
            List::Section(section) => site.list_length(section),
            List::Term(taxonomy, term) => site.term(taxonomy, term).map_or(0, Term::count),
        };
        let size = if paginate == 0 { count } else { paginate };
        let range = ((number - 1) * size).min(count)..(number * size).min(count);
        let shown = match list {
            List::Of(pages) => &pages[range],
            List::Section(section) => site.list_part(section, range),
            List::Term(taxonomy, term) => site.of_term(taxonomy, term, range),
        };
        let items = shown.iter().map(|p| page::view(&self.world, *p)).collect();
        self.pager_of(route, (count, items), paginate, number)
    }

    /// A page of a list of anything: how many there are, and those on it.
    fn pager_of(&self, route: &str, (count, items): (usize, Vec<Value>), paginate: usize, number: usize) -> Value {
        let total = pages_of(count, paginate);
        let url = |n: usize| Value::from(self.world.based(&nth(route, n)));
        let near = |n: usize| n == 1 || n == total || n.abs_diff(number) <= 2;
        let list: Vec<Value> = (1..=total)
            .filter(|n| near(*n))
            .map(|n| named(vec![("number", Value::from(n)), ("url", url(n)), ("here", Value::from(n == number))]))
            .collect();
        named(vec![
            ("items", Value::from(items)),
            ("number", Value::from(number)),
            ("total", Value::from(total)),
            ("prev", or_none((number > 1).then(|| url(number - 1)))),
            ("next", or_none((number < total).then(|| url(number + 1)))),
            ("first", url(1)),
            ("last", url(total)),
            ("pages", Value::from(list)),
            ("count", Value::from(count)),
        ])
    }

    /// A page that leads to a new address.
    pub(super) fn redirect(&self, frame: &Frame<'_>, target: &str) -> Result<String, Diagnostic> {
        let mut context = self.context(frame);
        context.push(("target", Value::from(target)));
        self.render("redirect.html", context)
    }

    /// How to ask, and to say that something is wrong.
    pub(super) fn ask(&self, frame: &Frame<'_>) -> Result<String, Diagnostic> {
        let site = &self.world.site;
        let corrections = site.section(frame.language, "corrections").map(|s| &site.pages[site.sections[s].page]);
        let mut context = self.context(frame);
        context.push(("corrections", or_none(corrections.map(|page| Value::from(page.url.as_str())))));
        self.render("ask.html", context)
    }

    /// What terms mean.
    pub(super) fn glossary(&self, frame: &Frame<'_>) -> Result<String, Diagnostic> {
        let mut context = self.context(frame);
        context.push(("glossary", glossary::all(&self.world, frame.language)));
        context.push(("legend", legend::all(&self.world, frame.language)));
        self.render("glossary.html", context)
    }

    /// `404.html`.
    pub(super) fn not_found(&self, frame: &Frame<'_>) -> Result<String, Diagnostic> {
        self.render("404.html", self.context(frame))
    }

    /// An Atom feed (RFC 4287).
    pub(super) fn feed(
        &self,
        frame: &Frame<'_>,
        html_url: &str,
        entries: &[usize],
        updated: Moment,
    ) -> Result<String, Diagnostic> {
        let world = &self.world;
        let site = &world.site;
        let list: Vec<Value> = entries
            .iter()
            .map(|index| {
                let page = &site.pages[*index];
                let published = metadata::published(site, page).unwrap_or(updated);
                named(vec![
                    ("title", Value::from(page.title.as_str())),
                    ("url", Value::from(world.absolute(&page.url))),
                    ("summary", text_or_none(&page.summary)),
                    ("published", Value::from(published.rfc3339())),
                    ("updated", Value::from(page.updated.unwrap_or(published).rfc3339())),
                    ("page", page::view(world, *index)),
                ])
            })
            .collect();
        self.write_feed(frame, html_url, list, updated)
    }

    fn write_feed(
        &self,
        frame: &Frame<'_>,
        html_url: &str,
        list: Vec<Value>,
        updated: Moment,
    ) -> Result<String, Diagnostic> {
        let world = &self.world;
        let mut context = self.context(frame);
        context.push((
            "feed",
            named(vec![
                ("title", Value::from(frame.title.as_str())),
                ("url", Value::from(world.absolute(html_url))),
                ("self", Value::from(world.absolute(&world.based(frame.route)))),
                ("updated", Value::from(updated.rfc3339())),
                ("entries", Value::from(list)),
            ]),
        ));
        self.render("feed.xml", context)
    }

    /// A sitemap, or `robots.txt`.
    pub(super) fn urls(
        &self,
        template: &str,
        frame: &Frame<'_>,
        urls: Vec<(String, Option<String>)>,
    ) -> Result<String, Diagnostic> {
        let list: Vec<Value> = urls
            .into_iter()
            .map(|(loc, lastmod)| {
                named(vec![("loc", Value::from(loc)), ("lastmod", or_none(lastmod.map(Value::from)))])
            })
            .collect();
        let mut context = self.context(frame);
        context.push(("urls", Value::from(list)));
        self.render(template, context)
    }
}

fn term_value(term: &Term) -> Value {
    named(vec![
        ("title", Value::from(term.name.as_str())),
        ("url", Value::from(term.url.as_str())),
        ("count", Value::from(term.count())),
    ])
}
