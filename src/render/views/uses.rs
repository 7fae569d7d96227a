//! Where targets are used: the pages that bind or show them, and the figures that they go into.

use std::collections::BTreeMap;

use crate::model::Site;
use crate::model::figure::{Input, Target};

/// Where targets are used.
#[derive(Debug, Default, PartialEq)]
pub(in crate::render) struct Uses {
    pages: BTreeMap<Target, Vec<usize>>,
    figures: BTreeMap<Target, Vec<usize>>,
}

impl Uses {
    /// Gathers them.
    pub(super) fn new(site: &Site) -> Uses {
        let mut out = Uses::default();
        for (index, page) in site.pages.iter().enumerate() {
            let shown = page.blocks.iter().flat_map(|block| block.targets(site));
            for target in page.bound.iter().map(|b| b.target).chain(shown) {
                let list = out.pages.entry(target).or_default();
                if list.last() != Some(&index) {
                    list.push(index);
                }
            }
        }
        for (index, figure) in site.figures.iter().enumerate() {
            for input in &figure.inputs {
                let target = match *input {
                    Input::Record(page, Some(field)) => Target::Field(page, field),
                    Input::Record(_, None) => continue,
                    Input::Figure(other) => Target::Figure(other),
                };
                let list = out.figures.entry(target).or_default();
                if list.last() != Some(&index) {
                    list.push(index);
                }
            }
        }
        out
    }

    /// The pages that bind a target.
    pub(in crate::render) fn pages(&self, target: Target) -> impl Iterator<Item = usize> {
        self.pages.get(&target).into_iter().flatten().copied()
    }

    /// The figures that a target goes into.
    pub(in crate::render) fn figures(&self, target: Target) -> impl Iterator<Item = usize> {
        self.figures.get(&target).into_iter().flatten().copied()
    }

    /// The fields of a record that pages bind or figures take, in order.
    pub(in crate::render) fn fields(&self, page: usize) -> Vec<Target> {
        let range = Target::Field(page, 0)..=Target::Field(page, usize::MAX);
        let mut out: Vec<Target> = self.pages.range(range.clone()).map(|(t, _)| *t).collect();
        out.extend(self.figures.range(range).map(|(t, _)| *t));
        out.sort_unstable();
        out.dedup();
        out
    }
}
