//! What all templates of a build share: the site, the theme, and what is worked out once.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, OnceLock};

use minijinja::value::Value;
use rayon::slice::ParallelSliceMut;

use super::lists;
use super::object::{named, or_none, text_or_none};
use super::strings::Words;
use crate::check::Account;
use crate::model::{Site, Term};
use crate::reads::{Kept, Key, Kind, Reads, Tracked, Whole, note};
use crate::render::export::{self, Format};
use crate::render::roots::{self, dictionary};
use crate::render::theme::Theme;
use crate::render::views::{Views, year_root};
use crate::value::{PartialDate, tel};

/// What is the same for all pages of a taxonomy.
pub(super) struct SharedTaxonomy {
    pub(super) name: Value,
    pub(super) title: Value,
    pub(super) url: Value,
    /// Terms by name.
    pub(super) terms: HashMap<String, Value>,
}

/// What lists ask of a page again and again, made once. Holds nothing that holds the world.
pub(super) struct Entry {
    pub(super) title: Value,
    pub(super) url: Value,
    pub(super) terms: Value,
}

/// A part of frames, and what was read for it.
type Fragment = (Value, Arc<Reads>);

/// Shared by all outputs of a build.
pub(crate) struct World {
    pub(crate) site: Arc<Site>,
    /// How the records stand against one another.
    pub(crate) account: Whole<Arc<Account>, { Kind::Account as u8 }>,
    pub(crate) theme: Arc<Theme>,
    /// Pages with a date, newest first, by language.
    pub(crate) latest: Tracked<Vec<usize>, { Kind::Latest as u8 }>,
    /// What lists ask of pages, by page.
    pub(super) entries: Vec<OnceLock<Entry>>,
    /// Taxonomies by language and definition, with their terms.
    pub(super) terms: Vec<Vec<SharedTaxonomy>>,
    /// What is gathered from all records.
    pub(crate) views: Views,
    /// `t` by language.
    pub(super) words: Vec<Value>,
    /// `site` by language and by the entry of the navigation that is open (last: none).
    sites: Vec<Vec<Value>>,
    /// The open entry of the navigation, by section.
    open: Whole<Vec<Option<usize>>, { Kind::Open as u8 }>,
    /// Parts of frames that were rendered already, by name, language and open entry.
    pub(super) fragments: Mutex<HashMap<(String, usize, usize), Fragment>>,
    /// Cards of figures, by figure and language; they hold nothing that holds the world.
    pub(super) cards: Vec<Vec<Kept<Value>>>,
    /// Addresses of all pages below the root, of a site in several languages.
    routes: Whole<HashSet<String>, { Kind::Routes as u8 }>,
    /// Collections by index and language.
    pub(super) collections: Tracked<Vec<Value>, { Kind::Collections as u8 }>,
}

impl World {
    pub(crate) fn new(
        site: Arc<Site>,
        account: Arc<Account>,
        theme: Arc<Theme>,
        views: Views,
        routes: HashSet<String>,
    ) -> World {
        let languages = site.config.languages.len();
        let latest = (0..languages).map(|l| latest(&site, l)).collect();
        let words = theme.strings.iter().map(|s| Value::from_object(Words::new(s))).collect();
        let terms = (0..languages).map(|l| shared_terms(&site, l)).collect();
        let mut world = World {
            entries: site.pages.iter().map(|_| OnceLock::new()).collect(),
            terms,
            views,
            site,
            account: account.into(),
            theme,
            latest,
            words,
            sites: Vec::new(),
            open: Whole::default(),
            fragments: Mutex::default(),
            collections: Tracked::default(),
            cards: Vec::new(),
            routes: routes.into(),
        };
        world.sites = (0..languages).map(|l| world.site_values(l)).collect();
        let navs: Vec<Vec<(String, String, String)>> = (0..languages).map(|l| world.nav(l)).collect();
        *world.open = world
            .site
            .sections
            .iter()
            .map(|s| {
                let below =
                    |path: &str| *s.folder == *path || s.folder.strip_prefix(path).is_some_and(|r| r.starts_with('/'));
                navs[s.language].iter().position(|(path, _, _)| below(path))
            })
            .collect();
        world.cards = world.site.figures.iter().map(|_| vec![Kept::new(); languages]).collect();
        world.collections = (0..world.site.collections.len())
            .map(|c| (0..languages).map(|l| world.collection(c, l)).collect())
            .collect();
        world
    }

    /// An address with its scheme and host.
    pub(crate) fn absolute(&self, url: &str) -> String {
        format!("{}{url}", self.site.config.base.origin)
    }

    /// The address below the root of what stands at `route` in one language, in another one; none where it is not there.
    pub(super) fn in_language(&self, route: &str, from: usize, to: usize) -> Option<String> {
        let tags = &self.site.config.languages;
        let own = if from == 0 { route } else { route.strip_prefix(&format!("/{}", tags[from]))? };
        let other = if to == 0 { own.to_owned() } else { format!("/{}{own}", tags[to]) };
        self.routes.contains(&other).then_some(other)
    }

    /// An address with the base path.
    pub(crate) fn based(&self, route: &str) -> String {
        format!("{}{}", self.site.config.base.path.trim_end_matches('/'), crate::model::address::encode(route))
    }

    /// Which entry of the navigation is open in a section; one past the last: none.
    pub(super) fn open(&self, language: usize, section: Option<usize>) -> usize {
        section.and_then(|s| self.open[s]).unwrap_or(self.sites[language].len() - 1)
    }

    /// What of another world is not the same, beside what is of its site; both have the same settings and theme.
    pub(crate) fn differences(&self, other: &World, out: &mut Vec<Key>) {
        self.views.differences(&other.views, out);
        self.account.difference(&other.account, out);
        self.latest.differences(&other.latest, |a, b| a == b, out);
        self.open.difference(&other.open, out);
        self.routes.difference(&other.routes, out);
        // They hold texts and numbers, all of which are printed.
        let prints = |values: &[Value]| values.iter().map(|value| format!("{value:?}")).collect::<Vec<_>>();
        self.collections.differences(&other.collections, |a, b| prints(a) == prints(b), out);
        for (language, (own, theirs)) in self.sites.iter().zip(&other.sites).enumerate() {
            let (own, theirs) = (prints(own), prints(theirs));
            let differing = (0..own.len().max(theirs.len())).filter(|open| own.get(*open) != theirs.get(*open));
            out.extend(differing.map(|open| key_of_site(language, open)));
        }
    }

    /// `site` for an output of a section.
    pub(super) fn site_value(&self, language: usize, section: Option<usize>) -> Value {
        self.site_open(language, self.open(language, section))
    }

    /// `site` where that entry of the navigation is open.
    pub(super) fn site_open(&self, language: usize, open: usize) -> Value {
        note(key_of_site(language, open));
        self.sites[language][open].clone()
    }

    /// Path, title and address of the navigation's entries that exist in a language.
    fn nav(&self, language: usize) -> Vec<(String, String, String)> {
        let site = &self.site;
        let tag = site.config.languages[language].as_str();
        let entry = |path: &str, title: &str| {
            let section = &site.sections[site.section(language, path)?];
            let page = &site.pages[section.page];
            let title = if title.is_empty() { &page.title } else { title };
            Some((path.to_owned(), title.to_owned(), page.url.clone()))
        };
        if site.config.sections.is_empty() {
            let Some(home) = site.section(language, "") else {
                return Vec::new();
            };
            let children = &site.sections[home].children;
            return children.iter().filter_map(|s| entry(&site.sections[*s].folder, "")).collect();
        }
        site.config.sections.iter().filter_map(|n| entry(&n.path, n.title.get(tag))).collect()
    }

    fn site_values(&self, language: usize) -> Vec<Value> {
        let entries = self.nav(language);
        let (groups, footer) = (super::index::groups(self, language), super::index::footer(self, language));
        (0..=entries.len())
            .map(|open| {
                let nav = entries.iter().enumerate().map(|(i, (_, title, url))| {
                    named(vec![
                        ("title", Value::from(title.as_str())),
                        ("url", Value::from(url.as_str())),
                        ("here", Value::from(i == open)),
                    ])
                });
                self.one_site(language, Value::from(nav.collect::<Vec<_>>()), groups.clone(), footer.clone())
            })
            .collect()
    }

    fn one_site(&self, language: usize, nav: Value, groups: Value, footer: Value) -> Value {
        let config = &self.site.config;
        let tag = config.languages[language].as_str();
        let home = if language == 0 { "/".to_owned() } else { format!("/{tag}/") };
        let text = |map: &BTreeMap<String, String>, key: &str| or_none(map.get(key).map(|t| Value::from(t.as_str())));
        let languages: Vec<Value> = (0..config.languages.len())
            .filter(|l| self.site.section(*l, "").is_some())
            .map(|l| {
                let tag = config.languages[l].as_str();
                let home = &self.site.pages[self.site.sections[self.site.section(l, "").unwrap_or(0)].page];
                let title = super::strings::word(&self.theme.strings[l], "language_name", &[]);
                named(vec![
                    ("tag", Value::from(tag)),
                    ("title", Value::from(title)),
                    ("url", Value::from(home.url.as_str())),
                ])
            })
            .collect();
        let as_of =
            config.declared_as_of.then(|| super::page::date(self, language, PartialDate::day(config.clock.date())));
        named(vec![
            ("title", Value::from(config.title.get(tag))),
            ("description", text_or_none(config.description.get(tag))),
            ("url", Value::from(self.based(&home))),
            ("base_path", Value::from(config.base.path.as_str())),
            ("publisher", text_or_none(config.publisher.get(tag))),
            ("demonstration", Value::from(config.demonstration)),
            (
                "identifiers",
                named(vec![
                    ("site_id_code", text(&config.identifiers, "site_id_code")),
                    ("icp", text(&config.identifiers, "icp")),
                    ("public_security", text(&config.identifiers, "public_security")),
                ]),
            ),
            (
                "contact",
                named(vec![
                    ("phone", text(&config.contact, "phone")),
                    ("mail", text(&config.contact, "mail")),
                    ("address", text(&config.contact, "address")),
                    ("tel", or_none(config.contact.get("phone").and_then(|phone| tel(phone)).map(Value::from))),
                ]),
            ),
            ("as_of", or_none(as_of)),
            ("nav", nav),
            ("groups", groups),
            ("footer", footer),
            ("languages", Value::from(languages)),
            ("taxonomies", Value::from(self.taxonomies(language))),
            ("years", self.years(language)),
            ("checks", super::checks::of_site(self, language)),
            ("figures", self.figures(language)),
            ("bulletins", super::bulletin::of_site(self, language).0),
            ("changes", super::bulletin::of_site(self, language).1),
            ("glossary", or_none(roots::glossary_root(&self.site, language).map(|r| Value::from(self.based(&r))))),
            ("contents", or_none(roots::contents_root(&self.site, language).map(|r| Value::from(self.based(&r))))),
            ("search", or_none(roots::search_root(&self.site, language).map(|r| Value::from(self.based(&r))))),
            ("ask", or_none(roots::ask_root(&self.site, language).map(|r| Value::from(self.based(&r))))),
        ])
    }

    /// Address of the list of years, where there are any.
    fn years(&self, language: usize) -> Value {
        let there = !self.views.years[language].is_empty();
        or_none(there.then(|| Value::from(self.based(&year_root(&self.site, language)))))
    }

    /// Address of the list of figures, where there are any.
    fn figures(&self, language: usize) -> Value {
        let there = !self.site.figures.is_empty();
        or_none(there.then(|| Value::from(self.based(&crate::model::figure::route(&self.site, language, "")))))
    }

    fn taxonomies(&self, language: usize) -> Vec<Value> {
        let used = self.terms[language].iter().filter(|t| !t.terms.is_empty());
        used.map(|t| named(vec![("name", t.name.clone()), ("title", t.title.clone()), ("url", t.url.clone())]))
            .collect()
    }

    fn collection(&self, index: usize, language: usize) -> Value {
        let schema = &self.site.collections[index];
        let tag = self.site.config.languages[language].as_str();
        let state = schema.machine.as_ref().map(|m| &schema.fields[m.state]);
        let field = |f: &crate::model::Field| {
            named(vec![
                ("name", Value::from(f.name.as_str())),
                ("title", Value::from(f.title.get(tag))),
                ("description", text_or_none(f.description.get(tag))),
                ("type", Value::from(f.type_name())),
                ("number", Value::from(f.is_number())),
                ("state", Value::from(state.is_some_and(|s| s.name == f.name))),
            ])
        };
        let downloads = Format::ALL.iter().filter_map(|format| {
            let route = format!("{}.{}", export::stem(&self.site, index)?, format.extension());
            let title = format.extension().to_uppercase();
            Some(named(vec![
                ("title", Value::from(title)),
                ("url", Value::from(self.based(&route))),
                ("media_type", Value::from(format.media_type())),
            ]))
        });
        let downloads: Vec<Value> = downloads.collect();
        let url = self.site.section(language, &schema.name).map(|s| {
            let page = &self.site.pages[self.site.sections[s].page];
            Value::from(page.url.as_str())
        });
        let words = &self.theme.strings[language];
        let cadence = lists::cadence(schema.cadence).map(|c| super::word(words, &format!("cadence_{c}"), &[]));
        let chinese = self.site.config.languages[language].is_chinese();
        named(vec![
            ("name", Value::from(schema.name.as_str())),
            ("title", Value::from(schema.title.get(tag))),
            ("description", text_or_none(schema.description.get(tag))),
            ("singular", Value::from(schema.singular.get(tag))),
            ("fields", Value::from(schema.fields.iter().map(field).collect::<Vec<_>>())),
            ("downloads", Value::from(downloads)),
            ("columns", Value::from(schema.columns.iter().map(|i| field(&schema.fields[*i])).collect::<Vec<_>>())),
            ("count", Value::from(self.views.records(index, language).len())),
            ("url", or_none(url)),
            ("filtered", Value::from(!self.views.filters_of(index, language).is_empty())),
            ("dictionary", or_none(dictionary(&self.site, index, language).map(|r| Value::from(self.based(&r))))),
            ("cadence", or_none(cadence.map(Value::from))),
            ("complete", or_none(schema.complete.map(|when| Value::from(when.text(chinese))))),
        ])
    }
}

fn key_of_site(language: usize, open: usize) -> Key {
    Key::of(Kind::Sites, (language as u64) << 32 | open as u64)
}

fn latest(site: &Site, language: usize) -> Vec<usize> {
    let mut pages: Vec<usize> = (0..site.pages.len())
        .filter(|i| {
            site.pages[*i].language == language && !site.pages[*i].is_section() && site.pages[*i].day().is_some()
        })
        .collect();
    pages.par_sort_by(|a, b| {
        let (a, b) = (&site.pages[*a], &site.pages[*b]);
        b.day().cmp(&a.day()).then_with(|| a.route.cmp(&b.route))
    });
    pages
}

fn shared_terms(site: &Site, language: usize) -> Vec<SharedTaxonomy> {
    let tag = site.config.languages[language].as_str();
    let shared = site.config.taxonomies.iter().enumerate().map(|(i, definition)| {
        let found = site.taxonomies.iter().position(|t| t.language == language && t.definition == i);
        let taxonomy = found.map(|i| &site.taxonomies[i]);
        let term = |t: &Term| {
            named(vec![
                ("title", Value::from(t.name.as_str())),
                ("url", Value::from(t.url.as_str())),
                ("count", Value::from(t.count())),
            ])
        };
        SharedTaxonomy {
            name: Value::from(definition.name.as_str()),
            title: Value::from(definition.title.get(tag)),
            url: Value::from(taxonomy.map_or("", |t| t.url.as_str())),
            terms: found.into_iter().flat_map(|i| site.terms(i)).map(|(name, t)| (name.clone(), term(t))).collect(),
        }
    });
    shared.collect()
}
