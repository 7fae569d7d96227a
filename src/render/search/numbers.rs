//! Numbers of documents as files have them. Numbers are written in the base64 alphabet (RFC 4648, table 1), five bits and a mark a
//! sign as in source maps (ECMA-426), without a bit for the sign of a number. As long as they are not written, the six bits of a sign
//! are a byte.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// A number, sign by sign.
pub(super) fn write(n: u32, out: &mut Vec<u8>) {
    push(n, |six| out.push(sign(six)));
}

/// The sign of the six lowest bits of a byte.
#[inline]
fn sign(six: u8) -> u8 {
    ALPHABET[usize::from(six & 63)]
}

/// A number, six bits by six.
#[inline]
pub(super) fn push(mut n: u32, mut put: impl FnMut(u8)) {
    loop {
        let more = n >> 5 != 0;
        put(((n & 31) | if more { 32 } else { 0 }) as u8);
        n >>= 5;
        if !more {
            return;
        }
    }
}

/// What a sign of the alphabet stands for.
#[inline]
fn value(sign: u8) -> u32 {
    const VALUES: [u8; 256] = {
        let mut values = [0; 256];
        let mut at = 0;
        while at < 64 {
            values[ALPHABET[at] as usize] = at as u8;
            at += 1;
        }
        values
    };
    u32::from(VALUES[usize::from(sign)])
}

/// Numbers of documents, rising: the gap before each, save before the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    first: u32,
    /// One more than the last; 0 where there is none.
    next: u32,
    gaps: Vec<u8>,
}

impl Numbers {
    /// Some, which rise.
    pub(super) fn all(numbers: &[u32]) -> Numbers {
        let mut out = Numbers::default();
        numbers.iter().for_each(|number| out.add(*number));
        out
    }

    /// One more, which is no smaller than the last.
    pub(super) fn add(&mut self, number: u32) {
        match number.checked_sub(self.next) {
            Some(_) if self.next == 0 => self.first = number,
            Some(gap) => push(gap, |six| self.gaps.push(six)),
            None => return,
        }
        self.next = number + 1;
    }

    /// As a list.
    pub(super) fn list(&self) -> List<'_> {
        List { first: self.first, next: self.next, gaps: [&self.gaps, &[]] }
    }
}

/// The same, wherever they stand.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct List<'a> {
    pub(super) first: u32,
    /// One more than the last; 0 where there is none.
    pub(super) next: u32,
    /// One part behind the other.
    pub(super) gaps: [&'a [u8]; 2],
}

impl List<'_> {
    /// How many there are at most.
    fn most(&self) -> usize {
        1 + self.gaps[0].len() + self.gaps[1].len()
    }

    /// All of them.
    pub(super) fn each(&self, mut see: impl FnMut(u32)) {
        if self.next == 0 {
            return;
        }
        see(self.first);
        let (mut next, mut gap, mut shift) = (self.first + 1, 0, 0);
        for part in self.gaps {
            for six in part {
                let five = u32::from(*six);
                // Nearly all of them.
                if five < 32 && shift == 0 {
                    see(next + five);
                    next += five + 1;
                    continue;
                }
                gap |= (five & 31) << shift;
                shift += 5;
                if five < 32 {
                    see(next + gap);
                    next += gap + 1;
                    (gap, shift) = (0, 0);
                }
            }
        }
    }
}

/// Puts lists together, and writes what comes of them: as gaps, or as bits where that is shorter.
#[derive(Debug, Default)]
pub(super) struct Union {
    /// A bit for each document; none is set between two calls.
    bits: Vec<u64>,
    few: Vec<u32>,
}

impl Union {
    /// Writes the documents that are in one of these lists, none of which is empty if there are several.
    pub(super) fn write(&mut self, lists: &mut [List<'_>], out: &mut Vec<u8>) {
        lists.sort_unstable_by_key(|list| list.first);
        let next = lists.iter().map(|list| list.next).max().unwrap_or(0);
        // At most so many documents.
        let most: usize = lists.iter().map(List::most).sum();
        match lists {
            _ if next == 0 => {}
            // Most stand one behind the other.
            lists if lists.windows(2).all(|two| two[0].next <= two[1].first) => {
                let gaps = |list: &List<'_>| list.gaps[0].len() + list.gaps[1].len();
                let length: usize = befores(lists).map(|(before, list)| width(list.first - before) + gaps(list)).sum();
                if length + 1 > bits(next) {
                    self.as_bits(lists, next, out);
                    return;
                }
                out.push(b'-');
                for (before, list) in befores(lists) {
                    write(list.first - before, out);
                    list.gaps.iter().for_each(|part| out.extend(part.iter().map(|six| sign(*six))));
                }
            }
            _ if most * 16 < next as usize => {
                let few = &mut self.few;
                lists.iter().for_each(|list| list.each(|number| few.push(number)));
                few.sort();
                few.dedup();
                written(self.few.drain(..), out);
            }
            _ => self.as_bits(lists, next, out),
        }
    }

    fn as_bits(&mut self, lists: &[List<'_>], next: u32, out: &mut Vec<u8>) {
        let words = next as usize / 64 + 1;
        if self.bits.len() < words {
            self.bits.resize(words, 0);
        }
        let set = &mut self.bits[..words];
        lists.iter().for_each(|list| list.each(|number| set[number as usize / 64] |= 1 << (number % 64)));
        let start = out.len();
        let count: u32 = set.iter().map(|word| word.count_ones()).sum();
        // A sign at least for each.
        if count as usize <= bits(next) {
            written(ones(set), out);
        }
        if out.len() == start || out.len() - start > bits(next) {
            out.truncate(start);
            out.push(b'+');
            set.chunks(3).for_each(|three| out.extend_from_slice(&signs(three)));
            out.truncate(start + bits(next));
        }
        set.fill(0);
    }
}

/// Lists, each after what is one more than the last of the list before it.
fn befores<'a, 'b>(lists: &'b [List<'a>]) -> impl Iterator<Item = (u32, &'b List<'a>)> {
    std::iter::once(0).chain(lists.iter().map(|list| list.next)).zip(lists)
}

/// Signs that a number takes.
fn width(n: u32) -> usize {
    (n.max(1).ilog2() / 5 + 1) as usize
}

/// Signs that bits take, with their mark, up to this document.
fn bits(next: u32) -> usize {
    (next as usize).div_ceil(6) + 1
}

/// Three words as signs, six bits each.
fn signs(three: &[u64]) -> [u8; 32] {
    let word = |at: usize| three.get(at).copied().unwrap_or(0);
    let (first, second, third) = (word(0), word(1), word(2));
    let mut out = [0; 32];
    for at in 0..10 {
        out[at] = sign((first >> (6 * at)) as u8);
        out[11 + at] = sign((second >> (6 * at + 2)) as u8);
        out[22 + at] = sign((third >> (6 * at + 4)) as u8);
    }
    out[10] = sign((first >> 60 | second << 4) as u8);
    out[21] = sign((second >> 62 | third << 2) as u8);
    out
}

/// The bits that are set.
fn ones(words: &[u64]) -> impl Iterator<Item = u32> {
    (0..).step_by(64).zip(words).flat_map(|(at, word)| {
        let mut rest = *word;
        std::iter::from_fn(move || {
            let bit = (rest != 0).then(|| rest.trailing_zeros())?;
            rest &= rest - 1;
            Some(at + bit)
        })
    })
}

/// Begins a list of gaps.
fn begin(out: &mut Vec<u8>, first: u32) {
    out.push(b'-');
    write(first, out);
}

/// Writes numbers, which rise, as gaps.
fn written(numbers: impl Iterator<Item = u32>, out: &mut Vec<u8>) {
    let mut next = 0;
    for number in numbers {
        match next {
            0 => begin(out, number),
            _ => write(number - next, out),
        }
        next = number + 1;
    }
}

/// Reads a list that [`Union::write`] has written.
pub(super) fn read(written: &str) -> Vec<u32> {
    let mut out = Vec::new();
    match written.split_at_checked(1) {
        Some(("+", signs)) => {
            let six = |(at, six): (u32, u32)| (0..6).filter(move |bit| six >> bit & 1 == 1).map(move |bit| at + bit);
            out.extend((0..).step_by(6).zip(signs.bytes().map(value)).flat_map(six));
        }
        // The gap before the first is the number itself.
        Some((_, signs)) => {
            let (first, rest) = signs.split_at(signs.bytes().take_while(|sign| value(*sign) & 32 != 0).count() + 1);
            let first = first.bytes().rev().fold(0, |all, sign| all << 5 | value(sign) & 31);
            let rest: Vec<u8> = rest.bytes().map(|sign| value(sign) as u8).collect();
            List { first, next: 1, gaps: [&rest, &[]] }.each(|number| out.push(number));
        }
        None => {}
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::{prop, proptest};

    use super::{Numbers, Union, push, read, width, write};

    fn written(union: &mut Union, lists: &[Numbers]) -> String {
        let mut out = Vec::new();
        union.write(&mut lists.iter().map(Numbers::list).filter(|list| list.next > 0).collect::<Vec<_>>(), &mut out);
        String::from_utf8(out).unwrap()
    }

    fn one(documents: &[u32]) -> String {
        written(&mut Union::default(), &[Numbers::all(documents)])
    }

    /// The shorter of both forms, by the words of the format.
    fn plainly(documents: &BTreeSet<u32>) -> String {
        let (mut gaps, mut next) = (String::from("-"), 0);
        for number in documents {
            push(number - next, |six| gaps.push(char::from(super::sign(six))));
            next = number + 1;
        }
        let mut bits = String::from("+");
        for at in (0..next).step_by(6) {
            let six: u8 = (0..6).filter(|bit| documents.contains(&(at + bit))).map(|bit| 1 << bit).sum();
            bits.push(char::from(super::sign(six)));
        }
        match documents.len() {
            0 => String::new(),
            _ if gaps.len() <= bits.len() => gaps,
            _ => bits,
        }
    }

    proptest! {
        #[test]
        fn lists_are_put_together(lists in prop::collection::vec(prop::collection::btree_set(0..900_u32, 0..300), 0..4),
            few in prop::collection::vec(prop::collection::btree_set(0..9000_u32, 0..9), 0..3)) {
            let mut union = Union::default();
            // One behind the other.
            let parts: Vec<BTreeSet<u32>> = few.iter().zip(0..).map(|(list, n)| list.iter().map(|d| d + 9000 * n).collect()).collect();
            // Those before leave nothing behind.
            for lists in [&lists, &few, &parts, &lists] {
                let all: BTreeSet<u32> = lists.iter().flatten().copied().collect();
                let numbers: Vec<Numbers> = lists.iter().map(|list| Numbers::all(&Vec::from_iter(list.iter().copied()))).collect();
                let text = written(&mut union, &numbers);
                assert_eq!(text, plainly(&all));
                assert_eq!(read(&text), Vec::from_iter(all));
            }
        }
    }

    #[test]
    fn numbers() {
        let of = |n: u32| {
            let mut out = Vec::new();
            write(n, &mut out);
            String::from_utf8(out).unwrap()
        };
        assert_eq!([0, 1, 31, 32, 1023, 1024].map(of), ["A", "B", "f", "gB", "/f", "ggB"]);
        assert_eq!([0, 1, 31, 32, 1023, 1024].map(width), [1, 1, 1, 2, 2, 3]);
    }

    #[test]
    fn lists_as_gaps_or_as_bits() {
        assert_eq!(one(&[]), "");
        assert_eq!(one(&[0]), "-A");
        assert_eq!(one(&[3, 4, 40]), "-DAjB");
        assert_eq!(one(&[5, 5, 5]), "-F");
        assert_eq!(one(&[0, 1, 2, 3, 4, 5, 6, 7]), "+/D");
        assert_eq!(one(&(0..600).collect::<Vec<_>>()), format!("+{}", "/".repeat(100)));
    }
}
