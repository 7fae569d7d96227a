//! Which documents have a run: what readers have noted, put together. What comes of it depends on the documents alone.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::entry::Entry;
use super::files;
use super::grams::{Part, Room, Sorted, runs, shard_of, signs, sorted};
use super::numbers::{Lists, Word, words};
use super::reader::{Noted, Reader, TOGETHER, shards_of_heap};
use super::spots::Table;

/// What all readers have noted.
#[derive(Debug)]
pub(in crate::render) struct Postings {
    /// In the order of the documents.
    all: Vec<Noted>,
    shards: usize,
}

impl Postings {
    /// Of all readers, for so many files; what comes of them does not hang on who has read what.
    pub(in crate::render) fn new(readers: Vec<Reader>, shards: usize) -> Postings {
        let mut all: Vec<Noted> = readers.into_iter().flat_map(Reader::done).collect();
        all.sort_unstable_by_key(|noted| noted.word);
        Postings { all, shards }
    }

    /// Of documents that have been read by nobody yet.
    pub(in crate::render) fn of(entries: &[&Arc<Entry>], shards: usize) -> Postings {
        let read = |share: Range<usize>| {
            let mut reader = Reader::new(entries.len());
            for first in share.step_by(TOGETHER) {
                let some = &entries[first..entries.len().min(first + TOGETHER)];
                reader.read(first, some.iter().map(|entry| &***entry));
            }
            reader
        };
        Postings::new(shares(entries).into_par_iter().map(read).collect(), shards)
    }

    /// The files of all shards, in their order, for the numbering of a stamp; `take` takes each.
    pub(in crate::render) fn files<T: Send>(&self, stamp: &str, take: impl Fn(usize, Vec<u8>) -> T + Sync) -> Vec<T> {
        let each = shards_of_heap(self.shards);
        let make = |heap: &mut Heap, at| {
            heap.gather(&self.all, at, self.shards);
            let files = (at * each..(at + 1) * each).map(|shard| take(shard, heap.file(shard, stamp)));
            files.collect::<Vec<_>>()
        };
        let made = (0..self.shards / each).into_par_iter().map_init(Heap::default, make);
        made.flat_map_iter(|files| files).collect()
    }
}

/// Runs of some shards, put together.
#[derive(Debug, Default)]
struct Heap {
    /// What is found, each with how many words it has; later, where these end.
    found: Table<u32>,
    /// Of what each word is.
    of: Vec<u32>,
    words: Vec<Word>,
    /// What is found by shard, run and part.
    order: Vec<(usize, Sorted, Part, u32)>,
    lists: Lists,
}

impl Heap {
    /// Gathers a heap from all that was noted.
    fn gather(&mut self, all: &[Noted], heap: usize, shards: usize) {
        let Heap { found, of, words, order, .. } = self;
        found.clear();
        of.clear();
        let spots = || all.iter().flat_map(|noted| noted.spots(heap));
        spots().for_each(|(spot, _)| {
            found.each([spot].into_iter(), |place, count| {
                *count += 1;
                of.push(place);
            });
        });
        let mut from = 0;
        for (_, end) in found.all() {
            from += std::mem::replace(end, from);
        }
        words.clear();
        words.resize(of.len(), Default::default());
        let mut places = of.iter();
        spots().for_each(|(_, word)| {
            if let Some(place) = places.next() {
                let to = &mut found.all()[*place as usize].1;
                words[*to as usize] = word;
                *to += 1;
            }
        });
        order.clear();
        order.extend(
            (0..).zip(&*found.all()).map(|(place, (spot, _))| {
                (shard_of(spot.run(), shards), sorted(signs(spot.run())), spot.part(), place)
            }),
        );
        order.sort_unstable();
    }

    /// The file of a shard.
    fn file(&mut self, shard: usize, stamp: &str) -> Vec<u8> {
        let found = self.found.all();
        let from = self.order.partition_point(|(of, ..)| *of < shard);
        let until = self.order.partition_point(|(of, ..)| *of <= shard);
        let mut out = files::begin(shard, stamp);
        for same in self.order[from..until].chunk_by(|a, b| a.1 == b.1) {
            files::run(&mut out, same[0].1, |part, out| {
                for (.., place) in same.iter().filter(|found| found.2 == part) {
                    let place = *place as usize;
                    let from = place.checked_sub(1).map_or(0, |before| found[before].1);
                    self.lists.write(&self.words[from as usize..found[place].1 as usize], out);
                }
            });
        }
        files::end(out)
    }
}

/// As many shares of the documents as there are threads, each with about as much text; what is read together is in one of them.
fn shares(entries: &[&Arc<Entry>]) -> Vec<Range<usize>> {
    let all: usize = entries.iter().map(|entry| entry.text.len() + 1).sum();
    let count = rayon::current_num_threads().max(1);
    let (mut out, mut from, mut done) = (Vec::with_capacity(count), 0, 0);
    for (at, some) in (0..).step_by(TOGETHER).zip(entries.chunks(TOGETHER)) {
        done += some.iter().map(|entry| entry.text.len() + 1).sum::<usize>();
        if done * count >= all * (out.len() + 1) {
            out.push(from..at + some.len());
            from = at + some.len();
        }
    }
    out
}

/// The files that differ after some documents (number, before, after) have changed, made from those that were there.
pub(in crate::render) fn changed(files: &mut [Arc<[u8]>], stamp: &str, documents: &[(u32, &Entry, &Entry)]) {
    let shards = files.len();
    let mut room = Room::new();
    let mut found = |entry: &Entry| {
        let mut all = BTreeSet::new();
        runs(entry, &mut room, |part, keys| all.extend(keys.iter().map(|key| (*key, part))));
        all
    };
    // By shard: run, part, document, and whether it has it now.
    let mut edits: BTreeMap<usize, Vec<(Sorted, Part, u32, bool)>> = BTreeMap::new();
    for (document, before, after) in documents {
        let (old, new) = (found(before), found(after));
        for run @ (key, part) in old.symmetric_difference(&new) {
            let edit = (sorted(signs(*key)), *part, *document, new.contains(run));
            edits.entry(shard_of(*key, shards)).or_default().push(edit);
        }
    }
    let mut written = Lists::default();
    for (at, edits) in edits {
        let mut runs: BTreeMap<Sorted, [Vec<u32>; 3]> =
            files::read(&files[at]).into_iter().map(|(run, lists)| (sorted(run.chars()), lists)).collect();
        for (run, part, document, has) in edits {
            let list = &mut runs.entry(run).or_default()[part as usize];
            match (list.binary_search(&document), has) {
                (Err(place), true) => list.insert(place, document),
                (Ok(place), false) => _ = list.remove(place),
                _ => {}
            }
        }
        let mut out = files::begin(at, stamp);
        for (run, lists) in runs.iter().filter(|(_, lists)| lists.iter().any(|list| !list.is_empty())) {
            files::run(&mut out, *run, |part, out| {
                written.write(&words(&lists[part as usize]), out);
            });
        }
        files[at] = files::end(out).into();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::{Strategy, any, prop, proptest};
    use rayon::ThreadPoolBuilder;

    use super::{Postings, Reader, TOGETHER, changed};
    use crate::render::search::{Entry, shards_for};

    fn entry(title: &str, text: &str) -> Entry {
        Entry { title: title.into(), text: text.into(), ..Entry::default() }
    }

    fn files(documents: &[Entry], threads: usize) -> Vec<Arc<[u8]>> {
        let documents: Vec<Arc<Entry>> = documents.iter().cloned().map(Arc::new).collect();
        let documents: Vec<&Arc<Entry>> = documents.iter().collect();
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| Postings::of(&documents, shards_for(documents.len())).files("of", |_, file| file.into()))
    }

    #[test]
    fn who_has_a_run() {
        let documents = [entry("甲村", "\u{1}甲村\n修路"), entry("乙村", "\u{1}乙村\n\u{1}修路\n修路")];
        let all: Vec<u8> = files(&documents, 1).concat();
        let text = String::from_utf8(all).unwrap();
        // In a heading of the second, and anywhere in both.
        assert!(text.contains("\"修路\":\"|-B|+D\""), "{text}");
        assert!(text.contains("\"村\":\"+D||\""), "{text}");
        assert!(text.contains("\"甲村\":\"-A|-A|-A\""), "{text}");
        assert!(text.starts_with("mingbaiSearch.grams(0,\"of\",{"), "{text}");
    }

    fn documents(count: usize) -> impl Strategy<Value = Vec<(String, String)>> {
        prop::collection::vec(("[甲乙a1 \"\\\\]{0,5}", "(\u{1}?[甲乙丙丁a-c0-3年. \"]{1,9}\n){0,6}"), count)
    }

    proptest! {
        #[test]
        fn files_do_not_hang_on_threads(documents in documents(200)) {
            let documents: Vec<Entry> = documents.iter().map(|(title, text)| entry(title, text)).collect();
            let one = files(&documents, 1);
            assert_eq!(one, files(&documents, 3));
            assert_eq!(one, files(&documents, 7));
        }

        #[test]
        fn files_do_not_hang_on_who_has_read_what(documents in documents(200), by in prop::collection::vec((0..3_usize, any::<u64>()), 4)) {
            let documents: Vec<Entry> = documents.iter().map(|(title, text)| entry(title, text)).collect();
            let mut readers: Vec<Reader> = (0..3).map(|_| Reader::new(documents.len())).collect();
            let mut together: Vec<_> = (0..).step_by(TOGETHER).zip(documents.chunks(TOGETHER)).zip(by).collect();
            together.sort_by_key(|(_, (_, order))| *order);
            for ((first, some), (by, _)) in together {
                readers[by].read(first, some);
            }
            let found: Vec<Arc<[u8]>> = Postings::new(readers, shards_for(documents.len())).files("of", |_, file| file.into());
            assert_eq!(found, files(&documents, 1));
        }

        #[test]
        fn files_that_were_changed_are_those_of_a_build_from_nothing(before in documents(12), after in documents(12), places in prop::collection::vec(0..12_usize, 0..4)) {
            let made = |(title, text): &(String, String)| entry(title, text);
            let old: Vec<Entry> = before.iter().map(made).collect();
            let mut new = old.clone();
            places.iter().for_each(|place| new[*place] = made(&after[*place]));
            let mut edited = files(&old, 2);
            let edits: Vec<_> = (0..).zip(old.iter().zip(&new)).filter(|(_, (a, b))| a != b).map(|(n, (a, b))| (n, a, b)).collect();
            changed(&mut edited, "of", &edits);
            assert_eq!(edited, files(&new, 2));
        }
    }
}
