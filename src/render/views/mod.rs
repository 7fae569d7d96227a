//! Views of the records: what lists, filters, record pages and year pages gather, worked out once for a build.

mod deadline;
mod due;
mod filters;
mod glossary;
mod mentions;
pub(super) mod news;
mod posters;
pub(super) mod question;
mod schedule;
mod steps;
mod uses;
mod years;

use std::collections::BTreeMap;

use crate::model::{FieldRef, FieldValue, Page, PageKind, Site};

pub(super) use deadline::{Deadline, Due};
pub(super) use due::{Dated, due, today};
pub(super) use filters::{Chosen, Filter};
use glossary::Glossed;
pub(super) use mentions::Gathered;
pub(super) use posters::{DUE, Poster, Role, deadline};
use schedule::schedule;
pub(super) use schedule::{Column, Schedule, row_title};
pub(super) use steps::{marks, same_unknown, steps};
pub(super) use uses::Uses;
pub(super) use years::{Year, dates_in, root as year_root};

/// What is gathered from all records.
pub(super) struct Views {
    /// Records by collection and language, in the order of their list.
    records: Vec<Vec<Vec<usize>>>,
    /// The place of every page in the order of its list.
    rank: Vec<usize>,
    /// The place of every collection in the navigation.
    order: Vec<usize>,
    /// Filters, by collection, language and field.
    pub(super) filters: Vec<Filter>,
    /// Pages that refer to a page, by that page.
    mentions: BTreeMap<usize, Vec<usize>>,
    /// Records directly below a record of their own collection.
    below: BTreeMap<usize, Vec<usize>>,
    /// Years by language, with the records that have a date in them.
    pub(super) years: Vec<Vec<Year>>,
    /// What is dated, by language: bulletins and changes.
    pub(super) news: Vec<news::News>,
    /// Where terms of the glossary are used.
    pub(super) glossed: Glossed,
    /// Where figures and fields are used.
    pub(super) uses: Uses,
    /// Schedules by collection.
    pub(super) schedules: Vec<Schedule>,
    /// Sheets for the notice board, by the page of their place.
    pub(super) posters: Vec<Poster>,
}

impl Views {
    /// Gathers them.
    pub(super) fn new(site: &Site) -> Views {
        let mut rank = vec![usize::MAX; site.pages.len()];
        let mut records = vec![vec![Vec::new(); site.config.languages.len()]; site.collections.len()];
        for section in &site.sections {
            for (place, page) in section.pages.iter().enumerate() {
                rank[*page] = place;
            }
        }
        // The collection's own section comes first; folders below it follow in their order.
        for section in &site.sections {
            for page in &section.pages {
                if let PageKind::Record(c) = site.pages[*page].kind {
                    records[c][section.language].push(*page);
                }
            }
        }
        let nav = |c: usize| {
            let name = &site.collections[c].name;
            site.config.sections.iter().position(|s| s.path == *name).unwrap_or(site.config.sections.len())
        };
        let order = (0..site.collections.len()).map(nav).collect();
        let mut views = Views {
            filters: filters::gather(site, &records, &rank),
            mentions: mentions::gather(site),
            below: mentions::below(site),
            uses: Uses::new(site),
            glossed: Glossed::new(site),
            schedules: site.collections.iter().map(schedule).collect(),
            years: Vec::new(),
            news: news::gather(site),
            posters: Vec::new(),
            records,
            rank,
            order,
        };
        views.years = years::gather(site, &views);
        views.posters = posters::gather(site, &views);
        views
    }

    /// The records of a collection in a language, in the order of their list.
    pub(super) fn records(&self, collection: usize, language: usize) -> &[usize] {
        &self.records[collection][language]
    }

    /// What records are ordered by where several collections stand on one page.
    fn key(&self, site: &Site, page: usize) -> (usize, usize, usize, usize) {
        match site.pages[page].kind {
            PageKind::Record(c) => (self.order[c], c, self.rank[page], page),
            _ => (usize::MAX, usize::MAX, self.rank[page], page),
        }
    }

    /// The posters of a place, the one of all years first.
    pub(super) fn posters_of(&self, page: usize) -> &[Poster] {
        let from = self.posters.partition_point(|p| p.page < page);
        let to = self.posters.partition_point(|p| p.page <= page);
        &self.posters[from..to]
    }

    /// The filters of a collection's list.
    pub(super) fn filters_of(&self, collection: usize, language: usize) -> &[Filter] {
        let key = |f: &Filter| (f.collection, f.language);
        let from = self.filters.partition_point(|f| key(f) < (collection, language));
        let to = self.filters.partition_point(|f| key(f) <= (collection, language));
        &self.filters[from..to]
    }

    /// The index of a collection's first filter.
    pub(super) fn first_filter(&self, collection: usize, language: usize) -> usize {
        self.filters.partition_point(|f| (f.collection, f.language) < (collection, language))
    }
}

/// What a record holds in a field of its collection.
pub(super) fn value_of(page: &Page, collection: usize, field: usize) -> Option<&FieldValue> {
    page.value(FieldRef::Collection(collection, field))
}
