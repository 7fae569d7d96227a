//! Forms for those who fill in a site's data, made from its schemas: a workbook with a sheet for each collection, ready
//! records, and JSON Schemas by which YAML editors complete and check. Pure: names and bytes, no disk.

mod collections;
mod editor;
mod record;
mod words;
mod workbook;

pub use collections::COLLECTIONS;
pub use editor::{MARK, editor, mapping, settings};
pub use record::record;
pub use workbook::{WORKBOOK, unmade, workbook};

/// A file to be written: its path below the site's folder, and its bytes.
pub type File = (String, Vec<u8>);
