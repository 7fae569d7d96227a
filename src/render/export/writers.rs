//! Three files written from one row at a time, so that they cannot differ and nothing is held twice.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::columns::{CellType, Column};
use super::guard::guarded;

/// Characters that one cell of a workbook holds.
const LONGEST: usize = 32_767;
/// Rows by which the width of a column is judged.
const JUDGED: u32 = 200;

/// A table being written.
pub(super) struct TableWriter<'a> {
    columns: &'a [Column],
    csv: csv::Writer<Vec<u8>>,
    json: Vec<u8>,
    sheet: Worksheet,
    text: Format,
    widths: Vec<usize>,
    pub(super) rows: u32,
}

/// What was written.
pub(super) struct Written {
    pub(super) csv: Vec<u8>,
    /// The records, as a JSON list.
    pub(super) json: Vec<u8>,
    pub(super) sheet: Worksheet,
    pub(super) rows: u32,
}

impl<'a> TableWriter<'a> {
    /// Writes the headers: names in the CSV, titles in the workbook.
    pub(super) fn new(columns: &'a [Column], sheet_name: &str) -> Result<TableWriter<'a>, XlsxError> {
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let _ = csv.write_record(columns.iter().map(|c| c.name.as_str()));
        let mut sheet = Worksheet::new();
        sheet.set_name(sheet_name)?;
        let header = Format::new().set_bold();
        for (at, column) in (0_u16..).zip(columns) {
            sheet.write_string_with_format(0, at, &column.title, &header)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        let widths = columns.iter().map(|c| c.title.chars().count()).collect();
        let text = Format::new().set_num_format("@");
        Ok(TableWriter { columns, csv, json: b"[".to_vec(), sheet, text, widths, rows: 0 })
    }

    /// Writes a row to all three.
    pub(super) fn row(&mut self, cells: &[String]) -> Result<(), XlsxError> {
        let guarded = cells.iter().zip(self.columns).map(|(text, column)| guarded(column, text));
        let _ = self.csv.write_record(guarded.map(|cell| cell.into_owned().into_bytes()));
        self.json.extend_from_slice(if self.rows == 0 { b"\n" } else { b",\n" });
        json_record(&mut self.json, self.columns, cells);
        self.rows += 1;
        for (at, (cell, column)) in (0_u16..).zip(cells.iter().zip(self.columns)) {
            if self.rows <= JUDGED {
                let width = &mut self.widths[usize::from(at)];
                *width = (*width).max(cell.chars().count());
            }
            match column.cell {
                _ if cell.is_empty() => {}
                CellType::Boolean => {
                    self.sheet.write_boolean(self.rows, at, cell == "true")?;
                }
                CellType::Number | CellType::Integer if is_exact(cell) => {
                    // Fifteen digits are what a workbook keeps; longer ones stay text.
                    if let Ok(number) = cell.parse::<f64>() {
                        self.sheet.write_number(self.rows, at, number)?;
                    }
                }
                _ if cell.len() > LONGEST && cell.chars().count() > LONGEST => {
                    let cut: String = cell.chars().take(LONGEST - 1).chain(['…']).collect();
                    self.sheet.write_string_with_format(self.rows, at, &cut, &self.text)?;
                }
                _ => {
                    self.sheet.write_string_with_format(self.rows, at, cell, &self.text)?;
                }
            }
        }
        Ok(())
    }

    /// The finished table.
    pub(super) fn finish(mut self) -> Result<Written, XlsxError> {
        for (at, width) in (0_u16..).zip(&self.widths) {
            self.sheet.set_column_width(at, u32::try_from(width.clamp(&4, &40) * 2).unwrap_or(8))?;
        }
        self.json.extend_from_slice(b"\n]");
        let csv = self.csv.into_inner().unwrap_or_default();
        Ok(Written { csv, json: self.json, sheet: self.sheet, rows: self.rows })
    }
}

fn is_exact(number: &str) -> bool {
    number.bytes().filter(u8::is_ascii_digit).count() <= 15
}

/// A record of a JSON list: what is there, as text, so that no reader rounds numbers.
fn json_record(out: &mut Vec<u8>, columns: &[Column], cells: &[String]) {
    out.push(b'{');
    let filled = cells.iter().zip(columns).filter(|(cell, _)| !cell.is_empty());
    for (i, (cell, column)) in filled.enumerate() {
        if i > 0 {
            out.push(b',');
        }
        // A text can always be written to memory.
        let _ = serde_json::to_writer(&mut *out, &column.name);
        out.push(b':');
        let _ = serde_json::to_writer(&mut *out, cell);
    }
    out.push(b'}');
}

/// A workbook of finished sheets; its bytes do not depend on the day.
pub(super) fn workbook(sheets: Vec<Worksheet>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&date));
    for sheet in sheets {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer()
}

/// A name that a sheet may have, and that no other has.
pub(super) fn sheet_name(title: &str, taken: &mut Vec<String>) -> String {
    let clean: String = title.chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control()).collect();
    let clean = if clean.trim().is_empty() { "Sheet" } else { clean.trim() };
    let mut n = 1;
    loop {
        let end = if n == 1 { String::new() } else { format!(" {n}") };
        // 31 units of UTF-16 are what a workbook allows.
        let mut room = 31 - end.len();
        let begin: String = clean
            .chars()
            .take_while(|c| {
                let fits = c.len_utf16() <= room;
                room = room.saturating_sub(c.len_utf16());
                fits
            })
            .collect();
        let name = format!("{begin}{end}");
        if !taken.contains(&name.to_lowercase()) {
            taken.push(name.to_lowercase());
            return name;
        }
        n += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::TableWriter;
    use crate::render::export::columns::{CellType, Column};

    /// What no sheet holds is refused, and so becomes a finding of `publish/workbook`: nothing is cut off in silence.
    #[test]
    fn a_sheet_takes_as_many_rows_as_there_are_and_no_more() {
        let columns = [Column::plain("id", "编号", CellType::String)];
        let mut writer = TableWriter::new(&columns, "项目").expect("a sheet");
        // The header is the first row.
        writer.rows = 1_048_574;
        assert!(writer.row(&["a".to_owned()]).is_ok());
        assert!(writer.row(&["b".to_owned()]).is_err());
    }
}
