//! Runs of signs by which documents are found. Two signs lead to all documents with that pair; since pairs of digits and
//! letters are in every other text, three and four of them count too, and six where there is a digit among them; of dates and
//! amounts, four signs with their units. The browser finds longer runs by these, and looks them up in the texts.

use super::entry::Entry;
use super::fold::{Fold, fold};
use super::lines::{FIGURE, HEADING};
use super::shard::shard;

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

/// Room for runs, until they are looked at.
#[derive(Debug)]
pub(super) struct Room(Box<[Key]>);

/// Runs that end with one sign, at most.
const OF_A_SIGN: usize = 4;

impl Room {
    pub(super) fn new() -> Room {
        Room(vec![0; 1024].into())
    }
}

/// Calls `see` with the runs of each part of a document, as often as they stand there.
pub(super) fn runs(entry: &Entry, room: &mut Room, mut see: impl FnMut(Part, &[Key])) {
    of_titles(entry, room, |keys| see(Part::Title, keys));
    of_text(&entry.text, room, see);
}

/// Calls `see` with those of its title and its other names.
pub(super) fn of_titles(entry: &Entry, room: &mut Room, mut see: impl FnMut(&[Key])) {
    for title in std::iter::once(&*entry.title).chain(entry.names.lines()) {
        fold(title).for_each(|c| see(&[single(c)]));
        put_keys(title, room, &mut see);
    }
}

/// Calls `see` with those of lines.
pub(super) fn of_text(text: &str, room: &mut Room, mut see: impl FnMut(Part, &[Key])) {
    for line in text.split('\n') {
        let heading = line.strip_prefix(HEADING);
        put_keys(heading.or(line.strip_prefix(FIGURE)).unwrap_or(line), room, |keys| {
            if heading.is_some() {
                see(Part::Heading, keys);
            }
            see(Part::All, keys);
        });
    }
}

fn single(c: char) -> Key {
    1 << LENGTH | u64::from(c)
}

/// Calls `see` with all runs of a line that are looked for.
fn put_keys(line: &str, room: &mut Room, see: impl FnMut(&[Key])) {
    let mut state = State::default();
    let mut folded = fold(line);
    let mut put = Put { keys: &mut room.0, used: 0, see };
    loop {
        // By far most signs are Han, which need little, and ASCII.
        state.put_han(&mut folded, &mut put);
        state.put_all_ascii(&mut folded, &mut put);
        match folded.next() {
            Some(c) => state.put(c.into(), &mut put),
            None => break,
        }
    }
    put.empty();
}

/// Where runs are put.
struct Put<'a, F> {
    keys: &'a mut [Key],
    used: usize,
    see: F,
}

impl<F: FnMut(&[Key])> Put<'_, F> {
    #[inline(never)]
    fn empty(&mut self) {
        (self.see)(&self.keys[..self.used]);
        self.used = 0;
    }
}

/// What is known of the signs of a line up to a place.
#[derive(Debug, Clone, Copy, Default)]
struct State {
    /// The sign before; 0: there is none.
    before: u64,
    /// The last six that are ASCII or units.
    packed: u64,
    /// How many of these stand without a gap.
    length: usize,
    /// How many of them at the end are ASCII.
    ascii: usize,
    /// How far back the last digit is; as far as they go where there is none.
    digit: usize,
}

impl State {
    /// Signs from U+4000 to U+9FFF that come next, but for those that may be units. What is known is at hand meanwhile.
    #[inline(always)]
    fn put_han(&mut self, folded: &mut Fold<'_>, put: &mut Put<'_, impl FnMut(&[Key])>) {
        let (mut before, mut used, keys) = (self.before, put.used, &mut *put.keys);
        let any = folded.han(|c| {
            if may_be_unit(c) || used == keys.len() {
                return false;
            }
            keys[used] = 2 << LENGTH | before << SIGN | u64::from(c);
            used += usize::from(before > 0);
            before = c.into();
            true
        });
        (self.before, put.used) = (before, used);
        if any {
            (self.length, self.ascii) = (0, 0);
        }
    }

    /// Signs of ASCII that come next.
    #[inline(always)]
    fn put_all_ascii(&mut self, folded: &mut Fold<'_>, put: &mut Put<'_, impl FnMut(&[Key])>) {
        let mut state = *self;
        let mut used = put.used;
        let keys = &mut *put.keys;
        folded.ascii(|c| {
            if used + OF_A_SIGN > keys.len() {
                return false;
            }
            state.put_ascii(c.into(), keys, &mut used);
            true
        });
        *self = state;
        put.used = used;
    }

    /// Any sign.
    fn put(&mut self, c: u32, put: &mut Put<'_, impl FnMut(&[Key])>) {
        if put.used + OF_A_SIGN > put.keys.len() {
            put.empty();
        }
        let Put { keys, used, .. } = put;
        if c < 128 {
            self.put_ascii(c, keys, used);
            return;
        }
        self.put_pair(c, keys, used);
        self.ascii = 0;
        match UNITS.iter().zip(0..).find(|(unit, _)| u32::from(**unit) == c) {
            Some((_, sign)) => self.put_longer(sign, false, keys, used),
            None => self.length = 0,
        }
    }

    #[inline(always)]
    fn put_pair(&mut self, c: u32, keys: &mut [Key], used: &mut usize) {
        push(2 << LENGTH | self.before << SIGN | u64::from(c), self.before > 0, keys, used);
        self.before = c.into();
    }

    #[inline(always)]
    fn put_ascii(&mut self, c: u32, keys: &mut [Key], used: &mut usize) {
        self.put_pair(c, keys, used);
        self.ascii += 1;
        self.put_longer(c.into(), matches!(c, 0x30..=0x39), keys, used);
    }

    /// A sign of a longer run, in 7 bits.
    #[inline(always)]
    fn put_longer(&mut self, sign: u64, is_digit: bool, keys: &mut [Key], used: &mut usize) {
        self.packed = self.packed << 7 | sign;
        self.digit = if is_digit { 0 } else { self.digit.min(self.length) + 1 };
        self.length += 1;
        let mut run = |size: u64, counts: bool| {
            push(size << LENGTH | self.packed & ((1 << (7 * size)) - 1), counts, keys, used);
        };
        run(3, self.ascii >= 3);
        run(4, self.ascii >= 4 || self.length >= 4 && self.digit < 4);
        run(6, self.ascii >= 6 && self.digit < 6);
    }
}

/// Puts a run behind others, if it counts.
#[inline(always)]
fn push(key: Key, counts: bool, keys: &mut [Key], used: &mut usize) {
    keys[*used] = key;
    *used += usize::from(counts);
}

/// Whether the last eight bits of a sign are those of a unit.
#[inline(always)]
fn may_be_unit(c: u32) -> bool {
    const LAST: [u64; 4] = {
        let (mut all, mut at) = ([0; 4], 0);
        while at < UNITS.len() {
            all[UNITS[at] as usize / 64 % 4] |= 1 << (UNITS[at] as u32 % 64);
            at += 1;
        }
        all
    };
    LAST[(c / 64 % 4) as usize] >> (c % 64) & 1 == 1
}

/// The code points of the signs of a run.
#[inline(always)]
fn code_points(key: Key) -> impl Iterator<Item = u32> {
    let length = (key >> LENGTH) as u32;
    let width = if length > 2 { 7 } else { SIGN };
    (0..length).rev().map(move |at| {
        let bits = (key >> (width * at) & ((1 << width) - 1)) as u32;
        if width == 7 && bits < UNITS.len() as u32 { UNITS[bits as usize].into() } else { bits }
    })
}

/// The signs of a run.
pub(super) fn signs(key: Key) -> impl Iterator<Item = char> {
    code_points(key).filter_map(char::from_u32)
}

/// In which file a run is, where there are so many.
pub(super) fn shard_of(key: Key, shards: usize) -> usize {
    shard(code_points(key), shards)
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
    use proptest::prelude::{prop, proptest};

    use super::{Entry, Key, Part, Room, fold, put_keys, runs, signs, signs_of, single, sorted};

    fn text(key: u64) -> String {
        signs(key).collect()
    }

    fn all(line: &str) -> Vec<String> {
        keys(line).into_iter().map(text).collect()
    }

    fn keys(line: &str) -> Vec<Key> {
        let mut out = Vec::new();
        put_keys(line, &mut Room::new(), |keys| out.extend_from_slice(keys));
        out
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
        fn a_run_keeps_its_signs(line in "[^\0-\u{1F}]*", // as texts have none of these (`lines`)
             amount in "[0-9年月万a-c,.]{0,12}") {
            let line = line + &amount;
            let found = keys(&line);
            let folded: String = fold(&line).collect();
            for key in &found {
                assert!(folded.contains(&text(*key)) && signs(*key).eq(signs_of(sorted(signs(*key)))));
            }
            for pair in found.windows(2) {
                assert_eq!(sorted(signs(pair[0])).cmp(&sorted(signs(pair[1]))), text(pair[0]).cmp(&text(pair[1])));
            }
        }

        #[test]
        fn a_text_has_the_runs_of_its_lines(lines in prop::collection::vec(("[\u{1}\u{2}]?", "[甲乙年，1a \u{200b}]{0,9}"), 0..9), many in 1..90_usize) {
            let lines: Vec<(String, String)> = lines.into_iter().map(|(mark, line)| (mark, line.repeat(many))).collect();
            let text: Vec<String> = lines.iter().map(|(mark, line)| format!("{mark}{line}")).collect();
            let entry = Entry { text: text.join("\n").into(), ..Entry::default() };
            let (mut headings, mut all) = (Vec::new(), Vec::new());
            runs(&entry, &mut Room::new(), |part, keys| match part {
                Part::All => all.extend_from_slice(keys),
                Part::Heading => headings.extend_from_slice(keys),
                Part::Title => {}
            });
            let of = |is: fn(&str) -> bool| lines.iter().filter(|(mark, _)| is(mark)).flat_map(|(_, line)| keys(line)).collect::<Vec<_>>();
            assert_eq!((headings, all), (of(|mark| mark == "\u{1}"), of(|_| true)));
        }
    }
}
