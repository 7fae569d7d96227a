//! Reads documents, some of them together: which of these have a run is told by the bits of a word, in a table so small that it
//! stays in the cache of the processor. What has been read is laid down in one piece, and nobody looks for a place in it.

use super::entry::Entry;
use super::grams::{Key, Part, Room, of_text, of_titles, shard_of};
use super::numbers::Word;
use super::same::Lines;
use super::shard::shards_for;
use super::spots::{Spot, Table};

/// Documents that are read together: a bit for each.
pub(in crate::render) const TOGETHER: usize = 64;

/// Runs stand in so many heaps at most, each of which is put into files by itself.
const HEAPS: usize = 256;

/// How many files come of a heap, where there are so many.
pub(super) fn shards_of_heap(shards: usize) -> usize {
    shards.div_ceil(HEAPS)
}

/// Reads documents.
#[derive(Debug)]
pub(in crate::render) struct Reader {
    /// In which of the documents that are read together a run has been seen.
    seen: Table<u64>,
    room: Room,
    shards: usize,
    noted: Vec<Noted>,
}

impl Reader {
    /// For a site of so many documents.
    pub(in crate::render) fn new(documents: usize) -> Reader {
        Reader { seen: Table::default(), room: Room::new(), shards: shards_for(documents), noted: Vec::new() }
    }

    /// Reads documents, the first of which has this number: a multiple of how many are read together. All of those stand here.
    pub(in crate::render) fn read<'a>(&mut self, first: usize, entries: impl IntoIterator<Item = &'a Entry>) {
        let Reader { seen, room, .. } = self;
        let mut lines = Lines::default();
        let mut note = |bits: u64, part, keys: &[Key]| {
            seen.each(keys.iter().map(|key| Spot::new(part, *key)), |_, all| *all |= bits);
        };
        for (place, entry) in entries.into_iter().enumerate() {
            let bit = 1 << (place % TOGETHER);
            of_titles(entry, room, |keys| note(bit, Part::Title, keys));
            lines.put(&entry.text, bit);
        }
        lines.each().for_each(|(line, bits)| of_text(line, room, |part, keys| note(bits, part, keys)));
        self.noted.push(Noted::of(first / TOGETHER, seen.all(), self.shards));
        seen.clear();
    }

    /// What it has read.
    pub(super) fn done(self) -> Vec<Noted> {
        self.noted
    }
}

/// What some documents have that were read together.
#[derive(Debug)]
pub(super) struct Noted {
    /// Which they are, among all words of documents.
    pub(super) word: u32,
    /// Heap by heap: a spot, and above it whether the word of its documents follows; where there is one document only, its place stands
    /// there.
    all: Box<[u64]>,
    /// Where each heap ends.
    ends: Box<[u32]>,
}

/// Above a spot: the place of its only document, and whether there are more.
const PLACE: u32 = 56;
const MORE: u64 = 1 << 63;

impl Noted {
    fn of(word: usize, seen: &[(Spot, u64)], shards: usize) -> Noted {
        let each = shards_of_heap(shards);
        let shift = each.trailing_zeros();
        let length = |bits: u64| if bits.is_power_of_two() { 1 } else { 2 };
        let heap = |spot: Spot| (shard_of(spot.run(), shards) >> shift) as u16;
        let mut ends = vec![0; shards / each];
        let mut heaps = Vec::with_capacity(seen.len());
        for (spot, bits) in seen {
            let heap = heap(*spot);
            heaps.push(heap);
            ends[usize::from(heap)] += length(*bits);
        }
        // From now on where each begins; once it is full, where it ends.
        let mut size = 0;
        for end in &mut ends {
            size += std::mem::replace(end, size);
        }
        let mut all = vec![0; size as usize];
        for (heap, (spot, bits)) in heaps.into_iter().zip(seen) {
            let to = &mut ends[usize::from(heap)];
            let at = *to as usize;
            *to += length(*bits);
            if bits.is_power_of_two() {
                all[at] = spot.bits() | u64::from(bits.trailing_zeros()) << PLACE;
            } else {
                (all[at], all[at + 1]) = (spot.bits() | MORE, *bits);
            }
        }
        Noted { word: u32::try_from(word).unwrap_or(u32::MAX), all: all.into(), ends: ends.into() }
    }

    fn heap(&self, heap: usize) -> &[u64] {
        let from = heap.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.all[from..self.ends[heap] as usize]
    }

    /// What belongs to a heap.
    pub(super) fn spots(&self, heap: usize) -> impl Iterator<Item = (Spot, Word)> {
        let mut all = self.heap(heap).iter();
        std::iter::from_fn(move || {
            let first = *all.next()?;
            let bits = if first & MORE == 0 { 1 << (first >> PLACE) } else { *all.next()? };
            Some((Spot::of(first & ((1 << PLACE) - 1)), (self.word, bits)))
        })
    }
}
