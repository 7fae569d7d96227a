//! Search among the outputs. A build gives the files of search out as soon as they can be made; the preview keeps the text of each
//! page, and makes them once all are there.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, PoisonError};

use rayon::iter::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelExtend, ParallelIterator,
};

use super::explain;
use super::outputs::Makers;
use super::plan::Maker;
use super::search::{
    EACH, Entry, Postings, Reader, TOGETHER, changed, documents_file, shards_for, text_files, texts, titled, what,
};
use super::template::{Writer, word};
use crate::check::{Heavy, Limits, limits};
use crate::model::address::encode;
use crate::model::block::observations;
use crate::model::figure::Target;
use crate::model::{FieldRef, FieldValue, PageKind};
use crate::output::{Body, Class, Output, Sink};

/// Titles of what pages are, with the title and address of each page.
pub(super) type Contents = Vec<(String, Vec<(String, String)>)>;

/// What search was made of before.
#[derive(Clone, Copy)]
pub(super) struct Searched<'a> {
    /// By number.
    pub(super) entries: &'a [&'a Arc<Entry>],
    /// The files of runs.
    pub(super) runs: &'a [Arc<[u8]>],
    /// By language.
    pub(super) contents: &'a [Contents],
    pub(super) heavy: &'a Arc<[Heavy]>,
}

impl Makers<'_> {
    /// What search needs of a finished page.
    pub(super) fn entry(&self, index: usize, html: &str) -> Entry {
        let planned = &self.plan.outputs[index];
        let mut url = encode(planned.route.trim_start_matches('/')).to_string();
        if self.options.relative && (url.is_empty() || url.ends_with('/')) {
            url.push_str("index.html");
        }
        let entry = Entry::of(html, url);
        match planned.maker {
            Maker::Figure(figure, language) => {
                let names = explain::aliases(&self.site.figures[figure], self.site.config.languages[language].as_str());
                entry.answering(self.answer(Target::Figure(figure), language, None), &names)
            }
            Maker::Page(page) => entry.answering(self.observed(page), &[]),
            _ => entry,
        }
    }

    /// Keeps it; where a reader reads, what it is called alone.
    pub(super) fn keep_entry(&self, number: usize, entry: Entry, sink: &dyn Sink, reader: Option<&mut Reader>) {
        let Some(reader) = reader else {
            // Each output is made once, or gives the same a second time.
            let _ = self.entries[number].set(Arc::new(entry));
            return;
        };
        let _ = self.entries[number].set(Arc::new(entry.titled()));
        let group = number / TOGETHER;
        let first = group * TOGETHER;
        let mut waiting = self.waiting[group].lock().unwrap_or_else(PoisonError::into_inner);
        waiting.push((number, entry));
        if waiting.len() < TOGETHER.min(self.entries.len() - first) {
            return;
        }
        // All of them are there.
        let mut entries = std::mem::take(&mut *waiting);
        drop(waiting);
        entries.sort_unstable_by_key(|(number, _)| *number);
        let entries: Vec<Entry> = entries.into_iter().map(|(_, entry)| entry).collect();
        self.give_texts(first, &entries, sink);
        reader.read(first, &entries);
    }

    /// What was observed last of an indicator, or what a record has observed; nothing of another page.
    fn observed(&self, page: usize) -> String {
        let (site, views) = (self.site, &self.renderer.world.views);
        let PageKind::Record(own) = site.pages[page].kind else { return String::new() };
        let newest = || {
            let collection = observations(site, own)?;
            let groups = views.gathered(site, page);
            let observed = groups.iter().find(|group| group.collection == Some(collection))?;
            observed.pages.first().map(|(page, _)| *page)
        };
        let is_observation = (0..site.collections.len()).any(|of| observations(site, of) == Some(own));
        let observed = if is_observation { Some(page) } else { newest() };
        let Some(page) = observed else { return String::new() };
        let PageKind::Record(c) = site.pages[page].kind else { return String::new() };
        let field = |name: &str| site.collections[c].fields.iter().position(|field| field.name == name);
        let language = site.pages[page].language;
        let base = views.base(site, page);
        let period = field("period").and_then(|at| {
            let value = site.pages[base].value(FieldRef::Collection(c, at))?;
            let writer = Writer { world: &self.renderer.world, language };
            matches!(value, FieldValue::Known(_)).then(|| writer.plain(&site.collections[c].fields[at], value))
        });
        field("value").map_or_else(String::new, |at| self.answer(Target::Field(base, at), language, period))
    }

    /// A number in words, with its period, its date and what it rests on; nothing where it is not known.
    fn answer(&self, target: Target, language: usize, period: Option<String>) -> String {
        let writer = Writer { world: &self.renderer.world, language };
        let strings = &self.renderer.world.theme.strings[language];
        let found = explain::explain(writer, target);
        if !found.is_known {
            return String::new();
        }
        let mut parts = vec![found.text];
        parts.extend(found.is_open_count.then(|| word(strings, "figure_open_count", &[])));
        parts.extend(period);
        parts.extend(found.as_of.map(|as_of| word(strings, "search_as_of", &[("date", &as_of)])));
        let source = found.sources.first().map(|citation| match citation.page {
            Some(page) => self.site.pages[page].title.clone(),
            None => citation.document.clone(),
        });
        parts.extend(source.map(|source| word(strings, "search_source", &[("source", &source)])));
        parts.join(&word(strings, "search_separator", &[]))
    }

    /// What reads documents for search, if it is asked for.
    pub(super) fn reader(&self) -> Option<Reader> {
        self.plan.documents.files().map(|_| Reader::new(self.entries.len()))
    }

    /// Gives files of texts to the sink: those of some documents, the first of which has this number.
    fn give_texts(&self, first: usize, entries: &[Entry], sink: &dyn Sink) {
        let Some([_, place, _]) = self.plan.documents.files() else { return };
        for (file, entries) in (first / EACH..).zip(entries.chunks(EACH)) {
            let made = texts(file, self.plan.documents.stamp(), entries.iter());
            if let Some(limits) = limits(self.site) {
                let sizes = entries.iter().map(Entry::weight).zip(file * EACH..);
                let heavy = self.heavy_texts(limits, file, sizes, || Cow::Borrowed(&made));
                self.heavy_texts
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .extend(heavy.map(|heavy| (file, heavy)));
            }
            sink.accept(Output::new(self.files[place + file].clone(), Class::Asset, Body::Owned(made)));
        }
    }

    /// Gives the other files to the sink, once all documents have been read.
    pub(super) fn give_search(&self, readers: Vec<Reader>, sink: &dyn Sink) {
        // Where a page could not be made nothing is published.
        if self.entries.iter().any(|entry| entry.get().is_none()) {
            return;
        }
        let mut heavy = Vec::new();
        if let Some([table, _, first]) = self.plan.documents.files() {
            let (limits, stamp) = (limits(self.site), self.plan.documents.stamp());
            let give = |place: usize, bytes: Vec<u8>, most: fn(Limits) -> usize| {
                let heavy = limits.and_then(|limits| self.heavy_file(place, &bytes, most(limits)));
                sink.accept(Output::new(self.files[place].clone(), Class::Asset, Body::Owned(bytes)));
                heavy
            };
            let postings = Postings::new(readers, shards_for(self.entries.len()));
            let runs = postings.files(stamp, |n, file| give(first + n, file, |limits| limits.file));
            heavy.extend(give(table, self.table(), |limits| limits.table));
            heavy.extend(runs.into_iter().flatten());
            let mut texts = std::mem::take(&mut *self.heavy_texts.lock().unwrap_or_else(PoisonError::into_inner));
            texts.sort_unstable_by_key(|(file, _)| *file);
            heavy.extend(texts.into_iter().map(|(_, heavy)| heavy));
        }
        self.know(heavy);
    }

    /// Spreads the runs of all documents over their files, once all pages are made. `old`: those of the same documents
    /// before, and what they were.
    pub(super) fn finish_search(&self, old: Option<Searched<'_>>) {
        let entries: Vec<&Arc<Entry>> = self.entries.iter().filter_map(OnceLock::get).collect();
        // Where a page could not be made nothing is published.
        if entries.is_empty() || entries.len() < self.entries.len() {
            return;
        }
        let stamp = self.plan.documents.stamp();
        let files = self.plan.documents.files();
        let runs = match old {
            _ if files.is_none() => Vec::new(),
            Some(old) => {
                let pairs = (0..).zip(old.entries.iter().zip(&entries));
                let differing = pairs.filter(|(_, (a, b))| !Arc::ptr_eq(a, b) && **a != **b);
                let changes: Vec<_> = differing.map(|(n, (a, b))| (n, &***a, &***b)).collect();
                let mut files = old.runs.to_vec();
                changed(&mut files, stamp, &changes);
                files
            }
            None => Postings::of(&entries, shards_for(entries.len())).files(stamp, |_, file| file.into()),
        };
        let heavy = files.zip(limits(self.site)).map(|(files, limits)| self.heavy_files(files, limits, &runs));
        // Nobody else finishes it.
        let _ = self.runs.set(runs);
        self.know(heavy.unwrap_or_default());
    }

    /// Notes what is known once all pages are made: which files are too heavy, and all pages by language.
    fn know(&self, heavy: Vec<Heavy>) {
        let _ = self.heavy.set(heavy.into());
        let _ = self.contents.set((0..self.site.config.languages.len()).map(|l| self.all_pages(l)).collect());
    }

    /// Files that are heavier than they may be.
    fn heavy_files(&self, [table, _, first]: [usize; 3], limits: Limits, runs: &[Arc<[u8]>]) -> Vec<Heavy> {
        let mut heavy: Vec<Heavy> = self.heavy_file(table, &self.table(), limits.table).into_iter().collect();
        let of_runs = runs.par_iter().enumerate();
        heavy.par_extend(of_runs.filter_map(|(n, file)| self.heavy_file(first + n, file, limits.file)));
        heavy.par_extend((0..text_files(self.entries.len())).into_par_iter().filter_map(|n| {
            let sizes =
                self.numbers(n).map(|number| (self.entries[number].get().map_or(0, |entry| entry.weight()), number));
            self.heavy_texts(limits, n, sizes, || Cow::Owned(self.texts(n)))
        }));
        heavy
    }

    /// A file at a place in the plan, if it is heavier than it may be.
    fn heavy_file(&self, place: usize, file: &[u8], most: usize) -> Option<Heavy> {
        let bytes = Limits::exceeded(most, file)?;
        Some(Heavy { file: self.files[place].to_string(), bytes, page: None })
    }

    /// A file of texts, of these sizes and numbers, if it is heavier than it may be.
    fn heavy_texts<'b>(
        &self,
        limits: Limits,
        file: usize,
        sizes: impl Iterator<Item = (usize, usize)> + Clone,
        bytes: impl FnOnce() -> Cow<'b, [u8]>,
    ) -> Option<Heavy> {
        // As JSON and with their addresses texts are longer, compressed they are not.
        if sizes.clone().map(|(size, _)| size).sum::<usize>() <= limits.file {
            return None;
        }
        let [_, first, _] = self.plan.documents.files()?;
        let heavy = self.heavy_file(first + file, &bytes(), limits.file)?;
        let page = match self.plan.outputs[self.plan.documents.outputs()[sizes.max()?.1]].maker {
            Maker::Page(page) => Some(page),
            _ => None,
        };
        Some(Heavy { page, ..heavy })
    }

    /// Numbers of the documents in a file of texts.
    fn numbers(&self, file: usize) -> std::ops::Range<usize> {
        file * EACH..self.entries.len().min((file + 1) * EACH)
    }

    /// Files of search that are heavier than they may be, once these are known.
    pub(super) fn heavy(&self) -> Arc<[Heavy]> {
        self.heavy.get().cloned().unwrap_or_default()
    }

    /// All pages in a language.
    fn all_pages(&self, language: usize) -> Contents {
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

    /// The list of all pages in a language.
    pub(super) fn contents(&self, language: usize) -> &[(String, Vec<(String, String)>)] {
        self.contents.get().and_then(|all| all.get(language)).map_or(&[], Vec::as_slice)
    }

    /// Whether what is made of all texts comes out as it did before: `old` is of the same documents.
    pub(super) fn is_as_before(&self, maker: Maker, old: &Searched<'_>) -> bool {
        let (Some(runs), Some(contents)) = (self.runs.get(), self.contents.get()) else { return false };
        match maker {
            Maker::SearchRuns(n) => runs.get(n).zip(old.runs.get(n)).is_some_and(|(a, b)| Arc::ptr_eq(a, b)),
            Maker::SearchTexts(n) => {
                self.numbers(n).all(|n| self.entries[n].get().is_some_and(|entry| entry == old.entries[n]))
            }
            // It says how long titles are.
            Maker::SearchDocuments => {
                let pairs = old.entries.iter().zip(self.entries.iter().filter_map(OnceLock::get));
                pairs.into_iter().all(|(a, b)| Arc::ptr_eq(a, b) || a.called() == b.called())
            }
            Maker::Search(_) => self.heavy.get().is_some_and(|heavy| heavy == old.heavy),
            Maker::Contents(language, _) => contents.get(language) == old.contents.get(language),
            _ => true,
        }
    }

    /// A file of search. Those of runs are kept for the next time, the others are handed over.
    pub(super) fn search_file(&self, maker: Maker) -> Body {
        match maker {
            Maker::SearchTexts(n) => Body::Owned(self.texts(n)),
            Maker::SearchRuns(n) => {
                let runs = self.runs.get().and_then(|runs| runs.get(n));
                Body::Shared(runs.cloned().unwrap_or_else(|| Arc::from([])))
            }
            _ => Body::Owned(self.table()),
        }
    }

    /// The table of all documents.
    fn table(&self) -> Vec<u8> {
        let called = |number: usize| self.entries[number].get().map(|entry| entry.called()).unwrap_or_default();
        documents_file(&self.renderer.world, &self.plan.outputs, &self.plan.documents, called)
    }

    /// A file of texts.
    fn texts(&self, file: usize) -> Vec<u8> {
        let entries = self.numbers(file).filter_map(|number| self.entries[number].get());
        texts(file, self.plan.documents.stamp(), entries.map(|entry| &**entry))
    }
}
