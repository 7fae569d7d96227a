//! What stands inside of office files that are published as they are: cells of sheets that are hidden too, comments, deleted
//! text, headers, and what the file says of its author. Text only, with the part in which it stands.
//!
//! Files come from elsewhere: what is unpacked is bounded, and what cannot be read says so.

use std::collections::BTreeMap;

use super::sources::SourceFile;
use super::table::zipped::{Archive, Mark};

/// Bytes of a part at most, unpacked, and of the text of a file.
const MOST_BYTES: u64 = 64 << 20;
const MOST_TEXT: usize = 32 << 20;
/// Parts of a file at most.
const MOST_PARTS: usize = 4000;

/// In which part of a file something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Its text.
    Body,
    /// A cell: sheet, its row from 1 and column from 0.
    Cell(String, u32, usize),
    /// A comment.
    Comment,
    /// A header or footer.
    Margin,
    /// A footnote.
    Footnote,
    /// A drawing or text box.
    Drawing,
    /// What is said of the file.
    Properties,
    /// Something else.
    Other(String),
}

/// What a file holds that nobody sees who opens it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trace {
    /// The author, or who saved it last.
    Author(String),
    /// Changes that are tracked: what was deleted is still in it.
    Changes,
    /// Comments.
    Comments,
}

/// What stands inside of a file.
#[derive(Debug, Default)]
pub struct Inside {
    /// Its texts.
    pub pieces: Vec<(Part, String)>,
    /// What nobody sees.
    pub traces: Vec<Trace>,
    /// Whether some of it could not be read: it is broken, has a password, or is too large.
    pub is_partly: bool,
}

/// Whether a file is of a kind that is looked into.
pub fn is_office(name: &str) -> bool {
    const KINDS: [&str; 10] = ["xlsx", "xlsm", "docx", "docm", "pptx", "pptm", "ods", "odt", "odp", "ofd"];
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| KINDS.contains(&extension.as_str()))
}

/// Reads an office file; none of it where it is no ZIP file.
pub fn inside(file: &SourceFile) -> Inside {
    let mut out = Inside::default();
    let Some(mut archive) = Archive::open_within(&file.bytes, MOST_BYTES) else {
        out.is_partly = true;
        return out;
    };
    let names: Vec<String> = archive.names().into_iter().filter(|name| is_text(name)).collect();
    // A part that is larger than it may be is read up to that.
    out.is_partly = names.len() > MOST_PARTS || names.iter().any(|name| archive.size(name) > MOST_BYTES);
    let mut book = Book::of(&mut archive);
    let mut reader = Reader { out, left: MOST_TEXT };
    for name in names.iter().take(MOST_PARTS) {
        if name.contains("/worksheets/") && !name.contains("/_rels/") {
            reader.sheet(&mut archive, name, &mut book);
        } else {
            reader.part(&mut archive, name);
        }
    }
    // What no cell shows is in the file all the same.
    for (text, is_used) in book.strings.into_iter().filter(|(_, is_used)| !is_used) {
        let _: bool = is_used;
        reader.push(Part::Other("sharedStrings.xml".to_owned()), text);
    }
    let mut out = reader.out;
    out.traces.sort();
    out.traces.dedup();
    out
}

/// Parts of XML that hold text.
fn is_text(name: &str) -> bool {
    const NOT: [&str; 6] =
        ["styles.xml", "theme", "settings.xml", "fontTable.xml", "[Content_Types].xml", "sharedStrings.xml"];
    let is_xml = name.ends_with(".xml") || name.ends_with(".vml");
    is_xml && !NOT.iter().any(|word| name.contains(word))
}

/// What all sheets of a workbook share.
#[derive(Default)]
struct Book {
    /// Texts, and whether a cell shows them.
    strings: Vec<(String, bool)>,
    /// Names of sheets by the paths of their parts.
    sheets: BTreeMap<String, String>,
}

impl Book {
    fn of(archive: &mut Archive<'_>) -> Book {
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
}

struct Reader {
    out: Inside,
    left: usize,
}

impl Reader {
    fn push(&mut self, part: Part, text: String) {
        match self.left.checked_sub(text.len()) {
            Some(left) => {
                self.left = left;
                if !text.trim().is_empty() {
                    self.out.pieces.push((part, text));
                }
            }
            None => self.out.is_partly = true,
        }
    }

    /// The cells of a sheet, whether shown or not.
    fn sheet(&mut self, archive: &mut Archive<'_>, path: &str, book: &mut Book) {
        let name = book.sheets.get(path).cloned().unwrap_or_default();
        let (mut at, mut is_shared, mut text) = (None, false, String::new());
        let done = archive.walk(path, |mark| {
            match mark {
                Mark::Start("c", attributes) => {
                    at = attributes.get("r").and_then(|name| position(&name));
                    is_shared = attributes.get("t").is_some_and(|kind| kind == "s");
                    text.clear();
                }
                // What a formula says is no value.
                Mark::End("f") => text.clear(),
                Mark::Text(more) => text.push_str(more),
                Mark::End("c") => {
                    let mut said = std::mem::take(&mut text);
                    if is_shared {
                        let found = said.trim().parse().ok().and_then(|i: usize| book.strings.get_mut(i));
                        said = found.map_or_else(String::new, |(text, is_used)| {
                            *is_used = true;
                            text.clone()
                        });
                    }
                    let (row, column) = at.unwrap_or((0, 0));
                    self.push(Part::Cell(name.clone(), row, column), said);
                }
                Mark::End("oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader" | "firstFooter") => {
                    self.push(Part::Margin, std::mem::take(&mut text));
                }
                _ => {}
            }
            self.out.is_partly
        });
        self.out.is_partly |= done.is_none();
    }

    /// The paragraphs of any other part.
    fn part(&mut self, archive: &mut Archive<'_>, path: &str) {
        let kind = kind(path);
        let is_word = path.starts_with("word/");
        let mut text = String::new();
        let mut traces = Vec::new();
        let done = archive.walk(path, |mark| {
            match mark {
                Mark::Text(more) => text.push_str(more),
                Mark::Start("tab" | "br" | "cr" | "s", _) => text.push(' '),
                Mark::Start("ins" | "del" | "moveFrom" | "moveTo", _) if is_word => traces.push(Trace::Changes),
                Mark::Start("tracked-changes", _) => traces.push(Trace::Changes),
                Mark::Start("comment" | "annotation" | "threadedComment", _) => traces.push(Trace::Comments),
                Mark::End(name) => {
                    let is_person = matches!(name, "creator" | "lastModifiedBy" | "initial-creator");
                    if is_person && is_name(&text) {
                        traces.push(Trace::Author(text.trim().to_owned()));
                    }
                    let ends = matches!(name, "p" | "h" | "comment" | "text" | "tc" | "td" | "TextCode" | "div");
                    if ends || kind == Part::Properties {
                        self.push(kind.clone(), std::mem::take(&mut text));
                    }
                }
                Mark::Start(..) => {}
            }
            traces.dedup();
            self.out.is_partly
        });
        self.push(kind, text);
        self.out.traces.extend(traces);
        self.out.is_partly |= done.is_none();
    }
}

/// In what kind of part something stands, by the part's path.
fn kind(path: &str) -> Part {
    let name = path.rsplit('/').next().unwrap_or_default();
    if path.starts_with("docProps/") || name == "meta.xml" {
        Part::Properties
    } else if path.to_ascii_lowercase().contains("comment") {
        Part::Comment
    } else if name.starts_with("header") || name.starts_with("footer") {
        Part::Margin
    } else if name.starts_with("footnotes") || name.starts_with("endnotes") {
        Part::Footnote
    } else if path.contains("/drawings/") || path.contains("/diagrams/") {
        Part::Drawing
    } else if matches!(name, "document.xml" | "content.xml") || path.contains("/slides/") {
        Part::Body
    } else {
        Part::Other(name.to_owned())
    }
}

/// Whether an author is likely a person: two to four Han characters; programs call themselves otherwise.
fn is_name(text: &str) -> bool {
    const NOT: [&str; 8] = ["作者", "用户", "管理员", "微软", "办公室", "党政办", "微软用户", "中国"];
    let text = text.trim();
    let is_han = text.chars().all(|c| ('\u{3400}'..='\u{9FFF}').contains(&c));
    is_han && (2..=4).contains(&text.chars().count()) && !NOT.contains(&text)
}

/// Row from 1 and column from 0 of `B7`.
fn position(name: &str) -> Option<(u32, usize)> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let column = name[..letters]
        .bytes()
        .try_fold(0_usize, |n, b| n.checked_mul(26)?.checked_add(usize::from(b.to_ascii_uppercase() - b'A') + 1))?;
    Some((name[letters..].parse().ok()?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::{inside, is_name, position};
    use crate::load::SourceFile;

    #[test]
    fn places_of_cells() {
        assert_eq!(position("B7"), Some((7, 1)));
        assert_eq!(position("AA10"), Some((10, 26)));
        assert_eq!(position("7"), None);
        assert_eq!(position("B"), None);
    }

    #[test]
    fn what_is_no_office_file_says_so() {
        for bytes in [&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0", b"x"] {
            let file = SourceFile { path: "content/a.docx".into(), bytes: bytes.into() };
            assert!(inside(&file).is_partly);
        }
        assert!(is_name("张三") && !is_name("Administrator") && !is_name("微软用户"));
    }
}
