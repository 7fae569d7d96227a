//! What is inside of files that visitors can download.

use super::carriers::Sheaf;
use super::digits::Form;
use crate::diagnostic::SourceText;
use crate::load::SourceFile;

/// Looks a file through.
pub(super) fn of(file: &SourceFile) -> Sheaf {
    let mut out = Sheaf::default();
    if let Ok(text) = std::str::from_utf8(&file.bytes) {
        let source = SourceText { path: &file.path, text };
        out.look((text, Form::Html, ""), None, |range| source.place(range));
    }
    out
}
