//! The files as the browser loads them: scripts that hand data to `mingbaiSearch`, since that works under a strict content
//! security policy and from a folder alike. Numbers are written in the base64 alphabet (RFC 4648, table 1), five bits and a
//! mark a sign as in source maps (ECMA-426), without a bit for the sign of a number.

use std::borrow::Cow;
use std::io::Write as _;
use std::sync::Arc;

use serde::Serialize;

use super::entry::Entry;
use super::grams::{Sorted, signs_of};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The sign of a number below 32.
#[inline]
pub(super) fn sign(n: u32) -> u8 {
    ALPHABET[(n & 63) as usize]
}

/// A number, sign by sign.
#[inline]
pub(super) fn push(mut n: u32, mut put: impl FnMut(u8)) {
    loop {
        let more = n >> 5 != 0;
        put(ALPHABET[((n & 31) | if more { 32 } else { 0 }) as usize]);
        n >>= 5;
        if !more {
            return;
        }
    }
}

/// Numbers of documents, rising, as files have them: the gap before each, save before the first.
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
        numbers.iter().for_each(|number| out.append(*number, number + 1, |_| {}));
        out
    }

    /// None.
    pub(super) fn clear(&mut self) {
        (self.first, self.next) = (0, 0);
        self.gaps.clear();
    }

    /// Others, all of them larger: the first of them, one more than the last, and what writes the gaps behind the first.
    pub(super) fn append(&mut self, first: u32, next: u32, gaps: impl FnOnce(&mut Vec<u8>)) {
        if self.next == 0 {
            self.first = first;
        } else {
            push(first - self.next, |byte| self.gaps.push(byte));
        }
        gaps(&mut self.gaps);
        self.next = next;
    }

    /// As gaps, or as bits where that is shorter.
    fn write(&self, out: &mut Vec<u8>) {
        if self.next == 0 {
            return;
        }
        let start = out.len();
        out.push(b'-');
        push(self.first, |byte| out.push(byte));
        let bits = (self.next as usize - 1) / 6 + 1;
        if out.len() - start + self.gaps.len() <= bits + 1 {
            out.extend_from_slice(&self.gaps);
            return;
        }
        out.truncate(start);
        out.push(b'+');
        let mut signs = vec![0_u8; bits];
        let mut set = |d: u32| signs[d as usize / 6] |= 1 << (d % 6);
        set(self.first);
        gaps(&self.gaps, self.first + 1).for_each(set);
        out.extend(signs.into_iter().map(|six| ALPHABET[usize::from(six)]));
    }
}

/// The numbers behind the gaps that [`push`] has written, if none of them is below `next`.
fn gaps(written: &[u8], mut next: u32) -> impl Iterator<Item = u32> {
    let (mut n, mut shift) = (0, 0);
    written.iter().filter_map(move |sign| {
        let five = value(*sign);
        n |= (five & 31) << shift;
        shift += 5;
        if five & 32 != 0 {
            return None;
        }
        let number = next + n;
        (next, n, shift) = (number + 1, 0, 0);
        Some(number)
    })
}

/// What a sign of the alphabet stands for.
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

/// A value as JSON that is a script too.
fn json(out: &mut Vec<u8>, value: &impl Serialize) {
    // Writing into memory does not fail, and neither do texts and numbers.
    let _ = serde_json::to_writer(out, value);
}

/// Begins a shard of runs, for the numbering of a stamp.
pub(super) fn begin(at: usize, stamp: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(8192);
    let _ = write!(out, "mingbaiSearch.grams({at},\"{stamp}\",{{");
    out
}

/// Puts a run behind others, and who has it: in the title, in a heading, anywhere.
pub(super) fn run(out: &mut Vec<u8>, run: Sorted, lists: &[Numbers; 3]) {
    out.extend_from_slice(if out.ends_with(b"{") { b"\n" } else { b",\n" });
    let mut text = [0; 24];
    let mut length = 0;
    for sign in signs_of(run) {
        length += sign.encode_utf8(&mut text[length..]).len();
    }
    json(out, &std::str::from_utf8(&text[..length]).unwrap_or_default());
    out.extend_from_slice(b":\"");
    for (n, documents) in lists.iter().enumerate() {
        if n > 0 {
            out.push(b'|');
        }
        documents.write(out);
    }
    out.push(b'"');
}

/// Ends a shard.
pub(super) fn end(mut out: Vec<u8>) -> Arc<[u8]> {
    out.extend_from_slice(b"})\n");
    out.into()
}

/// The documents that have a run: in the title, in a heading, anywhere.
pub(super) type Run = (String, [Vec<u32>; 3]);

/// Reads a shard as [`begin`], [`run`] and [`end`] write it.
pub(super) fn read(file: &[u8]) -> Vec<Run> {
    let text = std::str::from_utf8(file).unwrap_or_default();
    // A line for each run: its signs hold no line feed as JSON.
    let one = |line: &str| -> Option<Run> {
        let (gram, lists) = line.trim_end_matches(',').strip_suffix('"')?.rsplit_once("\":\"")?;
        let mut parts = lists.split('|').map(documents);
        let mut next = || parts.next().unwrap_or_default();
        Some((serde_json::from_str(&format!("{gram}\"")).ok()?, [next(), next(), next()]))
    };
    text.lines().filter_map(|line| one(line.trim_end_matches("})"))).collect()
}

/// Reads a list that [`Numbers::write`] has written.
fn documents(written: &str) -> Vec<u32> {
    match written.split_at_checked(1) {
        Some(("+", signs)) => {
            let bits = |(at, six): (u32, u32)| (0..6).filter(move |bit| six >> bit & 1 == 1).map(move |bit| at + bit);
            (0..).step_by(6).zip(signs.bytes().map(value)).flat_map(bits).collect()
        }
        Some((_, signs)) => gaps(signs.as_bytes(), 0).collect(),
        None => Vec::new(),
    }
}

#[derive(Serialize)]
struct Document<'a> {
    url: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    names: &'a str,
    text: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    answer: &'a str,
}

/// The texts of some documents, for the numbering of a stamp.
pub(in crate::render) fn texts(at: usize, stamp: &str, entries: &[Arc<Entry>]) -> Vec<u8> {
    // Most signs stand in JSON as they are: some room for line feeds and quotes, and for what is between.
    let size: usize = entries.iter().map(|entry| entry.weight() + entry.url.len() + entry.answer.len() + 64).sum();
    let mut out = Vec::with_capacity(size + size / 8);
    let _ = write!(out, "mingbaiSearch.texts({at},\"{stamp}\",[");
    for (i, entry) in entries.iter().enumerate() {
        out.extend_from_slice(if i == 0 { b"\n" } else { b",\n" });
        let Entry { url, title, names, text, answer } = &**entry;
        json(&mut out, &Document { url, title, names, text, answer });
    }
    out.extend_from_slice(b"])\n");
    out
}

/// Something that documents are told apart by.
#[derive(Serialize)]
pub(in crate::render) struct Sort<'a> {
    pub(in crate::render) name: &'a str,
    pub(in crate::render) title: &'a str,
    pub(in crate::render) language: &'a str,
    /// Whether its pages are places.
    #[serde(skip_serializing_if = "is_false")]
    pub(in crate::render) place: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// What a document belongs to: its sort, places and years by their order.
pub(in crate::render) struct Belongs {
    pub(in crate::render) sort: usize,
    pub(in crate::render) places: Vec<usize>,
    pub(in crate::render) years: Vec<usize>,
}

/// What the browser knows of all documents from the start.
pub(in crate::render) fn docs(
    (shards, stamp): (usize, &str),
    sorts: &[Sort<'_>],
    (places, years): (&[Cow<'_, str>], &[String]),
    documents: &[Belongs],
) -> Vec<u8> {
    #[derive(Serialize)]
    struct All<'a> {
        version: u8,
        set: &'a str,
        count: usize,
        shards: usize,
        each: usize,
        kinds: &'a [Sort<'a>],
        places: &'a [Cow<'a, str>],
        years: &'a [String],
        table: String,
    }
    let mut table = Vec::with_capacity(documents.len() * 5);
    let mut number = |n: usize| push(u32::try_from(n).unwrap_or(0), |byte| table.push(byte));
    for document in documents {
        number(document.sort);
        for list in [&document.places, &document.years] {
            number(list.len());
            list.iter().for_each(|n| number(*n));
        }
    }
    let table = String::from_utf8(table).unwrap_or_default();
    let mut out = b"mingbaiSearch.docs(".to_vec();
    let (version, count, each) = (1, documents.len(), super::shard::EACH);
    json(&mut out, &All { version, set: stamp, count, shards, each, kinds: sorts, places, years, table });
    out.extend_from_slice(b")\n");
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop, proptest};

    use super::{Numbers, documents, push};

    fn written(documents: &[u32]) -> String {
        let mut out = Vec::new();
        Numbers::all(documents).write(&mut out);
        String::from_utf8(out).unwrap()
    }

    proptest! {
        #[test]
        fn lists_are_read_as_written(all in prop::collection::btree_set(0..5000_u32, 0..99), cut in any::<prop::sample::Index>()) {
            let all: Vec<u32> = all.into_iter().collect();
            assert_eq!(documents(&written(&all)), all);
            // In two parts it is the same.
            let (before, after) = all.split_at(cut.index(all.len() + 1));
            let mut joined = Numbers::all(before);
            let after = Numbers::all(after);
            if after.next > 0 {
                joined.append(after.first, after.next, |out| out.extend_from_slice(&after.gaps));
            }
            let mut out = Vec::new();
            joined.write(&mut out);
            assert_eq!(String::from_utf8(out).unwrap(), written(&all));
        }
    }

    #[test]
    fn numbers() {
        let of = |n: u32| {
            let mut out = Vec::new();
            push(n, |byte| out.push(byte));
            String::from_utf8(out).unwrap()
        };
        assert_eq!([0, 1, 31, 32, 1023, 1024].map(of), ["A", "B", "f", "gB", "/f", "ggB"]);
    }

    #[test]
    fn lists_as_gaps_or_as_bits() {
        assert_eq!(written(&[]), "");
        assert_eq!(written(&[0]), "-A");
        assert_eq!(written(&[3, 4, 40]), "-DAjB");
        assert_eq!(written(&[0, 1, 2, 3, 4, 5, 6, 7]), "+/D");
        assert_eq!(written(&(0..600).collect::<Vec<_>>()), format!("+{}", "/".repeat(100)));
    }
}
