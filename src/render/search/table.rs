//! Which documents have a run, while they are read one after the other: a table of which a look-up touches one place in memory,
//! since there are some hundred of them for every line of a site.

use std::hint::black_box;

use super::grams::Key;
use super::numbers::{List, push};

/// Bytes of numbers that stand in a slot.
const INLINE: usize = 11;

/// Runs that are looked up together.
const TOGETHER: usize = 16;

/// A run, and the documents that have it: the gaps between their numbers as files write them, the latest here.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// 0: the slot is free; no run is 0.
    key: Key,
    first: u32,
    /// One more than the last document.
    next: u32,
    /// Where in `spilt` what came before stands, one more; 0: nowhere.
    before: u32,
    length: u8,
    gaps: [u8; INLINE],
}

/// Runs, and who has them.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// A power of two of them, or none.
    slots: Vec<Slot>,
    used: usize,
    /// Gaps that no longer fit into their slot.
    spilt: Vec<Vec<u8>>,
}

impl Table {
    /// With room for so many runs.
    pub(super) fn with_room(runs: usize) -> Table {
        Table { slots: vec![Slot::default(); (runs * 3 / 2).next_power_of_two().max(64)], ..Table::default() }
    }

    /// A document has these runs; numbers of documents never fall.
    pub(super) fn see_all(&mut self, keys: &[Key], document: u32) {
        for some in keys.chunks(TOGETHER) {
            // Three quarters full at most.
            if (self.used + TOGETHER) * 4 > self.slots.len() * 3 {
                self.grow();
            }
            // Their places are fetched from memory together: one after the other it takes much longer.
            let mask = self.slots.len() - 1;
            let mut places = [0; TOGETHER];
            places.iter_mut().zip(some).for_each(|(place, key)| *place = home(*key) & mask);
            black_box(places[..some.len()].iter().fold(0, |all, at| all | self.slots[*at].next));
            some.iter().zip(places).for_each(|(key, place)| self.see(*key, place, document));
        }
    }

    /// A document has a run, which stands at a place or behind it, if it is there.
    #[inline(always)]
    fn see(&mut self, key: Key, mut at: usize, document: u32) {
        while let Some(slot) = self.slots.get_mut(at) {
            if slot.key == key {
                slot.see(document, &mut self.spilt);
                return;
            }
            if slot.key == 0 {
                *slot = Slot { key, first: document, next: document + 1, ..Slot::default() };
                self.used += 1;
                return;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// Where a run that is not there comes to stand.
    fn free(&self, key: Key) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = home(key) & mask;
        while self.slots[at].key != 0 {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let slots = vec![Slot::default(); (self.slots.len() * 2).max(64)];
        for slot in std::mem::replace(&mut self.slots, slots).into_iter().filter(|slot| slot.key != 0) {
            let at = self.free(slot.key);
            self.slots[at] = slot;
        }
    }

    /// The runs, each with its place here, in no order.
    pub(super) fn runs(&self) -> impl Iterator<Item = (Key, usize)> {
        self.slots.iter().enumerate().filter(|(_, slot)| slot.key != 0).map(|(at, slot)| (slot.key, at))
    }

    /// The run at a place.
    pub(super) fn key(&self, at: usize) -> Key {
        self.slots[at].key
    }

    /// Who has the run at a place.
    pub(super) fn list(&self, at: usize) -> List<'_> {
        let slot = &self.slots[at];
        let spilt = place(slot).map_or(&[][..], |at| &self.spilt[at]);
        List { first: slot.first, next: slot.next, gaps: [spilt, &slot.gaps[..usize::from(slot.length)]] }
    }
}

impl Slot {
    /// One more document, or the last once more.
    #[inline(always)]
    fn see(&mut self, document: u32, spilt: &mut Vec<Vec<u8>>) {
        // Nearly always: of this document already, or a small gap for which there is room. Which of both cannot be foretold, and so is
        // not asked.
        let is_new = document >= self.next;
        let gap = document.wrapping_sub(self.next);
        if is_new && (gap > 31 || usize::from(self.length) == INLINE) {
            add(self, gap, spilt);
        } else {
            let length = usize::from(self.length).min(INLINE - 1);
            self.gaps[length] = if is_new { gap as u8 } else { self.gaps[length] };
            self.length += u8::from(is_new);
        }
        self.next = self.next.max(document + 1);
    }
}

/// Where what a slot had no room for stands.
fn place(slot: &Slot) -> Option<usize> {
    (slot.before as usize).checked_sub(1)
}

/// Puts a gap behind the others.
#[cold]
fn add(slot: &mut Slot, gap: u32, spilt: &mut Vec<Vec<u8>>) {
    push(gap, |byte| {
        if usize::from(slot.length) == INLINE {
            let at = place(slot).unwrap_or_else(|| {
                spilt.push(Vec::with_capacity(4 * INLINE));
                spilt.len() - 1
            });
            slot.before = u32::try_from(at + 1).unwrap_or(u32::MAX);
            spilt[at].extend_from_slice(&slot.gaps);
            slot.length = 0;
        }
        slot.gaps[usize::from(slot.length)] = byte;
        slot.length += 1;
    });
}

/// Where a run is looked for first. Runs come from pages of the site itself: nobody gains by making them meet.
fn home(key: Key) -> usize {
    usize::try_from(key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::{prop, proptest};

    use super::Table;

    proptest! {
        #[test]
        fn it_has_what_was_seen(seen in prop::collection::vec((1..300_u64, 0..40_u32), 0..3000)) {
            let mut table = Table::default();
            let mut sets: BTreeMap<u64, BTreeSet<u32>> = BTreeMap::new();
            let mut document = 0;
            for (key, gap) in seen {
                // Half of all stay with the document.
                document += gap.saturating_sub(20) * 7;
                table.see_all(&[key], document);
                sets.entry(key).or_default().insert(document);
            }
            assert_eq!(table.runs().count(), sets.len());
            for (key, at) in table.runs() {
                let mut all = BTreeSet::new();
                table.list(at).each(|number| _ = all.insert(number));
                assert_eq!((table.key(at), &all), (key, &sets[&key]));
            }
        }
    }
}
