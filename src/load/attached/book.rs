//! What all sheets of a workbook share.

use std::collections::BTreeMap;

use super::MOST_TEXT;
use crate::load::table::zipped::{Archive, Mark};

/// What all sheets of a workbook share.
#[derive(Default)]
pub(super) struct Book {
    /// Texts, and whether a cell shows them.
    pub strings: Vec<(String, bool)>,
    /// Names of sheets by the paths of their parts.
    sheets: BTreeMap<String, String>,
}

impl Book {
    pub(super) fn of(archive: &mut Archive<'_>) -> Book {
        let mut book = Book::default();
        let (mut text, mut total) = (String::new(), 0);
        let _ = archive.walk("xl/sharedStrings.xml", |mark| {
            match mark {
                Mark::Start("si", _) => text.clear(),
                Mark::Text(more) => text.push_str(more),
                Mark::End("si") => {
                    total += text.len();
                    book.strings.push((std::mem::take(&mut text), false));
                }
                _ => {}
            }
            total > MOST_TEXT
        });
        let mut targets = BTreeMap::new();
        let _ = archive.walk("xl/_rels/workbook.xml.rels", |mark| {
            if let Mark::Start("Relationship", attributes) = mark {
                let get = |name| attributes.get(name).unwrap_or_default();
                let target = get("Target");
                let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
                targets.insert(get("Id"), path);
            }
            false
        });
        let _ = archive.walk("xl/workbook.xml", |mark| {
            if let Mark::Start("sheet", attributes) = mark
                && let Some(path) = targets.get(&attributes.get("id").unwrap_or_default())
            {
                book.sheets.insert(path.clone(), attributes.get("name").unwrap_or_default());
            }
            false
        });
        book
    }

    /// The name of a sheet by the path of its part.
    pub(super) fn name(&self, path: &str) -> String {
        self.sheets.get(path).cloned().unwrap_or_default()
    }

    /// The shared text that a cell shows.
    pub(super) fn show(&mut self, index: &str) -> String {
        let found = index.trim().parse().ok().and_then(|i: usize| self.strings.get_mut(i));
        found.map_or_else(String::new, |(text, is_shown)| {
            *is_shown = true;
            text.clone()
        })
    }
}

/// A cell that is being read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct At {
    /// Row from 1 and column from 0; zeros where the file does not say.
    pub row: u32,
    pub column: usize,
    /// Whether its value is the index of a shared text.
    pub is_shared: bool,
}

/// Row from 1 and column from 0 of `B7`.
pub(super) fn position(name: &str) -> Option<(u32, usize)> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let column = name[..letters]
        .bytes()
        .try_fold(0_usize, |n, b| n.checked_mul(26)?.checked_add(usize::from(b.to_ascii_uppercase() - b'A') + 1))?;
    Some((name[letters..].parse().ok()?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::position;

    #[test]
    fn places_of_cells() {
        assert_eq!(position("B7"), Some((7, 1)));
        assert_eq!(position("AA10"), Some((10, 26)));
        assert_eq!(position("7"), None);
        assert_eq!(position("B"), None);
    }
}
