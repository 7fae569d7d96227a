//! Tables as clerks keep them: CSV files and the sheets of workbooks become grids of texts with places.

mod delimited;
mod format;
mod unseen;
mod workbook;

pub(in crate::load) use unseen::zipped;

pub use delimited::any_text;
pub(in crate::load) use delimited::of_gb18030;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::sources::SourceFile;
use super::text::{first_forbidden, is_forbidden};
use crate::diagnostic::{Diagnostic, Place};

/// What kind of value a cell was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CellKind {
    /// Nothing.
    #[default]
    Blank,
    /// Text.
    Text,
    /// A number; its text is the shortest decimal that means it.
    Number,
    /// A date; its text is ISO 8601.
    Date,
    /// True or false.
    Bool,
    /// Something of which its program has made nothing that can be read.
    Wrong(Fault),
}

/// What a spreadsheet program has made of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A formula whose result was never saved.
    Unsaved,
    /// An error, which its text names.
    Error,
    /// A number that has lost its last digits.
    Digits,
    /// A time of the day, a span of time, or a number that is no day although its format is that of dates.
    NoDay,
    /// A date that is shown without its year.
    NoYear,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says, without the space around it.
    pub text: String,
    /// What kind of value it was.
    pub kind: CellKind,
    /// Whether it is covered by a merged cell; below the first row of one it has that one's text.
    pub merged: bool,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// As spreadsheet programs count, from 1; in a CSV file the line where it begins.
    pub number: u32,
    /// Its cells, as far as there are any.
    pub cells: Vec<Cell>,
}

/// A sheet of a workbook, or a CSV file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Path of its file.
    pub file: Arc<str>,
    /// Name of the sheet; none for a CSV file.
    pub name: Option<Arc<str>>,
    /// Its rows; those without a cell are left out.
    pub rows: Vec<Row>,
    /// What of them its program does not show.
    pub hidden: Hidden,
    /// What the formats of its cells make of them, by index of the row and column, where that is of interest. Of XLSX only.
    pub shown: BTreeMap<(usize, usize), Shown>,
    /// Why it cannot be read, where it cannot.
    pub unread: Option<Box<Diagnostic>>,
    /// Why it is no ledger, where it is not meant to be one.
    pub aside: Option<Aside>,
}

/// Why a sheet is left out of a ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    /// Its program does not show it; it is not read at all.
    Hidden,
    /// Its name begins with `_` or 说明.
    Named,
}

/// What the format of a cell makes of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// The unit that stands beside its digits, and other words.
    pub unit: Option<Arc<str>>,
    /// Whether nothing of it is to be seen.
    pub nothing: bool,
    /// Its digits, where others are shown than are kept: `007` for 7.
    pub digits: Option<Arc<str>>,
    /// Whether there are fewer of them than are kept.
    pub cut: bool,
}

/// Rows and columns that are hidden although something stands in them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Indexes in [`Sheet::rows`].
    pub rows: Vec<usize>,
    /// Columns, from 0.
    pub columns: Vec<usize>,
}

impl Sheet {
    /// One of which nothing more is known.
    fn of(file: Arc<str>, rows: Vec<Row>) -> Sheet {
        Sheet { file, name: None, rows, hidden: Hidden::default(), shown: BTreeMap::new(), unread: None, aside: None }
    }

    /// One that cannot be read.
    fn unread(file: &SourceFile, name: &str, why: Diagnostic) -> Sheet {
        let name = Some(name.into());
        Sheet { name, unread: Some(Box::new(why)), ..Sheet::of(file.path.clone(), Vec::new()) }
    }

    /// The place of a cell: `台账.xlsx › 台账!C17`, or line and field of a CSV file.
    pub fn place(&self, row: usize, column: usize) -> Place {
        let Some(row) = self.rows.get(row) else {
            return Place::file(self.file.clone());
        };
        let text = row.cells.get(column).map(|c| c.text.as_str()).unwrap_or_default();
        let sheet = self.name.as_deref().unwrap_or_default();
        Place::cell(self.file.clone(), sheet, row.number, column, text)
    }

    /// The sheet as a whole.
    pub fn whole(&self) -> Place {
        let mut place = Place::file(self.file.clone());
        place.cell.clone_from(&self.name);
        place
    }
}

/// Whether a file of that name is read as a table.
pub fn is_table(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|e| matches!(e.as_str(), "csv" | "tsv" | "xlsx" | "xlsm" | "xls" | "ods"))
}

/// Whether a file of that name holds tables or records in a format that is not read.
pub fn is_foreign_table(name: &str) -> bool {
    const FORMATS: [&str; 13] =
        ["xlsb", "xlt", "xltx", "xltm", "xlam", "et", "ett", "ots", "fods", "numbers", "dbf", "json", "jsonl"];
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|e| FORMATS.contains(&e.as_str()))
}

/// Whether a table may hide a part of itself.
pub fn may_hide(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_text = [".csv", ".tsv", ".dbf", ".json", ".jsonl"].iter().any(|end| name.ends_with(end));
    (is_table(&name) || is_foreign_table(&name)) && !is_text
}

/// Most rows of a sheet, and most columns.
pub(super) const MOST_ROWS: u32 = 1_048_576;
pub(super) const MOST_COLUMNS: usize = 256;

/// Reads all sheets of a file; beside them what there is to say that is no error. A sheet that cannot be read says so
/// itself.
pub fn read(file: &SourceFile) -> Result<(Vec<Sheet>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let path = file.path.to_ascii_lowercase();
    if path.ends_with(".csv") || path.ends_with(".tsv") {
        delimited::read(file).map(|(sheet, notes)| (vec![sheet], notes)).map_err(|problem| vec![problem])
    } else {
        workbook::read(file).map(|sheets| (sheets, Vec::new()))
    }
}

/// Whether a text is what a spreadsheet program writes for an error, in a file that keeps texts only.
fn is_error(text: &str) -> bool {
    const ERRORS: [&str; 15] = [
        "#DIV/0!",
        "#N/A",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#REF!",
        "#VALUE!",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BLOCKED!",
        "#GETTING_DATA",
        "#名称?",
        "#值!",
        "#引用!",
    ];
    let is_code = |code: &str| code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit());
    let is_filled = text.len() > 2 && text.bytes().all(|b| b == b'#');
    ERRORS.contains(&text) || is_filled || text.strip_prefix("Err:").or(text.strip_prefix("错误:")).is_some_and(is_code)
}

/// Without the control characters that spreadsheet programs keep and no page can carry.
fn printable(text: &str) -> String {
    match first_forbidden(text) {
        Some(_) => text.chars().filter(|c| !is_forbidden(*c)).collect(),
        None => text.to_owned(),
    }
}

/// A cell's text without the space around it.
pub fn trimmed_text(text: &str) -> &str {
    trimmed(text)
}

/// Without the space around it, ideographic and non-breaking space included.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{3000}' | '\u{a0}' | '\u{feff}' | '\0'))
}
