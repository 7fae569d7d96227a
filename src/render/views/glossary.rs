//! Which pages use which terms of the glossary: in their title, their body, or the texts of their fields.

use rayon::prelude::ParallelIterator;

use crate::model::{FieldValue, Page, Site, Value};
use crate::reads::{Key, Kind, Tracked, Whole};

/// Terms by page, and pages by term.
#[derive(Debug, Default)]
pub(in crate::render) struct Glossed {
    /// By page, in the order of the glossary; empty where the site has no glossary.
    pages: Tracked<Vec<usize>, { Kind::Glossed as u8 }>,
    /// By language and term.
    terms: Whole<Vec<Vec<Vec<usize>>>, { Kind::Glossed as u8 }>,
}

impl Glossed {
    /// Gathers them, in one pass over what is written.
    pub(super) fn new(site: &Site) -> Glossed {
        if site.glossary.is_empty() {
            return Glossed::default();
        }
        let pages: Vec<Vec<usize>> = site.pages.par_iter().map(|page| used(site, page)).collect();
        let mut terms = vec![vec![Vec::new(); site.glossary.entries.len()]; site.config.languages.len()];
        for (index, (used, page)) in pages.iter().zip(&site.pages).enumerate() {
            used.iter().for_each(|term| terms[page.language][*term].push(index));
        }
        Glossed { pages: pages.into(), terms: terms.into() }
    }

    /// What of another one is not the same.
    pub(super) fn differences(&self, other: &Glossed, out: &mut Vec<Key>) {
        self.pages.differences(&other.pages, |a, b| a == b, out);
        self.terms.difference(&other.terms, out);
    }

    /// The terms of a page.
    pub(in crate::render) fn of(&self, page: usize) -> &[usize] {
        self.pages.get(page).map_or(&[], Vec::as_slice)
    }

    /// The pages of a language that use a term.
    pub(in crate::render) fn pages(&self, language: usize, term: usize) -> &[usize] {
        self.terms.get(language).and_then(|terms| terms.get(term)).map_or(&[], Vec::as_slice)
    }
}

fn used(site: &Site, page: &Page) -> Vec<usize> {
    let mut out = Vec::new();
    let mut see = |text: &str| out.extend(site.glossary.find(page.language, text).map(|found| found.entry));
    see(&page.title);
    if let Some(document) = page.source.document() {
        see(&document.html);
    }
    page.fields.iter().for_each(|(_, value)| texts(value, &mut see));
    out.sort_unstable();
    out.dedup();
    out
}

/// The texts that a field holds, those of its small records too.
fn texts(value: &FieldValue, see: &mut impl FnMut(&str)) {
    let FieldValue::Known(values) = value else { return };
    for value in values {
        match value {
            Value::Text(text) => see(text),
            Value::Item(items) => items.iter().for_each(|(_, value)| texts(value, see)),
            _ => {}
        }
    }
}
