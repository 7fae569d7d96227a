//! CSV files: UTF-8, or GB18030 as spreadsheet programs write it; separated by comma, semicolon or tab.

use std::borrow::Cow;

use super::{Cell, CellKind, Fault, MOST_COLUMNS, Row, Sheet, is_error, printable, trimmed};
use crate::diagnostic::{Diagnostic, Place};
use crate::load::sources::SourceFile;
use crate::load::text::utf8;
use crate::text;

pub(super) fn read(file: &SourceFile) -> Result<(Sheet, Vec<Diagnostic>), Diagnostic> {
    let (text, notes) = decode(file)?;
    let separator = separator(&text);
    if let Some(line) = open_quote(&text, separator) {
        let mut place = Place::file(file.path.clone());
        place.line = line;
        return Err(Diagnostic::error(
            "data/table",
            text!(
                "这一行的引号没有结束，后面的行都会被当成它的一部分",
                "a quote of this line is not closed, and all lines after it would be part of it"
            ),
        )
        .at(place)
        .help(text!("补上引号，或删掉多余的引号", "close the quote, or remove it")));
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    let mut lines = Lines { text: &text, at: 0, line: 1 };
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                return Err(Diagnostic::error(
                    "data/table",
                    text!("CSV 读不下去：{error}", "the CSV cannot be read: {error}"),
                )
                .at(Place::file(file.path.clone()))
                .help(text!(
                    "用表格程序打开，另存为 CSV UTF-8",
                    "open it in a spreadsheet program and save it as CSV UTF-8"
                )));
            }
        }
        let line = lines.of(record.position().map_or(0, csv::Position::byte));
        if record.len() > MOST_COLUMNS {
            return Err(Diagnostic::error(
                "data/table",
                text!("第{line}行超过{MOST_COLUMNS}列", "line {line} has more than {MOST_COLUMNS} columns"),
            )
            .at(Place::file(file.path.clone()))
            .help(text!("看看分隔符和引号", "look at separators and quotes")));
        }
        let cells: Vec<Cell> = record.iter().map(cell).collect();
        if cells.iter().any(|c| c.kind != CellKind::Blank) {
            rows.push(Row { number: line, cells });
        }
    }
    Ok((Sheet::of(file.path.clone(), rows), notes))
}

/// The line of a quote that is never closed. Only a quote at the beginning of a field opens one (RFC 4180).
fn open_quote(text: &str, separator: u8) -> Option<u32> {
    let (mut line, mut opened, mut at_start) = (1_u32, None, true);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match (byte, opened) {
            (b'"', None) if at_start => opened = Some(line),
            // A doubled quote stands for one.
            (b'"', Some(_)) if bytes.peek() == Some(&b'"') => {
                bytes.next();
            }
            (b'"', Some(_)) => opened = None,
            _ => {}
        }
        line = line.saturating_add(u32::from(byte == b'\n'));
        at_start = opened.is_none() && (byte == separator || byte == b'\n' || byte == b'\r');
    }
    opened
}

/// Counts lines; the reader's own count is one short where they end in CR LF.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line of the record that begins at a byte, or after the line ends there.
    fn of(&mut self, byte: u64) -> u32 {
        let bytes = self.text.as_bytes();
        let mut start = usize::try_from(byte).unwrap_or(bytes.len()).clamp(self.at, bytes.len());
        while bytes.get(start).is_some_and(|b| matches!(b, b'\r' | b'\n')) {
            start += 1;
        }
        for at in self.at..start {
            let ends = bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            self.line = self.line.saturating_add(u32::from(ends));
        }
        self.at = start;
        self.line
    }
}

fn cell(text: &str) -> Cell {
    let text = trimmed(text);
    // An apostrophe before a sign keeps spreadsheet programs from seeing a formula.
    let text = text.strip_prefix('\'').filter(|t| t.starts_with(['=', '+', '-', '@'])).unwrap_or(text);
    let kind = match text {
        "" => CellKind::Blank,
        text if is_error(text) => CellKind::Wrong(Fault::Error),
        _ => CellKind::Text,
    };
    Cell { text: printable(text), kind, merged: false }
}

/// Bytes as text, in any encoding that clerks' programs write; `None`: it is none.
pub fn any_text(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let marked = encoding_rs::Encoding::for_bom(bytes).map(|(encoding, length)| (encoding, &bytes[length..]));
    let (encoding, bytes) = marked.unwrap_or((encoding_rs::UTF_8, bytes));
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes).or_else(|| {
        let other = if is_big5(bytes) { encoding_rs::BIG5 } else { encoding_rs::GB18030 };
        marked.is_none().then(|| other.decode_without_bom_handling_and_without_replacement(bytes))?
    });
    text.filter(|text| !text.contains('\0'))
}

/// Whether bytes that are no UTF-8 are Big5, as files from Hong Kong and Taiwan are: there a third of all characters have a second
/// byte that only rare ones have in GB18030, and next to none a first byte that a third have there.
fn is_big5(bytes: &[u8]) -> bool {
    /// Characters at least that tell, and the share of such among them.
    const FEWEST: usize = 12;
    const SHARE: usize = 5;
    let (mut count, mut rare, mut high, mut at) = (0, 0, 0, 0);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        if *byte >= 0x81 {
            count += 1;
            high += usize::from(*byte > 0xC6);
            rare += usize::from(bytes.get(at).is_some_and(|second| (0x40..=0x7E).contains(second)));
            at += 1;
        }
    }
    let is_one = || encoding_rs::BIG5.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    count >= FEWEST && rare * SHARE >= count && high * SHARE * 2 <= count && is_one()
}

/// Bytes that are GB18030 as text; what is none of it is a sign for that.
pub(in crate::load) fn of_gb18030(bytes: &[u8]) -> Cow<'_, str> {
    encoding_rs::GB18030.decode_without_bom_handling(bytes).0
}

fn decode(file: &SourceFile) -> Result<(Cow<'_, str>, Vec<Diagnostic>), Diagnostic> {
    let bytes: &[u8] = &file.bytes;
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let what = text!("文件是 UTF-16 编码（“Unicode 文本”）", "the file is encoded in UTF-16 (\"Unicode text\")");
        return Err(Diagnostic::error("content/encoding", what).at(Place::file(file.path.clone())).help(text!(
            "用表格程序打开，另存为 CSV UTF-8",
            "open it in a spreadsheet program and save it as CSV UTF-8"
        )));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Some(text) = utf8(bytes).filter(|text| !text.contains('\0')) {
        return Ok((text.into(), Vec::new()));
    }
    let (text, _, wrong) = encoding_rs::GB18030.decode(bytes);
    if wrong || text.contains('\0') || is_big5(bytes) {
        return Err(Diagnostic::error(
            "content/encoding",
            text!("文件既不是 UTF-8 也不是 GB18030 编码", "the file is neither UTF-8 nor GB18030"),
        )
        .at(Place::file(file.path.clone()))
        .help(text!("用表格程序打开，另存为 CSV UTF-8", "open it in a spreadsheet program and save it as CSV UTF-8")));
    }
    let mut note = Diagnostic::error(
        "data/table",
        text!("文件是 GB18030（GBK）编码，已按它读", "the file is encoded in GB18030 (GBK), and was read as such"),
    )
    .at(Place::file(file.path.clone()))
    .help(text!("另存为 CSV UTF-8，别的程序才读得对", "save it as CSV UTF-8, so that other programs read it too"));
    note.severity = crate::diagnostic::Severity::Note;
    Ok((text, vec![note]))
}

/// The separator: the one that the first lines use most, outside quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    let mut lines = 0;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                lines += 1;
                if lines == 10 {
                    break;
                }
            }
            byte if !quoted => {
                if let Some((_, count)) = counts.iter_mut().find(|(s, _)| *s == byte) {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(s, count)| if *count == 0 { b',' } else { *s })
}
