//! What documents are told apart by: the list on which they stand, places, years. The numbers agree with the lists.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::documents::Documents;
use super::files::{Belongs, Sort, docs};
use super::shard::shards_for;
use crate::model::{FieldValue, Kind, PageKind, Site, Value};
use crate::render::plan::{Maker, Planned};
use crate::render::template::{World, word};

/// What a document is, by language: a page of a section, or what no section has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render) enum What {
    Section(usize),
    /// Pages beside the home page, and it.
    Top(usize),
    Figures(usize),
    Bulletins(usize),
    Lists(usize),
}

impl What {
    /// The language that it is in.
    pub(in crate::render) fn language(self, site: &Site) -> usize {
        match self {
            What::Section(section) => site.sections[section].language,
            What::Top(language) | What::Figures(language) | What::Bulletins(language) | What::Lists(language) => {
                language
            }
        }
    }
}

/// What the page of a maker is.
pub(in crate::render) fn what(site: &Site, maker: Maker) -> What {
    match maker {
        Maker::Page(page) => {
            let own = &site.pages.unnoted()[page];
            let section = match own.kind {
                // A collection's list has the records in folders below it too.
                PageKind::Record(c) => site.section(own.language, &site.collections[c].name),
                _ => Some(own.section),
            };
            match section.filter(|s| !site.sections[*s].folder.is_empty()) {
                _ if own.is_section() && own.kind != PageKind::Home => What::Lists(own.language),
                Some(section) => What::Section(section),
                None => What::Top(own.language),
            }
        }
        Maker::Figure(_, language) => What::Figures(language),
        Maker::Bulletin(language, _) => What::Bulletins(language),
        Maker::List(section, _) => What::Lists(site.sections[section].language),
        Maker::Taxonomy(i) | Maker::Term(i, ..) => What::Lists(site.taxonomies[i].language),
        Maker::Years(language)
        | Maker::Year(language, ..)
        | Maker::Checks(language)
        | Maker::Ask(language)
        | Maker::Glossary(language)
        | Maker::Bulletins(language, _)
        | Maker::Changes(language, _)
        | Maker::Dictionary(_, language)
        | Maker::Figures(language) => What::Lists(language),
        _ => What::Lists(0),
    }
}

/// Whether a page is a place: its collection has place codes.
fn is_place(site: &Site, page: usize) -> bool {
    let PageKind::Record(c) = site.pages[page].kind else { return false };
    site.collections[c].fields.iter().any(|field| matches!(field.kind, Kind::PlaceCode))
}

/// Whether a section lists places.
fn is_of_places(site: &Site, section: usize) -> bool {
    let collection = site.sections[section].collection.map(|c| &site.collections[c]);
    collection.is_some_and(|schema| schema.fields.iter().any(|field| matches!(field.kind, Kind::PlaceCode)))
}

/// Places that a record names, and itself if it is one.
fn places(site: &Site, page: usize) -> BTreeSet<usize> {
    fn named(site: &Site, value: &FieldValue, out: &mut BTreeSet<usize>) {
        let FieldValue::Known(values) = value else { return };
        for value in values {
            match value {
                Value::Record(page) if is_place(site, *page) => _ = out.insert(*page),
                Value::Item(fields) => fields.iter().for_each(|(_, value)| named(site, value, out)),
                _ => {}
            }
        }
    }
    let mut out: BTreeSet<usize> = Some(page).filter(|page| is_place(site, *page)).into_iter().collect();
    site.pages[page].fields.iter().for_each(|(_, value)| named(site, value, &mut out));
    out
}

/// `docs.js`; `called`: how long the names of each are.
pub(in crate::render) fn documents_file(
    world: &World,
    planned: &[Planned],
    documents: &Documents,
    called: impl Fn(usize) -> Box<[usize]>,
) -> Vec<u8> {
    let site = &*world.site;
    let makers = || documents.outputs().iter().map(|place| planned[*place].maker);
    let sorts: Vec<What> = makers().map(|maker| what(site, maker)).collect::<BTreeSet<_>>().into_iter().collect();
    let mut years_of: Vec<Vec<i16>> = vec![Vec::new(); site.pages.len()];
    for year in world.views.years.iter().flatten() {
        year.pages.iter().for_each(|page| years_of[*page].push(year.year));
    }
    let page_of = |maker: Maker| match maker {
        Maker::Page(page) => Some(page),
        _ => None,
    };
    for page in makers().filter_map(page_of) {
        if years_of[page].is_empty() {
            years_of[page].extend(site.pages[page].date.map(|date| date.year));
        }
    }
    let places_of = |maker: Maker| page_of(maker).map(|page| places(site, page)).unwrap_or_default();
    let named: Vec<BTreeSet<usize>> = makers().map(places_of).collect();
    let all_places: Vec<usize> = named.iter().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let all_years: Vec<i16> = makers()
        .filter_map(page_of)
        .flat_map(|p| &years_of[p])
        .copied()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .rev()
        .collect();
    let belongs: Vec<Belongs> = makers()
        .zip(&named)
        .enumerate()
        .map(|(number, (maker, named))| Belongs {
            sort: sorts.binary_search(&what(site, maker)).unwrap_or(0),
            places: named.iter().filter_map(|place| all_places.binary_search(place).ok()).collect(),
            years: page_of(maker)
                .into_iter()
                .flat_map(|page| &years_of[page])
                .filter_map(|year| all_years.binary_search_by(|y| year.cmp(y)).ok())
                .collect(),
            called: called(number),
        })
        .collect();
    let titled: Vec<(String, String, usize)> = sorts.iter().map(|what| titled(world, *what)).collect();
    let kinds: Vec<Sort<'_>> = titled
        .iter()
        .zip(&sorts)
        .map(|((name, title, language), what)| {
            let place = matches!(what, What::Section(section) if is_of_places(site, *section));
            Sort { name, title, language: site.config.languages[*language].as_str(), place }
        })
        .collect();
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    all_places.iter().for_each(|page| *named.entry(&site.pages[*page].title).or_default() += 1);
    // Two places of one name are told apart by their ids.
    let name = |page: &usize| match &site.pages[*page] {
        page if named[&*page.title] > 1 => Cow::Owned(format!("{} ({})", page.title, page.slug)),
        page => Cow::Borrowed(&*page.title),
    };
    let places: Vec<Cow<'_, str>> = all_places.iter().map(name).collect();
    let years: Vec<String> = all_years.iter().map(ToString::to_string).collect();
    docs((shards_for(documents.len()), documents.stamp()), &kinds, (&places, &years), &belongs)
}

/// Name in addresses, title and language.
pub(in crate::render) fn titled(world: &World, what: What) -> (String, String, usize) {
    let site = &world.site;
    let said = |language: usize, name: &str, key: &str| {
        (name.to_owned(), word(&world.theme.strings[language], key, &[]), language)
    };
    match what {
        What::Section(section) => {
            let own = &site.sections[section];
            (own.folder.to_string(), site.pages[own.page].title.clone(), own.language)
        }
        What::Top(language) => said(language, "-pages", "search_pages"),
        What::Figures(language) => said(language, "-figures", "figures"),
        What::Bulletins(language) => said(language, "-bulletins", "bulletins"),
        What::Lists(language) => said(language, "-lists", "search_lists"),
    }
}
