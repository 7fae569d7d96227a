//! Downloads: every collection as CSV, XLSX and JSON, with the tables of its lists, and one Data Package that describes
//! them all.
//!
//! The rows of a collection are made once, one at a time, and each is written to all three files.

mod columns;
mod figures;
mod guard;
mod package;
mod tables;
mod twin;
mod writers;

use rust_xlsxwriter::XlsxError;
use serde_json::{Value, json};

use crate::model::Site;
use tables::{Table, tables};
use writers::{TableWriter, sheet_name, workbook};

pub(super) use figures::{FigureTable, figure_files, figure_table, figure_twin};
pub(super) use package::package;
pub(super) use twin::twin;

/// The formats of a collection's download.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Comma-separated values (RFC 4180), UTF-8.
    Csv,
    /// Office Open XML workbook.
    Xlsx,
    /// JSON (RFC 8259).
    Json,
}

impl Format {
    /// All of them.
    pub(super) const ALL: [Format; 3] = [Format::Csv, Format::Xlsx, Format::Json];

    /// Ending of the file's name.
    pub(super) fn extension(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Json => "json",
        }
    }

    /// Media type (IANA).
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Format::Csv => "text/csv",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format::Json => "application/json",
        }
    }
}

/// A file of a collection's download.
pub(super) struct File {
    /// Address below the root, decoded.
    pub(super) route: String,
    pub(super) title: String,
    /// `None`: a Table Schema.
    pub(super) format: Option<Format>,
    pub(super) bytes: usize,
    /// Rows of its table; of the workbook and the JSON, those of the records' own table.
    pub(super) rows: u32,
}

/// What is known of a collection's download when it is made.
pub(super) struct Download {
    pub(super) files: Vec<File>,
    /// For `datapackage.json`.
    resources: Vec<Value>,
}

/// What all of a collection's files begin with: `/projects/projects`; `None` where it has no list.
pub(super) fn stem(site: &Site, collection: usize) -> Option<String> {
    let name = &site.collections[collection].name;
    let section = site.section(0, name)?;
    let file = name.rsplit('/').next().unwrap_or(name);
    Some(format!("{}{file}", site.pages[site.sections[section].page].route))
}

/// The addresses of all files of a collection.
pub(super) fn routes(site: &Site, collection: usize) -> Vec<String> {
    let Some(stem) = stem(site, collection) else { return Vec::new() };
    let mut out: Vec<String> = Format::ALL.iter().map(|f| format!("{stem}.{}", f.extension())).collect();
    for (i, table) in tables(site, collection).iter().enumerate() {
        if i > 0 {
            out.push(format!("{stem}{}.csv", table.suffix));
        }
        out.push(format!("{stem}{}.schema.json", table.suffix));
    }
    out
}

/// What the package calls a table.
fn resource_name(site: &Site, collection: usize, suffix: &str) -> String {
    format!("{}{suffix}", site.collections[collection].name.replace('/', "-"))
}

/// Makes all files of a collection from its records; each goes to `take` with its address.
pub(super) fn collection(
    site: &Site,
    collection: usize,
    pages: &[usize],
    mut take: impl FnMut(&str, Vec<u8>),
) -> Result<Download, XlsxError> {
    let mut download = Download { files: Vec::new(), resources: Vec::new() };
    let Some(stem) = stem(site, collection) else { return Ok(download) };
    let all = tables(site, collection);
    let mut names = Vec::new();
    let mut writers = Vec::with_capacity(all.len());
    for table in &all {
        writers.push(TableWriter::new(&table.columns, &sheet_name(&table.title, &mut names))?);
    }
    let mut row = Vec::new();
    for page in pages {
        for (table, writer) in all.iter().zip(&mut writers) {
            table.rows(site, collection, &site.pages[*page], &mut row, |row| writer.row(row))?;
        }
    }
    let mut put = |suffix: &str, title: &str, format: Option<Format>, rows: u32, bytes: Vec<u8>| {
        let ending = format.map_or("schema.json", Format::extension);
        let route = format!("{stem}{suffix}.{ending}");
        let file = File { route: route.clone(), title: title.to_owned(), format, bytes: bytes.len(), rows };
        take(&route, bytes);
        file
    };
    let (mut sheets, mut records) = (Vec::new(), Vec::new());
    let mut count = 0;
    for (table, writer) in all.iter().zip(writers) {
        let written = writer.finish()?;
        let path = format!("{stem}{}.csv", table.suffix);
        let path = path.trim_start_matches('/');
        download.resources.push(package::resource(site, collection, table, path, &written.csv, pages));
        download.files.push(put(&table.suffix, &table.title, Some(Format::Csv), written.rows, written.csv));
        let schema = package::pretty(&package::table_schema(site, collection, table));
        download.files.push(put(&table.suffix, &table.title, None, written.rows, schema));
        sheets.push(written.sheet);
        records.push(written.json);
        if table.suffix.is_empty() {
            count = written.rows;
        }
    }
    let json = json_file(site, collection, &all, records);
    download.files.push(put("", &all[0].title, Some(Format::Json), count, json));
    let book = workbook(sheets)?;
    download.files.push(put("", &all[0].title, Some(Format::Xlsx), count, book));
    Ok(download)
}

/// A collection as JSON: `{name, title, description, fields, records, tables}`.
fn json_file(site: &Site, collection: usize, all: &[Table], records: Vec<Vec<u8>>) -> Vec<u8> {
    let schema = &site.collections[collection];
    let tag = site.config.languages[0].as_str();
    let fields = |table: &Table| {
        let field = |c: &columns::Column| json!({"name": c.name, "title": c.title, "type": c.cell.name()});
        table.columns.iter().map(field).collect::<Vec<Value>>()
    };
    let mut out = Vec::with_capacity(records.iter().map(Vec::len).sum::<usize>() + 4096);
    // Values that are made here can always be written to memory.
    let put = |out: &mut Vec<u8>, key: &str, value: &Value| {
        let _ = serde_json::to_writer(&mut *out, key);
        out.extend_from_slice(b": ");
        let _ = serde_json::to_writer(&mut *out, value);
        out.extend_from_slice(b",\n");
    };
    out.extend_from_slice(b"{\n");
    put(&mut out, "name", &schema.name.as_str().into());
    put(&mut out, "title", &schema.title.get(tag).into());
    put(&mut out, "description", &schema.description.get(tag).into());
    let mut more = all.iter().zip(records);
    if let Some((table, records)) = more.next() {
        put(&mut out, "fields", &fields(table).into());
        out.extend_from_slice(b"\"records\": ");
        out.extend_from_slice(&records);
    }
    out.extend_from_slice(b",\n\"tables\": {");
    for (i, (table, records)) in more.enumerate() {
        out.extend_from_slice(if i == 0 { b"\n" } else { b",\n" });
        let _ = serde_json::to_writer(&mut out, &resource_name(site, collection, &table.suffix));
        out.extend_from_slice(b": {\n");
        put(&mut out, "title", &table.title.as_str().into());
        put(&mut out, "fields", &fields(table).into());
        out.extend_from_slice(b"\"records\": ");
        out.extend_from_slice(&records);
        out.push(b'}');
    }
    out.extend_from_slice(b"}\n}\n");
    out
}
