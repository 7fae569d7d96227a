//! Runs of signs by which documents are found. Two signs lead to all documents with that pair; since pairs of digits and
//! letters are in every other text, three and four of them count too, and six where there is a digit among them; of dates and
//! amounts, four signs with their units. The browser finds longer runs by these, and looks them up in the texts.

use super::entry::Entry;
use super::fold::fold;
use super::lines::{FIGURE, HEADING};

/// A run: how many signs it has, then these, 21 bits each of one or two, 7 bits each of more (which are ASCII, or units: these by
/// their place in `UNITS`, which no sign of a text has in ASCII).
pub(super) type Key = u64;

/// What stands between and behind the digits of dates and amounts.
const UNITS: [char; 6] = ['年', '月', '日', '万', '亿', '元'];

const LENGTH: u32 = 42;
const SIGN: u32 = 21;

/// In which part of a document a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Title,
    Heading,
    All,
}

pub(super) const PARTS: [Part; 3] = [Part::Title, Part::Heading, Part::All];

/// Calls `see` with the runs of each part of a document, as often as they stand there. `keys`: room for them.
pub(super) fn runs(entry: &Entry, keys: &mut Vec<Key>, mut see: impl FnMut(Part, &[Key])) {
    keys.clear();
    for title in std::iter::once(&*entry.title).chain(entry.names.lines()) {
        fold(title).for_each(|c| see(Part::Title, &[single(c)]));
        let from = keys.len();
        put_keys(title, keys);
        see(Part::Title, &keys[from..]);
    }
    let mut rest = &*entry.text;
    while !rest.is_empty() {
        let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = &rest[..end];
        rest = rest.get(end + 1..).unwrap_or_default();
        let from = keys.len();
        put_keys(line.trim_start_matches([HEADING, FIGURE]), keys);
        if line.starts_with(HEADING) {
            see(Part::Heading, &keys[from..]);
        }
    }
    see(Part::All, keys);
}

fn single(c: char) -> Key {
    1 << LENGTH | u64::from(c)
}

/// Puts all runs of a line that are looked for behind others.
fn put_keys(line: &str, keys: &mut Vec<Key>) {
    let mut state = State::default();
    let mut folded = fold(line);
    loop {
        // By far most signs are Han, which need little.
        folded.han(|c| state.put_han(c, keys));
        match folded.next() {
            Some(c) => state.put(c, keys),
            None => return,
        }
    }
}

/// What is known of the signs of a line up to a place.
#[derive(Debug, Default)]
struct State {
    /// The sign before; 0: there is none.
    before: u64,
    /// The last six that are ASCII or units.
    packed: u64,
    /// How many of these stand without a gap.
    length: usize,
    /// How many of them at the end are ASCII.
    ascii: usize,
    /// How far back the last digit is.
    digit: usize,
}

impl State {
    #[inline(always)]
    fn put_pair(&mut self, c: char, keys: &mut Vec<Key>) {
        if self.before > 0 {
            keys.push(2 << LENGTH | self.before << SIGN | u64::from(c));
        }
        self.before = u64::from(c);
    }

    /// A sign from U+4000 to U+9FFF.
    #[inline(always)]
    fn put_han(&mut self, c: char, keys: &mut Vec<Key>) {
        if may_be_unit(c) {
            self.put(c, keys);
            return;
        }
        self.put_pair(c, keys);
        (self.length, self.ascii) = (0, 0);
    }

    fn put(&mut self, c: char, keys: &mut Vec<Key>) {
        self.put_pair(c, keys);
        let Some(sign) = pack(c) else {
            (self.length, self.ascii) = (0, 0);
            return;
        };
        self.packed = self.packed << 7 | sign;
        self.length += 1;
        self.ascii = if c.is_ascii() { self.ascii + 1 } else { 0 };
        // Where no sign stands without a gap before this one, no digit counts.
        self.digit = if c.is_ascii_digit() {
            0
        } else if self.length == 1 {
            usize::MAX
        } else {
            self.digit.saturating_add(1)
        };
        let mut run = |size: u64| keys.push(size << LENGTH | self.packed & ((1 << (7 * size)) - 1));
        if self.ascii >= 3 {
            run(3);
        }
        if self.ascii >= 4 || self.length >= 4 && self.digit < 4 {
            run(4);
        }
        if self.ascii >= 6 && self.digit < 6 {
            run(6);
        }
    }
}

/// Whether the last six bits of a sign are those of a unit.
#[inline(always)]
fn may_be_unit(c: char) -> bool {
    const LAST: u64 = {
        let (mut all, mut at) = (0, 0);
        while at < UNITS.len() {
            all |= 1 << (UNITS[at] as u32 % 64);
            at += 1;
        }
        all
    };
    LAST >> (u32::from(c) % 64) & 1 == 1
}

/// A sign of a longer run in 7 bits.
fn pack(c: char) -> Option<u64> {
    if c.is_ascii() {
        return Some(u64::from(c));
    }
    UNITS.iter().zip(0..).find(|(unit, _)| **unit == c).map(|(_, at)| at)
}

/// The signs of a run.
pub(super) fn signs(key: Key) -> impl Iterator<Item = char> {
    let length = u32::try_from(key >> LENGTH).unwrap_or(0);
    let width = if length > 2 { 7 } else { SIGN };
    (0..length).rev().filter_map(move |at| {
        let bits = u32::try_from(key >> (width * at) & ((1 << width) - 1)).ok()?;
        UNITS.get(bits as usize).copied().filter(|_| width == 7).or_else(|| char::from_u32(bits))
    })
}

/// A run such that its place among others is that of its signs: six of them at most, 21 bits each, the first highest.
pub(super) type Sorted = u128;

/// A run by its signs, of which there are six at most.
pub(super) fn sorted(signs: impl Iterator<Item = char>) -> Sorted {
    let (all, length) = signs.fold((0, 0), |(all, length), c| (all << SIGN | Sorted::from(u32::from(c)), length + 1));
    all << (SIGN * (6 - length))
}

/// The signs of a run that [`sorted`] has made.
pub(super) fn signs_of(run: Sorted) -> impl Iterator<Item = char> {
    (0..6).rev().map_while(move |at| {
        let sign = u32::try_from(run >> (SIGN * at) & ((1 << SIGN) - 1)).ok().filter(|sign| *sign > 0)?;
        char::from_u32(sign)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::{fold, put_keys, signs, signs_of, single, sorted};

    fn text(key: u64) -> String {
        signs(key).collect()
    }

    fn all(line: &str) -> Vec<String> {
        let mut keys = Vec::new();
        put_keys(line, &mut keys);
        keys.into_iter().map(text).collect()
    }

    #[test]
    fn runs_of_a_line() {
        assert_eq!(all("修村道"), ["修村", "村道"]);
        assert_eq!(all("共12.5万"), ["共1", "12", "2.", "12.", ".5", "2.5", "12.5", "5万", "2.5万"]);
        assert_eq!(all("3年8月日元"), ["3年", "年8", "8月", "3年8月", "月日", "年8月日", "日元", "8月日元"]);
        assert_eq!(
            all("a2023-08"),
            [
                "a2", "20", "a20", "02", "202", "a202", "23", "023", "2023", "3-", "23-", "023-", "a2023-", "-0",
                "3-0", "23-0", "2023-0", "08", "-08", "3-08", "023-08"
            ]
        );
        assert_eq!(all("年元万亿1"), ["年元", "元万", "万亿", "亿1", "元万亿1"]);
        assert_eq!(text(single('村')), "村");
        assert_eq!(all("村"), Vec::<String>::new());
        assert_eq!(all("𠀀村"), ["𠀀村"]);
    }

    proptest! {
        #[test]
        fn a_run_keeps_its_signs(line in "[^\0]*", amount in "[0-9年月万a-c,.]{0,12}") {
            let line = line + &amount;
            let mut found = Vec::new();
            put_keys(&line, &mut found);
            let folded: String = fold(&line).collect();
            for key in &found {
                assert!(folded.contains(&text(*key)) && signs(*key).eq(signs_of(sorted(signs(*key)))));
            }
            for pair in found.windows(2) {
                assert_eq!(sorted(signs(pair[0])).cmp(&sorted(signs(pair[1]))), text(pair[0]).cmp(&text(pair[1])));
            }
        }
    }
}
