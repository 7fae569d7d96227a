//! Pages as templates see them.

use std::sync::Arc;

use minijinja::value::{Enumerator, Object, Value};

use super::object::{DateView, named, or_none, text_or_none};
use super::world::World;
use crate::load::parse::markdown::Heading;
use crate::model::{FieldRef, FieldValue, Kind, PageKind, Value as FieldItem};
use crate::render::content;
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
    Value::from_object(DateView { iso: date.to_string(), text: date.text(chinese), year: date.year })
}

fn moment(world: &World, language: usize, moment: Moment) -> Value {
    let chinese = world.site.config.languages[language].is_chinese();
    let day = PartialDate::day(moment.date());
    let iso = if moment.timed { moment.rfc3339() } else { day.to_string() };
    let text =
        if moment.timed { format!("{} {}", day.text(chinese), &moment.minute()[11..]) } else { day.text(chinese) };
    Value::from_object(DateView { iso, text, year: day.year })
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
            "title" => Value::from(page.title.as_str()),
            "url" => Value::from(page.url.as_str()),
            "date" => or_none(page.date.map(|d| date(world, page.language, d))),
            "summary" => text_or_none(&page.summary),
            "content" => Value::from_safe_string(content::html(&world.site, &world.theme.strings[page.language], page)),
            "terms" => terms(world, self.page),
            "fields" => fields(world, self.page),
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
            "words" => Value::from(page.source.document().map_or(0, |d| d.words)),
            "extra" => Value::from_object(Extra { world: world.clone(), page: self.page }),
            "mentioned_by" => views(world, world.mentions.get(&self.page).into_iter().flatten().copied()),
            "children" if page.is_section() => {
                let section = &world.site.sections[page.section];
                views(world, section.children.iter().map(|s| world.site.sections[*s].page))
            }
            "items" if page.is_section() => views(world, world.site.sections[page.section].pages.iter().copied()),
            "count" if page.is_section() => Value::from(world.site.sections[page.section].pages.len()),
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
        let found = page.fields.iter().find(|(f, _)| site.field(*f).name == key);
        match found {
            Some((reference, value)) => Some(field(&self.world, page.language, *reference, value)),
            None => known.then(|| Value::from(())),
        }
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

fn terms(world: &Arc<World>, index: usize) -> Value {
    let page = &world.site.pages[index];
    let language = world.site.config.languages[page.language].as_str();
    let list = page.terms.iter().filter_map(|(definition, names)| {
        let taxonomy = world.site.taxonomy(page.language, *definition)?;
        let terms: Vec<Value> = names
            .iter()
            .filter_map(|name| taxonomy.terms.get(name))
            .map(|t| {
                named(vec![
                    ("title", Value::from(t.name.as_str())),
                    ("url", Value::from(t.url.as_str())),
                    ("count", Value::from(t.pages.len())),
                ])
            })
            .collect();
        let definition = &world.site.config.taxonomies[*definition];
        Some(named(vec![
            ("name", Value::from(definition.name.as_str())),
            ("title", Value::from(definition.title.get(language))),
            ("url", Value::from(taxonomy.url.as_str())),
            ("terms", Value::from(terms)),
        ]))
    });
    Value::from(list.collect::<Vec<_>>())
}

fn fields(world: &Arc<World>, index: usize) -> Value {
    let page = &world.site.pages[index];
    let mut order: Vec<&(FieldRef, FieldValue)> = page.fields.iter().collect();
    order.sort_by_key(|(f, _)| match f {
        FieldRef::Extra(i) => (0, *i),
        FieldRef::Collection(_, i) => (1, *i),
    });
    Value::from(order.into_iter().map(|(f, v)| field(world, page.language, *f, v)).collect::<Vec<_>>())
}

/// A field with its values as text.
fn field(world: &Arc<World>, language: usize, reference: FieldRef, value: &FieldValue) -> Value {
    let site = &world.site;
    let definition = site.field(reference);
    let tag = site.config.languages[language].as_str();
    let strings = &world.theme.strings[language];
    let none = || Value::from(());
    let (unknown, values): (Value, Vec<(String, Value, bool)>) = match value {
        FieldValue::Unknown(unknown, note) => {
            let words = super::strings::word(strings, &format!("unknown_{}", unknown.code()), &[]);
            let text = match note {
                Some(note) if site.config.languages[language].is_chinese() => {
                    format!("{words}（{note}）")
                }
                Some(note) => format!("{words} ({note})"),
                None => words,
            };
            (Value::from(unknown.code()), vec![(text, none(), false)])
        }
        FieldValue::Known(items) => {
            let items = items.iter().map(|item| match item {
                FieldItem::Text(text) => (text.clone(), none(), false),
                FieldItem::Number(number) => (number.to_string(), none(), true),
                FieldItem::Bool(value) => {
                    (super::strings::word(strings, if *value { "yes" } else { "no" }, &[]), none(), false)
                }
                FieldItem::Date(date) => (date.text(site.config.languages[language].is_chinese()), none(), false),
                FieldItem::Choice(i) => {
                    let label = match &definition.kind {
                        Kind::Choice(choices) => choices[*i].label.get(tag).to_owned(),
                        _ => String::new(),
                    };
                    (label, none(), false)
                }
                FieldItem::Record(page) => {
                    let page = &site.pages[*page];
                    (page.title.clone(), Value::from(page.url.as_str()), false)
                }
            });
            (none(), items.collect())
        }
    };
    let separator = if site.config.languages[language].is_chinese() { "、" } else { ", " };
    let text = values.iter().map(|(t, _, _)| t.as_str()).collect::<Vec<_>>().join(separator);
    let unknown_of = unknown.clone();
    let values: Vec<Value> = values
        .into_iter()
        .map(|(text, url, number)| {
            named(vec![
                ("text", Value::from(text)),
                ("url", url),
                ("unknown", unknown_of.clone()),
                ("number", Value::from(number)),
            ])
        })
        .collect();
    named(vec![
        ("name", Value::from(definition.name.as_str())),
        ("title", Value::from(definition.title.get(tag))),
        ("values", Value::from(values)),
        ("unknown", unknown),
        ("text", Value::from(text)),
        ("number", Value::from(definition.is_number())),
    ])
}

fn sources(world: &Arc<World>, index: usize) -> Value {
    let list = world.site.pages[index].sources.iter().map(|c| {
        let record = c.page.map(|p| &world.site.pages[p]);
        named(vec![
            ("document", Value::from(record.map_or(c.document.as_str(), |p| p.title.as_str()))),
            ("locator", or_none(c.locator.as_deref().map(Value::from))),
            ("url", or_none(record.map(|p| Value::from(p.url.as_str())))),
        ])
    });
    Value::from(list.collect::<Vec<_>>())
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
            ("title", Value::from(h.text.as_str())),
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
