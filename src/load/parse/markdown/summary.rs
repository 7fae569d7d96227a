//! The summary of a page: what stands before its mark, else the first paragraph.

use super::document::Link;

/// Longest summary made of a first paragraph, in characters.
const LONGEST: usize = 120;

/// A summary in the making.
#[derive(Debug, Default)]
pub(super) struct Summary {
    /// Plain text, paragraphs parted by U+0001.
    pub(super) text: String,
    pub(super) paragraphs: usize,
    /// Whether its mark has come.
    pub(super) marked: bool,
    /// Whether the text that comes belongs to it.
    pub(super) open: bool,
}

impl Summary {
    /// A paragraph begins; `is_top`: not in a list or quotation.
    pub(super) fn begin(&mut self, is_top: bool) {
        self.open = is_top && !self.marked && (self.paragraphs == 0 || is_shorter(&self.text, LONGEST));
        if self.open && self.paragraphs > 0 {
            self.text.push('\u{1}');
        }
    }

    /// The summary.
    pub(super) fn finish(&self) -> String {
        let all: String = if self.marked {
            self.text.replace('\u{1}', " ")
        } else {
            self.text.split('\u{1}').next().unwrap_or_default().to_owned()
        };
        let all = all.trim();
        if self.marked || all.chars().count() <= LONGEST {
            return all.to_owned();
        }
        let mut cut: String = all.chars().take(LONGEST).collect();
        cut.truncate(Link::whole(&cut));
        cut.push('…');
        cut
    }
}

/// Whether a text has fewer characters than that; a long one is not counted.
fn is_shorter(text: &str, characters: usize) -> bool {
    text.len() < 4 * characters && text.chars().count() < characters
}
