//! Downloads: every collection as CSV, XLSX and JSON, and one Data Package that describes them all.
//!
//! One table is made for a collection, and all three files are written from it, so that they cannot differ.

mod files;
mod package;
mod table;

pub(super) use files::{csv, json, xlsx};
pub(super) use package::package;
pub(super) use table::Table;

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
