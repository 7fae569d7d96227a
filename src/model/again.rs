//! Derives the site again. Where no more has changed than the words and dates of ordinary pages, they are put into the
//! site that was there; on any doubt the whole site is derived anew. What comes out is the same either way.

use std::sync::Arc;

use super::build::{build, folder_of, seat};
use super::config::Overrides;
use super::key_table::KeyTable;
use super::links::Targets;
use super::schema::Sort;
use super::site::{Page, PageKind, Site};
use super::source::Source;
use super::tree::compare;
use super::typed::{Context, typed};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::{Markdown, Parsed};
use crate::picture;

/// A site, and what it was derived from.
#[derive(Debug)]
pub struct Derived {
    parsed: Parsed,
    site: Arc<Site>,
    problems: Diagnostics,
}

/// Derives the site, with the help of what `known` holds from the last time; overrides and rules are those of that time.
pub fn build_again(
    parsed: Parsed,
    overrides: &Overrides,
    known: &mut Option<Derived>,
) -> (Option<Arc<Site>>, Diagnostics) {
    let quick = known.as_ref().and_then(|known| known.with(&parsed));
    let (site, problems) = match quick {
        Some(site) => (Some(Arc::new(site)), known.as_ref().map(|k| k.problems.clone()).unwrap_or_default()),
        None => {
            let (site, problems) = build(parsed.clone(), overrides);
            let carried = |mut site: Site| {
                if let Some(known) = known.as_ref() {
                    site.quiet = known.site.quiet.clone();
                }
                Arc::new(site)
            };
            (site.map(carried), problems)
        }
    };
    if let Some(site) = &site {
        *known = Some(Derived { parsed, site: site.clone(), problems: problems.clone() });
    }
    (site, problems)
}

fn all_same<T>(a: &[T], b: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
}

impl Derived {
    /// The site of other sources, if they differ from these in nothing but the words and dates of some ordinary pages.
    fn with(&self, parsed: &Parsed) -> Option<Site> {
        let old = &self.parsed;
        let same_rest = match (&old.site, &parsed.site) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            _ => false,
        } && all_same(&old.schemas, &parsed.schemas, Arc::ptr_eq)
            && all_same(&old.data, &parsed.data, Arc::ptr_eq)
            && all_same(&old.tables, &parsed.tables, Arc::ptr_eq)
            && all_same(&old.attachments, &parsed.attachments, |a, b| {
                a.path == b.path && Arc::ptr_eq(&a.bytes, &b.bytes)
            });
        if !same_rest || old.pages.len() != parsed.pages.len() {
            return None;
        }
        let mut changed: Vec<(&Arc<Markdown>, &Arc<Markdown>)> = Vec::new();
        for (before, now) in old.pages.iter().zip(&parsed.pages) {
            if !Arc::ptr_eq(before, now) {
                if before.front.path != now.front.path || changed.len() == MOST {
                    return None;
                }
                changed.push((before, now));
            }
        }
        let mut site = Site::clone(&self.site);
        site.theme.clone_from(&parsed.theme);
        if changed.is_empty() {
            return Some(site);
        }
        let table = KeyTable::new(&site.config, &site.collections, None);
        let mut new = Vec::with_capacity(changed.len());
        {
            let targets = Targets::new(&site);
            for (before, now) in changed {
                new.push(self.page(&site, &targets, &table, before, now)?);
            }
        }
        let places: Vec<usize> = new.iter().map(|(index, _)| *index).collect();
        for (index, page) in new {
            site.pages[index] = page;
        }
        site.reorder(&places);
        Some(site)
    }

    /// A page as it is now, and its place.
    fn page(
        &self,
        site: &Site,
        targets: &Targets<'_>,
        table: &KeyTable,
        before: &Arc<Markdown>,
        now: &Arc<Markdown>,
    ) -> Option<(usize, Page)> {
        let is_old = |page: &Arc<Page>| matches!(&page.source, Source::Markdown(file) if Arc::ptr_eq(file, before));
        let index = site.pages.unnoted().iter().position(is_old)?;
        let old = &site.pages.unnoted()[index];
        let has_blocks = |file: &Markdown| !file.document.blocks.is_empty() || !file.blocks.is_empty();
        if old.kind != PageKind::Page
            || site.translations.contains_key(&index)
            || !old.photos.is_empty()
            || has_blocks(before)
            || has_blocks(now)
            || self.problems.iter().any(|problem| names(problem, &now.front.path))
        {
            return None;
        }
        let mut problems = Diagnostics::new();
        let seat = seat(&now.front.path, old_folder(now), None, &site.config, &mut problems);
        if (seat.kind, seat.language, &seat.folder) != (old.kind, old.language, &old.folder) {
            return None;
        }
        let context = Context { config: &site.config, collections: &site.collections, collection: None, table };
        let made = typed(Source::Markdown(now.clone()), seat, &context);
        let mut page = made.page;
        let is_like = (&page.id, &page.slug, &page.terms, &page.aliases, &page.fields)
            == (&old.id, &old.slug, &old.terms, &old.aliases, &old.fields);
        if !is_like || made.hidden.is_some() || !made.pending.is_empty() || !problems.is_empty() {
            return None;
        }
        page.route.clone_from(&old.route);
        page.url.clone_from(&old.url);
        page.section = old.section;
        page.neighbours = old.neighbours;
        let found = targets.page(site, &page);
        if !found.problems.is_empty() || !made.problems.is_empty() {
            return None;
        }
        found.put(&mut page);
        // Which photographs are shown and which originals are asked for, all pages decide together.
        let has_pictures = site.attachments.unnoted().iter().any(|a| picture::is_picture(&a.file.path));
        if has_pictures && page.addresses != old.addresses {
            return None;
        }
        let images = |file: &Markdown| file.document.links.iter().map(|link| link.image).collect::<Vec<_>>();
        (!has_pictures || images(before) == images(now)).then_some((index, page))
    }
}

/// Pages that are put into a site one by one.
const MOST: usize = 16;

/// The folder of a page's file, as seats are given by it.
fn old_folder(file: &Markdown) -> Arc<str> {
    folder_of(&file.front.path).into()
}

/// Whether a problem has to do with a file.
fn names(problem: &Diagnostic, path: &str) -> bool {
    problem.place.iter().chain(problem.related.iter().map(|(place, _)| place)).any(|place| *place.file == *path)
}

impl Site {
    /// Puts lists in order again in which some pages stand, whose words and dates have changed.
    fn reorder(&mut self, places: &[usize]) {
        let mut sections: Vec<usize> = places.iter().map(|p| self.pages.unnoted()[*p].section).collect();
        sections.sort_unstable();
        sections.dedup();
        for section in sections {
            let mut ordered = self.sections.unnoted()[section].ordered.clone();
            let (pages, sort) = (self.pages.unnoted(), self.sections.unnoted()[section].sort);
            ordered.sort_by(|a, b| compare(&pages[*a], &pages[*b], sort));
            if ordered == self.sections.unnoted()[section].ordered {
                continue;
            }
            for (n, index) in ordered.iter().enumerate() {
                let neighbours = (n.checked_sub(1).map(|n| ordered[n]), ordered.get(n + 1).copied());
                if self.pages.unnoted()[*index].neighbours != neighbours {
                    self.pages[*index].neighbours = neighbours;
                }
            }
            self.sections[section].ordered = ordered;
        }
        let mut terms: Vec<(usize, usize, String)> = Vec::new();
        for page in places.iter().map(|p| &self.pages.unnoted()[*p]) {
            for (definition, names) in &page.terms {
                terms.extend(names.iter().map(|name| (page.language, *definition, name.clone())));
            }
        }
        terms.sort();
        terms.dedup();
        for (language, definition, name) in terms {
            let pages = self.pages.unnoted();
            let mut taxonomies = self.taxonomies.iter_mut();
            let found = taxonomies.find(|t| t.language == language && t.definition == definition);
            if let Some(term) = found.and_then(|taxonomy| taxonomy.named.get_mut(&name)) {
                term.pages.sort_by(|a, b| compare(&pages[*a], &pages[*b], Sort::Date));
            }
        }
    }
}
