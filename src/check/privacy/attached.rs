//! What is inside of files that visitors can download: office files with all that they hide, texts, and what cameras write
//! into photographs. What cannot be looked into is said.

use super::carriers::Sheaf;
use super::digits::Form;
use super::exif::has_position;
use crate::diagnostic::{Place, SourceText, Text};
use crate::load::SourceFile;
use crate::load::attached::{Part, Trace, inside, is_office};
use crate::load::table::any_text;
use crate::picture::is_picture;
use crate::text;

/// What a file holds that nobody sees who opens it, or that nobody can look into it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) enum Unseen {
    /// Of an office file.
    Trace(Trace),
    /// Where a photograph was taken.
    Position,
    /// It cannot be looked into, or not into all of it.
    Unread,
}

/// Kinds of files that hold what people have written, and cannot be looked into.
const CLOSED: [&str; 13] = ["pdf", "doc", "xls", "ppt", "wps", "et", "dps", "zip", "rar", "7z", "xlsb", "gif", "bmp"];

/// Kinds of files in which nobody writes: sounds, films, fonts.
const MEDIA: [&str; 15] =
    ["mp3", "m4a", "ogg", "opus", "wav", "flac", "mp4", "m4v", "webm", "mov", "avi", "woff", "woff2", "ttf", "otf"];

/// Looks a file through.
pub(super) fn of(file: &SourceFile) -> Sheaf {
    let mut out = Sheaf::default();
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    let place = || Place::file(file.path.clone());
    if is_office(name) {
        let found = inside(file);
        let mut last = (None, 0);
        for (part, said) in &found.pieces {
            // Paragraphs are counted as they are met, part by part.
            last = if last.0 == Some(part) { (last.0, last.1 + 1) } else { (Some(part), 1) };
            let within = words(part, last.1);
            let within = within.as_ref();
            let at = || match part {
                Part::Cell(sheet, row, column) => Place::cell(file.path.clone(), sheet, *row, *column, said),
                _ => place(),
            };
            out.look((said, Form::Plain, ""), within, |_| at());
        }
        let paragraphs = found.pieces.iter().filter(|(part, _)| !matches!(part, Part::Cell(..)));
        out.people.extend(super::people::paragraphs(file, paragraphs.map(|(_, said)| said.as_ref())));
        out.unseen.extend(found.traces.into_iter().map(|trace| (Unseen::Trace(trace), place())));
        if found.is_partly {
            out.unseen.push((Unseen::Unread, place()));
        }
    } else if is_picture(name) {
        if has_position(&file.bytes) {
            out.unseen.push((Unseen::Position, place()));
        }
    } else if !MEDIA.contains(&extension.as_str()) {
        // Whatever its name says: a file without one is published as others are.
        match any_text(&file.bytes).filter(|_| !CLOSED.contains(&extension.as_str())) {
            Some(text) => of_text(file, &text, &extension, &mut out),
            None => out.unseen.push((Unseen::Unread, place())),
        }
    }
    super::tables::attached(file, &mut out);
    out
}

fn of_text(file: &SourceFile, text: &str, extension: &str, out: &mut Sheaf) {
    let form = if matches!(extension, "html" | "htm" | "xhtml" | "svg" | "xml") { Form::Html } else { Form::Plain };
    let source = SourceText { path: &file.path, text };
    out.look((text, form, ""), None, |range| source.place(range));
}

/// A paragraph of a part of a file in words.
fn words(part: &Part, nth: usize) -> Option<Text> {
    Some(match part {
        Part::Cell(..) => return None,
        Part::Body => text!("正文第{nth}段", "paragraph {nth}"),
        Part::Comment => text!("批注第{nth}段", "paragraph {nth} of the comments"),
        Part::Margin => text!("页眉页脚", "a header or footer"),
        Part::Footnote => text!("脚注第{nth}段", "paragraph {nth} of the footnotes"),
        Part::Drawing => text!("图形或文本框", "a drawing or text box"),
        Part::Properties => text!("文件属性", "the properties of the file"),
        Part::Other(name) => text!("文件内部的 {name}", "its part {name}"),
    })
}
