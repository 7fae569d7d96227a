//! Who refers to whom: by the fields of records, small records included, by sources, and by `record:` links in texts.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use super::Views;
use crate::check::{Rec, record};
use crate::model::block::{Block, observations};
use crate::model::{Field, FieldRef, FieldValue, PageKind, Site, Value};

/// Records of one collection that a page shows of those that refer to it.
const MOST_GATHERED: usize = 50;

/// How many levels below a record are gathered with it.
const LEVELS: usize = 12;

/// What refers to a record, from one collection.
pub(in crate::render) struct Gathered {
    /// `None`: ordinary pages.
    pub(in crate::render) collection: Option<usize>,
    /// Pages, and the record below this one that they refer to.
    pub(in crate::render) pages: Vec<(usize, Option<usize>)>,
    /// How many there are.
    pub(in crate::render) count: usize,
}

fn records(value: &FieldValue, out: &mut Vec<usize>) {
    let FieldValue::Known(values) = value else { return };
    for value in values {
        match value {
            Value::Record(page) => out.push(*page),
            Value::Item(fields) => fields.iter().for_each(|(_, value)| records(value, out)),
            _ => {}
        }
    }
}

/// Pages that refer to a page, by that page.
pub(super) fn gather(site: &Site) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); site.pages.len()];
    let mut targets = Vec::new();
    for (index, page) in site.pages.iter().enumerate() {
        targets.clear();
        page.fields.iter().for_each(|(_, value)| records(value, &mut targets));
        targets.extend(page.sources.iter().filter_map(|s| s.page));
        let links = page.source.document().map_or(&[][..], |d| &d.links);
        targets.extend(links.iter().filter_map(|l| l.destination.strip_prefix("record:").and_then(|r| site.record(r))));
        targets.extend(page.blocks.iter().flat_map(Block::records));
        for target in targets.iter().filter(|t| **t != index) {
            let list = &mut out[*target];
            if list.last() != Some(&index) {
                list.push(index);
            }
        }
    }
    out
}

/// Records directly below a record: those whose field `parent` names one of their own collection.
pub(super) fn below(site: &Site) -> BTreeMap<usize, Vec<usize>> {
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let parents: Vec<Option<usize>> = site
        .collections
        .iter()
        .map(|schema| {
            let own = |field: &Field| field.only_target() == Some(schema.name.as_str());
            schema.fields.iter().position(|f| f.name == "parent" && !f.list && own(f))
        })
        .collect();
    for (index, page) in site.pages.iter().enumerate() {
        let PageKind::Record(c) = page.kind else { continue };
        let Some(field) = parents[c] else { continue };
        let found = page.fields.iter().find(|(f, _)| *f == FieldRef::Collection(c, field));
        if let Some((_, FieldValue::Known(values))) = found
            && let [Value::Record(parent)] = values.as_slice()
            && page.language == 0
        {
            out.entry(*parent).or_default().push(index);
        }
    }
    out
}

impl Views {
    /// The pages that refer to a page.
    pub(in crate::render) fn mentions_of(&self, page: usize) -> &[usize] {
        self.mentions.get(page).map_or(&[], Vec::as_slice)
    }

    /// The record in the default language: references lead there.
    pub(in crate::render) fn base(&self, site: &Site, page: usize) -> usize {
        let found = &site.pages[page];
        match (found.kind, &found.id) {
            (PageKind::Record(c), Some(id)) if found.language > 0 => {
                site.records.get(&(c, id.clone())).copied().unwrap_or(page)
            }
            _ => page,
        }
    }

    /// What a record says: a translation leaves it to the record in the default language.
    pub(in crate::render) fn said<'s>(&self, site: &'s Site, page: usize) -> Option<Rec<'s>> {
        record(site, self.base(site, page))
    }

    /// Everything that refers to a record or to one below it, by collection.
    pub(in crate::render) fn gathered(&self, site: &Site, page: usize) -> Vec<Gathered> {
        let found = self.touching(site, page);
        let collection = |page: usize| match site.pages[page].kind {
            PageKind::Record(c) => Some(c),
            _ => None,
        };
        let groups = found.chunk_by(|a, b| collection(a.0) == collection(b.0));
        let own = collection(page).and_then(|of| observations(site, of));
        let one = |group: &[(usize, Option<usize>)]| {
            let mut pages = group.to_vec();
            // Of what was observed of an indicator the newest comes first.
            if own.is_some() && collection(group[0].0) == own {
                let period = |page: usize| self.said(site, page).and_then(|rec| rec.date("period"));
                pages.sort_by_key(|(page, _)| Reverse(period(*page).map(|w| (w.bounds().1, w.bounds().0, w))));
            }
            pages.truncate(MOST_GATHERED);
            Gathered { collection: collection(group[0].0), pages, count: group.len() }
        };
        groups.map(one).collect()
    }

    /// All pages that refer to a record or to one below it, and that one, in the order of their lists.
    pub(super) fn touching(&self, site: &Site, page: usize) -> Vec<(usize, Option<usize>)> {
        let base = self.base(site, page);
        let language = site.pages[page].language;
        let mut seen: HashSet<usize> = HashSet::from([page, base]);
        let mut found: Vec<(usize, Option<usize>)> = Vec::new();
        let (mut level, mut known) = (vec![base], HashSet::from([base]));
        for _ in 0..LEVELS {
            let mut next = Vec::new();
            for target in level {
                let via = (target != base).then_some(target);
                for mention in self.mentions_of(target) {
                    if site.pages[*mention].language == language && seen.insert(*mention) {
                        found.push((*mention, via));
                    }
                }
                next.extend(self.below.get(&target).into_iter().flatten().copied().filter(|p| known.insert(*p)));
            }
            level = next;
        }
        found.sort_by_key(|(page, _)| self.key(site, *page));
        found
    }
}
