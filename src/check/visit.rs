//! What a first visit to a page takes: bytes and requests. A page that cannot be too heavy is not weighed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

/// What a first visit may take, and what the site's own files weigh.
#[derive(Debug, Clone, Copy)]
pub struct Budget<'a> {
    /// Bytes of the page, its style sheets and scripts, compressed.
    pub bytes: usize,
    /// Requests: the page and what the browser fetches with it.
    pub requests: usize,
    /// Style sheets and scripts, compressed, by address.
    pub assets: &'a BTreeMap<String, usize>,
}

/// A visit that takes too much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Requests.
    pub requests: usize,
    /// What was weighed, heaviest first: the address (empty for the page itself) and its bytes. Nothing where the page is
    /// light enough and only asks for too much.
    pub parts: Vec<(String, usize)>,
}

impl Visit {
    /// All bytes.
    pub fn bytes(&self) -> usize {
        self.parts.iter().map(|(_, bytes)| bytes).sum()
    }
}

/// How many bytes are sent where a host compresses, as hosts do (gzip, level 6).
pub fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    match encoder.write_all(bytes).and_then(|()| encoder.finish()) {
        Ok(made) => made.len(),
        // Writing to memory does not fail; a page that could not be compressed is sent as it is.
        Err(_) => bytes.len(),
    }
}

/// Thousands of bytes, rounded up to a tenth, because they are held against a limit.
pub(super) fn kilobytes(bytes: usize) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Weighs a page that fetches `fetched`; none where it is within the budget.
pub(super) fn weigh(budget: &Budget<'_>, html: &str, fetched: &BTreeSet<String>) -> Option<Box<Visit>> {
    let mut parts: Vec<(String, usize)> =
        fetched.iter().filter_map(|a| budget.assets.get(a).map(|bytes| (a.clone(), *bytes))).collect();
    let requests = fetched.len() + 1;
    let beside: usize = parts.iter().map(|(_, bytes)| bytes).sum();
    // Compressing makes nothing larger, save by a few bytes of its own.
    if html.len() + beside > budget.bytes {
        parts.push((String::new(), compressed(html.as_bytes()).min(html.len())));
        parts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let visit = Visit { requests, parts };
        if visit.bytes() > budget.bytes {
            return Some(Box::new(visit));
        }
    }
    (requests > budget.requests).then(|| Box::new(Visit { requests, parts: Vec::new() }))
}

#[cfg(test)]
mod tests {
    use super::{Budget, compressed, weigh};
    use std::collections::{BTreeMap, BTreeSet};

    /// Text that does not compress well, and is always the same.
    fn noise(length: usize) -> String {
        let mut state: u64 = 7;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            char::from(b'!' + u8::try_from((state >> 33) % 90).unwrap_or(0))
        };
        (0..length).map(|_| next()).collect()
    }

    #[test]
    fn only_what_is_too_much_is_told() {
        let assets = BTreeMap::from([("/a.css".to_owned(), 500), ("/b.js".to_owned(), 100)]);
        let budget = Budget { bytes: 2000, requests: 3, assets: &assets };
        let two = BTreeSet::from(["/a.css".to_owned(), "/b.js".to_owned()]);
        assert_eq!(weigh(&budget, &noise(1400), &two), None, "exactly the budget, without compressing");
        assert_eq!(weigh(&budget, &"x".repeat(90_000), &two), None, "light once it is compressed");
        let heavy = weigh(&budget, &noise(9000), &two).expect("too heavy");
        assert_eq!((heavy.requests, heavy.parts.len()), (3, 3));
        assert_eq!(heavy.parts[0], (String::new(), compressed(noise(9000).as_bytes())));
        assert_eq!(heavy.parts[1].0, "/a.css");
        let four: BTreeSet<String> = two.iter().cloned().chain(["/c.svg".to_owned()]).collect();
        let asking = weigh(&budget, "<p>", &four).expect("too many requests");
        assert_eq!((asking.requests, asking.bytes()), (4, 0));
    }
}
