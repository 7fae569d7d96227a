//! Runs in parts of documents, and a table of them, a look-up in which touches one place in memory: there are some hundred for every
//! line of a site.

use super::grams::{Key, PARTS, Part};

/// A run in a part of documents: the part stands above the run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Spot(u64);

const PART: u32 = 48;

impl Spot {
    #[inline(always)]
    pub(super) fn new(part: Part, run: Key) -> Spot {
        Spot((part as u64) << PART | run)
    }

    /// As a number of fifty bits.
    pub(super) fn bits(self) -> u64 {
        self.0
    }

    /// Of such a number.
    pub(super) fn of(bits: u64) -> Spot {
        Spot(bits)
    }

    pub(super) fn part(self) -> Part {
        PARTS[(self.0 >> PART) as usize % PARTS.len()]
    }

    pub(super) fn run(self) -> Key {
        self.0 & ((1 << PART) - 1)
    }

    /// Where it is looked for first, by how much is shifted out. Runs come from pages of the site itself: nobody gains by making them
    /// meet.
    #[inline(always)]
    fn home(self, shift: u32) -> usize {
        (self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> shift) as usize
    }

    /// Whether it is none: no run is 0.
    #[inline(always)]
    fn is_none(self) -> bool {
        self.0 == 0
    }
}

/// Something for each spot.
#[derive(Debug)]
pub(super) struct Table<T> {
    /// A power of two of them.
    slots: Vec<(Spot, T)>,
    used: usize,
}

impl<T: Copy + Default> Default for Table<T> {
    fn default() -> Table<T> {
        Table { slots: vec![Default::default(); 1024], used: 0 }
    }
}

impl<T: Copy + Default> Table<T> {
    /// Lets `see` change what there is for some spots; before, it is what is by default.
    #[inline(always)]
    pub(super) fn each(&mut self, spots: impl ExactSizeIterator<Item = Spot>, mut see: impl FnMut(Spot, &mut T)) {
        // Half full at most.
        while (self.used + spots.len()) * 2 > self.slots.len() {
            self.grow();
        }
        let shift = 64 - self.slots.len().trailing_zeros();
        let mask = self.slots.len() - 1;
        for spot in spots {
            let mut at = spot.home(shift);
            while let Some((own, value)) = self.slots.get_mut(at & mask) {
                if *own != spot {
                    if !own.is_none() {
                        at += 1;
                        continue;
                    }
                    *own = spot;
                    self.used += 1;
                }
                see(spot, value);
                break;
            }
        }
    }

    fn grow(&mut self) {
        let slots = vec![Default::default(); self.slots.len() * 2];
        self.used = 0;
        let old = std::mem::replace(&mut self.slots, slots);
        old.into_iter()
            .filter(|(spot, _)| !spot.is_none())
            .for_each(|(spot, old)| self.each(std::iter::once(spot), |_, value| *value = old));
    }

    /// How many spots there are.
    pub(super) fn len(&self) -> usize {
        self.used
    }

    /// All spots, in no order.
    pub(super) fn all(&self) -> impl Iterator<Item = (Spot, T)> {
        self.slots.iter().filter(|(spot, _)| !spot.is_none()).copied()
    }

    /// Forgets them; the room stays.
    pub(super) fn clear(&mut self) {
        self.slots.fill(Default::default());
        self.used = 0;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::{any, prop, proptest};

    use super::{Part, Spot, Table};

    proptest! {
        #[test]
        fn a_table_has_what_was_put(seen in prop::collection::vec((1..3000_u64, any::<bool>(), any::<u8>()), 0..3000)) {
            let mut table = Table::default();
            for _ in 0..2 {
                let mut all: BTreeMap<u64, u64> = BTreeMap::new();
                for (run, is_title, more) in &seen {
                    let spot = Spot::new(if *is_title { Part::Title } else { Part::All }, *run << 30);
                    table.each([spot].into_iter(), |_, value: &mut u64| *value += u64::from(*more));
                    *all.entry(spot.bits()).or_default() += u64::from(*more);
                }
                assert_eq!(table.len(), all.len());
                assert_eq!(table.all().map(|(spot, value)| (spot.bits(), value)).collect::<BTreeMap<_, _>>(), all);
                table.clear();
            }
        }
    }
}
