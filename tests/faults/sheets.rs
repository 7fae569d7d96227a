//! Mistakes of workbooks: what spreadsheet programs do to values, and fifty mistakes at once.

use super::Fault;
use super::record::{Files, GOOD, Row, VALUES, row};
use crate::support::{patched, zipped};
use rust_xlsxwriter::{ExcelDateTime, FilterCondition, Format, Formula, Workbook, Worksheet};

const BOOK: &str = "content/projects/all.xlsx";

fn write(sheet: &mut Worksheet, rows: &[Row]) {
    for (column, (key, _)) in (0_u16..).zip(GOOD) {
        sheet.write_string(0, column, key).expect("a header");
    }
    for (line, row) in (1_u32..).zip(rows) {
        for (column, (_, value)) in (0_u16..).zip(row).filter(|(_, (_, v))| !v.is_empty()) {
            sheet.write_string(line, column, value).expect("a cell");
        }
    }
}

fn book(change: impl Fn(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("项目").expect("a name");
    write(sheet, &[row("hao", &[]), row("bad", &[])]);
    change(&mut book);
    book.save_to_buffer().expect("a workbook")
}

/// A workbook in whose good sheet something was changed.
pub(super) fn fault(name: &str, change: impl Fn(&mut Worksheet), rule: &'static str, cell: &str) -> Fault {
    let bytes = book(|book| change(book.worksheet_from_index(0).expect("the sheet")));
    let place = format!("{BOOK} 项目!{cell}");
    Fault { name: format!("XLSX: {name}"), files: vec![(BOOK.to_owned(), bytes)], rule, place }
}

/// A formula whose result was never saved: some programs write such files.
fn unsaved() -> Fault {
    let bytes = book(|book| {
        let sheet = book.worksheet_from_index(0).expect("the sheet");
        sheet.write_formula(2, 3, Formula::new("=D2*2").set_result("7")).expect("a cell");
    });
    let bytes = patched(bytes, |_, text| text.replace("</f><v>7</v>", "</f>"));
    Fault {
        name: "XLSX: a formula without a result".to_owned(),
        files: vec![(BOOK.to_owned(), bytes)],
        rule: "data/cell",
        place: format!("{BOOK} 项目!D3"),
    }
}

/// An OpenDocument spreadsheet: a header and two records, with attributes of the column of states and of the last row;
/// `state`: the state of both, in one merged cell.
fn spreadsheet(column: &str, row: &str, state: Option<&str>) -> Vec<u8> {
    let cell = |text: &str| match text {
        "" => "<table:covered-table-cell/>".to_owned(),
        text => {
            let span = if state == Some(text) { "table:number-rows-spanned=\"2\"" } else { "" };
            format!("<table:table-cell {span} office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
        }
    };
    let line = |texts: [&str; 3]| texts.map(cell).concat();
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"项目\"><table:table-column table:number-columns-repeated=\"2\"/>\
         <table:table-column {column}/><table:table-header-rows><table:table-row>{}</table:table-row>\
         </table:table-header-rows><table:table-row>{}</table:table-row>\
         <table:table-row-group {row}><table:table-row {row}>{}</table:table-row></table:table-row-group>\
         <table:table-row table:visibility=\"collapse\" table:number-rows-repeated=\"1000000\">\
         <table:table-cell/></table:table-row></table:table></office:spreadsheet></office:body>\
         </office:document-content>",
        line(["编号", "标题", "状态"]),
        line(["hao", "好项目", state.unwrap_or("签约")]),
        line(["bad", "又一个", if state.is_none() { "在谈" } else { "" }]),
    );
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    zipped(&[("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", &content)])
}

pub(super) fn faults() -> Vec<Fault> {
    let document = |name: &str, column: &str, row: &str, cell: &str| Fault {
        name: format!("ODS: {name}"),
        files: vec![("content/projects/all.ods".to_owned(), spreadsheet(column, row, None))],
        rule: "data/hidden",
        place: format!("content/projects/all.ods 项目!{cell}"),
    };
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let date = ExcelDateTime::from_ymd(2023, 3, 5).expect("a date");
    let whole = |name: &str, bytes: Vec<u8>, rule: &'static str, place: &str| Fault {
        name: format!("XLSX: {name}"),
        files: vec![(BOOK.to_owned(), bytes)],
        rule,
        place: format!("{BOOK}{place}"),
    };
    vec![
        fault(
            "an error value",
            |s| {
                s.write_formula(2, 3, Formula::new("=1/0").set_result("#DIV/0!")).expect("a cell");
            },
            "data/cell",
            "D3",
        ),
        unsaved(),
        fault(
            "a text that became a date",
            |s| {
                s.write_datetime_with_format(2, 14, &date, &day).expect("a cell");
            },
            "data/cell",
            "O3",
        ),
        fault(
            "an id that became a date",
            |s| {
                s.write_datetime_with_format(2, 0, &date, &day).expect("a cell");
            },
            "data/cell",
            "A3",
        ),
        fault(
            "a title that became a date",
            |s| {
                s.write_datetime_with_format(2, 1, &date, &day).expect("a cell");
            },
            "data/cell",
            "B3",
        ),
        fault("a formula astray", |s| set(s, 4, 4, Formula::new("=E2*2").set_result("7")), "data/table", "E5"),
        fault(
            "an amount that became a date",
            |s| {
                s.write_datetime_with_format(2, 3, &date, &day).expect("a cell");
            },
            "data/cell",
            "D3",
        ),
        fault(
            "a date that became a number",
            |s| {
                s.write_number(2, 8, 45026.0).expect("a cell");
            },
            "data/cell",
            "I3",
        ),
        fault(
            "a month that became a decimal",
            |s| {
                s.write_number(2, 8, 2023.3).expect("a cell");
            },
            "data/cell",
            "I3",
        ),
        fault(
            "a number of too many digits",
            |s| {
                s.write_number(2, 12, 123_456_789_012_345_678.0).expect("a cell");
            },
            "data/cell",
            "M3",
        ),
        fault(
            "a share without a sign",
            |s| {
                s.write_number(2, 6, 0.22).expect("a cell");
            },
            "data/cell",
            "G3",
        ),
        fault(
            "a number without a unit",
            |s| {
                s.write_number(2, 3, 4000.0).expect("a cell");
            },
            "data/column",
            "D1",
        ),
        fault(
            "a number in a column of states",
            |s| {
                s.write_number(2, 2, 3.0).expect("a cell");
            },
            "data/not-in-enum",
            "C3",
        ),
        fault(
            "truth in a column of texts with too few characters",
            |s| {
                s.write_string(2, 14, "真").expect("a cell");
            },
            "data/constraint",
            "O3",
        ),
        fault(
            "a dash",
            |s| {
                s.write_string(2, 4, "——").expect("a cell");
            },
            "data/missing-mark",
            "E3",
        ),
        fault(
            "a column of no field",
            |s| {
                s.write_string(0, 3, "备用").expect("a cell");
            },
            "data/column",
            "D1",
        ),
        fault(
            "a cell far out",
            |s| {
                s.write_string(2, 20, "草稿").expect("a cell");
            },
            "data/column",
            "U3",
        ),
        fault(
            "a total that does not add up",
            |s| {
                s.write_string(3, 0, "合 计").expect("a cell");
                s.write_string(3, 4, "1473平方米").expect("a cell");
            },
            "data/total",
            "E4",
        ),
        fault(
            "a hidden row",
            |s| {
                s.set_row_hidden(2).expect("a row");
            },
            "data/hidden",
            "A3",
        ),
        fault(
            "a row without a height",
            |s| {
                s.set_row_height(2, 0).expect("a row");
            },
            "data/hidden",
            "A3",
        ),
        fault(
            "a filtered list",
            |s| {
                s.autofilter(0, 0, 2, 16).expect("a filter");
                s.filter_column(0, &FilterCondition::new().add_list_filter("hao")).expect("a filter");
            },
            "data/hidden",
            "A3",
        ),
        fault(
            "a hidden column",
            |s| {
                s.set_column_hidden(14).expect("a column");
                s.set_column_hidden(18).expect("an empty column");
            },
            "data/hidden",
            "O1",
        ),
        fault(
            "a hidden column of no field",
            |s| {
                s.write_string(0, 20, "算法").expect("a cell");
                s.set_column_hidden(20).expect("a column");
            },
            "data/hidden",
            "U1",
        ),
        fault(
            "an id that leads elsewhere",
            |s| {
                s.write_string(2, 0, "../bad").expect("a cell");
            },
            "data/id",
            "A3",
        ),
        fault(
            "an amount over two rows",
            |s| {
                s.merge_range(1, 3, 2, 3, "4000万元", &Format::new()).expect("a merged cell");
                set(s, 3, 0, "合计");
                set(s, 3, 3, "4000万元");
            },
            "data/cell",
            "D2",
        ),
        fault(
            "a wrong state over two rows",
            |s| {
                s.merge_range(1, 2, 2, 2, "谈成", &Format::new()).expect("a merged cell");
            },
            "data/not-in-enum",
            "C2",
        ),
        fault(
            "a place over two rows that is not there",
            |s| {
                s.merge_range(1, 10, 2, 10, "东洞", &Format::new()).expect("a merged cell");
            },
            "data/reference",
            "K2",
        ),
        fault(
            "a dash over two rows",
            |s| {
                s.merge_range(1, 4, 2, 4, "—", &Format::new()).expect("a merged cell");
            },
            "data/missing-mark",
            "E2",
        ),
        fault(
            "a format that shows another unit",
            |s| {
                set(s, 0, 3, "合同投资额（元）");
                let format = Format::new().set_num_format("#,##0.00\"万元\"");
                s.write_number_with_format(1, 3, 6400, &format).expect("a cell");
                s.write_number_with_format(2, 3, 4000, &format).expect("a cell");
                // A format that shows the same unit, and one that shows none.
                s.write_number_with_format(1, 4, 736, &Format::new().set_num_format("0\"㎡\"")).expect("a cell");
                s.write_number_with_format(2, 4, 1200, &Format::new().set_num_format("#,##0.00")).expect("a cell");
            },
            "data/unit",
            "D2",
        ),
        fault(
            "a format of percent",
            |s| {
                s.write_number_with_format(2, 4, 0.22, &Format::new().set_num_format("0%")).expect("a cell");
            },
            "data/unit",
            "E3",
        ),
        document("a hidden row", "", "table:visibility=\"collapse\"", "A3"),
        document("a filtered row", "", "table:visibility=\"filter\"", "A3"),
        document("a folded group", "", "table:display=\"false\"", "A3"),
        document("a hidden column", "table:visibility=\"collapse\"", "", "C1"),
        whole(
            "an id that is an error, to which others refer",
            book(|b| {
                set(b.worksheet_from_index(0).expect("the sheet"), 2, 0, Formula::new("=1/0").set_result("#NAME?"));
                let sheet = b.add_worksheet();
                sheet.set_name("项目-组成").expect("a name");
                for (row, owner, what) in [(0, "所属编号", "内容"), (1, "hao", "店"), (2, "bad", "厂")] {
                    set(sheet, row, 0, owner);
                    set(sheet, row, 1, what);
                }
            }),
            "data/cell",
            " 项目!A3",
        ),
        whole(
            "an owner that is an error",
            book(|b| {
                let sheet = b.add_worksheet();
                sheet.set_name("项目-组成").expect("a name");
                for (row, owner, what) in [(0, "所属编号", "内容"), (1, "hao", "店"), (2, "bad", "厂")] {
                    set(sheet, row, 0, owner);
                    set(sheet, row, 1, what);
                }
                set(sheet, 2, 0, Formula::new("=1/0").set_result("#NAME?"));
            }),
            "data/cell",
            " 项目-组成!A3",
        ),
        fault(
            "a header that is an error",
            |s| set(s, 0, 2, Formula::new("=1/0").set_result("#NAME?")),
            "data/cell",
            "C1",
        ),
        Fault {
            name: "ODS: a wrong state over two rows".to_owned(),
            files: vec![("content/projects/all.ods".to_owned(), spreadsheet("", "", Some("谈成")))],
            rule: "data/not-in-enum",
            place: "content/projects/all.ods 项目!C2".to_owned(),
        },
        whole("no workbook at all", b"PK\x03\x04 this is none".to_vec(), "data/table", ""),
        whole(
            "a password",
            [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 600]].concat(),
            "data/table",
            "",
        ),
        whole(
            "a sheet without a header",
            book(|b| {
                let sheet = b.add_worksheet();
                sheet.set_name("草稿").expect("a name");
                sheet.write_string(0, 0, "随便写的").expect("a cell");
            }),
            "data/column",
            " 草稿",
        ),
        Fault {
            name: "XLSX: a sheet of no collection".to_owned(),
            files: vec![(
                "content/台账.xlsx".to_owned(),
                book(|b| {
                    let sheet = b.add_worksheet();
                    sheet.set_name("草稿").expect("a name");
                    sheet.write_string(0, 0, "随便写的").expect("a cell");
                }),
            )],
            rule: "data/table",
            place: "content/台账.xlsx 草稿".to_owned(),
        },
    ]
}

/// What is wrong with one cell, written over a good row.
type Change = fn(&mut Worksheet, u32);

/// Mistakes that spreadsheet programs or clerks make, and the columns in which they are told.
const MIXED: [(char, Change); 14] = [
    ('D', |s, row| set(s, row, 3, Formula::new("=1/0").set_result("#DIV/0!"))),
    ('C', |s, row| set(s, row, 2, Formula::new("=VLOOKUP(1,A1:B2,2)").set_result("#N/A"))),
    // The state is required, and is not called missing as well.
    ('C', |s, row| set(s, row, 2, Formula::new("=1+6").set_result("7"))),
    ('E', |s, row| set(s, row, 4, Formula::new("=E2*1").set_result("7"))),
    // Nor are an id and a title that are there.
    ('A', |s, row| set(s, row, 0, Formula::new("=1/0").set_result("#DIV/0!"))),
    ('B', |s, row| set(s, row, 1, Formula::new("=1/0").set_result("#REF!"))),
    ('A', |s, row| empty(s, row, 0)),
    ('A', |s, row| set(s, row, 0, "../b")),
    ('B', |s, row| empty(s, row, 1)),
    ('M', |s, row| set(s, row, 12, 123_456_789_012_345_678.0)),
    ('I', |s, row| set(s, row, 8, 45026.0)),
    ('G', |s, row| set(s, row, 6, 0.22)),
    ('E', |s, row| set(s, row, 4, "——")),
    ('T', |s, row| set(s, row, 19, "随手写的")),
];

fn set(sheet: &mut Worksheet, row: u32, column: u16, value: impl rust_xlsxwriter::IntoExcelData) {
    sheet.write(row, column, value).expect("a cell");
}

fn empty(sheet: &mut Worksheet, row: u32, column: u16) {
    sheet.write_blank(row, column, &Format::new()).expect("a cell");
}

/// A workbook with fifty mistakes, each in a record of its own but for those of the header and the total, and the cells
/// in which they are.
pub(super) fn fifty() -> (Files, Vec<String>) {
    let values: Vec<_> = VALUES.iter().filter(|(_, key, ..)| *key != "系数").cycle().take(34).collect();
    let mut rows = vec![row("hao", &[])];
    let mut cells = Vec::new();
    for (n, (_, key, value, _)) in values.iter().enumerate() {
        let column = GOOD.iter().position(|(k, _)| k == key).expect("a column");
        rows.push(row(&format!("b{n}"), &[(key, value)]));
        cells.push(format!("项目!{}{}", char::from(b'A' + u8::try_from(column).expect("few columns")), n + 3));
    }
    let first = u32::try_from(rows.len()).expect("few rows") + 2;
    rows.extend((0..MIXED.len()).map(|n| row(&format!("m{n}"), &[])));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("项目").expect("a name");
    write(sheet, &rows);
    for (line, (column, change)) in (first..).zip(MIXED) {
        change(sheet, line - 1);
        cells.push(format!("项目!{column}{line}"));
    }
    // A column that nobody knows, with a mistake in it that nobody can see.
    set(sheet, 0, 13, "系书");
    set(sheet, 1, 13, Formula::new("=1/0").set_result("#DIV/0!"));
    cells.push("项目!N1".to_owned());
    // The total cannot add up, and only what is wrong with it itself is told.
    let below = u32::try_from(rows.len()).expect("few rows") + 1;
    set(sheet, below, 0, "合计");
    set(sheet, below, 3, "1万元");
    set(sheet, below, 12, Formula::new("=SUM(M2:M9)").set_result("7"));
    cells.push(format!("项目!M{}", below + 1));
    let bytes = book.save_to_buffer().expect("a workbook");
    let bytes = patched(bytes, |_, text| text.replace("</f><v>7</v>", "</f>"));
    (vec![("content/projects/台账.xlsx".to_owned(), bytes)], cells)
}
