//! Footnotes: numbered as they are first referred to, gathered at the end of the page.

use std::collections::HashMap;
use std::ops::Range;

use super::document::{Hole, What};

/// A stretch of HTML with its holes, written apart from the rest.
#[derive(Debug, Default)]
pub(super) struct Fragment {
    pub(super) html: String,
    pub(super) holes: Vec<Hole>,
}

impl Fragment {
    pub(super) fn hole(&mut self, what: What) {
        self.holes.push(Hole { at: self.html.len(), what });
    }

    /// Appends another fragment.
    pub(super) fn append(&mut self, other: Fragment) {
        let base = self.html.len();
        self.html.push_str(&other.html);
        self.holes.extend(other.holes.into_iter().map(|h| Hole { at: h.at + base, ..h }));
    }
}

/// What is known of one footnote.
#[derive(Debug, Default)]
struct Footnote {
    references: usize,
    /// From 1, by the first reference.
    number: usize,
    body: Option<(Fragment, Range<usize>)>,
}

/// All footnotes of a page, in the order in which they are met.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    notes: Vec<Footnote>,
    by_label: HashMap<String, usize>,
    order: Vec<usize>,
}

impl Footnotes {
    fn index(&mut self, label: &str) -> usize {
        if let Some(index) = self.by_label.get(label) {
            return *index;
        }
        self.notes.push(Footnote::default());
        self.by_label.insert(label.to_owned(), self.notes.len() - 1);
        self.notes.len() - 1
    }

    /// A reference: its number, and which reference to that note it is (from 1).
    pub(super) fn refer(&mut self, label: &str) -> (usize, usize) {
        let index = self.index(label);
        self.notes[index].references += 1;
        if self.notes[index].references == 1 {
            self.order.push(index);
            self.notes[index].number = self.order.len();
        }
        (self.notes[index].number, self.notes[index].references)
    }

    /// The text of a note; the first definition of a label counts, and of a further one it is said that it does not.
    #[must_use]
    pub(super) fn define(&mut self, label: &str, body: Fragment, range: Range<usize>) -> bool {
        let index = self.index(label);
        let is_first = self.notes[index].body.is_none();
        self.notes[index].body.get_or_insert((body, range));
        is_first
    }

    /// Writes the notes that are referred to, and gives the places of those that are not.
    pub(super) fn finish(mut self, out: &mut Fragment) -> Vec<Range<usize>> {
        if !self.order.is_empty() {
            out.html.push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
            out.hole(What::Word("footnotes"));
            out.html.push_str("\">\n<ol>\n");
            for (n, index) in self.order.iter().enumerate() {
                let note = &mut self.notes[*index];
                let number = n + 1;
                out.html.push_str(&format!("<li id=\"fn-{number}\">\n"));
                let mut body = note.body.take().map(|(b, _)| b).unwrap_or_default();
                let end = body.html.trim_end().strip_suffix("</p>").map(str::len);
                let tail = end.map_or(String::new(), |end| body.html.split_off(end));
                out.append(body);
                for reference in 1..=note.references {
                    out.html.push_str(&format!(
                        " <a href=\"#fnref-{number}{}\" role=\"doc-backlink\" aria-label=\"",
                        suffix(reference)
                    ));
                    out.hole(What::Word("footnote_back"));
                    out.html.push_str("\">↩</a>");
                }
                out.html.push_str(tail.trim_end());
                out.html.push_str("\n</li>\n");
            }
            out.html.push_str("</ol>\n</section>\n");
        }
        let unused = |n: Footnote| {
            if n.references == 0 { n.body.map(|(_, range)| range) } else { None }
        };
        self.notes.into_iter().filter_map(unused).collect()
    }
}

/// What tells the ids of several references to one note apart.
pub(super) fn suffix(reference: usize) -> String {
    if reference == 1 { String::new() } else { format!("-{reference}") }
}
