//! What a search downloads: files that are too heavy for a reader who pays for the traffic.

use super::visit::compressed;

/// A file of search that is too heavy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heavy {
    /// Path in the output folder.
    pub file: String,
    /// Bytes, compressed.
    pub bytes: usize,
    /// Index of the page with most of its text, of a file of texts.
    pub page: Option<usize>,
}

/// Bytes, compressed, that files of search may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The table of all documents, which every visit to the search downloads.
    pub table: usize,
    /// Every other file.
    pub file: usize,
}

impl Limits {
    /// How heavy a file is, compressed, where that is too much; what is light as it is is not compressed.
    pub fn exceeded(most: usize, file: &[u8]) -> Option<usize> {
        (file.len() > most).then(|| compressed(file).min(file.len())).filter(|bytes| *bytes > most)
    }
}
