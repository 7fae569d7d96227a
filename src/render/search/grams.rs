//! Runs of signs, and the documents that have them. Two signs lead to all documents with that pair; since pairs of digits and
//! letters are in every other text, three and four of them count too, and six where there is a digit among them; of dates and
//! amounts, four signs with their units. The browser finds longer runs by these, and looks them up in the texts.
//!
//! Documents come from all cores as they are made, in any order; what comes out depends on them alone.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use super::entry::Entry;
use super::files;
use super::fold::fold;
use super::lines::{FIGURE, HEADING};
use super::shard::shard;

/// A run: how many signs it has, then these, 21 bits each of one or two, 7 bits each of more (which are ASCII, or units: these by
/// their place in `UNITS`, which no sign of a text has in ASCII).
type Key = u64;

/// What stands between and behind the digits of dates and amounts.
const UNITS: [char; 6] = ['年', '月', '日', '万', '亿', '元'];

const LENGTH: u32 = 42;
const SIGN: u32 = 21;

/// In which part of a document a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Title,
    Heading,
    All,
}

const PARTS: [Part; 3] = [Part::Title, Part::Heading, Part::All];

/// Gathers the runs of documents.
pub(in crate::render) struct Grams {
    /// One for each thread, and one for who is none of them.
    gathered: Vec<Mutex<Gathered>>,
}

/// What one thread has gathered.
#[derive(Default)]
struct Gathered {
    lists: [HashMap<Key, Vec<u32>, BuildHasherDefault<Spread>>; 3],
    seen: Seen,
    signs: Vec<char>,
}

impl Grams {
    /// Nothing yet.
    pub(in crate::render) fn new() -> Grams {
        Grams { gathered: (0..=rayon::current_num_threads()).map(|_| Mutex::default()).collect() }
    }

    /// Takes a document; each is given once.
    pub(in crate::render) fn add(&self, document: u32, entry: &Entry) {
        let thread = rayon::current_thread_index().map_or(0, |thread| thread + 1);
        let mut gathered = self.gathered[thread % self.gathered.len()].lock().unwrap_or_else(PoisonError::into_inner);
        let Gathered { lists, seen, signs } = &mut *gathered;
        for part in PARTS {
            seen.forget();
            let list = &mut lists[part as usize];
            runs(entry, part, signs, |key| {
                if seen.is_new(key) {
                    list.entry(key).or_default().push(document);
                }
            });
        }
    }

    /// The files of all shards, in their order.
    pub(in crate::render) fn finish(self, shards: usize) -> Vec<Vec<u8>> {
        let mut spread: Vec<Vec<(String, Part, Vec<u32>)>> = (0..shards).map(|_| Vec::new()).collect();
        for gathered in self.gathered {
            let gathered = gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
            for (part, lists) in PARTS.into_iter().zip(gathered.lists) {
                // In no order: every shard is sorted below.
                lists.into_iter().for_each(|(key, list)| {
                    let gram = text(key);
                    spread[shard(&gram, shards)].push((gram, part, list));
                });
            }
        }
        spread.into_par_iter().enumerate().map(|(at, own)| files::grams(at, &merged(own))).collect()
    }
}

/// Calls `see` for every run in a part of a document, as often as it stands there.
fn runs(entry: &Entry, part: Part, signs: &mut Vec<char>, mut see: impl FnMut(Key)) {
    if part != Part::Heading {
        fold(&entry.title, signs);
        if part == Part::Title {
            signs.iter().for_each(|c| see(single(*c)));
        }
        keys(signs, &mut see);
    }
    for line in entry.text.split('\n').filter(|_| part != Part::Title) {
        if part == Part::All || line.starts_with(HEADING) {
            fold(line.trim_start_matches([HEADING, FIGURE]), signs);
            keys(signs, &mut see);
        }
    }
}

/// The files that differ after some documents (number, before, after) have changed, made from those that were there.
pub(in crate::render) fn changed(files: &mut [Arc<[u8]>], documents: &[(u32, &Entry, &Entry)]) {
    let shards = files.len();
    let mut signs = Vec::new();
    let mut found = |entry: &Entry, part: Part| {
        let mut keys = BTreeSet::new();
        runs(entry, part, &mut signs, |key| _ = keys.insert(key));
        keys
    };
    // By shard: run, part, document, and whether it has it now.
    let mut edits: BTreeMap<usize, Vec<(String, Part, u32, bool)>> = BTreeMap::new();
    for (document, before, after) in documents {
        for part in PARTS {
            let (old, new) = (found(before, part), found(after, part));
            for key in old.symmetric_difference(&new) {
                let gram = text(*key);
                edits.entry(shard(&gram, shards)).or_default().push((gram, part, *document, new.contains(key)));
            }
        }
    }
    for (at, edits) in edits {
        let mut runs: BTreeMap<String, [Vec<u32>; 3]> = files::read(&files[at]).into_iter().collect();
        for (gram, part, document, has) in edits {
            let list = &mut runs.entry(gram).or_default()[part as usize];
            match (list.binary_search(&document), has) {
                (Err(place), true) => list.insert(place, document),
                (Ok(place), false) => _ = list.remove(place),
                _ => {}
            }
        }
        let runs: Vec<Run> = runs.into_iter().filter(|(_, lists)| lists.iter().any(|list| !list.is_empty())).collect();
        files[at] = files::grams(at, &runs).into();
    }
}

/// The documents that have a run: in the title, in a heading, anywhere.
pub(super) type Run = (String, [Vec<u32>; 3]);

/// Runs in their order, with what several threads have found of one.
fn merged(mut found: Vec<(String, Part, Vec<u32>)>) -> Vec<Run> {
    found.sort_unstable_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    let mut out: Vec<Run> = Vec::new();
    for (gram, part, list) in found {
        if out.last().is_none_or(|(last, _)| *last != gram) {
            out.push((gram, Default::default()));
        }
        if let Some((_, lists)) = out.last_mut() {
            lists[part as usize].extend(list);
        }
    }
    out.iter_mut().flat_map(|(_, lists)| lists).for_each(|list| list.sort_unstable());
    out
}

fn single(c: char) -> Key {
    1 << LENGTH | u64::from(c)
}

/// All runs of a folded line that are looked for.
fn keys(signs: &[char], mut see: impl FnMut(Key)) {
    for pair in signs.windows(2) {
        see(2 << LENGTH | u64::from(pair[0]) << SIGN | u64::from(pair[1]));
    }
    let mut from = 0;
    while from < signs.len() {
        let length = signs[from..].iter().take_while(|c| packed(**c).is_some()).count();
        for size in [3, 4, 6] {
            for run in signs[from..from + length].windows(size) {
                let has_digit = run.iter().any(char::is_ascii_digit);
                let is_kept =
                    if run.iter().all(char::is_ascii) { size < 6 || has_digit } else { size == 4 && has_digit };
                if is_kept {
                    let signs = run.iter().filter_map(|c| packed(*c)).fold(0, |key, sign| key << 7 | sign);
                    see((size as u64) << LENGTH | signs);
                }
            }
        }
        from += length + 1;
    }
}

/// A sign of a longer run in 7 bits.
fn packed(c: char) -> Option<u64> {
    if c.is_ascii() {
        return Some(u64::from(c));
    }
    UNITS.iter().position(|unit| *unit == c).map(|at| at as u64)
}

/// The signs of a run.
fn text(key: Key) -> String {
    let length = usize::try_from(key >> LENGTH).unwrap_or(0);
    let width = if length > 2 { 7 } else { SIGN };
    let sign = |at: usize| {
        let bits = u32::try_from(key >> (width * (at as u32)) & ((1 << width) - 1)).ok()?;
        UNITS.get(bits as usize).copied().filter(|_| width == 7).or_else(|| char::from_u32(bits))
    };
    (0..length).rev().filter_map(sign).collect()
}

/// Which runs of the document at hand were met already.
struct Seen {
    /// A run and the round in which it was met; a power of two of them, at most half of them of this round.
    slots: Vec<(Key, u32)>,
    round: u32,
    count: usize,
}

impl Default for Seen {
    fn default() -> Self {
        Seen { slots: vec![(0, 0); 4096], round: 0, count: 0 }
    }
}

impl Seen {
    fn forget(&mut self) {
        (self.round, self.count) = (self.round.wrapping_add(1), 0);
        if self.round == 0 {
            self.slots.fill((0, 0));
            self.round = 1;
        }
    }

    fn is_new(&mut self, key: Key) -> bool {
        if self.count * 2 >= self.slots.len() {
            let slots = vec![(0, 0); self.slots.len() * 2];
            let old = std::mem::replace(&mut self.slots, slots);
            self.count = 0;
            let now = self.round;
            for (key, _) in old.into_iter().filter(|(_, round)| *round == now) {
                self.is_new(key);
            }
        }
        let mask = self.slots.len() - 1;
        let mut at = usize::try_from(mixed(key) >> 32).unwrap_or(0) & mask;
        loop {
            match &mut self.slots[at] {
                (_, round) if *round != self.round => {
                    self.slots[at] = (key, self.round);
                    self.count += 1;
                    return true;
                }
                (own, _) if *own == key => return false,
                _ => at = (at + 1) & mask,
            }
        }
    }
}

/// Spreads runs over tables; they come from pages of the site itself, and nobody gains by making them meet.
fn mixed(key: Key) -> u64 {
    let key = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    key ^ key >> 29
}

#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.0 = mixed(self.0 ^ u64::from(*b)));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = mixed(key);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::{Strategy, prop, proptest};

    use super::{Grams, Seen, changed, keys, single, text};
    use crate::render::search::Entry;

    fn all(line: &str) -> Vec<String> {
        let mut out = Vec::new();
        keys(&line.chars().collect::<Vec<_>>(), |key| out.push(text(key)));
        out
    }

    #[test]
    fn runs_of_a_line() {
        assert_eq!(all("修村道"), ["修村", "村道"]);
        assert_eq!(all("共12.5万"), ["共1", "12", "2.", ".5", "5万", "12.", "2.5", "12.5", "2.5万"]);
        assert_eq!(all("3年8月日元"), ["3年", "年8", "8月", "月日", "日元", "3年8月", "年8月日", "8月日元"]);
        assert_eq!(
            all("a2023-08"),
            [
                "a2", "20", "02", "23", "3-", "-0", "08", "a20", "202", "023", "23-", "3-0", "-08", "a202", "2023",
                "023-", "23-0", "3-08", "a2023-", "2023-0", "023-08"
            ]
        );
        assert_eq!(text(single('村')), "村");
        assert_eq!(all("村"), Vec::<String>::new());
        assert_eq!(all("𠀀村"), ["𠀀村"]);
    }

    #[test]
    fn a_run_is_new_once_a_round() {
        let mut seen = Seen::default();
        for _ in 0..3 {
            seen.forget();
            assert!((0..9000).all(|key| seen.is_new(key)) && (0..9000).all(|key| !seen.is_new(key)));
        }
    }

    #[test]
    fn files_depend_on_the_documents_alone() {
        let entry = |title: &str, text: &str| Entry { title: title.into(), text: text.into(), ..Entry::default() };
        let documents = [entry("甲村", "\u{1}甲村\n修路"), entry("乙村", "\u{1}乙村\n\u{1}修路\n修路")];
        let files = |order: [u32; 2]| {
            let grams = Grams::new();
            order.iter().for_each(|i| grams.add(*i, &documents[*i as usize]));
            grams.finish(8)
        };
        assert_eq!(files([0, 1]), files([1, 0]));
        let text: String = files([0, 1]).into_iter().map(|file| String::from_utf8(file).unwrap()).collect();
        // In a heading of the second, and anywhere in both.
        assert!(text.contains("\"修路\":\"|-B|+D\""), "{text}");
        assert!(text.contains("\"村\":\"+D||\""), "{text}");
        assert!(text.contains("\"甲村\":\"-A|-A|-A\""), "{text}");
    }

    fn files(documents: &[Entry]) -> Vec<Arc<[u8]>> {
        let grams = Grams::new();
        (0..).zip(documents).for_each(|(number, entry)| grams.add(number, entry));
        grams.finish(8).into_iter().map(Arc::from).collect()
    }

    fn documents() -> impl Strategy<Value = Vec<(String, String)>> {
        prop::collection::vec(("[甲乙a1 \"\\\\]{0,5}", "(\u{1}?[甲乙丙丁a-c0-3. \"]{1,9}\n){0,6}"), 12)
    }

    proptest! {
        #[test]
        fn files_that_were_changed_are_those_of_a_build_from_nothing(before in documents(), after in documents(), places in prop::collection::vec(0..12_usize, 0..4)) {
            let entry = |(title, text): &(String, String)| Entry { title: title.clone(), text: text.clone(), ..Entry::default() };
            let old: Vec<Entry> = before.iter().map(entry).collect();
            let mut new = old.clone();
            places.iter().for_each(|place| new[*place] = entry(&after[*place]));
            let mut edited = files(&old);
            let edits: Vec<_> = (0..).zip(old.iter().zip(&new)).filter(|(_, (a, b))| a != b).map(|(n, (a, b))| (n, a, b)).collect();
            changed(&mut edited, &edits);
            assert_eq!(edited, files(&new));
        }
    }
}
