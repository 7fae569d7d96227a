//! What a search downloads: files that are too heavy for a reader who pays for the traffic.

use super::rules::access::search_weight::RULE;
use super::run::wants;
use super::visit::compressed;
use crate::model::Site;

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

/// What files of search may have, if anybody wants to know.
pub fn limits(site: &Site) -> Option<Limits> {
    let kilobytes = |name: &str| 1000 * RULE.number(site, name);
    wants(&site.config, RULE.name).then(|| Limits { table: kilobytes("table_kilobytes"), file: kilobytes("kilobytes") })
}

impl Limits {
    /// How heavy a file is, compressed, where that is too much; what is light as it is is not compressed.
    pub fn exceeded(most: usize, file: &[u8]) -> Option<usize> {
        (file.len() > most).then(|| compressed(file).min(file.len())).filter(|bytes| *bytes > most)
    }
}
