//! Mistakes of tables as such: what is not read, what would be lost, and what hides in attachments.

use super::Fault;
use super::record::Files;
use rust_xlsxwriter::Workbook;

/// A workbook of sheets: name, whether it is hidden, rows.
fn book(sheets: &[(&str, bool, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, is_hidden, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).expect("a name").set_hidden(*is_hidden);
        for (row, cells) in (0_u32..).zip(*rows) {
            for (column, cell) in (0_u16..).zip(*cells) {
                sheet.write_string(row, column, *cell).expect("a cell");
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

const RECORDS: &[&[&str]] = &[&["编号", "标题", "状态"], &["jia", "甲项目", "签约"]];
const OTHER: &[&[&str]] = &[&["随便", "写的"]];

fn fault(name: &str, path: &str, bytes: Vec<u8>, rule: &'static str, place: &str) -> Fault {
    let files: Files = vec![(path.to_owned(), bytes)];
    Fault { name: format!("tables: {name}"), files, rule, place: format!("{path}{place}") }
}

pub(super) fn faults() -> Vec<Fault> {
    const TOP: &str = "content/台账.xlsx";
    const BELOW: &str = "content/reports/附件.xlsx";
    let mut rows = Workbook::new();
    let sheet = rows.add_worksheet();
    sheet.write_string(0, 0, "明").expect("a cell").write_string(1, 0, "暗").expect("a cell");
    sheet.set_row_hidden(1).expect("a row");
    vec![
        fault(
            "no sheet has the name of a collection",
            TOP,
            book(&[("项目表", false, RECORDS), ("项目2023", false, RECORDS)]),
            "data/table",
            "",
        ),
        fault("a sheet at the top that is set aside", TOP, book(&[("_x", false, RECORDS)]), "data/table", ""),
        fault(
            "a file at the top whose name says nothing",
            "content/项目表.csv",
            b"a,b\n1,2\n".to_vec(),
            "data/table",
            "",
        ),
        fault(
            "the ledger's sheet is hidden",
            TOP,
            book(&[("_说", false, OTHER), ("项目", true, RECORDS)]),
            "data/hidden",
            " 项目",
        ),
        fault(
            "nothing but a sheet set aside",
            "content/projects/all.xlsx",
            book(&[("_x", false, RECORDS)]),
            "data/shape",
            "",
        ),
        fault("an empty file", "content/projects/all.csv", b"\n,,\n".to_vec(), "data/shape", ""),
        fault("a binary workbook", "content/projects/all.xlsb", b"x".to_vec(), "data/table", ""),
        fault("a workbook of another program", "content/projects/all.et", b"x".to_vec(), "data/table", ""),
        fault("JSON for records", "content/projects/all.json", b"[]".to_vec(), "data/table", ""),
        fault(
            "an attachment with a hidden sheet",
            BELOW,
            book(&[("随便", false, OTHER), ("底稿", true, OTHER)]),
            "data/hidden",
            " 底稿",
        ),
        fault(
            "an attachment with a hidden row",
            BELOW,
            rows.save_to_buffer().expect("a workbook"),
            "data/hidden",
            " Sheet1",
        ),
        fault("an attachment that cannot be read", BELOW, b"none".to_vec(), "data/hidden", ""),
        fault("an attachment of another program", "content/reports/a.et", b"x".to_vec(), "data/hidden", ""),
    ]
}
