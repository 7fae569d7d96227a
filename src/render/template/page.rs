//! Pages as templates see them.

use std::sync::Arc;

use minijinja::value::{Enumerator, Object, Value};

use super::object::{DateView, named, or_none, text_or_none};
use super::question;
use super::record;
use super::world::{Entry, World};
use super::{bulletin, checks};
use super::{field, figure};

use crate::load::parse::markdown::{Heading, Link};
use crate::model::{Citation, Page, PageKind, key_of_name};
use crate::reads::{is_open, note};
use crate::render::content;
use crate::render::plan::{list_length, listed, twin};
use crate::value::{Moment, PartialDate};

/// A page, looked up when asked.
pub(super) struct PageView {
    pub(super) world: Arc<World>,
    pub(super) page: usize,
}

impl std::fmt::Debug for PageView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.world.site.pages[self.page].route)
    }
}

const KEYS: &[&str] = &[
    "id",
    "title",
    "url",
    "permalink",
    "kind",
    "summary",
    "content",
    "parts",
    "toc",
    "date",
    "published",
    "updated",
    "as_of",
    "draft",
    "section",
    "prev",
    "next",
    "terms",
    "fields",
    "sources",
    "issuer",
    "words",
    "extra",
    "children",
    "items",
    "count",
    "account",
    "mentioned_by",
    "facts",
    "unknowns",
    "tables",
    "schedule",
    "steps",
    "ladder",
    "series",
    "measured",
    "gathered",
    "touching",
    "findings",
    "changes",
    "json",
    "bound",
    "quoted",
    "posters",
    "photos",
];

/// A page for templates.
pub(super) fn view(world: &Arc<World>, page: usize) -> Value {
    Value::from_object(PageView { world: world.clone(), page })
}

fn views(world: &Arc<World>, pages: impl IntoIterator<Item = usize>) -> Value {
    Value::from(pages.into_iter().map(|p| view(world, p)).collect::<Vec<_>>())
}

/// A date in the language of an output.
pub(super) fn date(world: &World, language: usize, date: PartialDate) -> Value {
    let chinese = world.site.config.languages[language].is_chinese();
    Value::from_object(DateView { date, timed: None, chinese })
}

fn moment(world: &World, language: usize, moment: Moment) -> Value {
    let chinese = world.site.config.languages[language].is_chinese();
    let timed = moment.timed.then_some(moment);
    Value::from_object(DateView { date: PartialDate::day(moment.date()), timed, chinese })
}

impl PageView {
    fn entry(&self) -> &Entry {
        let page = &self.world.site.pages[self.page];
        self.world.entries[self.page].get_or_init(|| Entry {
            title: Value::from(page.title.as_str()),
            url: Value::from(page.url.as_str()),
            terms: terms(&self.world, page),
        })
    }
}

impl Object for PageView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let world = &self.world;
        let page = &world.site.pages[self.page];
        let neighbour = |p: Option<usize>| or_none(p.map(|p| view(world, p)));
        Some(match key {
            "title" => self.entry().title.clone(),
            "url" => self.entry().url.clone(),
            "date" => or_none(page.date.map(|d| date(world, page.language, d))),
            "summary" => text_or_none(&page.summary),
            "content" => Value::from_safe_string(content::html(world, self.page)),
            "parts" => {
                let (text, notes) = content::parts(world, self.page);
                let part = |html: String| if html.is_empty() { Value::from("") } else { Value::from_safe_string(html) };
                named(vec![("text", part(text)), ("notes", part(notes))])
            }
            "terms" => {
                note_terms(page);
                self.entry().terms.clone()
            }
            "fields" => field::all(world, self.page),
            "id" => text_or_none(page.id.as_deref().unwrap_or_default()),
            "permalink" => Value::from(world.absolute(&page.url)),
            "kind" => Value::from(match page.kind {
                PageKind::Home => "home",
                PageKind::Section => "section",
                PageKind::Page => "page",
                PageKind::Record(_) => "record",
            }),
            "toc" => toc(world, self.page),
            "published" => or_none(page.published.map(|m| moment(world, page.language, m))),
            "updated" => or_none(page.updated.map(|m| moment(world, page.language, m))),
            "as_of" => or_none(page.as_of.map(|d| date(world, page.language, d))),
            "draft" => Value::from(page.draft),
            "account" => Value::from(page.account),
            "section" => {
                let section = &world.site.pages[world.site.sections[page.section].page];
                named(vec![("title", Value::from(section.title.as_str())), ("url", Value::from(section.url.as_str()))])
            }
            "prev" => neighbour(page.neighbours.0),
            "next" => neighbour(page.neighbours.1),
            "sources" => sources(world, self.page),
            "issuer" => text_or_none(page.issuer.as_deref().unwrap_or_default()),
            "words" => Value::from(page.source.words()),
            "extra" => Value::from_object(Extra { world: world.clone(), page: self.page }),
            "mentioned_by" => views(world, world.views.mentions_of(self.page).iter().copied()),
            "facts" => record::facts(world, self.page),
            "unknowns" => record::unknowns(world, self.page),
            "tables" => record::tables(world, self.page),
            "schedule" => record::schedule(world, self.page),
            "steps" => record::steps(world, self.page),
            "ladder" => record::ladder(world, self.page),
            "series" => record::series(world, self.page),
            "measured" => question::measured(world, self.page),
            "gathered" => record::gathered(world, self.page),
            "touching" => question::touching(world, self.page),
            "findings" => checks::findings(world, self.page),
            "changes" => bulletin::of_page(world, self.page),
            "bound" => figure::cards(world, self.page),
            "quoted" => figure::quoted(world, self.page),
            "json" => or_none(matches!(page.kind, PageKind::Record(_)).then(|| Value::from(world.based(&twin(page))))),
            "children" if page.is_section() => {
                let section = &world.site.sections[page.section];
                views(world, section.children.iter().map(|s| world.site.sections[*s].page))
            }
            "items" if page.is_section() => {
                views(world, listed(&world.site, &world.views, page.section).iter().copied())
            }
            "count" if page.is_section() => Value::from(list_length(&world.site, &world.views, page.section)),
            "photos" => record::photos(world, self.page),
            "posters" => super::poster::links(world, self.page),
            "children" | "items" => Value::from(Vec::<Value>::new()),
            "count" => Value::from(0),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(KEYS)
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

/// `page.extra.NAME`.
struct Extra {
    world: Arc<World>,
    page: usize,
}

impl std::fmt::Debug for Extra {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("extra")
    }
}

impl Object for Extra {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let site = &self.world.site;
        let page = &site.pages[self.page];
        let known = site.config.fields.iter().any(|f| f.name == key)
            || matches!(page.kind, PageKind::Record(c) if site.collections[c].fields.iter().any(|f| f.name == key));
        let found = page.fields.iter().position(|(f, _)| site.field(*f).name == key);
        match found {
            Some(at) => Some(field::view(&self.world, self.page, at)),
            None => known.then(|| Value::from(())),
        }
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

/// Notes that what is said of the terms of a page is read: it is made for one reader and kept for the others.
fn note_terms(page: &Page) {
    if is_open() {
        let names = page.terms.iter().flat_map(|(definition, names)| names.iter().map(move |name| (*definition, name)));
        names.for_each(|(definition, name)| note(key_of_name(page.language, definition, name)));
    }
}

/// The terms of a page; what is the same for all pages of a term was made once.
fn terms(world: &Arc<World>, page: &Page) -> Value {
    let list = page.terms.iter().filter_map(|(definition, names)| {
        let shared = world.terms[page.language].get(*definition)?;
        let terms: Vec<Value> = names.iter().filter_map(|name| shared.terms.get(name.as_str()).cloned()).collect();
        Some(named(vec![
            ("name", shared.name.clone()),
            ("title", shared.title.clone()),
            ("url", shared.url.clone()),
            ("terms", Value::from(terms)),
        ]))
    });
    Value::from(list.collect::<Vec<_>>())
}

fn sources(world: &Arc<World>, index: usize) -> Value {
    Value::from(world.site.pages[index].sources.iter().map(|c| citation(world, c)).collect::<Vec<_>>())
}

/// A document that something rests on.
pub(super) fn citation(world: &World, c: &Citation) -> Value {
    let record = c.page.map(|p| &world.site.pages[p]);
    named(vec![
        ("document", Value::from(record.map_or(c.document.as_str(), |p| p.title.as_str()))),
        ("locator", or_none(c.locator.as_deref().map(Value::from))),
        ("url", or_none(record.map(|p| Value::from(p.url.as_str())))),
    ])
}

/// The contents list: headings of levels 2 and 3, where there are enough of them.
fn toc(world: &Arc<World>, index: usize) -> Value {
    let page = &world.site.pages[index];
    let headings = page.source.document().map_or(&[][..], |d| &d.headings);
    let wanted = page.toc.unwrap_or(headings.iter().filter(|h| h.level == 2).count() >= 3);
    let mut list: Vec<(&Heading, Vec<Value>)> = Vec::new();
    let item = |h: &Heading, children: Vec<Value>| {
        named(vec![
            ("level", Value::from(h.level)),
            ("id", Value::from(h.id.as_str())),
            ("title", Value::from(Link::filled(&h.text, |link| content::title(&world.site, page, link).into_owned()))),
            ("children", Value::from(children)),
        ])
    };
    for heading in headings.iter().filter(|_| wanted) {
        match (heading.level, list.last_mut()) {
            (2, _) | (3, None) => list.push((heading, Vec::new())),
            (3, Some((_, children))) => children.push(item(heading, Vec::new())),
            _ => {}
        }
    }
    Value::from(list.into_iter().map(|(h, children)| item(h, children)).collect::<Vec<_>>())
}
