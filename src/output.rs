//! A file to be published.

use std::sync::{Arc, OnceLock};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use sha2::{Digest, Sha256};

/// SHA-256 of some bytes.
pub type Hash = [u8; 32];

/// Headers with which every output is meant to be served: nothing from elsewhere, no inline code, no frames. The preview
/// sends them, and `_headers` tells them to hosts.
pub const HEADERS: [(&str, &str); 3] = [
    (
        "content-security-policy",
        "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
];

/// In which order files appear: what is pointed at comes before what points at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Style sheets, pictures, attachments.
    Asset,
    /// HTML.
    Page,
    /// What tells machines about pages: feeds, sitemap, robots, redirects.
    Index,
}

/// The bytes of an output: made for it, or shared with the source that it copies.
#[derive(Debug, Clone)]
pub enum Body {
    /// Rendered.
    Owned(Vec<u8>),
    /// Copied as it is.
    Shared(Arc<[u8]>),
}

impl AsRef<[u8]> for Body {
    fn as_ref(&self) -> &[u8] {
        match self {
            Body::Owned(bytes) => bytes,
            Body::Shared(bytes) => bytes,
        }
    }
}

/// A file to be published.
#[derive(Debug, Clone)]
pub struct Output {
    /// Path in the output folder, with `/`, without a leading one: `projects/x/index.html`.
    pub path: Arc<str>,
    /// When it appears among the others.
    pub class: Class,
    /// Its bytes.
    pub body: Body,
    /// Their SHA-256, once somebody wants it: who only checks does not.
    hash: OnceLock<Hash>,
}

impl Output {
    /// An output.
    pub fn new(path: impl Into<Arc<str>>, class: Class, body: Body) -> Self {
        Output { path: path.into(), class, body, hash: OnceLock::new() }
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        self.body.as_ref()
    }

    /// Their SHA-256.
    pub fn hash(&self) -> &Hash {
        self.hash.get_or_init(|| Sha256::digest(self.bytes()).into())
    }
}

/// Where outputs go as soon as they are rendered; called from many threads.
pub trait Sink: Sync {
    /// Takes an output.
    fn accept(&self, output: Output);

    /// Takes an output by its name alone, where that says all of its bytes (it holds the hash of what they are made from)
    /// and they are out from an earlier build; `false`: they have to be made.
    fn keep(&self, _path: &Arc<str>, _class: Class) -> bool {
        false
    }
}

/// The hash in hexadecimal digits.
pub fn hex(hash: &[u8]) -> String {
    let mut text = String::with_capacity(2 * hash.len());
    push_hex(&mut text, hash);
    text
}

/// The same, put at the end of a text.
pub fn push_hex(text: &mut String, hash: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    text.extend(hash.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|d| char::from(DIGITS[usize::from(d)])));
}

/// All outputs of a build, by path; each can be shared with the build before.
#[derive(Debug, Clone, Default)]
pub struct OutputSet {
    ordered: Vec<Arc<Output>>,
}

impl OutputSet {
    /// Takes outputs in any order; no two have the same path.
    pub fn new(mut outputs: Vec<Arc<Output>>) -> OutputSet {
        outputs.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        OutputSet { ordered: outputs }
    }

    /// The output of a path.
    pub fn get(&self, path: &str) -> Option<&Arc<Output>> {
        self.ordered.binary_search_by(|output| (*output.path).cmp(path)).ok().map(|at| &self.ordered[at])
    }

    /// All of them, ordered by path.
    pub fn iter(&self) -> std::slice::Iter<'_, Arc<Output>> {
        self.ordered.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ordered.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ordered.is_empty()
    }

    /// Hashes all of them, side by side.
    pub fn hash(&self) {
        self.ordered.par_iter().for_each(|output| {
            output.hash();
        });
    }

    /// What a newer set has more, what it has with other bytes, and what it has no more: paths, in their order.
    pub fn difference(&self, newer: &OutputSet) -> [Vec<Arc<str>>; 3] {
        let (mut added, mut changed, mut removed) = (Vec::new(), Vec::new(), Vec::new());
        let mut old = self.ordered.iter().peekable();
        for new in &newer.ordered {
            while let Some(gone) = old.next_if(|o| o.path < new.path) {
                removed.push(gone.path.clone());
            }
            match old.next_if(|o| o.path == new.path) {
                None => added.push(new.path.clone()),
                Some(before) if !Arc::ptr_eq(before, new) && before.bytes() != new.bytes() => {
                    changed.push(new.path.clone())
                }
                Some(_) => {}
            }
        }
        removed.extend(old.map(|gone| gone.path.clone()));
        [added, changed, removed]
    }
}

impl<'a> IntoIterator for &'a OutputSet {
    type Item = &'a Arc<Output>;
    type IntoIter = std::slice::Iter<'a, Arc<Output>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Body, Class, Output, OutputSet};

    #[test]
    fn a_difference_has_every_path_once() {
        let set = |list: &[(&str, &str)]| {
            let one = |(path, text): &(&str, &str)| {
                Arc::new(Output::new(*path, Class::Page, Body::Owned(text.as_bytes().to_vec())))
            };
            OutputSet::new(list.iter().map(one).collect())
        };
        let old = set(&[("d", "1"), ("b", "1"), ("a", "1"), ("z", "1")]);
        let new = set(&[("c", "1"), ("b", "2"), ("d", "1"), ("e", "1")]);
        let [added, changed, removed] = old.difference(&new);
        assert_eq!([&*added[0], &*added[1]], ["c", "e"]);
        assert_eq!((added.len(), changed.len(), removed.len()), (2, 1, 2));
        assert_eq!((&*changed[0], &*removed[0], &*removed[1]), ("b", "a", "z"));
        assert!(new.get("e").is_some() && new.get("a").is_none());
    }
}
