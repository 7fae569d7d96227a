//! Office files with numbers in every part that can hold them.

use std::io::{Cursor, Write as _};

use rust_xlsxwriter::{DocProperties, Note, Workbook};
use zip::write::{SimpleFileOptions, ZipWriter};

/// Where in a workbook numbers are put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum In {
    Cells,
    HiddenSheet,
    HiddenRows,
    HiddenColumn,
    Notes,
    Properties,
}

/// A workbook with numbers in one of its parts.
pub(crate) fn workbook(numbers: &[String], place: In) -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("封面").expect("a name").write(0, 0, "名单").expect("a cell");
    let sheet = book.add_worksheet();
    sheet.set_name("名单").expect("a name").write(0, 0, "号码").expect("a header");
    for (row, number) in (1..).zip(numbers) {
        match place {
            In::Properties => {}
            In::Notes => {
                sheet.insert_note(row, 0, &Note::new(number)).expect("a note");
            }
            _ => {
                sheet.write(row, 0, number).expect("a cell");
            }
        }
        if place == In::HiddenRows {
            sheet.set_row_hidden(row).expect("a row");
        }
    }
    match place {
        In::HiddenSheet => drop(sheet.set_hidden(true)),
        In::HiddenColumn => drop(sheet.set_column_hidden(0).expect("a column")),
        _ => {}
    }
    if place == In::Properties {
        book.set_properties(&DocProperties::new().set_comment(numbers.join("、")));
    }
    book.save_to_buffer().expect("a workbook")
}

/// A ZIP file of these parts.
pub(crate) fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let parts: Vec<(&str, Vec<u8>)> = parts.iter().map(|(name, text)| (*name, text.clone().into_bytes())).collect();
    bytes(&parts)
}

/// The same of bytes.
pub(crate) fn bytes(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        to.start_file(*name, SimpleFileOptions::default()).expect("a part");
        to.write_all(bytes).expect("its bytes");
    }
    to.finish().expect("a file").into_inner()
}

/// A document whose part of that name holds numbers, each in a paragraph of its own and cut in two runs.
pub(crate) fn document(numbers: &[String], part: &str, element: &str) -> Vec<u8> {
    let run = |text: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:{element}>{text}</w:{element}></w:r>");
    let paragraph = |n: &String| format!("<w:p>{}{}</w:p>", run(&n[..5]), run(&n[5..]));
    let own: String = numbers.iter().map(paragraph).collect();
    let whole = |body: &str| {
        format!(
            "<?xml version=\"1.0\"?><w:x xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{body}</w:x>"
        )
    };
    let mut parts = vec![(part, whole(&own))];
    if part != "word/document.xml" {
        parts.push(("word/document.xml", whole("<w:p><w:r><w:t>正文</w:t></w:r></w:p>")));
    }
    package(&parts)
}

/// A text document of `OpenDocument`.
pub(crate) fn open_document(numbers: &[String]) -> Vec<u8> {
    let lines: String =
        numbers.iter().map(|n| format!("<text:p>{}<text:span>{}</text:span></text:p>", &n[..5], &n[5..])).collect();
    package(&[(
        "content.xml",
        format!("<office:x xmlns:office=\"urn:o\" xmlns:text=\"urn:t\"><office:text>{lines}</office:text></office:x>"),
    )])
}
