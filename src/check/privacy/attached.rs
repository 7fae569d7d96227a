//! What is inside of files that visitors can download: office files with all that they hide, texts, and what cameras write
//! into photographs. What cannot be looked into is said.

use std::collections::HashMap;

use super::carriers::{Sheaf, without};
use super::digits::Form;
use super::document;
use super::headed::{in_csv, in_html, is_measured};
use super::photo;
use crate::diagnostic::{Place, SourceText, Text};
use crate::load::SourceFile;
use crate::load::attached::{Left, Part, Trace, inside, is_media, is_office, rtf};
use crate::load::table::any_text;
use crate::picture::is_picture;
use crate::text;

/// What a file holds that nobody sees who opens it, or that nobody can look into it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) enum Unseen {
    /// Of an office file: the file itself, or one within it.
    Trace(Trace, Option<String>),
    /// Where a photograph was taken: the file itself, or one within it.
    Position(Option<String>),
    /// It cannot be looked into, or not into all of it; the files within it of which that is so.
    Unread(Vec<String>),
    /// A table of a page takes up more places than are looked through.
    Table,
}

/// Kinds of files that hold what people have written, and cannot be looked into.
const CLOSED: [&str; 13] = ["pdf", "doc", "xls", "ppt", "wps", "et", "dps", "zip", "rar", "7z", "xlsb", "gif", "bmp"];

/// Looks a file through, and all files within it.
pub(super) fn of(file: &SourceFile) -> Sheaf {
    of_one(file, &mut Left::default())
}

fn of_one(file: &SourceFile, left: &mut Left) -> Sheaf {
    let mut out = Sheaf::default();
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    let place = || Place::file(file.path.clone());
    if is_office(name) {
        of_office(file, left, &mut out);
    } else if is_picture(name) {
        of_photo(file, &mut out);
    } else if is_media(name) {
        if says_where(&file.bytes) {
            out.unseen.push((Unseen::Position(None), place()));
        }
    } else {
        // Whatever its name says: a file without one is published as others are.
        let is_closed = CLOSED.contains(&extension.as_str());
        match if is_closed { None } else { any_text(&file.bytes) } {
            Some(text) => of_text(file, &text, &extension, &mut out),
            None => out.unseen.push((Unseen::Unread(Vec::new()), place())),
        }
    }
    super::tables::attached(file, &mut out);
    super::recorded::attached(file, &mut out);
    out
}

/// Whether a film says where it was taken, as those of telephones do: in `©xyz`, or by Apple's key.
fn says_where(bytes: &[u8]) -> bool {
    /// Bytes from the name of the place to its degrees at most.
    const NEAR: usize = 12;
    let is_degree = |bytes: &[u8]| matches!(bytes, [b'+' | b'-', a, b, ..] if a.is_ascii_digit() && b.is_ascii_digit());
    let is_place = |at: usize| bytes[at + 4..].windows(3).take(NEAR).any(is_degree);
    memchr::memmem::find_iter(bytes, b"\xa9xyz").any(is_place)
        || memchr::memmem::find(bytes, b"com.apple.quicktime.location.ISO6709").is_some()
}

fn of_photo(file: &SourceFile, out: &mut Sheaf) {
    let place = || Place::file(file.path.clone());
    let found = photo::look(&file.bytes);
    if found.has_position {
        out.unseen.push((Unseen::Position(None), place()));
    }
    for photo::Words { of, text, form } in &found.words {
        let within = text!("照片里写的 {of}", "what is written into the photograph as {of}");
        out.look((text, *form, ""), Some(&within), |_| place());
    }
    if found.is_partly {
        out.unseen.push((Unseen::Unread(Vec::new()), place()));
    }
}

fn of_office(file: &SourceFile, left: &mut Left, out: &mut Sheaf) {
    let place = || Place::file(file.path.clone());
    let mut unread = Vec::new();
    let mut within = Sheaf::default();
    let mut found = inside(file, left, |one, left| {
        let mut looked = of_one(one, left);
        looked.unseen.retain_mut(|(what, _)| match what {
            Unseen::Unread(names) => {
                let path = |name: &str| format!("{} › {name}", one.path);
                let all =
                    if names.is_empty() { vec![one.path.to_string()] } else { names.iter().map(|n| path(n)).collect() };
                unread.extend(all);
                false
            }
            _ => true,
        });
        looked.put_into(file, &one.path);
        within.append(looked);
    });
    unread.append(&mut found.unread);
    let mut counts: HashMap<&Part, usize> = HashMap::new();
    let mut headers = Headers::default();
    let heads = document::tables(file, &found, out);
    for (index, (part, said)) in found.pieces.iter().enumerate() {
        let is_cell = matches!(part, Part::Cell(..));
        // Paragraphs are counted as they are met, part by part.
        let nth = if is_cell { 0 } else { *counts.entry(part).and_modify(|n| *n += 1).or_insert(1) };
        let within = words(part, nth);
        let about = headers.over(part, said);
        let at = || match part {
            Part::Cell(sheet, row, column) => Place::cell(file.path.clone(), sheet, *row, *column, said),
            _ => place(),
        };
        // The last header is the nearest.
        let own = (about, is_cell && about.lines().last().is_some_and(is_measured));
        let (about, is_measured) = heads.get(&index).map_or(own, |(about, is_measured)| (about, *is_measured));
        if is_measured {
            out.look_measured((said, Form::Cell), within.as_ref(), |_| at());
        } else {
            out.look((said, Form::Cell, about), within.as_ref(), |_| at());
        }
    }
    let paragraphs = found
        .pieces
        .iter()
        .filter(|(part, _)| !matches!(part, Part::Cell(..) | Part::Beside(_) | Part::Attribute(_) | Part::Name));
    out.people.extend(super::people::paragraphs(file, paragraphs.map(|(_, said)| said.as_ref())));
    out.unseen.extend(found.traces.into_iter().map(|trace| (Unseen::Trace(trace, None), place())));
    out.append(within);
    let mut told = Vec::new();
    out.unseen.retain(|one| {
        let is_new = !told.contains(&one.0);
        if is_new {
            told.push(one.0.clone());
        }
        is_new
    });
    if found.is_partly || !unread.is_empty() {
        out.unseen.push((Unseen::Unread(unread), place()));
    }
}

/// What stands at the head of the columns of sheets.
#[derive(Default)]
struct Headers<'p>(HashMap<(&'p str, usize), String>);

impl<'p> Headers<'p> {
    /// What is said of a cell at the head of its column; the cells come row by row.
    fn over(&mut self, part: &'p Part, said: &str) -> &str {
        /// Rows that may be a head.
        const HEAD: u32 = 8;
        /// Longer texts are no headers.
        const LONGEST: usize = 60;
        let Part::Cell(sheet, row, column) = part else { return "" };
        let known = self.0.entry((sheet, *column)).or_default();
        let is_header = *row <= HEAD && said.len() <= LONGEST && !said.bytes().any(|b| b.is_ascii_digit());
        if is_header {
            known.push_str(said);
            known.push('\n');
        }
        known
    }
}

fn of_text(file: &SourceFile, text: &str, extension: &str, out: &mut Sheaf) {
    if let Some(words) = rtf(text) {
        out.people.extend(super::people::paragraphs(file, words.lines()));
        return out.look((&words, Form::Plain, ""), None, |_| Place::file(file.path.clone()));
    }
    if matches!(extension, "mht" | "mhtml" | "eml") {
        // Lines are broken anywhere, and a part may be written as its bytes.
        if text.to_ascii_lowercase().contains("content-transfer-encoding: base64") {
            out.unseen.push((Unseen::Unread(Vec::new()), Place::file(file.path.clone())));
        }
        let text = text.replace("=\r\n", "").replace("=\n", "");
        return out.look((&text, Form::Html, ""), None, |_| Place::file(file.path.clone()));
    }
    if extension == "vcf" && text.contains("QUOTED-PRINTABLE") {
        out.look((&unquoted(text), Form::Plain, ""), None, |_| Place::file(file.path.clone()));
        return;
    }
    // Words between tags, and strings: each by itself. `name` in a file of data is of anything.
    if extension == "svg" {
        let said = text.split('<').filter_map(|part| part.split_once('>').map(|(_, said)| said));
        out.people.extend(super::people::paragraphs(file, said));
    } else if extension == "json" {
        let strings = text.replace("\\\"", "");
        let said = strings.split('"').skip(1).step_by(2).filter(|said| !said.is_ascii());
        out.people.extend(super::people::paragraphs(file, said));
    }
    let is_html = matches!(extension, "html" | "htm" | "xhtml" | "svg" | "xml");
    let form = if is_html { Form::Html } else { Form::Plain };
    let source = SourceText { path: &file.path, text };
    let cells = match extension {
        _ if is_html => in_html(text),
        "csv" | "tsv" => in_csv(text),
        _ => Vec::new(),
    };
    if cells.is_empty() {
        return out.look((text, form, ""), None, |range| source.place(range));
    }
    let apart: Vec<_> = cells.iter().map(|cell| cell.range.clone()).collect();
    out.look((&without(text, &apart), form, ""), None, |range| source.place(range));
    out.cells(text, form, cells, |range| source.place(range));
}

/// A text whose signs may stand as their codes, as those of cards from telephones do: `=31=33`.
fn unquoted(text: &str) -> String {
    let text = text.replace("=\r\n", "").replace("=\n", "");
    let (mut out, mut rest) = (Vec::with_capacity(text.len()), text.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'=').and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = code.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&out).into_owned()
}

impl Sheaf {
    /// What was found in a file becomes what was found in the one that holds it.
    fn put_into(&mut self, file: &SourceFile, name: &str) {
        for leak in &mut self.leaks {
            let within = match (leak.within.take(), leak.place.line, &leak.place.cell) {
                (Some(Text { zh, en }), ..) => text!("内嵌文件 {name} 的{zh}", "{en} of the file {name} in it"),
                (None, line, None) if line > 0 => {
                    text!("内嵌文件 {name} 第{line}行", "line {line} of the file {name} in it")
                }
                _ => text!("内嵌文件 {name}", "the file {name} in it"),
            };
            leak.within = Some(within);
        }
        for (what, _) in &mut self.unseen {
            if let Unseen::Position(within) | Unseen::Trace(_, within) = what {
                let path = within.take().map_or_else(|| name.to_owned(), |inner| format!("{name} › {inner}"));
                *within = Some(path);
            }
        }
        let weak = self.weak.iter_mut().map(|weak| &mut weak.place);
        let leaks = self.leaks.iter_mut().map(|leak| &mut leak.place);
        let unseen = self.unseen.iter_mut().map(|(_, place)| place);
        let named = self.named.iter_mut().map(|named| &mut named.place);
        let people = self.people.iter_mut().map(|people| &mut people.place);
        for place in weak.chain(leaks).chain(unseen).chain(named).chain(people) {
            place.file = file.path.clone();
            // Lines are those of the file within; its cells say where they are.
            if place.cell.is_none() {
                (place.line, place.column, place.width) = (0, 0, 0);
            }
        }
    }
}

/// A paragraph of a part of a file in words.
fn words(part: &Part, nth: usize) -> Option<Text> {
    Some(match part {
        Part::Cell(..) => return None,
        Part::Body => text!("正文第{nth}段", "paragraph {nth}"),
        Part::Comment => text!("批注第{nth}段", "paragraph {nth} of the comments"),
        Part::Margin => text!("页眉页脚", "a header or footer"),
        Part::Beside(sheet) => {
            text!(
                "工作表“{sheet}”的页眉页脚、数据验证等处",
                "a header, footer, validation or the like of the sheet {sheet}"
            )
        }
        Part::Footnote => text!("脚注第{nth}段", "paragraph {nth} of the footnotes"),
        Part::Drawing => text!("图形或文本框", "a drawing or text box"),
        Part::Properties => text!("文件属性", "the properties of the file"),
        Part::Attribute(name) => {
            text!("文件内部 {name} 里的说明文字、域或链接", "words for a picture, a field or a link in its part {name}")
        }
        Part::Name => text!("文件内部的文件名", "the name of a part"),
        Part::Other(name) => text!("文件内部的 {name}", "its part {name}"),
    })
}
