//! The files that a table is written to.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use serde_json::{Map, Value};

use super::table::{CellType, Column, Table};

/// What a spreadsheet program would take for a formula.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// As CSV: names in the first line. A text that a spreadsheet program would run as a formula is led by an apostrophe
/// (OWASP, CSV Injection).
pub(in crate::render) fn csv(table: &Table) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let _ = writer.write_record(table.columns.iter().map(|c| c.name.as_str()));
    for row in &table.rows {
        let cells = row.iter().zip(&table.columns).map(|(text, column)| {
            if column.cell == CellType::String && is_formula(text) { format!("'{text}") } else { text.clone() }
        });
        let _ = writer.write_record(cells);
    }
    writer.into_inner().unwrap_or_default()
}

/// As a workbook of one sheet: titles in the first row, numbers and dates as such where a workbook keeps them exactly.
pub(in crate::render) fn xlsx(table: &Table, name: &str) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The bytes must not depend on the day.
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&date));
    let sheet = workbook.add_worksheet();
    let short: String = name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect();
    sheet.set_name(if short.is_empty() { "数据" } else { &short })?;
    let header = Format::new().set_bold();
    let text = Format::new().set_num_format("@");
    for (column, c) in (0_u16..).zip(&table.columns) {
        sheet.write_string_with_format(0, column, &c.title, &header)?;
        let widest = table.rows.iter().take(200).map(|r| r[usize::from(column)].chars().count()).max().unwrap_or(0);
        let width = widest.max(c.title.chars().count()).clamp(4, 40);
        sheet.set_column_width(column, u32::try_from(width * 2).unwrap_or(8))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, cells) in (1_u32..).zip(&table.rows) {
        for (column, (cell, c)) in (0_u16..).zip(cells.iter().zip(&table.columns)) {
            match c.cell {
                _ if cell.is_empty() => {}
                CellType::Boolean => {
                    sheet.write_boolean(row, column, cell == "true")?;
                }
                CellType::Number | CellType::Integer if is_exact(cell) => {
                    // Fifteen digits are what a workbook keeps; longer ones stay text.
                    if let Ok(number) = cell.parse::<f64>() {
                        sheet.write_number(row, column, number)?;
                    }
                }
                _ => {
                    sheet.write_string_with_format(row, column, cell, &text)?;
                }
            }
        }
    }
    workbook.save_to_buffer()
}

fn is_exact(number: &str) -> bool {
    number.bytes().filter(u8::is_ascii_digit).count() <= 15
}

/// As JSON: a list of records, with numbers as texts, so that no reader rounds them.
pub(in crate::render) fn json(table: &Table, name: &str, title: &str) -> Vec<u8> {
    let field = |column: &Column| {
        let mut field = Map::new();
        field.insert("name".to_owned(), column.name.clone().into());
        field.insert("title".to_owned(), column.title.clone().into());
        field.insert("type".to_owned(), column.cell.name().into());
        Value::Object(field)
    };
    let record = |row: &Vec<String>| {
        let cells = row.iter().zip(&table.columns).filter(|(cell, _)| !cell.is_empty());
        Value::Object(cells.map(|(cell, column)| (column.name.clone(), cell.clone().into())).collect())
    };
    let mut whole = Map::new();
    whole.insert("name".to_owned(), name.into());
    whole.insert("title".to_owned(), title.into());
    whole.insert("fields".to_owned(), table.columns.iter().map(field).collect());
    whole.insert("records".to_owned(), table.rows.iter().map(record).collect());
    let mut bytes = serde_json::to_vec_pretty(&Value::Object(whole)).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
