//! The files as the browser loads them: scripts that hand data to `mingbaiSearch`, since that works under a strict content
//! security policy and from a folder alike.

use std::borrow::Cow;
use std::io::Write as _;

use serde::Serialize;

use super::entry::Entry;
use super::grams::{PARTS, Part, Sorted, signs_of};
use super::lines::{FIGURE, HEADING};
use super::numbers;

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

/// Puts a run behind others; `write` writes who has it in a part: in the title, in a heading, anywhere.
pub(super) fn run(out: &mut Vec<u8>, run: Sorted, mut write: impl FnMut(Part, &mut Vec<u8>)) {
    out.extend_from_slice(if out.ends_with(b"{") { b"\n" } else { b",\n" });
    let mut text = [0; 24];
    let mut length = 0;
    for sign in signs_of(run) {
        length += sign.encode_utf8(&mut text[length..]).len();
    }
    json(out, &std::str::from_utf8(&text[..length]).unwrap_or_default());
    out.extend_from_slice(b":\"");
    for part in PARTS {
        if part != PARTS[0] {
            out.push(b'|');
        }
        write(part, out);
    }
    out.push(b'"');
}

/// Ends a shard.
pub(super) fn end(mut out: Vec<u8>) -> Vec<u8> {
    out.extend_from_slice(b"})\n");
    out
}

/// The documents that have a run: in the title, in a heading, anywhere.
pub(super) type Run = (String, [Vec<u32>; 3]);

/// Reads a shard as [`begin`], [`run`] and [`end`] write it.
pub(super) fn read(file: &[u8]) -> Vec<Run> {
    let text = std::str::from_utf8(file).unwrap_or_default();
    // A line for each run: its signs hold no line feed as JSON.
    let one = |line: &str| -> Option<Run> {
        let (gram, lists) = line.trim_end_matches(',').strip_suffix('"')?.rsplit_once("\":\"")?;
        let mut parts = lists.split('|').map(numbers::read);
        let mut next = || parts.next().unwrap_or_default();
        Some((serde_json::from_str(&format!("{gram}\"")).ok()?, [next(), next(), next()]))
    };
    text.lines().filter_map(|line| one(line.trim_end_matches("})"))).collect()
}

/// A text as JSON, of which nearly no line has anything to escape.
fn text_json(out: &mut Vec<u8>, text: &str) {
    let is_plain = |line: &[u8]| !line.iter().fold(false, |any, b| any | (*b < b' ') | (*b == b'"') | (*b == b'\\'));
    out.push(b'"');
    let mut rest = Some(text);
    while let Some(text) = rest {
        let end = memchr::memchr(b'\n', text.as_bytes());
        let line = &text[..end.unwrap_or(text.len())];
        rest = end.map(|end| &text[end + 1..]);
        let body = line.trim_start_matches([HEADING, FIGURE]);
        let (before, said) =
            if is_plain(body.as_bytes()) { (&line[..line.len() - body.len()], body) } else { (line, "") };
        if !before.is_empty() {
            let start = out.len();
            json(out, &before);
            out.remove(start);
            out.pop();
        }
        out.extend_from_slice(said.as_bytes());
        out.extend_from_slice(if rest.is_some() { b"\\n" } else { b"" });
    }
    out.push(b'"');
}

/// A document: address, title, other names, text, answer.
fn document(out: &mut Vec<u8>, entry: &Entry) {
    let Entry { url, title, names, text, answer } = entry;
    let mut field = |name: &str, value: &str, write: fn(&mut Vec<u8>, &str)| {
        out.extend_from_slice(name.as_bytes());
        write(out, value);
    };
    let plainly = |out: &mut Vec<u8>, value: &str| json(out, &value);
    field("{\"url\":", url, plainly);
    field(",\"title\":", title, plainly);
    if !names.is_empty() {
        field(",\"names\":", names, plainly);
    }
    field(",\"text\":", text, text_json);
    if !answer.is_empty() {
        field(",\"answer\":", answer, plainly);
    }
    out.push(b'}');
}

/// The texts of some documents, for the numbering of a stamp.
pub(in crate::render) fn texts<'a>(
    at: usize,
    stamp: &str,
    entries: impl Iterator<Item = &'a Entry> + Clone,
) -> Vec<u8> {
    // Most signs stand in JSON as they are: some room for line feeds and quotes, and for what is between.
    let size: usize = entries.clone().map(|entry| entry.weight() + entry.url.len() + entry.answer.len() + 64).sum();
    let mut out = Vec::with_capacity(size + size / 8);
    let _ = write!(out, "mingbaiSearch.texts({at},\"{stamp}\",[");
    for (i, entry) in entries.enumerate() {
        out.extend_from_slice(if i == 0 { b"\n" } else { b",\n" });
        document(&mut out, entry);
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

/// What a document belongs to: its sort, places and years by their order; and how long its names are.
pub(in crate::render) struct Belongs {
    pub(in crate::render) sort: usize,
    pub(in crate::render) places: Vec<usize>,
    pub(in crate::render) years: Vec<usize>,
    pub(in crate::render) called: Box<[usize]>,
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
    let mut number = |n: usize| numbers::write(u32::try_from(n).unwrap_or(0), &mut table);
    for document in documents {
        number(document.sort);
        for list in [&document.places[..], &document.years, &document.called] {
            number(list.len());
            list.iter().for_each(|n| number(*n));
        }
    }
    let table = String::from_utf8(table).unwrap_or_default();
    let mut out = b"mingbaiSearch.docs(".to_vec();
    let (version, count, each) = (2, documents.len(), super::shard::EACH);
    json(&mut out, &All { version, set: stamp, count, shards, each, kinds: sorts, places, years, table });
    out.extend_from_slice(b")\n");
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::text_json;

    proptest! {
        #[test]
        fn a_text_is_written_as_any_json(text in "([\u{1}\u{2}]?[甲乙a\"\\\\\u{0}-\u{2}\u{7f}\u{2028}]{0,4}\n?){0,6}") {
            let mut out = Vec::new();
            text_json(&mut out, &text);
            assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string(&text).unwrap());
        }
    }
}
