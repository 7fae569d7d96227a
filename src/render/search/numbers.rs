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

/// Documents: which 64 of them, and a bit for each of these, the lowest first; none without a bit.
pub(super) type Word = (u32, u64);

/// Numbers of documents, which rise, as words.
pub(super) fn words(numbers: &[u32]) -> Vec<Word> {
    let bit = |number: &u32| 1 << (number % 64);
    let same = numbers.chunk_by(|a, b| a / 64 == b / 64);
    same.map(|some| (some[0] / 64, some.iter().map(bit).fold(0, |all, bit: u64| all | bit))).collect()
}

/// Writes lists of documents: as gaps, or as bits where that is shorter.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// A bit for each document; none is set between two calls.
    bits: Vec<u64>,
}

impl Lists {
    /// Writes documents, the words of which rise.
    pub(super) fn write(&mut self, words: &[Word], out: &mut Vec<u8>) {
        let Some((last, bits_of_last)) = words.last() else { return };
        let most = bits(last * 64 + 64 - bits_of_last.leading_zeros());
        let start = out.len();
        // A sign at least for each, and a mark.
        if words.iter().map(|(_, bits)| bits.count_ones() as usize).sum::<usize>() < most {
            gaps(words, out);
            if out.len() - start <= most {
                return;
            }
            out.truncate(start);
        }
        let count = *last as usize + 1;
        if self.bits.len() < count {
            self.bits.resize(count, 0);
        }
        words.iter().for_each(|(at, bits)| self.bits[*at as usize] = *bits);
        out.push(b'+');
        self.bits[..count].chunks(3).for_each(|three| out.extend_from_slice(&signs(three)));
        out.truncate(start + most);
        self.bits[..count].fill(0);
    }
}

/// Writes documents as the gaps between them; before the first is one of its own length.
fn gaps(words: &[Word], out: &mut Vec<u8>) {
    out.push(b'-');
    let mut next = 0;
    for (at, bits) in words {
        let mut rest = *bits;
        while rest != 0 {
            let number = at * 64 + rest.trailing_zeros();
            rest &= rest - 1;
            write(number - next, out);
            next = number + 1;
        }
    }
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

/// Reads a list that [`Lists::write`] has written.
pub(super) fn read(written: &str) -> Vec<u32> {
    let mut out = Vec::new();
    match written.split_at_checked(1) {
        Some(("+", signs)) => {
            let six = |(at, six): (u32, u32)| (0..6).filter(move |bit| six >> bit & 1 == 1).map(move |bit| at + bit);
            out.extend((0..).step_by(6).zip(signs.bytes().map(value)).flat_map(six));
        }
        Some((_, signs)) => {
            let (mut next, mut gap, mut shift) = (0, 0, 0);
            for six in signs.bytes().map(value) {
                gap |= (six & 31) << shift;
                shift += 5;
                if six < 32 {
                    out.push(next + gap);
                    (next, gap, shift) = (next + gap + 1, 0, 0);
                }
            }
        }
        None => {}
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::{prop, proptest};

    use super::{Lists, push, read, words, write};

    fn written(lists: &mut Lists, documents: &[u32]) -> String {
        let mut out = Vec::new();
        lists.write(&words(documents), &mut out);
        String::from_utf8(out).unwrap()
    }

    fn one(documents: &[u32]) -> String {
        written(&mut Lists::default(), documents)
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
        fn lists_are_written_the_shorter_way(many in prop::collection::vec(prop::collection::btree_set(0..900_u32, 0..300), 0..4),
            few in prop::collection::btree_set(0..9000_u32, 0..9)) {
            let mut lists = Lists::default();
            // Those before leave nothing behind.
            for all in many.iter().chain([&few]).chain(&many) {
                let documents = Vec::from_iter(all.iter().copied());
                let text = written(&mut lists, &documents);
                assert_eq!(text, plainly(all));
                assert_eq!(read(&text), documents);
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
    }

    #[test]
    fn lists_as_gaps_or_as_bits() {
        assert_eq!(one(&[]), "");
        assert_eq!(one(&[0]), "-A");
        assert_eq!(one(&[3, 4, 40]), "-DAjB");
        assert_eq!(one(&[0, 1, 2, 3, 4, 5, 6, 7]), "+/D");
        assert_eq!(one(&(0..600).collect::<Vec<_>>()), format!("+{}", "/".repeat(100)));
    }
}
