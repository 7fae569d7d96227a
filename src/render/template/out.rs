//! `out`: what the frame of an output says, worked out when asked.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, Value};

use super::Frame;
use super::object::{named, or_none, text_or_none};
use super::world::World;
use crate::model::{Page, PageKind};
use crate::render::metadata::{self, Subject};

const KEYS: &[&str] = &[
    "title",
    "description",
    "kind",
    "layout",
    "metadata",
    "jsonld",
    "alternates",
    "feed",
    "crumbs",
    "url",
    "canonical",
    "permalink",
];

struct OutView {
    world: Arc<World>,
    language: usize,
    section: Option<usize>,
    page: Option<usize>,
    url: String,
    title: String,
    description: String,
    crumbs: Vec<(String, String)>,
}

/// The frame of an output for templates.
pub(super) fn view(world: &Arc<World>, frame: &Frame<'_>) -> Value {
    Value::from_object(OutView {
        world: world.clone(),
        language: frame.language,
        section: frame.section,
        page: frame.page,
        url: world.based(frame.route),
        title: frame.title.clone(),
        description: frame.description.clone(),
        crumbs: frame.crumbs.clone(),
    })
}

impl OutView {
    fn page(&self) -> Option<&Page> {
        self.page.map(|p| &self.world.site.pages[p])
    }

    fn permalink(&self) -> String {
        self.world.absolute(&self.url)
    }

    /// What tags and JSON-LD are about, made into text by `write`.
    fn about(&self, write: impl Fn(&Subject<'_>) -> String) -> Value {
        let site = &self.world.site;
        let page = self.page();
        let column = self.section.filter(|_| page.is_none_or(|p| p.kind != PageKind::Home)).map(|s| {
            let section = &site.sections[s];
            let own = &site.pages[section.page];
            (own.title.as_str(), own.summary.as_str(), section.column_type.as_deref())
        });
        let permalink = self.permalink();
        let subject = Subject {
            title: &self.title,
            description: &self.description,
            language: self.language,
            page,
            column,
            permalink: &permalink,
        };
        Value::from_safe_string(write(&subject))
    }

    fn alternates(&self) -> Value {
        let site = &self.world.site;
        let translations = self.page.and_then(|p| site.translations.get(&p)).into_iter().flatten();
        let one = |p: &usize| {
            let page = &site.pages[*p];
            let tag = site.config.languages[page.language].as_str();
            named(vec![("lang", Value::from(tag)), ("url", Value::from(self.world.absolute(&page.url)))])
        };
        Value::from(translations.map(one).collect::<Vec<_>>())
    }

    /// The section's own feed on a section, else the site's.
    fn feed(&self) -> Value {
        let site = &self.world.site;
        let own = self.section.filter(|_| self.page().is_some_and(Page::is_section));
        or_none(own.or(site.section(self.language, "")).map(|s| {
            let own = &site.pages[site.sections[s].page];
            let tag = site.config.languages[self.language].as_str();
            let title = if own.kind == PageKind::Home { site.config.title.get(tag) } else { &own.title };
            named(vec![
                ("title", Value::from(title)),
                ("url", Value::from(self.world.based(&format!("{}feed.xml", own.route)))),
            ])
        }))
    }

    fn crumbs(&self) -> Value {
        let one = |(t, u): &(String, String)| {
            named(vec![("title", Value::from(t.as_str())), ("url", Value::from(u.as_str()))])
        };
        Value::from(self.crumbs.iter().map(one).collect::<Vec<_>>())
    }
}

impl fmt::Debug for OutView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

impl Object for OutView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let site = &self.world.site;
        Some(match key {
            "title" => Value::from(self.title.as_str()),
            "description" => text_or_none(&self.description),
            "kind" => Value::from(self.page().map_or("list", |p| match p.kind {
                PageKind::Home => "home",
                PageKind::Section => "section",
                PageKind::Page => "page",
                PageKind::Record(_) => "record",
            })),
            "layout" => Value::from("full"),
            "metadata" => self.about(|subject| metadata::markup(site, subject)),
            "jsonld" => self.about(|subject| metadata::json_ld(site, subject, &self.crumbs)),
            "alternates" => self.alternates(),
            "feed" => self.feed(),
            "crumbs" => self.crumbs(),
            "url" => Value::from(self.url.as_str()),
            "canonical" | "permalink" => Value::from(self.permalink()),
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
