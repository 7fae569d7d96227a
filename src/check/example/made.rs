//! Files of examples that are no text.

use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, result::ZipResult};

/// A picture of one dot, as PNG.
pub(in crate::check) fn dot() -> Vec<u8> {
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82".to_vec()
}

/// A page as an old editor keeps it: in GB 18030.
pub(in crate::check) fn gb18030() -> Vec<u8> {
    b"---\ntitle: \xb9\xab\xb8\xe6\n---\n".to_vec()
}

/// A spreadsheet (`OpenDocument`) of one record, with attributes on its row.
pub(in crate::check) fn spreadsheet(row: &str, title: &str) -> Vec<u8> {
    sheet(row, &cell(title))
}

/// The same where the title came out as an error.
pub(in crate::check) fn miscalculated() -> Vec<u8> {
    sheet(
        "",
        "<table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" calcext:value-type=\"error\">\
         <text:p>#DIV/0!</text:p></table:table-cell>",
    )
}

fn cell(text: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
}

fn sheet(row: &str, title: &str) -> Vec<u8> {
    let (id, first, second) = (cell("jia"), cell("编号"), cell("标题"));
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
         xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\"><office:body>\
         <office:spreadsheet><table:table table:name=\"项目\"><table:table-row>{first}{second}</table:table-row>\
         <table:table-row{row}>{id}{title}</table:table-row></table:table></office:spreadsheet></office:body>\
         </office:document-content>"
    );
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    package(&[("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", &content)])
}

/// A text document (Office Open XML) of one paragraph with these runs.
pub(in crate::check) fn document(runs: &str) -> Vec<u8> {
    let body = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p>{runs}</w:p>\
         </w:body></w:document>"
    );
    package(&[("word/document.xml", &body)])
}

/// A ZIP file of texts, as office documents are; nothing where it cannot be written, which memory does not do.
pub(in crate::check) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let write = || -> ZipResult<Vec<u8>> {
        let mut to = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            to.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored))?;
            to.write_all(text.as_bytes())?;
        }
        Ok(to.finish()?.into_inner())
    };
    write().unwrap_or_default()
}
