//! Which documents have a run. Each thread reads documents in their order and writes their numbers as the files have them, so
//! that there is nothing to sort and little to keep; what comes out depends on the documents alone.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use super::entry::Entry;
use super::files::{self, Numbers};
use super::grams::{PARTS, Part, Sorted, runs, signs, sorted};
use super::shard::shard;
use super::table::Table;

/// What one thread has found: a table for each part, and for each run there its shard, the part and its place.
#[derive(Default)]
struct Gathered {
    tables: [Table; 3],
    by_shard: Vec<(u32, Part, u32)>,
}

/// The files of all shards, in their order, for the numbering of a stamp.
pub(in crate::render) fn gathered(entries: &[&Arc<Entry>], shards: usize, stamp: &str) -> Vec<Arc<[u8]>> {
    let all: Vec<Gathered> = shares(entries).into_par_iter().map(|share| gather(entries, share, shards)).collect();
    let one = |at: usize| {
        let mut found: Vec<(Sorted, Part, usize, usize)> = Vec::new();
        for (thread, Gathered { tables, by_shard }) in all.iter().enumerate() {
            let from = by_shard.partition_point(|(shard, ..)| (*shard as usize) < at);
            let own = by_shard[from..].iter().take_while(|(shard, ..)| *shard as usize == at);
            found.extend(own.map(|(_, part, place)| {
                let place = *place as usize;
                (sorted(signs(tables[*part as usize].key(place))), *part, thread, place)
            }));
        }
        // Of one run in one part, those of the earlier thread come first.
        found.sort_unstable();
        let mut out = files::begin(at, stamp);
        let mut lists: [Numbers; 3] = Default::default();
        for same in found.chunk_by(|a, b| a.0 == b.0) {
            lists.iter_mut().for_each(Numbers::clear);
            for (_, part, thread, place) in same {
                all[*thread].tables[*part as usize].append(*place, &mut lists[*part as usize]);
            }
            files::run(&mut out, same[0].0, &lists);
        }
        files::end(out)
    };
    (0..shards).into_par_iter().with_min_len(16).map(one).collect()
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

/// What some documents have.
fn gather(entries: &[&Arc<Entry>], share: Range<usize>, shards: usize) -> Gathered {
    let mut out = Gathered::default();
    // The more text, the less is new in it: about as the root of its length (Heaps' law).
    let text: usize = entries[share.clone()].iter().map(|entry| entry.text.len()).sum();
    out.tables[Part::All as usize] = Table::with_room(32 * text.isqrt());
    let (mut line, mut all) = (Vec::new(), Vec::new());
    for document in share {
        let number = u32::try_from(document).unwrap_or(u32::MAX);
        runs(entries[document], &mut line, |part, key| match part {
            Part::All => all.push(key),
            Part::Title | Part::Heading => out.tables[part as usize].see(key, number),
        });
        out.tables[Part::All as usize].see_all(&all, number);
        all.clear();
    }
    for (part, table) in PARTS.into_iter().zip(&out.tables) {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        out.by_shard.extend(table.runs().map(|(key, at)| (place(shard(signs(key), shards)), part, place(at))));
    }
    out.by_shard.sort_unstable();
    out
}

/// The files that differ after some documents (number, before, after) have changed, made from those that were there.
pub(in crate::render) fn changed(files: &mut [Arc<[u8]>], stamp: &str, documents: &[(u32, &Entry, &Entry)]) {
    let shards = files.len();
    let mut line = Vec::new();
    let mut found = |entry: &Entry| {
        let mut all = BTreeSet::new();
        runs(entry, &mut line, |part, key| _ = all.insert((key, part)));
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
            files::run(&mut out, *run, &[0, 1, 2].map(|part| Numbers::all(&lists[part])));
        }
        files[at] = files::end(out);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::{Strategy, prop, proptest};
    use rayon::ThreadPoolBuilder;

    use super::{changed, gathered};
    use crate::render::search::Entry;

    fn entry(title: &str, text: &str) -> Entry {
        Entry { title: title.into(), text: text.into(), ..Entry::default() }
    }

    fn files(documents: &[Entry], threads: usize) -> Vec<Arc<[u8]>> {
        let documents: Vec<Arc<Entry>> = documents.iter().cloned().map(Arc::new).collect();
        let documents: Vec<&Arc<Entry>> = documents.iter().collect();
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| gathered(&documents, 8, "of"))
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
