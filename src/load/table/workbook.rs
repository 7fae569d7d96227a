//! Workbooks: XLSX, XLS and ODS. The one door to the crate that reads them.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Sheets, Style,
    open_workbook_auto_from_rs,
};

use super::format;
use super::unseen::{self, Unseen};
use super::{
    Aside, Cell, CellKind, Fault, Hidden, MOST_COLUMNS, MOST_ROWS, Row, Sheet, Shown, is_error, printable, trimmed,
};
use crate::diagnostic::{Diagnostic, Place, Text};
use crate::load::sources::SourceFile;
use crate::text;

type Book<'a> = Sheets<Cursor<&'a [u8]>>;

/// Cells of a workbook at most.
const MOST_CELLS: usize = 8_000_000;

/// A cell as it stands in the workbook: value, and whether a formula stands behind it.
struct Raw {
    row: u32,
    column: u32,
    value: Data,
    formula: bool,
}

pub(super) fn read(file: &SourceFile) -> Result<Vec<Sheet>, Vec<Diagnostic>> {
    let bytes: &[u8] = &file.bytes;
    let mut book: Book<'_> = match open_workbook_auto_from_rs(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(error) => return Err(vec![broken(file, &error.to_string())]),
    };
    let mut sheets = Vec::new();
    let names: Vec<(usize, String, Option<Aside>)> = book
        .sheets_metadata()
        .iter()
        .enumerate()
        .filter(|(_, s)| matches!(s.typ, SheetType::WorkSheet | SheetType::DialogSheet))
        .map(|(order, s)| (order, s.name.clone(), aside(&s.name, s.visible)))
        .collect();
    let mut parts = unseen::Book::open(bytes);
    for (order, name, aside) in names {
        if aside == Some(Aside::Hidden) {
            let name = Some(name.as_str().into());
            sheets.push(Sheet { name, aside, ..Sheet::of(file.path.clone(), Vec::new()) });
            continue;
        }
        let Some(unseen) = parts.as_mut().and_then(|parts| parts.sheet(order)) else {
            sheets.push(Sheet { aside, ..Sheet::unread(file, &name, untold(file, &name)) });
            continue;
        };
        let sheet = match cells(&mut book, &name) {
            Ok(raw) => {
                let merges = merges(&mut book, &name, &unseen);
                let mut sheet = sheet(file, name.as_str().into(), raw, &merges, &unseen);
                sheet.shown = shown(&mut book, &name, &mut sheet.rows);
                sheet
            }
            Err(Some(message)) => Sheet::unread(file, &name, broken(file, &message)),
            Err(None) => Sheet::unread(file, &name, too_large(file, &name)),
        };
        sheets.push(Sheet { aside, ..sheet });
    }
    Ok(sheets)
}

fn aside(name: &str, visible: SheetVisible) -> Option<Aside> {
    match visible {
        SheetVisible::Visible if name.starts_with('_') || name.starts_with("说明") => Some(Aside::Named),
        SheetVisible::Visible => None,
        _ => Some(Aside::Hidden),
    }
}

fn too_large(file: &SourceFile, name: &str) -> Diagnostic {
    Diagnostic::error("data/table", text!("工作表“{name}”太大", "the sheet `{name}` is too large"))
        .at(Place::file(file.path.clone()))
        .help(text!(
            "最多1048576行、256列、800万格；删掉没有内容的格子",
            "1,048,576 rows, 256 columns and eight million cells at most; delete empty cells"
        ))
}

fn broken(file: &SourceFile, message: &str) -> Diagnostic {
    let encrypted = file.bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) && file.path.ends_with(".xlsx");
    let (what, mend): (Text, Text) = if encrypted || message.to_lowercase().contains("password") {
        (
            text!("工作簿有密码，或者不是真正的 .xlsx", "the workbook has a password, or is no real .xlsx"),
            text!("去掉密码，另存为 .xlsx", "remove the password and save it as .xlsx"),
        )
    } else {
        (
            text!("不是 XLSX、XLS 或 ODS 工作簿，或者已经损坏", "the workbook cannot be opened: {message}"),
            text!("用表格程序打开，另存为 .xlsx", "open it in a spreadsheet program and save it as .xlsx"),
        )
    };
    Diagnostic::error("data/table", what).at(Place::file(file.path.clone())).help(mend)
}

fn untold(file: &SourceFile, name: &str) -> Diagnostic {
    Diagnostic::error(
        "data/table",
        text!(
            "看不出工作表“{name}”里有没有隐藏的行和列",
            "it cannot be told whether the sheet `{name}` has hidden rows or columns"
        ),
    )
    .at(Place::file(file.path.clone()))
    .help(text!("用表格程序打开，另存为 .xlsx", "open it in a spreadsheet program and save it as .xlsx"))
}

/// All cells of a sheet; `Err(None)` where there are too many.
fn cells(book: &mut Book<'_>, name: &str) -> Result<Vec<Raw>, Option<String>> {
    let mut raw = Vec::new();
    let fits = |row: u32, column: u32, count: usize| {
        row < MOST_ROWS && usize::try_from(column).is_ok_and(|c| c < MOST_COLUMNS) && count < MOST_CELLS
    };
    if let Sheets::Xlsx(book) = book {
        // Cell by cell: a single cell far out must not make a grid of thousands of millions.
        let mut reader = book.worksheet_cells_reader(name).map_err(|e| Some(e.to_string()))?;
        while let Some(cell) = reader.next_cell_with_formula().map_err(|e| Some(e.to_string()))? {
            let (row, column) = cell.pos;
            let formula = cell.formula.is_some_and(|f| !f.is_empty());
            if cell.value == DataRef::Empty && !formula {
                continue;
            }
            if !fits(row, column, raw.len()) {
                return Err(None);
            }
            raw.push(Raw { row, column, value: cell.value.into(), formula });
        }
        return Ok(raw);
    }
    let range = book.worksheet_range(name).map_err(|e| Some(e.to_string()))?;
    let formulas = book.worksheet_formula(name).unwrap_or_default();
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let row = top + u32::try_from(row).unwrap_or(u32::MAX - top);
        let column = left + u32::try_from(column).unwrap_or(u32::MAX - left);
        if !fits(row, column, raw.len()) {
            return Err(None);
        }
        let formula = formulas.get_value((row, column)).is_some_and(|f| !f.is_empty());
        raw.push(Raw { row, column, value: value.clone(), formula });
    }
    // A formula whose value was never saved is no used cell.
    let (top, left) = formulas.start().unwrap_or_default();
    for (row, column, _) in formulas.used_cells().filter(|(_, _, f)| !f.is_empty()) {
        let row = top + u32::try_from(row).unwrap_or(0);
        let column = left + u32::try_from(column).unwrap_or(0);
        if range.get_value((row, column)).is_none_or(|v| *v == Data::Empty) {
            raw.push(Raw { row, column, value: Data::Empty, formula: true });
        }
    }
    Ok(raw)
}

fn merges(book: &mut Book<'_>, name: &str, unseen: &Unseen) -> Vec<Dimensions> {
    match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        _ => unseen.merges.iter().map(|(first, last)| Dimensions::new(*first, *last)).collect(),
    }
}

fn sheet(file: &SourceFile, name: Arc<str>, raw: Vec<Raw>, merges: &[Dimensions], unseen: &Unseen) -> Sheet {
    let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
    for one in raw {
        put(&mut rows, one.row, one.column, cell(&one));
    }
    for merge in merges {
        let (top, left) = merge.start;
        let first =
            rows.get(&top).and_then(|cells| cells.get(usize::try_from(left).ok()?)).cloned().unwrap_or_default();
        let (bottom, right) = (merge.end.0.min(MOST_ROWS), merge.end.1.min(u32::try_from(MOST_COLUMNS).unwrap_or(0)));
        for row in (top..=bottom).filter(|row| rows.contains_key(row)).collect::<Vec<_>>() {
            for column in left..=right {
                if (row, column) != (top, left) {
                    let mut cell = if column == left { first.clone() } else { Cell::default() };
                    cell.merged = true;
                    put(&mut rows, row, column, cell);
                }
            }
        }
    }
    let rows = rows.into_iter().map(|(row, cells)| Row { number: row + 1, cells });
    let rows: Vec<Row> = rows.filter(|r| r.cells.iter().any(|c| c.kind != CellKind::Blank)).collect();
    let hidden = hidden(&rows, unseen);
    Sheet { name: Some(name), hidden, ..Sheet::of(file.path.clone(), rows) }
}

/// What the formats of cells make of them; dates lose what is not shown. The cells are read a second time, but only where
/// there are such formats.
fn shown(book: &mut Book<'_>, name: &str, rows: &mut [Row]) -> BTreeMap<(usize, usize), Shown> {
    let mut all = BTreeMap::new();
    let Sheets::Xlsx(book) = book else { return all };
    let Ok(mut reader) = book.worksheet_cells_reader(name) else { return all };
    let styles: Vec<Option<Format>> = reader.styles().iter().map(Format::of).collect();
    if styles.iter().all(Option::is_none) {
        return all;
    }
    while let Ok(Some((row, column, style))) = reader.next_style_id() {
        let Some(format) = styles.get(style).and_then(Option::as_ref) else { continue };
        let index = rows.binary_search_by(|r| r.number.cmp(&(row + 1)));
        let (Ok(row), Ok(column)) = (index, usize::try_from(column)) else { continue };
        let Some(cell) = rows[row].cells.get_mut(column) else { continue };
        let before = cell.clone();
        if let Some(shown) = format.show(cell) {
            all.insert((row, column), shown);
        }
        if *cell != before {
            let cell = cell.clone();
            hand_down(rows, row, column, &before.text, &cell);
        }
    }
    all
}

/// Gives the cells that are merged with one above them what it has become.
fn hand_down(rows: &mut [Row], row: usize, column: usize, before: &str, now: &Cell) {
    let below = rows[row + 1..].iter_mut().map_while(|row| row.cells.get_mut(column));
    for cell in below.take_while(|cell| cell.merged && cell.text == before) {
        *cell = Cell { merged: true, ..now.clone() };
    }
}

/// A format that makes something of numbers, or of dates.
struct Format {
    code: String,
    unit: Option<Arc<str>>,
    precision: format::Precision,
}

impl Format {
    fn of(style: &Style) -> Option<Format> {
        let format = style.number_format.as_ref()?;
        let (code, precision) = (&format.format_code, format::precision(&format.format_code, format.format_id));
        let is_plain = matches!(code.as_str(), "General" | "@" | "0");
        let unit = format::unit(code).map(Arc::from);
        (!is_plain || precision != format::Precision::Day).then(|| Format { code: code.clone(), unit, precision })
    }

    /// What the format makes of a cell; a date becomes what is shown of it.
    fn show(&self, cell: &mut Cell) -> Option<Shown> {
        let sign = match cell.kind {
            CellKind::Number if cell.text.starts_with('-') => Some(Ordering::Less),
            CellKind::Number if cell.text == "0" => Some(Ordering::Equal),
            CellKind::Number | CellKind::Date => Some(Ordering::Greater),
            CellKind::Text => None,
            CellKind::Blank | CellKind::Bool | CellKind::Wrong(_) => return None,
        };
        let mut shown = Shown { nothing: format::hides(&self.code, sign), ..Shown::default() };
        match cell.kind {
            CellKind::Date => self.cut(cell),
            CellKind::Number => {
                shown.unit.clone_from(&self.unit);
                if let Some((digits, is_all)) = format::digits(&self.code, &cell.text) {
                    shown.cut = !is_all;
                    shown.digits = (digits != cell.text).then(|| digits.into());
                }
            }
            _ => {}
        }
        (shown != Shown::default()).then_some(shown)
    }

    fn cut(&self, cell: &mut Cell) {
        match self.precision {
            format::Precision::Day => {}
            format::Precision::Month => cell.text.truncate("2023-04".len()),
            format::Precision::Year => cell.text.truncate("2023".len()),
            format::Precision::NoYear => cell.kind = CellKind::Wrong(Fault::NoYear),
            format::Precision::NoDay => cell.kind = CellKind::Wrong(Fault::NoDay),
        }
    }
}

/// What of the rows is hidden and says something; an empty hidden row hides nothing.
fn hidden(rows: &[Row], unseen: &Unseen) -> Hidden {
    if unseen.hides_nothing() {
        return Hidden::default();
    }
    let says = |cell: &Cell| cell.kind != CellKind::Blank && !cell.merged;
    let is_hidden = |row: &Row| unseen.hides_row(row.number - 1) && row.cells.iter().any(says);
    let column = |c: &usize| u32::try_from(*c).is_ok_and(|c| unseen.hides_column(c));
    let full = |c: &usize| rows.iter().any(|row| row.cells.get(*c).is_some_and(says));
    Hidden {
        rows: rows.iter().enumerate().filter(|(_, row)| is_hidden(row)).map(|(index, _)| index).collect(),
        columns: (0..MOST_COLUMNS).filter(column).filter(full).collect(),
    }
}

fn put(rows: &mut BTreeMap<u32, Vec<Cell>>, row: u32, column: u32, cell: Cell) {
    let cells = rows.entry(row).or_default();
    let column = usize::try_from(column).unwrap_or(0);
    if cells.len() <= column {
        cells.resize(column + 1, Cell::default());
    }
    cells[column] = cell;
}

fn cell(raw: &Raw) -> Cell {
    let wrong = |text: String, fault: Fault| (text, CellKind::Wrong(fault));
    let number = |number: f64| match decimal(number) {
        Some(text) => (text, CellKind::Number),
        None if !number.is_finite() => wrong(number.to_string(), Fault::Error),
        None => wrong(number.to_string(), Fault::Digits),
    };
    let (text, kind) = match &raw.value {
        Data::Empty if raw.formula => wrong(String::new(), Fault::Unsaved),
        Data::Error(error) => wrong(error.to_string(), Fault::Error),
        Data::Empty => (String::new(), CellKind::Blank),
        Data::String(text) if is_error(trimmed(text)) => wrong(trimmed(text).to_owned(), Fault::Error),
        Data::String(text) => (printable(trimmed(text)), CellKind::Text),
        Data::Bool(value) => (value.to_string(), CellKind::Bool),
        Data::Int(number) => (number.to_string(), CellKind::Number),
        Data::Float(value) => number(*value),
        // Before the first day there are only times of the day, and numbers that are no dates.
        Data::DateTime(date) if date.is_datetime() && date.as_f64() >= 1.0 => (moment(date), CellKind::Date),
        Data::DateTime(date) => wrong(time(date.as_f64()), Fault::NoDay),
        Data::DateTimeIso(text) => (iso(text), CellKind::Date),
        Data::DurationIso(text) => wrong(text.clone(), Fault::NoDay),
    };
    let kind = if text.is_empty() && !matches!(kind, CellKind::Wrong(_)) { CellKind::Blank } else { kind };
    Cell { text, kind, merged: false }
}

/// The shortest decimal that means the number. A workbook keeps fifteen digits; of longer ones it has lost some.
fn decimal(number: f64) -> Option<String> {
    let text = number.to_string();
    let whole = text.trim_start_matches('-').split('.').next().unwrap_or_default();
    if !number.is_finite() || (whole.len() > 15 && !text.contains('.')) {
        return None;
    }
    // Sums of decimals carry noise in the sixteenth digit; fifteen are what a workbook shows.
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits > 15 && text.contains('.') {
        let decimals = 15_usize.saturating_sub(whole.trim_start_matches('0').len());
        let rounded = format!("{number:.decimals$}");
        let short = rounded.trim_end_matches('0').trim_end_matches('.');
        return Some(short.to_owned());
    }
    Some(text)
}

/// A part of a day as hours and minutes; what is none as it is.
fn time(days: f64) -> String {
    if !(0.0..1.0).contains(&days) {
        return days.to_string();
    }
    let minutes = (0..24 * 60).find(|m| f64::from(*m) / 1440.0 > days - 0.5 / 1440.0).unwrap_or(0);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn moment(date: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let time =
        if (hour, minute, second) == (0, 0, 0) { String::new() } else { format!("T{hour:02}:{minute:02}:{second:02}") };
    format!("{year:04}-{month:02}-{day:02}{time}")
}

/// An ISO date of an ODS file, without a time of zero.
fn iso(text: &str) -> String {
    let text = text.trim();
    text.strip_suffix("T00:00:00").unwrap_or(text).to_owned()
}
