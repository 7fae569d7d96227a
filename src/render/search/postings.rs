//! Which documents have a run. Each reader reads documents in their order and notes their numbers nearly as the files have them, so
//! that there is nothing to sort and little to keep; what comes of all readers depends on the documents alone.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use super::entry::Entry;
use super::files;
use super::grams::{Key, PARTS, Part, Sorted, runs, signs, sorted};
use super::numbers::{Numbers, Union};
use super::shard::shard;
use super::table::Table;

/// Reads documents, the numbers of which rise.
#[derive(Debug, Default)]
pub(in crate::render) struct Reader {
    /// By part.
    tables: [Table; 3],
    keys: Vec<Key>,
    waiting: Vec<(usize, Entry)>,
    /// Bytes of what waits.
    weight: usize,
}

/// Bytes of text that wait until they are read.
const WAITING: usize = 6 << 20;

impl Reader {
    /// For so many bytes of text.
    pub(in crate::render) fn with_room(text: usize) -> Reader {
        let mut out = Reader::default();
        // The more text, the less is new in it: about as the root of its length (Heaps' law).
        out.tables[Part::All as usize] = Table::with_room(32 * text.isqrt());
        out
    }

    /// Notes what a document has.
    fn read(&mut self, document: usize, entry: &Entry) {
        let Reader { tables, keys, .. } = self;
        let number = u32::try_from(document).unwrap_or(u32::MAX);
        runs(entry, keys, |part, keys| tables[part as usize].see_all(keys, number));
    }

    /// Takes a document, and gives those back that it has read: many at a time, since its tables are then at hand in the cache of
    /// the processor.
    pub(in crate::render) fn take(&mut self, document: usize, entry: Entry) -> Vec<(usize, Entry)> {
        self.weight += entry.weight();
        self.waiting.push((document, entry));
        if self.weight < WAITING { Vec::new() } else { self.read_waiting() }
    }

    /// Reads what waits, and gives it back.
    pub(in crate::render) fn read_waiting(&mut self) -> Vec<(usize, Entry)> {
        self.weight = 0;
        let waiting = std::mem::take(&mut self.waiting);
        waiting.iter().for_each(|(document, entry)| self.read(*document, entry));
        waiting
    }

    /// What it has noted, by shard.
    fn done(self, shards: usize) -> Noted {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut by_shard: Vec<(u32, Part, u32)> = Vec::new();
        for (part, table) in PARTS.into_iter().zip(&self.tables) {
            by_shard.extend(table.runs().map(|(key, place)| (small(shard(signs(key), shards)), part, small(place))));
        }
        by_shard.sort_unstable();
        Noted { tables: self.tables, by_shard }
    }
}

/// What one reader has noted.
#[derive(Debug)]
struct Noted {
    tables: [Table; 3],
    /// For each run its shard, the part, and its place in the table of that part.
    by_shard: Vec<(u32, Part, u32)>,
}

/// What all readers have noted.
#[derive(Debug)]
pub(in crate::render) struct Postings {
    all: Vec<Noted>,
    shards: usize,
}

impl Postings {
    /// Of all readers; what comes of them does not hang on who has read what.
    pub(in crate::render) fn new(readers: Vec<Reader>, shards: usize) -> Postings {
        Postings { all: readers.into_par_iter().map(|reader| reader.done(shards)).collect(), shards }
    }

    /// Of documents that have been read by nobody yet.
    pub(in crate::render) fn of(entries: &[&Arc<Entry>], shards: usize) -> Postings {
        let read = |share: Range<usize>| {
            let mut reader = Reader::with_room(entries[share.clone()].iter().map(|entry| entry.text.len()).sum());
            share.for_each(|document| reader.read(document, entries[document]));
            reader
        };
        Postings::new(shares(entries).into_par_iter().map(read).collect(), shards)
    }

    /// The files of all shards, in their order, for the numbering of a stamp; `take` takes each.
    pub(in crate::render) fn files<T: Send>(&self, stamp: &str, take: impl Fn(usize, Vec<u8>) -> T + Sync) -> Vec<T> {
        let make = |union: &mut Union, at| take(at, self.file(at, stamp, union));
        (0..self.shards).into_par_iter().with_min_len(16).map_init(Union::default, make).collect()
    }

    fn file(&self, at: usize, stamp: &str, union: &mut Union) -> Vec<u8> {
        let mut found: Vec<(Sorted, Part, u32, u32)> = Vec::new();
        for (reader, Noted { tables, by_shard }) in (0..).zip(&self.all) {
            let from = by_shard.partition_point(|(shard, ..)| (*shard as usize) < at);
            let own = by_shard[from..].iter().take_while(|(shard, ..)| *shard as usize == at);
            found.extend(own.map(|(_, part, place)| {
                (sorted(signs(tables[*part as usize].key(*place as usize))), *part, reader, *place)
            }));
        }
        found.sort_unstable();
        let list = |(_, part, reader, place): &(_, Part, u32, u32)| {
            self.all[*reader as usize].tables[*part as usize].list(*place as usize)
        };
        let mut out = files::begin(at, stamp);
        let mut lists = Vec::new();
        for same in found.chunk_by(|a, b| a.0 == b.0) {
            files::run(&mut out, same[0].0, |part, out| {
                lists.clear();
                lists.extend(same.iter().filter(|found| found.1 == part).map(list));
                union.write(&mut lists, out);
            });
        }
        files::end(out)
    }
}

/// As many shares of the documents as there are threads, each with about as much text.
fn shares(entries: &[&Arc<Entry>]) -> Vec<Range<usize>> {
    let all: usize = entries.iter().map(|entry| entry.text.len() + 1).sum();
    let count = rayon::current_num_threads().max(1);
    let (mut out, mut from, mut done) = (Vec::with_capacity(count), 0, 0);
    for (at, entry) in entries.iter().enumerate() {
        done += entry.text.len() + 1;
        if done * count >= all * (out.len() + 1) {
            out.push(from..at + 1);
            from = at + 1;
        }
    }
    out
}

/// The files that differ after some documents (number, before, after) have changed, made from those that were there.
pub(in crate::render) fn changed(files: &mut [Arc<[u8]>], stamp: &str, documents: &[(u32, &Entry, &Entry)]) {
    let shards = files.len();
    let mut keys = Vec::new();
    let mut found = |entry: &Entry| {
        let mut all = BTreeSet::new();
        runs(entry, &mut keys, |part, keys| all.extend(keys.iter().map(|key| (*key, part))));
        all
    };
    // By shard: run, part, document, and whether it has it now.
    let mut edits: BTreeMap<usize, Vec<(Sorted, Part, u32, bool)>> = BTreeMap::new();
    for (document, before, after) in documents {
        let (old, new) = (found(before), found(after));
        for run @ (key, part) in old.symmetric_difference(&new) {
            let edit = (sorted(signs(*key)), *part, *document, new.contains(run));
            edits.entry(shard(signs(*key), shards)).or_default().push(edit);
        }
    }
    let mut union = Union::default();
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
                union.write(&mut [Numbers::all(&lists[part as usize]).list()], out);
            });
        }
        files[at] = files::end(out).into();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::{Strategy, prop, proptest};
    use rayon::ThreadPoolBuilder;

    use super::{Postings, Reader, changed};
    use crate::render::search::Entry;

    fn entry(title: &str, text: &str) -> Entry {
        Entry { title: title.into(), text: text.into(), ..Entry::default() }
    }

    fn files(documents: &[Entry], threads: usize) -> Vec<Arc<[u8]>> {
        let documents: Vec<Arc<Entry>> = documents.iter().cloned().map(Arc::new).collect();
        let documents: Vec<&Arc<Entry>> = documents.iter().collect();
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| Postings::of(&documents, 8).files("of", |_, file| file.into()))
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
        fn files_do_not_hang_on_threads(documents in documents(40)) {
            let documents: Vec<Entry> = documents.iter().map(|(title, text)| entry(title, text)).collect();
            let one = files(&documents, 1);
            assert_eq!(one, files(&documents, 3));
            assert_eq!(one, files(&documents, 7));
        }

        #[test]
        fn files_do_not_hang_on_who_has_read_what(documents in documents(40), by in prop::collection::vec(0..3_usize, 40)) {
            let documents: Vec<Entry> = documents.iter().map(|(title, text)| entry(title, text)).collect();
            let mut readers = vec![Reader::default(), Reader::default(), Reader::default()];
            for (number, (document, by)) in documents.iter().zip(by).enumerate() {
                readers[by].read(number, document);
            }
            let found: Vec<Arc<[u8]>> = Postings::new(readers, 8).files("of", |_, file| file.into());
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
