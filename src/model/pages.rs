//! The pages of a site: each can be shared with another site, and notes that it is read.

use std::ops::{Index, IndexMut};
use std::sync::Arc;

use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator};

use super::site::Page;
use crate::reads::{Key, Kind, note};

/// Pages in their order. Whoever changes one that is shared gets a copy of his own.
#[derive(Debug, Clone, Default)]
pub struct Pages(Vec<Arc<Page>>);

/// Goes through pages.
pub(super) type Iter<'a> = std::iter::Map<std::slice::Iter<'a, Arc<Page>>, fn(&Arc<Page>) -> &Page>;

impl Pages {
    /// How many there are.
    pub fn len(&self) -> usize {
        note(Key::length(Kind::Pages));
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A page, if it is there.
    pub fn get(&self, index: usize) -> Option<&Page> {
        note(Key::of(Kind::Pages, index as u64));
        self.0.get(index).map(|page| &**page)
    }

    /// All of them.
    pub fn iter(&self) -> Iter<'_> {
        note(Key::all(Kind::Pages));
        self.0.iter().map(|page| &**page)
    }

    /// All of them, on all cores.
    pub fn par_iter(&self) -> impl IndexedParallelIterator<Item = &Page> {
        note(Key::all(Kind::Pages));
        self.0.par_iter().map(|page| &**page)
    }

    /// All of them, for who notes by other means what he reads.
    pub fn unnoted(&self) -> &[Arc<Page>] {
        &self.0
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Page> {
        self.0.iter_mut().map(Arc::make_mut)
    }

    pub(super) fn par_iter_mut(&mut self) -> impl IndexedParallelIterator<Item = &mut Page> {
        self.0.par_iter_mut().map(Arc::make_mut)
    }

    pub(super) fn push(&mut self, page: Page) {
        self.0.push(Arc::new(page));
    }

    /// The keys of what other pages have otherwise.
    pub(super) fn differences(&self, other: &Pages, out: &mut Vec<Key>) {
        let before = out.len();
        let (shorter, longer) = (self.0.len().min(other.0.len()), self.0.len().max(other.0.len()));
        let pairs = self.0.par_iter().zip(&other.0).enumerate().with_min_len(256);
        let differing = pairs.filter(|(_, (a, b))| !Arc::ptr_eq(a, b) && a != b);
        let differing: Vec<usize> = differing.map(|(i, _)| i).chain(shorter..longer).collect();
        let dates = |page: &Page| (page.date, page.published, page.updated, page.route.clone());
        for i in differing {
            out.push(Key::of(Kind::Pages, i as u64));
            if self.0.get(i).map(|p| dates(p)) != other.0.get(i).map(|p| dates(p)) {
                out.push(Key::of(Kind::Dates, i as u64));
            }
        }
        if shorter != longer {
            out.push(Key::length(Kind::Pages));
        }
        if out.len() > before {
            out.push(Key::all(Kind::Pages));
        }
    }
}

impl Index<usize> for Pages {
    type Output = Page;

    fn index(&self, index: usize) -> &Page {
        note(Key::of(Kind::Pages, index as u64));
        &self.0[index]
    }
}

impl IndexMut<usize> for Pages {
    fn index_mut(&mut self, index: usize) -> &mut Page {
        Arc::make_mut(&mut self.0[index])
    }
}

impl<'a> IntoIterator for &'a Pages {
    type Item = &'a Page;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}
