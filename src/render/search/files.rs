//! The files as the browser loads them: scripts that hand data to `mingbaiSearch`, since that works under a strict content
//! security policy and from a folder alike. Numbers are written in the base64 alphabet (RFC 4648, table 1), five bits and a
//! mark a sign as in source maps (ECMA-426), without a bit for the sign of a number.

use std::io::Write as _;
use std::sync::Arc;

use serde::Serialize;

use super::entry::Entry;
use super::grams::Run;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// A number.
fn push(out: &mut Vec<u8>, mut n: u32) {
    loop {
        let more = n >> 5 != 0;
        out.push(ALPHABET[((n & 31) | if more { 32 } else { 0 }) as usize]);
        n >>= 5;
        if !more {
            return;
        }
    }
}

/// Numbers of documents, rising: as gaps, or as bits where that is shorter.
fn list(out: &mut Vec<u8>, documents: &[u32]) {
    if documents.is_empty() {
        return;
    }
    let start = out.len();
    out.push(b'-');
    let mut next = 0;
    for document in documents {
        push(out, document - next);
        next = document + 1;
    }
    let bits = documents.last().map_or(0, |last| *last as usize / 6 + 1);
    if out.len() - start > bits + 1 {
        out.truncate(start);
        out.push(b'+');
        let mut signs = vec![0_u8; bits];
        documents.iter().for_each(|d| signs[*d as usize / 6] |= 1 << (d % 6));
        out.extend(signs.into_iter().map(|six| ALPHABET[usize::from(six)]));
    }
}

/// A value as JSON that is a script too.
fn json(out: &mut Vec<u8>, value: &impl Serialize) {
    // Writing into memory does not fail, and neither do texts and numbers.
    let _ = serde_json::to_writer(out, value);
}

/// A shard of runs.
pub(super) fn grams(at: usize, runs: &[Run]) -> Vec<u8> {
    let mut out = Vec::with_capacity(4096);
    let _ = write!(out, "mingbaiSearch.grams({at},{{");
    for (i, (gram, lists)) in runs.iter().enumerate() {
        out.extend_from_slice(if i == 0 { b"\n" } else { b",\n" });
        json(&mut out, gram);
        out.extend_from_slice(b":\"");
        for (n, documents) in lists.iter().enumerate() {
            if n > 0 {
                out.push(b'|');
            }
            list(&mut out, documents);
        }
        out.push(b'"');
    }
    out.extend_from_slice(b"})\n");
    out
}

/// Reads a shard that [`grams`] has written.
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

/// Reads a list that [`list`] has written.
fn documents(written: &str) -> Vec<u32> {
    let value = |sign: u8| ALPHABET.iter().zip(0_u32..).find(|(s, _)| **s == sign).map_or(0, |(_, n)| n);
    let mut out = Vec::new();
    match written.split_at_checked(1) {
        Some(("+", signs)) => {
            for (at, six) in (0..).step_by(6).zip(signs.bytes().map(value)) {
                out.extend((0..6).filter(|bit| six >> bit & 1 == 1).map(|bit| at + bit));
            }
        }
        Some((_, signs)) => {
            let (mut n, mut shift, mut next) = (0, 0, 0);
            for five in signs.bytes().map(value) {
                n |= (five & 31) << shift;
                shift += 5;
                if five & 32 == 0 {
                    out.push(next + n);
                    next += n + 1;
                    (n, shift) = (0, 0);
                }
            }
        }
        None => {}
    }
    out
}

#[derive(Serialize)]
struct Document<'a> {
    url: &'a str,
    title: &'a str,
    text: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    answer: &'a str,
}

/// The texts of some documents.
pub(in crate::render) fn texts(at: usize, entries: &[Arc<Entry>]) -> Vec<u8> {
    let mut out = Vec::with_capacity(4096);
    let _ = write!(out, "mingbaiSearch.texts({at},[");
    for (i, entry) in entries.iter().enumerate() {
        out.extend_from_slice(if i == 0 { b"\n" } else { b",\n" });
        let Entry { url, title, text, answer } = &**entry;
        json(&mut out, &Document { url, title, text, answer });
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
    shards: usize,
    sorts: &[Sort<'_>],
    (places, years): (&[&str], &[String]),
    documents: &[Belongs],
) -> Vec<u8> {
    #[derive(Serialize)]
    struct All<'a> {
        version: u8,
        count: usize,
        shards: usize,
        each: usize,
        kinds: &'a [Sort<'a>],
        places: &'a [&'a str],
        years: &'a [String],
        table: String,
    }
    let mut table = Vec::with_capacity(documents.len() * 5);
    let mut number = |n: usize| push(&mut table, u32::try_from(n).unwrap_or(0));
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
    json(&mut out, &All { version, count, shards, each, kinds: sorts, places, years, table });
    out.extend_from_slice(b")\n");
    out
}

#[cfg(test)]
mod tests {
    use super::{list, push};

    fn written(documents: &[u32]) -> String {
        let mut out = Vec::new();
        list(&mut out, documents);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers() {
        let of = |n: u32| {
            let mut out = Vec::new();
            push(&mut out, n);
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
