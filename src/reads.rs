//! What is read while something is made, so that it is made again only when that has changed.
//!
//! What an output shows may come from any part of a site. The parts are held in [`Tracked`] (a list, read entry by
//! entry) and [`Whole`] (anything else): whoever looks into them leaves a [`Key`] in the record that is open on his
//! thread. A part that is looked at in a way nobody foresaw counts as read in full, so a record can have too much in it,
//! never too little. Nobody makes one output on two threads.

use std::cell::{Cell, RefCell};
use std::ops::{Deref, DerefMut, Index, IndexMut};
use std::sync::{Arc, OnceLock};

/// The parts of a site that outputs read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
#[expect(missing_docs, reason = "they are called as the fields are")]
pub enum Kind {
    Pages,
    Sections,
    Taxonomies,
    Attachments,
    Photos,
    Figures,
    Statements,
    Shown,
    Translations,
    Glossary,
    Records,
    Account,
    /// The pages of a section, all of them.
    Listed,
    /// The page at a place of a section's list.
    ListedAt,
    /// How many pages a section has.
    ListLengths,
    /// All terms of a taxonomy.
    AllTerms,
    /// A term of a taxonomy, by its place; of its pages only how many there are.
    Terms,
    /// The page at a place of a term's list.
    TermsAt,
    /// What pages say of a term, by language, taxonomy and name.
    TermHeads,
    /// Which sections there are.
    Folders,
    Latest,
    Routes,
    Lists,
    Rank,
    Filters,
    Mentions,
    Below,
    Years,
    News,
    Glossed,
    Uses,
    Posters,
    Plan,
    Downloads,
    Dates,
    /// `site` as templates see it, by language and open entry.
    Sites,
    /// The open entry of the navigation.
    Open,
    /// Collections as templates see them.
    Collections,
}

/// One thing that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u64);

/// Where the kind begins in a key.
const SHIFT: u32 = 56;
const INDEX: u64 = (1 << SHIFT) - 1;

impl Key {
    /// An entry of a list, or whatever a number tells apart.
    pub fn of(kind: Kind, index: u64) -> Key {
        Key::new(kind as u8, index)
    }

    /// All of it.
    pub fn all(kind: Kind) -> Key {
        Key::new(kind as u8, INDEX)
    }

    /// How many entries there are.
    pub fn length(kind: Kind) -> Key {
        Key::new(kind as u8, INDEX - 1)
    }

    /// A place in a list that a number tells from others of its kind.
    pub fn place(kind: Kind, list: u64, place: usize) -> Key {
        // Two places that meet here are told apart by nobody: then more is made anew.
        Key::of(kind, (list ^ (place as u64).rotate_left(28)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 8)
    }

    fn new(kind: u8, index: u64) -> Key {
        Key(u64::from(kind) << SHIFT | (index & INDEX))
    }
}

/// What was read for one thing.
#[derive(Debug, Default)]
pub struct Reads {
    /// Sorted.
    keys: Vec<Key>,
    /// What was read for things made before, which it uses.
    parts: Vec<Arc<Reads>>,
    /// What it has cost of something that all share.
    spent: u64,
}

impl Reads {
    /// Whether any of these keys (sorted) is among them.
    pub fn meets(&self, changed: &[Key]) -> bool {
        let own = if changed.len() < self.keys.len() {
            changed.iter().any(|key| self.keys.binary_search(key).is_ok())
        } else {
            self.keys.iter().any(|key| changed.binary_search(key).is_ok())
        };
        own || self.parts.iter().any(|part| part.meets(changed))
    }

    /// What was [spent](spend).
    pub fn spent(&self) -> u64 {
        self.spent
    }

    fn add(&mut self, key: Key) {
        if self.keys.last() != Some(&key) {
            self.keys.push(key);
        }
    }

    fn finish(&mut self) {
        self.keys.sort_unstable();
        self.keys.dedup();
        self.keys.shrink_to_fit();
        self.parts.sort_unstable_by_key(|part| Arc::as_ptr(part).addr());
        self.parts.dedup_by(|a, b| Arc::ptr_eq(a, b));
        self.parts.shrink_to_fit();
    }
}

thread_local! {
    static IS_OPEN: Cell<bool> = const { Cell::new(false) };
    static OPEN: RefCell<Reads> = const { RefCell::new(Reads { keys: Vec::new(), parts: Vec::new(), spent: 0 }) };
}

/// Notes that something is read.
pub fn note(key: Key) {
    if IS_OPEN.get() {
        OPEN.with_borrow_mut(|reads| reads.add(key));
    }
}

/// Whether anything is being recorded here.
pub fn is_open() -> bool {
    IS_OPEN.get()
}

/// Notes that something of a shared store is used up.
pub fn spend(amount: u64) {
    if IS_OPEN.get() {
        OPEN.with_borrow_mut(|reads| reads.spent += amount);
    }
}

/// Does something and gives what was read for it. What was being recorded goes on afterwards, without it.
pub fn recorded<T>(make: impl FnOnce() -> T) -> (T, Reads) {
    let (was_open, before) = (IS_OPEN.replace(true), OPEN.take());
    let made = make();
    let mut reads = OPEN.replace(before);
    IS_OPEN.set(was_open);
    reads.finish();
    (made, reads)
}

/// Notes what was read for something made before.
pub fn replay(reads: &Arc<Reads>) {
    if IS_OPEN.get() {
        OPEN.with_borrow_mut(|open| {
            if !open.parts.last().is_some_and(|last| Arc::ptr_eq(last, reads)) {
                open.parts.push(reads.clone());
            }
        });
    }
}

/// Something made once and used by many: what was read for it is read by each of them.
#[derive(Debug, Clone, Default)]
pub struct Kept<T>(OnceLock<(T, Arc<Reads>)>);

impl<T> Kept<T> {
    /// Nothing yet.
    pub const fn new() -> Kept<T> {
        Kept(OnceLock::new())
    }

    /// Something made already.
    pub fn made(make: impl FnOnce() -> T) -> Kept<T> {
        let kept = Kept::new();
        kept.get_or_init(make);
        kept
    }

    /// Makes it, if that was not done yet.
    pub fn get_or_init(&self, make: impl FnOnce() -> T) -> &T {
        let (made, reads) = self.0.get_or_init(|| {
            let (made, reads) = recorded(make);
            (made, Arc::new(reads))
        });
        replay(reads);
        made
    }

    /// It, if it was made.
    pub fn get(&self) -> Option<&T> {
        let (made, reads) = self.0.get()?;
        replay(reads);
        Some(made)
    }
}

/// A list of which every entry is read for itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Tracked<T, const KIND: u8>(Vec<T>);

impl<T, const KIND: u8> Tracked<T, KIND> {
    /// How many entries there are.
    pub fn len(&self) -> usize {
        note(Key::new(KIND, INDEX - 1));
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// An entry, if it is there.
    pub fn get(&self, index: usize) -> Option<&T> {
        note(Key::new(KIND, index as u64));
        self.0.get(index)
    }

    /// The entries, for who notes by other means what he reads of them.
    pub fn unnoted(&self) -> &[T] {
        &self.0
    }

    /// The keys of what another list has otherwise.
    pub fn differences(&self, other: &Self, is_same: impl Fn(&T, &T) -> bool + Sync, out: &mut Vec<Key>)
    where
        T: Sync,
    {
        use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
        let before = out.len();
        let (shorter, longer) = (self.0.len().min(other.0.len()), self.0.len().max(other.0.len()));
        let pairs = self.0.par_iter().zip(&other.0).enumerate().with_min_len(256);
        let differing = pairs.filter(|(_, (a, b))| !is_same(a, b)).map(|(i, _)| Key::new(KIND, i as u64));
        out.extend(differing.collect::<Vec<_>>());
        out.extend((shorter..longer).map(|i| Key::new(KIND, i as u64)));
        if shorter != longer {
            out.push(Key::new(KIND, INDEX - 1));
        }
        if out.len() > before {
            out.push(Key::new(KIND, INDEX));
        }
    }
}

impl<T, const KIND: u8> Default for Tracked<T, KIND> {
    fn default() -> Self {
        Tracked(Vec::new())
    }
}

impl<T, const KIND: u8> From<Vec<T>> for Tracked<T, KIND> {
    fn from(list: Vec<T>) -> Self {
        Tracked(list)
    }
}

impl<T, const KIND: u8> FromIterator<T> for Tracked<T, KIND> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        Tracked(entries.into_iter().collect())
    }
}

impl<T, const KIND: u8> Index<usize> for Tracked<T, KIND> {
    type Output = T;

    fn index(&self, index: usize) -> &T {
        note(Key::new(KIND, index as u64));
        &self.0[index]
    }
}

impl<T, const KIND: u8> IndexMut<usize> for Tracked<T, KIND> {
    fn index_mut(&mut self, index: usize) -> &mut T {
        &mut self.0[index]
    }
}

impl<T, const KIND: u8> Deref for Tracked<T, KIND> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        note(Key::new(KIND, INDEX));
        &self.0
    }
}

impl<T, const KIND: u8> DerefMut for Tracked<T, KIND> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<'a, T, const KIND: u8> IntoIterator for &'a Tracked<T, KIND> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.deref().iter()
    }
}

/// Something that is read in full by whoever looks at it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Whole<T, const KIND: u8>(T);

impl<T, const KIND: u8> Whole<T, KIND> {
    /// The same, for who notes by other means what he reads of it.
    pub fn unnoted(&self) -> &T {
        &self.0
    }

    /// Its key, if another one is not the same.
    pub fn difference(&self, other: &Self, out: &mut Vec<Key>)
    where
        T: PartialEq,
    {
        if self.0 != other.0 {
            out.push(Key::new(KIND, INDEX));
        }
    }
}

impl<'a, T, const KIND: u8> IntoIterator for &'a Whole<T, KIND>
where
    &'a T: IntoIterator,
{
    type Item = <&'a T as IntoIterator>::Item;
    type IntoIter = <&'a T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.deref().into_iter()
    }
}

impl<T, const KIND: u8> From<T> for Whole<T, KIND> {
    fn from(whole: T) -> Self {
        Whole(whole)
    }
}

impl<T, const KIND: u8> Deref for Whole<T, KIND> {
    type Target = T;

    fn deref(&self) -> &T {
        note(Key::new(KIND, INDEX));
        &self.0
    }
}

impl<T, const KIND: u8> DerefMut for Whole<T, KIND> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Kept, Key, Kind, Reads, Tracked, Whole, note, recorded};

    type List = Tracked<u8, { Kind::Pages as u8 }>;

    fn meets(reads: &Reads, key: Key) -> bool {
        reads.meets(&[key])
    }

    #[test]
    fn an_entry_is_read_for_itself_and_a_walk_in_full() {
        let list = List::from(vec![1, 2, 3]);
        let whole: Whole<u8, { Kind::Shown as u8 }> = 7.into();
        let (_, reads) = recorded(|| list[1] + list.get(2).copied().unwrap_or_default());
        assert!(meets(&reads, Key::of(Kind::Pages, 1)) && meets(&reads, Key::of(Kind::Pages, 2)));
        assert!(!meets(&reads, Key::of(Kind::Pages, 0)) && !meets(&reads, Key::all(Kind::Pages)));
        let (_, reads) = recorded(|| list.iter().count());
        assert!(meets(&reads, Key::all(Kind::Pages)));
        let (_, reads) = recorded(|| (list.len(), *whole));
        assert!(meets(&reads, Key::length(Kind::Pages)) && meets(&reads, Key::all(Kind::Shown)));
        assert!(!meets(&reads, Key::all(Kind::Pages)));
        let (_, reads) = recorded(|| list.get(9).copied());
        assert!(meets(&reads, Key::of(Kind::Pages, 9)), "what is not there was asked for too");
    }

    #[test]
    fn what_is_kept_is_read_by_everybody_who_uses_it() {
        let (list, kept) = (List::from(vec![1, 2]), Kept::new());
        let make = || *kept.get_or_init(|| list[0]);
        let first = recorded(make).1;
        let second = recorded(|| {
            note(Key::of(Kind::Pages, 1));
            make()
        })
        .1;
        assert!(meets(&first, Key::of(Kind::Pages, 0)) && !meets(&first, Key::of(Kind::Pages, 1)));
        assert!(meets(&second, Key::of(Kind::Pages, 0)) && meets(&second, Key::of(Kind::Pages, 1)));
        let (inner, outer) = recorded(|| recorded(|| list[0]).1);
        assert!(meets(&inner, Key::of(Kind::Pages, 0)) && !meets(&outer, Key::of(Kind::Pages, 0)));
    }

    #[test]
    fn differences_have_the_keys_of_all_who_may_have_seen_them() {
        let of = |list: &[u8], other: &[u8]| {
            let mut out = Vec::new();
            List::from(list.to_vec()).differences(&other.to_vec().into(), |a, b| a == b, &mut out);
            out
        };
        assert_eq!(of(&[1, 2], &[1, 2]), []);
        assert_eq!(of(&[1, 2], &[1, 3]), [Key::of(Kind::Pages, 1), Key::all(Kind::Pages)]);
        let longer = [Key::of(Kind::Pages, 1), Key::length(Kind::Pages), Key::all(Kind::Pages)];
        assert_eq!(of(&[1], &[1, 3]), longer);
        assert_eq!(of(&[1, 3], &[1]), longer);
    }
}
