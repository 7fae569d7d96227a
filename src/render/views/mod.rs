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
use crate::reads::{Key, Kind, Tracked, Whole};

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
    records: Tracked<Vec<Vec<usize>>, { Kind::Lists as u8 }>,
    /// The place of every page in the order of its list.
    rank: Tracked<usize, { Kind::Rank as u8 }>,
    /// The place of every collection in the navigation.
    order: Vec<usize>,
    /// Filters, by collection, language and field.
    pub(super) filters: Tracked<Filter, { Kind::Filters as u8 }>,
    /// Pages that refer to a page, by that page.
    mentions: Tracked<Vec<usize>, { Kind::Mentions as u8 }>,
    /// Records directly below a record of their own collection.
    below: Whole<BTreeMap<usize, Vec<usize>>, { Kind::Below as u8 }>,
    /// Years by language, with the records that have a date in them.
    pub(super) years: Tracked<Vec<Year>, { Kind::Years as u8 }>,
    /// What is dated, by language: bulletins and changes.
    pub(super) news: Tracked<news::News, { Kind::News as u8 }>,
    /// Where terms of the glossary are used.
    pub(super) glossed: Glossed,
    /// Where figures and fields are used.
    pub(super) uses: Whole<Uses, { Kind::Uses as u8 }>,
    /// Schedules by collection.
    pub(super) schedules: Vec<Schedule>,
    /// Sheets for the notice board, by the page of their place.
    pub(super) posters: Tracked<Poster, { Kind::Posters as u8 }>,
}

impl Views {
    /// Gathers them.
    pub(super) fn new(site: &Site) -> Views {
        let mut rank = vec![usize::MAX; site.pages.len()];
        let mut records = vec![vec![Vec::new(); site.config.languages.len()]; site.collections.len()];
        for section in 0..site.sections.len() {
            for (place, page) in site.listed(section).iter().enumerate() {
                rank[*page] = place;
            }
        }
        // The collection's own section comes first; folders below it follow in their order.
        for (index, section) in site.sections.iter().enumerate() {
            for page in site.listed(index) {
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
            filters: filters::gather(site, &records, &rank).into(),
            mentions: mentions::gather(site).into(),
            below: mentions::below(site).into(),
            uses: Uses::new(site).into(),
            glossed: Glossed::new(site),
            schedules: site.collections.iter().map(schedule).collect(),
            years: Tracked::default(),
            news: news::gather(site).into(),
            posters: Tracked::default(),
            records: records.into(),
            rank: rank.into(),
            order,
        };
        views.years = years::gather(site, &views).into();
        views.posters = posters::gather(site, &views).into();
        views
    }

    /// What of other views is not the same.
    pub(super) fn differences(&self, other: &Views, out: &mut Vec<Key>) {
        self.records.differences(&other.records, |a, b| a == b, out);
        self.rank.differences(&other.rank, |a, b| a == b, out);
        self.filters.differences(&other.filters, |a, b| a == b, out);
        self.mentions.differences(&other.mentions, |a, b| a == b, out);
        self.below.difference(&other.below, out);
        self.years.differences(&other.years, |a, b| a == b, out);
        self.news.differences(&other.news, |a, b| a == b, out);
        self.glossed.differences(&other.glossed, out);
        self.uses.difference(&other.uses, out);
        self.posters.differences(&other.posters, |a, b| a == b, out);
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
        &self.posters.as_slice()[from..to]
    }

    /// The filters of a collection's list.
    pub(super) fn filters_of(&self, collection: usize, language: usize) -> &[Filter] {
        let key = |f: &Filter| (f.collection, f.language);
        let from = self.filters.partition_point(|f| key(f) < (collection, language));
        let to = self.filters.partition_point(|f| key(f) <= (collection, language));
        &self.filters.as_slice()[from..to]
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
