//! The tree of sections: who belongs where, addresses, order, terms, and what refers to what.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::iter::{IntoParallelRefMutIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

use super::address::{encode, join};
use super::build::folder_and_name;
use super::config::Config;
use super::fields::Pending;
use super::ledger::Ledger;
use super::pages::Pages;
use super::schema::{Schema, Sort};
use super::site::{Attachment, Hidden, Page, PageKind, Section, Site, Why};
use super::source::Source;
use super::texts::Texts;
use super::typed::{SectionSettings, Typed, TypedChild};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::load::SourceFile;
use crate::reads::{Tracked, Whole};
use crate::text;
use crate::value::{code, slug};

/// A site being put together.
pub(super) struct Builder {
    pub(super) site: Site,
    settings: BTreeMap<usize, SectionSettings>,
    pub(super) pending: Vec<(usize, usize, Vec<Pending>)>,
    pub(super) children: Vec<TypedChild>,
    /// Where photographs stand that have a row of their own: by record, and which of its photographs.
    pub(super) photo_rows: BTreeMap<(usize, usize), (Arc<Ledger>, usize)>,
    /// Records by collection and title; none where several share it.
    pub(super) titles: HashMap<(usize, String), Option<usize>>,
    /// Ids and titles of records that are not published, by collection.
    pub(super) hidden_ids: BTreeSet<(usize, String)>,
    /// Collections of which not every record or not every id could be read; that one is not there is no mistake then.
    pub(super) unsure: BTreeSet<usize>,
    /// Titles of records without an id, by collection.
    pub(super) nameless: BTreeSet<(usize, String)>,
    /// Folders whose own page is not published, and what that means for the other files in them.
    closed: BTreeMap<String, Why>,
}

/// Problems in the rows of one file at most: one of nothing but mistakes is not worth a report of as many lines.
const MOST: usize = 200;

impl Builder {
    pub(super) fn new(config: Config, collections: Vec<Schema>, theme: Vec<SourceFile>) -> Self {
        let site = Site {
            config,
            collections,
            pages: Pages::default(),
            sections: Tracked::default(),
            taxonomies: Tracked::default(),
            attachments: Tracked::default(),
            photos: Tracked::default(),
            shown: Whole::default(),
            hidden: Vec::new(),
            theme,
            texts: Texts::default(),
            translations: Whole::default(),
            figures: Tracked::default(),
            statements: Tracked::default(),
            glossary: Whole::default(),
            records: Whole::default(),
            quiet: Arc::default(),
        };
        Builder {
            site,
            settings: BTreeMap::new(),
            pending: Vec::new(),
            children: Vec::new(),
            photo_rows: BTreeMap::new(),
            hidden_ids: BTreeSet::new(),
            unsure: BTreeSet::new(),
            nameless: BTreeSet::new(),
            closed: BTreeMap::new(),
            titles: HashMap::new(),
        }
    }

    /// Takes what is published, in the order of language and source, and notes what is not.
    pub(super) fn take(&mut self, mut typed: Vec<Typed>, children: Vec<TypedChild>, problems: &mut Diagnostics) {
        self.children = children;
        typed.par_sort_by(|a, b| {
            let [a, b] = [a, b].map(|t| (t.page.language, t.page.source.path(), t.page.source.entry()));
            a.cmp(&b)
        });
        let closed: BTreeSet<(usize, Arc<str>)> = typed
            .iter()
            .filter(|t| t.hidden.is_some() && t.page.kind == PageKind::Section)
            .map(|t| (t.page.language, t.page.folder.clone()))
            .collect();
        let mut told: BTreeMap<Arc<str>, usize> = BTreeMap::new();
        for Typed { page, settings, pending, hidden, problems: found, .. } in typed {
            if let Source::Row(..) = page.source {
                let told = told.entry(page.source.path().clone()).or_default();
                for problem in found.iter().take(MOST.saturating_sub(*told)) {
                    problems.push(problem.clone());
                }
                *told += found.len();
            } else {
                problems.append(found);
            }
            let in_closed =
                closed.iter().any(|(language, folder)| *language == page.language && is_below(&page.folder, folder));
            if let Some(why) = hidden.or(in_closed.then_some(Why::Section)) {
                if let (PageKind::Record(collection), Some(id)) = (page.kind, &page.id) {
                    self.hidden_ids.insert((collection, id.clone()));
                    if !page.title.is_empty() {
                        self.hidden_ids.insert((collection, page.title.clone()));
                    }
                }
                if let Some(folder) = own_folder(&page) {
                    let why = if page.is_section() { Why::Section } else { Why::Page };
                    self.closed.insert(folder.to_owned(), why);
                }
                self.site.hidden.push(Hidden { path: page.source.path().clone(), why });
                continue;
            }
            let index = self.site.pages.len();
            self.pending.extend(pending.into_iter().map(|(field, list)| (index, field, list)));
            if page.is_section() {
                self.settings.insert(index, settings);
            }
            self.site.pages.push(page);
        }
        for (path, count) in told.into_iter().filter(|(_, count)| *count > MOST) {
            problems.push(untold(count - MOST).at(Place::file(path)));
        }
    }

    /// Makes the tree of sections; a folder without an `_index.md` gets a page of its own.
    pub(super) fn sections(&mut self) {
        // There is always a home page in the default language: everything leads back to it.
        let mut folders: BTreeSet<(usize, Arc<str>)> = BTreeSet::from([(0, Arc::from(""))]);
        for page in &self.site.pages {
            let mut at: &str = &page.folder;
            while folders.insert((page.language, Arc::from(at))) && !at.is_empty() {
                at = at.rsplit_once('/').map_or("", |(parent, _)| parent);
            }
        }
        let own: BTreeMap<(usize, Arc<str>), usize> = self
            .site
            .pages
            .iter()
            .enumerate()
            .filter(|(_, p)| p.is_section())
            .map(|(i, p)| ((p.language, p.folder.clone()), i))
            .collect();
        for (language, folder) in folders {
            let page =
                own.get(&(language, folder.clone())).copied().unwrap_or_else(|| self.plain_section(language, &folder));
            let settings = self.settings.remove(&page).unwrap_or_default();
            let collection = self.site.collections.iter().position(|c| *c.name == *folder);
            let sort = settings.sort.or(collection.map(|c| self.site.collections[c].sort)).unwrap_or_default();
            self.site.pages[page].section = self.site.sections.len();
            self.site.sections.push(Section {
                page,
                folder,
                language,
                collection,
                parent: None,
                children: Vec::new(),
                ordered: Vec::new(),
                sort,
                paginate: settings.paginate.unwrap_or(self.site.config.paginate),
                column_type: settings.column_type,
            });
        }
        for index in 0..self.site.sections.len() {
            let (language, folder) = (self.site.sections[index].language, self.site.sections[index].folder.clone());
            if let Some((parent, _)) = folder.rsplit_once('/').or((!folder.is_empty()).then_some(("", "")))
                && let Some(parent) = self.site.section(language, parent)
            {
                self.site.sections[index].parent = Some(parent);
                self.site.sections[parent].children.push(index);
            }
        }
        for (index, page) in self.site.pages.iter_mut().enumerate() {
            if !page.is_section() {
                let found = self
                    .site
                    .sections
                    .binary_search_by(|s| (s.language, &*s.folder).cmp(&(page.language, &*page.folder)));
                if let Ok(section) = found {
                    page.section = section;
                    self.site.sections[section].ordered.push(index);
                }
            }
        }
    }

    /// A page for a folder that has none of its own.
    fn plain_section(&mut self, language: usize, folder: &Arc<str>) -> usize {
        let kind = if folder.is_empty() { PageKind::Home } else { PageKind::Section };
        let path = if folder.is_empty() { "content".to_owned() } else { format!("content/{folder}") };
        let mut page = Page::bare(kind, language, folder.clone(), Source::None(path.into()));
        let config = &self.site.config;
        let tag = config.languages[language].as_str();
        let name = folder.rsplit('/').next().unwrap_or_default();
        let from_nav = config.sections.iter().find(|s| *s.path == **folder).map(|s| s.title.get(tag));
        let from_schema = self.site.collections.iter().find(|c| *c.name == **folder).map(|c| c.title.get(tag));
        page.title = match kind {
            PageKind::Home => config.title.get(tag),
            _ => from_nav.filter(|t| !t.is_empty()).or(from_schema).unwrap_or(name),
        }
        .to_owned();
        page.slug = Some(slug(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| code(name));
        self.site.pages.push(page);
        self.site.pages.len() - 1
    }

    /// Gives every page its address.
    pub(super) fn routes(&mut self) {
        let mut of_section: Vec<String> = Vec::with_capacity(self.site.sections.len());
        for section in &self.site.sections {
            // Sections are ordered by folder, so the one above comes first.
            let route = match section.parent {
                Some(parent) => format!("{}{}/", of_section[parent], self.site.pages[section.page].slug),
                None if section.language == 0 => "/".to_owned(),
                None => format!("/{}/", self.site.config.languages[section.language]),
            };
            of_section.push(route);
        }
        let base = self.site.config.base.path.trim_end_matches('/').to_owned();
        self.site.pages.par_iter_mut().for_each(|page| {
            page.route = if page.is_section() {
                of_section[page.section].clone()
            } else {
                format!("{}{}/", of_section[page.section], page.slug)
            };
            page.url = base.clone() + &encode(&page.route);
        });
    }

    /// Puts the pages of each section in their order, and makes neighbours of them.
    pub(super) fn order(&mut self) {
        let Site { pages, sections, config, .. } = &mut self.site;
        sections.par_iter_mut().for_each(|section| {
            section.ordered.par_sort_by(|a, b| compare(&pages[*a], &pages[*b], section.sort));
        });
        for section in sections.iter() {
            for (n, index) in section.ordered.iter().enumerate() {
                let previous = n.checked_sub(1).and_then(|n| section.ordered.get(n)).copied();
                pages[*index].neighbours = (previous, section.ordered.get(n + 1).copied());
            }
        }
        let keys: Vec<_> = sections
            .iter()
            .map(|s| {
                let nav = config.sections.iter().position(|n| *n.path == *s.folder).unwrap_or(usize::MAX);
                (nav, pages[s.page].weight.unwrap_or(i64::MAX), s.folder.clone())
            })
            .collect();
        for section in sections.iter_mut() {
            section.children.sort_by(|a, b| keys[*a].cmp(&keys[*b]));
        }
    }

    /// Gives attachments their addresses: beside the page in whose folder they lie. What lies in the folder of a page or
    /// section that is not published is not published either.
    pub(super) fn attachments(&mut self, files: Vec<SourceFile>) {
        let mut folders: BTreeMap<String, Result<String, Why>> = BTreeMap::new();
        for section in self.site.sections.iter().filter(|s| s.language == 0) {
            folders.insert(section.folder.to_string(), Ok(self.site.pages[section.page].route.clone()));
        }
        folders.extend(std::mem::take(&mut self.closed).into_iter().map(|(folder, why)| (folder, Err(why))));
        let written = self.site.pages.iter().filter_map(|p| Some((own_folder(p)?, p)));
        for (folder, page) in written {
            if page.language == 0 {
                folders.insert(folder.to_owned(), Ok(page.route.clone()));
            } else if folders.get(folder).is_some_and(Result::is_err) {
                // In another language it is published.
                folders.remove(folder);
            }
        }
        let base = self.site.config.base.path.trim_end_matches('/').to_owned();
        for file in files {
            match route_below(&folders, &file.path) {
                Ok(route) => {
                    let url = base.clone() + &encode(&route);
                    self.site.attachments.push(Attachment { file, route, url, published: true });
                }
                Err(why) => self.site.hidden.push(Hidden { path: file.path, why }),
            }
        }
        self.site.hidden.sort_by(|a, b| a.path.cmp(&b.path));
    }

    /// Finds pages of the same thing in different languages: same folder, same file name without the tag.
    pub(super) fn translations(&mut self) {
        if self.site.config.languages.len() < 2 {
            return;
        }
        type Key = (String, Option<(usize, usize)>);
        let mut groups: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        for (index, page) in self.site.pages.iter().enumerate() {
            let path = page.source.path();
            let stem = path.strip_suffix(".md").unwrap_or(path);
            let tag = format!(".{}", self.site.config.languages[page.language]);
            let stem = stem.strip_suffix(tag.as_str()).unwrap_or(stem);
            groups.entry((stem.to_owned(), page.source.entry())).or_default().push(index);
        }
        for group in groups.into_values().filter(|g| g.len() > 1) {
            for index in &group {
                self.site.translations.insert(*index, group.clone());
            }
        }
    }
}

/// What to say of the problems in a table that are not told one by one.
fn untold(count: usize) -> Diagnostic {
    let what = text!(
        "这个文件的各行里还有{count}个问题，没有一一列出",
        "the rows of this file have {count} more problems, which are not listed"
    );
    Diagnostic::new("data/table", Severity::Note, what)
        .help(text!("先改好列出的，再检查一次", "mend those that are listed, and check again"))
}

/// The folder below `content/` that is a page's own: that of an `_index.md` or, below the home page, an `index.md`.
fn own_folder(page: &Page) -> Option<&str> {
    let Source::Markdown(file) = &page.source else { return None };
    let (folder, _) = folder_and_name(&file.front.path);
    match page.kind {
        PageKind::Home => None,
        PageKind::Section => Some(folder),
        PageKind::Page | PageKind::Record(_) => (*page.folder != *folder).then_some(folder),
    }
}

/// The address of a file, by the nearest folder above it that belongs to somebody; or why it is not published.
fn route_below(folders: &BTreeMap<String, Result<String, Why>>, path: &str) -> Result<String, Why> {
    let (mut folder, name) = folder_and_name(path);
    let mut below = name.to_owned();
    loop {
        if let Some(route) = folders.get(folder) {
            return route.clone().map(|route| format!("{route}{below}"));
        }
        let (parent, own) = folder.rsplit_once('/').unwrap_or(("", folder));
        below = join(&slug(own), &below).unwrap_or(below);
        if folder.is_empty() {
            return Ok(format!("/{below}"));
        }
        folder = parent;
    }
}

fn is_below(folder: &str, top: &str) -> bool {
    folder == top || folder.strip_prefix(top).is_some_and(|rest| rest.starts_with('/'))
}

pub(super) fn compare(a: &Page, b: &Page, sort: Sort) -> std::cmp::Ordering {
    let weight = |p: &Page| p.weight.unwrap_or(i64::MAX);
    let newest = |p: &Page| Reverse(p.day());
    let first = match sort {
        Sort::Usual => weight(a).cmp(&weight(b)).then_with(|| newest(a).cmp(&newest(b))),
        Sort::Date => newest(a).cmp(&newest(b)),
        Sort::Weight => weight(a).cmp(&weight(b)),
        Sort::Title => std::cmp::Ordering::Equal,
        Sort::Id => a.id.cmp(&b.id),
    };
    first.then_with(|| a.title.cmp(&b.title)).then_with(|| a.route.cmp(&b.route))
}
