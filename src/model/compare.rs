//! What is read of a site's lists, part by part, and what of another site is not the same.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::site::{Section, Site, Taxonomy, Term};
use crate::reads::{Key, Kind, note};

/// What pages read of a term of theirs: what it is called, its address, and how many pages it has.
pub fn key_of_name(language: usize, definition: usize, name: &str) -> Key {
    let begin = 0xcbf2_9ce4_8422_2325 ^ ((language as u64) << 32 | definition as u64);
    Key::of(Kind::TermHeads, name.bytes().fold(begin, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)))
}

/// What tells the nth term of a taxonomy from others.
fn key_of_term(taxonomy: usize, nth: usize) -> u64 {
    (taxonomy as u64) << 32 | nth as u64
}

impl Section {
    /// Whether it is the same but for the order of its pages.
    fn is_like(&self, other: &Section) -> bool {
        let Section { page, folder, language, collection, parent, children, ordered: _, sort, paginate, column_type } =
            self;
        (*page, folder, *language, *collection, *parent, children, *sort, *paginate, column_type)
            == (
                other.page,
                &other.folder,
                other.language,
                other.collection,
                other.parent,
                &other.children,
                other.sort,
                other.paginate,
                &other.column_type,
            )
    }
}

impl Taxonomy {
    /// Whether it is the same but for its terms.
    fn is_like(&self, other: &Taxonomy) -> bool {
        let Taxonomy { definition, language, route, url, named: _ } = self;
        (*definition, *language, route, url) == (other.definition, other.language, &other.route, &other.url)
    }
}

impl Site {
    /// The pages of a section, in order.
    pub fn listed(&self, section: usize) -> &[usize] {
        note(Key::of(Kind::Listed, section as u64));
        &self.sections.unnoted()[section].ordered
    }

    /// The terms of a taxonomy, by name.
    pub fn terms(&self, taxonomy: usize) -> &BTreeMap<String, Term> {
        note(Key::of(Kind::AllTerms, taxonomy as u64));
        &self.taxonomies.unnoted()[taxonomy].named
    }

    /// The nth term of a taxonomy; of its pages nobody may see more than how many there are.
    pub fn term(&self, taxonomy: usize, nth: usize) -> Option<&Term> {
        note(Key::of(Kind::Terms, key_of_term(taxonomy, nth)));
        self.taxonomies.unnoted()[taxonomy].named.values().nth(nth)
    }

    /// Some pages of the nth term of a taxonomy.
    pub fn of_term(&self, taxonomy: usize, nth: usize, range: Range<usize>) -> &[usize] {
        let found = self.taxonomies.unnoted()[taxonomy].named.values().nth(nth);
        let pages = found.map_or(&[][..], |term| &term.pages);
        let range = range.start.min(pages.len())..range.end.min(pages.len());
        let key = |place: usize| Key::place(Kind::TermsAt, key_of_term(taxonomy, nth), place);
        range.clone().for_each(|place| note(key(place)));
        &pages[range]
    }

    /// How many pages a section has.
    pub fn list_length(&self, section: usize) -> usize {
        note(Key::of(Kind::ListLengths, section as u64));
        self.sections.unnoted()[section].ordered.len()
    }

    /// Some pages of a section, in order.
    pub fn list_part(&self, section: usize, range: Range<usize>) -> &[usize] {
        let pages = &self.sections.unnoted()[section].ordered;
        let range = range.start.min(pages.len())..range.end.min(pages.len());
        range.clone().for_each(|place| note(Key::place(Kind::ListedAt, section as u64, place)));
        &pages[range]
    }

    /// The keys of what another site has otherwise, as far as outputs read it entry by entry or as a whole: settings,
    /// schemas and theme are not among it.
    pub fn differences(&self, other: &Site, out: &mut Vec<Key>) {
        self.pages.differences(&other.pages, out);
        self.sections.differences(&other.sections, Section::is_like, out);
        let ordered = |site: &'_ Site, i: usize| -> Vec<usize> {
            site.sections.unnoted().get(i).map(|section| section.ordered.clone()).unwrap_or_default()
        };
        for i in 0..self.sections.unnoted().len().max(other.sections.unnoted().len()) {
            let is_there = |site: &Site| i < site.sections.unnoted().len();
            let (a, b) = (ordered(self, i), ordered(other, i));
            if a == b && is_there(self) == is_there(other) {
                continue;
            }
            out.push(Key::of(Kind::Listed, i as u64));
            if a.len() != b.len() {
                out.push(Key::of(Kind::ListLengths, i as u64));
            }
            let places = (0..a.len().max(b.len())).filter(|place| a.get(*place) != b.get(*place));
            out.extend(places.map(|place| Key::place(Kind::ListedAt, i as u64, place)));
        }
        let folders = |site: &Site| -> Vec<(usize, Arc<str>)> {
            site.sections.unnoted().iter().map(|s| (s.language, s.folder.clone())).collect()
        };
        if folders(self) != folders(other) {
            out.push(Key::all(Kind::Folders));
        }
        self.taxonomies.differences(&other.taxonomies, Taxonomy::is_like, out);
        self.different_terms(other, out);
        self.attachments.differences(&other.attachments, |a, b| a == b, out);
        self.photos.differences(&other.photos, |a, b| a == b, out);
        self.shown.difference(&other.shown, out);
        self.translations.difference(&other.translations, out);
        self.figures.differences(&other.figures, |a, b| a == b, out);
        self.statements.differences(&other.statements, |a, b| a == b, out);
        self.glossary.difference(&other.glossary, out);
        self.records.difference(&other.records, out);
    }

    fn different_terms(&self, other: &Site, out: &mut Vec<Key>) {
        let (own, theirs) = (self.taxonomies.unnoted(), other.taxonomies.unnoted());
        for i in 0..own.len().max(theirs.len()) {
            let (a, b) = (own.get(i).map(|t| &t.named), theirs.get(i).map(|t| &t.named));
            if a == b {
                continue;
            }
            out.push(Key::of(Kind::AllTerms, i as u64));
            let values = |named: Option<&'_ BTreeMap<String, Term>>| -> Vec<Term> {
                named.into_iter().flat_map(|named| named.values().cloned()).collect()
            };
            let (a, b) = (values(a), values(b));
            let place = |t: &Term| (t.name.clone(), t.url.clone(), t.route.clone(), t.pages.len());
            for n in (0..a.len().max(b.len())).filter(|n| a.get(*n) != b.get(*n)) {
                if a.get(n).map(place) != b.get(n).map(place) {
                    out.push(Key::of(Kind::Terms, key_of_term(i, n)));
                }
                let pages = |terms: &[Term]| terms.get(n).map(|t| t.pages.clone()).unwrap_or_default();
                let (own, theirs) = (pages(&a), pages(&b));
                let differing = (0..own.len().max(theirs.len())).filter(|p| own.get(*p) != theirs.get(*p));
                out.extend(differing.map(|p| Key::place(Kind::TermsAt, key_of_term(i, n), p)));
            }
            // What pages say of a term is told apart by its name.
            let head = |t: &Term| (t.name.clone(), t.url.clone(), t.pages.len());
            let heads = |terms: &[Term]| -> BTreeSet<(String, String, usize)> { terms.iter().map(head).collect() };
            let other_language = |site: &Site| site.taxonomies.unnoted().get(i).map(|t| (t.language, t.definition));
            let places: BTreeSet<(usize, usize)> =
                [other_language(self), other_language(other)].into_iter().flatten().collect();
            for (name, ..) in heads(&a).symmetric_difference(&heads(&b)) {
                out.extend(places.iter().map(|(l, d)| key_of_name(*l, *d, name)));
            }
        }
    }
}
