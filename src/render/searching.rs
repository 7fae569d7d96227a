//! Search among the outputs: keeps the text of each page as it is made, and makes the files of search once all are there.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::explain;
use super::outputs::Makers;
use super::plan::Maker;
use super::search::{EACH, Entry, Grams, documents_file, is_place, texts, titled, what};
use super::template::{Writer, word};
use crate::model::address::encode;
use crate::model::figure::Target;
use crate::reads::{Key, Kind, note};

impl Makers<'_> {
    /// Keeps what search needs of a finished page.
    pub(super) fn keep_entry(&self, index: usize, html: &str) {
        let Some(number) = self.plan.documents.number(index) else { return };
        let planned = &self.plan.outputs[index];
        let mut url = encode(planned.route.trim_start_matches('/')).to_string();
        if self.options.relative && (url.is_empty() || url.ends_with('/')) {
            url.push_str("index.html");
        }
        let entry = Entry::of(html, url);
        let entry = match planned.maker {
            Maker::Figure(figure, language) => entry.answering(self.answer(figure, language)),
            Maker::Page(page) => entry.placed(is_place(self.site, page)),
            _ => entry,
        };
        // Each output is made once, or gives the same a second time.
        let _ = self.entries[number].set(Arc::new(entry));
    }

    /// A figure in words, with its date and what it rests on.
    fn answer(&self, figure: usize, language: usize) -> String {
        let writer = Writer { world: &self.renderer.world, language };
        let strings = &self.renderer.world.theme.strings[language];
        let found = explain::explain(writer, Target::Figure(figure));
        let mut parts = vec![found.text];
        parts.extend(found.as_of.map(|as_of| word(strings, "search_as_of", &[("date", &as_of)])));
        let source = found.sources.first().map(|citation| match citation.page {
            Some(page) => self.site.pages[page].title.clone(),
            None => citation.document.clone(),
        });
        parts.extend(source.map(|source| word(strings, "search_source", &[("source", &source)])));
        parts.join(&word(strings, "search_separator", &[]))
    }

    /// Spreads the runs of all documents over their files, once all pages are made.
    pub(super) fn finish_search(&self) {
        let documents = self.plan.documents.len();
        if documents == 0 || self.runs.get().is_some() || self.entries.iter().any(|entry| entry.get().is_none()) {
            return;
        }
        let grams = Grams::new();
        self.entries.par_iter().enumerate().with_min_len(16).for_each(|(number, entry)| {
            if let (Some(entry), Ok(number)) = (entry.get(), u32::try_from(number)) {
                grams.add(number, entry);
            }
        });
        let files = grams.finish(super::search::shards_for(documents));
        // Nobody else finishes it.
        let _ = self.runs.set(files.into_iter().map(Arc::from).collect());
    }

    /// All pages in a language by what they are: titles, and addresses with the base path.
    pub(super) fn contents(&self, language: usize) -> Vec<(String, Vec<(String, String)>)> {
        note(Key::all(Kind::Plan));
        note(Key::all(Kind::Documents));
        let world = &self.renderer.world;
        let mut groups: BTreeMap<_, Vec<(String, String)>> = BTreeMap::new();
        for (place, entry) in self.plan.documents.outputs().iter().zip(&self.entries) {
            let planned = &self.plan.outputs[*place];
            let what = what(self.site, planned.maker);
            if let Some(entry) = entry.get().filter(|_| what.language(self.site) == language) {
                let title = if entry.title().is_empty() { &planned.route } else { entry.title() };
                groups.entry(what).or_default().push((title.to_owned(), world.based(&planned.route)));
            }
        }
        groups.into_iter().map(|(what, pages)| (titled(world, what).1, pages)).collect()
    }

    /// The bytes of a file of search.
    pub(super) fn search_file(&self, maker: Maker) -> Arc<[u8]> {
        note(Key::all(Kind::Plan));
        match maker {
            Maker::SearchTexts(n) => {
                let numbers = n * EACH..self.entries.len().min((n + 1) * EACH);
                let one = |number: usize| {
                    note(Key::of(Kind::Documents, number as u64));
                    self.entries[number].get().cloned().unwrap_or_default()
                };
                texts(n, &numbers.map(one).collect::<Vec<_>>()).into()
            }
            Maker::SearchRuns(n) => {
                note(Key::all(Kind::Documents));
                self.runs.get().and_then(|runs| runs.get(n)).cloned().unwrap_or_else(|| Arc::from([]))
            }
            _ => documents_file(&self.renderer.world, &self.plan.outputs, &self.plan.documents).into(),
        }
    }
}
