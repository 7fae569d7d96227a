//! What stands inside of office files that are published as they are: cells of sheets that are hidden too, comments, deleted
//! text, headers, what programs keep in attributes, files within, and what the file says of its author. Text only, with the
//! part in which it stands.
//!
//! Files come from elsewhere: what is unpacked is bounded, and what cannot be read says so.

mod book;
mod grids;
mod kinds;
mod part;
mod rtf;

pub use grids::Table;
pub use kinds::{is_media, is_office};
pub use rtf::{rtf, rtf_cells};

use super::sources::SourceFile;
use super::table::zipped::Archive;
use book::Book;
use kinds::{is_file, is_needless, is_xml};
use part::Reader;

/// Bytes of a part at most, unpacked, and of the text of a file.
const MOST_BYTES: u64 = 64 << 20;
const MOST_TEXT: usize = 32 << 20;
/// Bytes of a file with all files within it, unpacked.
const MOST_OF_ALL: u64 = 256 << 20;
/// Digits of a part's name from which on anybody wants to know of it.
const FEWEST: usize = 11;
/// Parts of a file at most.
const MOST_PARTS: usize = 4000;
/// How deep files may lie within files.
const DEEPEST: u8 = 3;

/// In which part of a file something stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Part {
    /// Its text.
    Body,
    /// A cell: sheet, its row from 1 and column from 0.
    Cell(String, u32, usize),
    /// A comment.
    Comment,
    /// A header or footer.
    Margin,
    /// What stands in a sheet beside its cells: a header or footer, a validation. Name of the sheet.
    Beside(String),
    /// A footnote.
    Footnote,
    /// A drawing or text box.
    Drawing,
    /// What is said of the file.
    Properties,
    /// An attribute of an element: words for a picture, a field, a link. Name of the part.
    Attribute(String),
    /// The name of a part.
    Name,
    /// Something else.
    Other(String),
}

/// What a file holds that nobody sees who opens it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trace {
    /// The author, or who saved it last.
    Author(String),
    /// The firm of which the author is said to be.
    Firm(String),
    /// Changes that are tracked: what was deleted is still in it.
    Changes,
    /// Comments.
    Comments,
    /// Words that are set as hidden.
    Hidden,
}

/// What stands inside of a file.
#[derive(Debug, Default)]
pub struct Inside {
    /// Its texts.
    pub pieces: Vec<(Part, String)>,
    /// The tables of a document.
    pub tables: Vec<Table>,
    /// What nobody sees.
    pub traces: Vec<Trace>,
    /// Whether some of it could not be read: it is broken, has a password, or is too large.
    pub is_partly: bool,
    /// Files within that could not be read because they lie too deep or are too large.
    pub unread: Vec<String>,
}

/// What may still be unpacked of a file and those within it.
#[derive(Debug)]
pub struct Left {
    bytes: u64,
    depth: u8,
}

impl Default for Left {
    fn default() -> Self {
        Left { bytes: MOST_OF_ALL, depth: DEEPEST }
    }
}

impl Left {
    /// Whether so many bytes more may be unpacked; then they are counted.
    fn takes(&mut self, bytes: u64) -> bool {
        let left = self.bytes.checked_sub(bytes);
        self.bytes = left.unwrap_or(self.bytes);
        left.is_some()
    }
}

/// Reads an office file; none of it where it is no ZIP file. `see` gets the files within it, with their paths in it.
pub fn inside(file: &SourceFile, left: &mut Left, mut see: impl FnMut(&SourceFile, &mut Left)) -> Inside {
    let mut reader = Reader::new();
    let Some(mut archive) = Archive::open_within(&file.bytes, MOST_BYTES) else {
        reader.out.is_partly = true;
        return reader.out;
    };
    for name in archive.names() {
        if name.bytes().filter(u8::is_ascii_digit).count() >= FEWEST {
            reader.push(Part::Name, name);
        }
    }
    let (xml, files): (Vec<String>, Vec<String>) = archive.names().into_iter().partition(|name| is_xml(name));
    let xml: Vec<String> = xml.into_iter().filter(|name| !is_needless(name)).collect();
    // A part that is larger than it may be is read up to that.
    reader.out.is_partly = xml.len() > MOST_PARTS || xml.iter().any(|name| archive.size(name) > MOST_BYTES);
    let mut book = Book::of(&mut archive);
    for name in xml.iter().take(MOST_PARTS) {
        if !left.takes(archive.size(name).min(MOST_BYTES)) {
            reader.out.is_partly = true;
            break;
        }
        reader.part(&mut archive, name, &mut book);
    }
    // What no cell shows is in the file all the same.
    for (text, _) in book.strings.into_iter().filter(|(_, is_shown)| !is_shown) {
        reader.push(Part::Other("sharedStrings.xml".to_owned()), text);
    }
    let mut out = reader.out;
    out.is_partly |= reader.has_entities;
    out.tables = reader.tables.done;
    for name in files.iter().filter(|name| is_file(name)).take(MOST_PARTS) {
        let size = archive.size(name);
        let fits = left.depth > 0 && size <= MOST_BYTES && left.takes(size);
        let bytes = if fits { archive.bytes(name, size) } else { None };
        match bytes {
            Some(bytes) => {
                left.depth -= 1;
                see(&SourceFile { path: name.as_str().into(), bytes: bytes.into() }, left);
                left.depth += 1;
            }
            None => out.unread.push(name.clone()),
        }
    }
    out.traces.sort();
    out.traces.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::{Left, inside};
    use crate::load::SourceFile;

    #[test]
    fn what_is_no_office_file_says_so() {
        for bytes in [&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0", b"x"] {
            let file = SourceFile { path: "content/a.docx".into(), bytes: bytes.into() };
            assert!(inside(&file, &mut Left::default(), |_, _| ()).is_partly);
        }
    }
}
