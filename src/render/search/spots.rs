//! Runs in parts of documents, and a small table of them.

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
}

/// Something for each spot.
#[derive(Debug)]
pub(super) struct Table<T> {
    /// A power of two of them: the place of a spot among all, one more; 0: there is none.
    places: Vec<u32>,
    /// In the order in which they came: those that are seen most often stand together, as they come early.
    all: Vec<(Spot, T)>,
}

impl<T> Default for Table<T> {
    fn default() -> Table<T> {
        Table { places: vec![0; 1024], all: Vec::new() }
    }
}

impl<T: Copy + Default> Table<T> {
    /// Lets `see` change what there is for some spots, each with its place among all; before, it is what is by default.
    #[inline(always)]
    pub(super) fn each(&mut self, spots: impl ExactSizeIterator<Item = Spot>, mut see: impl FnMut(u32, &mut T)) {
        // Half full at most.
        while (self.all.len() + spots.len()) * 2 > self.places.len() {
            self.grow();
        }
        let shift = 64 - self.places.len().trailing_zeros();
        let mask = self.places.len() - 1;
        for spot in spots {
            let mut at = spot.home(shift);
            while let Some(place) = self.places.get_mut(at & mask) {
                if *place == 0 {
                    self.all.push((spot, T::default()));
                    *place = self.all.len() as u32;
                }
                let place = *place - 1;
                match self.all.get_mut(place as usize) {
                    Some((own, value)) if *own == spot => {
                        see(place, value);
                        break;
                    }
                    _ => at += 1,
                }
            }
        }
    }

    #[cold]
    fn grow(&mut self) {
        let size = self.places.len() * 2;
        self.places.clear();
        self.places.resize(size, 0);
        let (shift, mask) = (64 - size.trailing_zeros(), size - 1);
        for (place, (spot, _)) in (1..).zip(&self.all) {
            let mut at = spot.home(shift);
            while self.places[at & mask] != 0 {
                at += 1;
            }
            self.places[at & mask] = place;
        }
    }

    /// All spots, in the order in which they came.
    pub(super) fn all(&mut self) -> &mut [(Spot, T)] {
        &mut self.all
    }

    /// Forgets them; the room stays.
    pub(super) fn clear(&mut self) {
        self.places.fill(0);
        self.all.clear();
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
                assert_eq!(table.all().len(), all.len());
                assert_eq!(table.all().iter().map(|(spot, value)| (spot.bits(), *value)).collect::<BTreeMap<_, _>>(), all);
                table.clear();
            }
        }
    }
}
