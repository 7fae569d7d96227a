//! `out`: what the frame of an output says, worked out when asked.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, Value};

use super::Frame;
use super::contact::{self, About};
use super::object::{named, or_none, text_or_none};
use super::world::World;
use crate::model::{Page, PageKind};
use crate::render::metadata::{self, Subject};
use crate::value::PartialDate;

const KEYS: &[&str] = &[
    "title",
    "description",
    "kind",
    "layout",
    "metadata",
    "jsonld",
    "alternates",
    "languages",
    "feed",
    "crumbs",
    "report",
    "url",
    "canonical",
    "permalink",
];

struct OutView {
    world: Arc<World>,
    language: usize,
    section: Option<usize>,
    page: Option<usize>,
    route: String,
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
        route: frame.route.to_owned(),
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

    /// The same in each language that has it, this one included: index of the language, and address.
    fn translations(&self) -> Vec<(usize, String)> {
        let site = &self.world.site;
        if site.config.languages.len() < 2 {
            return Vec::new();
        }
        // Pages may have other addresses in other languages; that of a list's further pages is made of theirs.
        let own = self.page.and_then(|p| site.translations.get(&p)).into_iter().flatten();
        let is_first = self.page().is_some_and(|page| page.url == self.url);
        let mut found: Vec<(usize, String)> = match is_first {
            true => own.map(|p| (site.pages[*p].language, site.pages[*p].url.clone())).collect(),
            false => (0..site.config.languages.len())
                .filter_map(|l| Some((l, self.world.based(&self.world.in_language(&self.route, self.language, l)?))))
                .collect(),
        };
        found.sort();
        found
    }

    /// For search engines: the languages that this is in, and which of them is for those who read none.
    fn alternates(&self) -> Value {
        let found = self.translations();
        let one = |tag: &str, url: &str| {
            named(vec![("lang", Value::from(tag)), ("url", Value::from(self.world.absolute(url)))])
        };
        let languages = &self.world.site.config.languages;
        let default = found.first().filter(|_| found.len() > 1).map(|(_, url)| one("x-default", url));
        let all = found.iter().filter(|_| found.len() > 1).map(|(l, url)| one(languages[*l].as_str(), url));
        Value::from(all.chain(default).collect::<Vec<_>>())
    }

    /// For readers: this page in the other languages, or their home pages.
    fn languages(&self) -> Value {
        let (site, found) = (&self.world.site, self.translations());
        let others = (0..site.config.languages.len()).filter(|l| *l != self.language).filter_map(|l| {
            let here = found.iter().find(|(language, _)| *language == l).map(|(_, url)| url.as_str());
            let home = || site.section(l, "").map(|s| site.pages[site.sections[s].page].url.as_str());
            let title = super::word(&self.world.theme.strings[l], "language_name", &[]);
            Some(named(vec![
                ("tag", Value::from(site.config.languages[l].as_str())),
                ("title", Value::from(title)),
                ("url", Value::from(here.or_else(home)?)),
                ("same", Value::from(here.is_some())),
                ("home", Value::from(super::word(&self.world.theme.strings[l], "language_home", &[]))),
            ]))
        });
        Value::from(others.collect::<Vec<_>>())
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

    /// A `mailto:` address for who finds a mistake here; none where the site has no mail.
    fn report(&self) -> Value {
        let site = &self.world.site;
        let mail = site.config.contact.get("mail").filter(|mail| mail.contains('@'));
        or_none(mail.map(|mail| {
            let page = self.page();
            let permalink = self.permalink();
            let record = page.and_then(|page| match (page.kind, &page.id) {
                (PageKind::Record(c), Some(id)) => Some(format!("{}/{id}", site.collections[c].name)),
                _ => None,
            });
            let declared = site.config.declared_as_of.then(|| site.config.clock.date());
            let version = declared.map(PartialDate::day).or_else(|| page.and_then(|page| page.as_of));
            let chinese = site.config.languages[self.language].is_chinese();
            let version = version.map(|date| date.text(chinese));
            let about = About { title: &self.title, permalink: &permalink, record, version };
            Value::from(contact::mailto(mail, &about, &self.world.theme.strings[self.language]))
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
            "languages" => self.languages(),
            "feed" => self.feed(),
            "crumbs" => self.crumbs(),
            "report" => self.report(),
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
