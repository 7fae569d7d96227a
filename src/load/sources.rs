//! What was read from the disk: bytes by path, immutable.

use std::sync::Arc;

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Path below the site's root, with `/`.
    pub path: Arc<str>,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// All files of a site, ordered by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Takes files in any order.
    pub fn new(mut files: Vec<SourceFile>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Sources { files }
    }

    /// All files, in order.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The file of that path.
    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        self.files.binary_search_by(|f| (*f.path).cmp(path)).ok().map(|i| &self.files[i])
    }
}
