//! What is out: every file that we published, with its SHA-256 and size. Pure: bytes in, values out.
//!
//! The manifest depends on the outputs alone, so two builds of one site have the same. When the files
//! were written stands apart (see [`times_to_bytes`]): a hint that saves reading them again, never a fact.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::output::{Class, Hash, hex, push_hex};

/// Nanoseconds since 1970, as the file system says.
pub(super) type Time = i128;

/// One published file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) class: Class,
    pub(super) hash: Hash,
    pub(super) size: u64,
}

/// All published files, by path.
pub(super) type Manifest = BTreeMap<Arc<str>, Entry>;

/// What the manifest will say.
#[derive(Debug)]
pub(super) struct Noted {
    pub(super) bytes: Vec<u8>,
    pub(super) hash: Hash,
}

impl Noted {
    pub(super) fn new<'a>(entries: impl ExactSizeIterator<Item = (&'a Arc<str>, &'a Entry)>) -> Noted {
        let bytes = to_bytes(entries);
        let hash = Sha256::digest(&bytes).into();
        Noted { bytes, hash }
    }
}

const HEAD: &str = "mingbai manifest 1";
const TIMES_HEAD: &str = "mingbai times 1";
/// The last line: a file that was cut off lacks it.
const END: &str = "end";

/// The manifest as text: a line a file. Wants the files ordered by path, each once.
pub(super) fn to_bytes<'a>(entries: impl ExactSizeIterator<Item = (&'a Arc<str>, &'a Entry)>) -> Vec<u8> {
    let mut text = String::with_capacity(64 + entries.len() * 128);
    let _ = writeln!(text, "{HEAD}");
    for (path, entry) in entries {
        push_hex(&mut text, &entry.hash);
        let _ = write!(text, " {} ", entry.size);
        text.push(letter(entry.class));
        text.push(' ');
        text.push_str(path);
        text.push('\n');
    }
    let _ = writeln!(text, "{END}");
    text.into_bytes()
}

/// The manifest that [`to_bytes`] wrote; `None` where the text is damaged or of another version.
pub(super) fn parse(bytes: &[u8]) -> Option<Manifest> {
    let text = std::str::from_utf8(bytes).ok()?;
    let lines = text.strip_prefix(HEAD)?.strip_prefix('\n')?.strip_suffix('\n')?.strip_suffix(END)?;
    lines.lines().map(parse_line).collect()
}

fn parse_line(line: &str) -> Option<(Arc<str>, Entry)> {
    let mut parts = line.splitn(4, ' ');
    let (hash, size, class, path) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    Some((path.into(), Entry { hash: unhex(hash)?, size: size.parse().ok()?, class: class_of(class)? }))
}

/// When the files of a manifest were written, in its order; tied to it by its hash.
pub(super) fn times_to_bytes(manifest: &Hash, times: &[Time]) -> Vec<u8> {
    let mut text = String::with_capacity(128 + times.len() * 21);
    let _ = writeln!(text, "{TIMES_HEAD} {}", hex(manifest));
    for time in times {
        let _ = writeln!(text, "{time}");
    }
    let _ = writeln!(text, "{END}");
    text.into_bytes()
}

/// The times that [`times_to_bytes`] wrote for this very manifest; `None` where they belong to another or are damaged.
pub(super) fn parse_times(bytes: &[u8], manifest: &Hash, count: usize) -> Option<Vec<Time>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let lines = text.strip_prefix(TIMES_HEAD)?.strip_prefix(' ')?.strip_prefix(&hex(manifest))?;
    let lines = lines.strip_prefix('\n')?.strip_suffix('\n')?.strip_suffix(END)?;
    let times: Vec<Time> = lines.lines().map(|line| line.parse().ok()).collect::<Option<_>>()?;
    (times.len() == count).then_some(times)
}

fn letter(class: Class) -> char {
    match class {
        Class::Asset => 'A',
        Class::Page => 'P',
        Class::Index => 'I',
    }
}

fn class_of(letter_of: &str) -> Option<Class> {
    [Class::Asset, Class::Page, Class::Index].into_iter().find(|class| letter_of.chars().eq([letter(*class)]))
}

fn unhex(text: &str) -> Option<Hash> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut hash = Hash::default();
    for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(hash)
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Manifest, parse, parse_times, times_to_bytes, to_bytes};
    use crate::output::Class;

    fn manifest() -> Manifest {
        let entry = |class, byte, size| Entry { class, hash: [byte; 32], size };
        Manifest::from([
            ("a b/页 1.html".into(), entry(Class::Page, 0xa9, 0)),
            ("style.css".into(), entry(Class::Asset, 0x00, 12)),
            ("feed.xml".into(), entry(Class::Index, 0xff, u64::MAX)),
        ])
    }

    #[test]
    fn there_and_back() {
        let bytes = to_bytes(manifest().iter());
        assert_eq!(parse(&bytes), Some(manifest()));
        assert_eq!(parse(&to_bytes(Manifest::new().iter())), Some(Manifest::new()));
        for cut in 0..bytes.len() {
            assert_eq!(parse(&bytes[..cut]), None, "cut at {cut}");
        }
    }

    #[test]
    fn times_belong_to_one_manifest() {
        let bytes = times_to_bytes(&[1; 32], &[-5, 0, 1_700_000_000_123_456_789]);
        assert_eq!(parse_times(&bytes, &[1; 32], 3), Some(vec![-5, 0, 1_700_000_000_123_456_789]));
        assert_eq!(parse_times(&bytes, &[2; 32], 3), None);
        assert_eq!(parse_times(&bytes, &[1; 32], 2), None);
        assert_eq!(parse_times(&bytes[..bytes.len() - 9], &[1; 32], 3), None);
    }
}
