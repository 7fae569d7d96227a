//! Forms with a box for each sign of a number, as those of Word and Excel have them.

use mingbai::diagnostic::Severity;

use super::phones::YES;
use super::{Files, built, office, one};

const ID: &str = "34052419800101001X";
const PHONE: &str = "13920005151";

/// What is found of telephones and ids; none of it is told whole.
fn found(files: Files) -> Vec<Severity> {
    let built = built(files);
    for problem in built.problems.iter() {
        let told = format!("{problem:?}").replace(['|', ' ', ',', '<', '>', '/', 't', 'd'], "");
        assert!(!told.contains("8001010") && !told.contains("9200051"), "told whole: {told}");
    }
    let is_one = |rule: &str| matches!(rule, "privacy/mobile" | "privacy/citizen-id");
    built.problems.iter().filter(|p| is_one(p.rule)).map(|p| p.severity).collect()
}

fn page(body: &str) -> Vec<Severity> {
    found(one("content/li.md", format!("---\ntitle: 例\n---\n\n{body}\n")))
}

fn boxes(label: &str, number: &str) -> Vec<String> {
    std::iter::once(label.to_owned()).chain(number.chars().map(String::from)).collect()
}

/// The same row in every kind of file.
fn everywhere(row: &[String]) -> Vec<Vec<Severity>> {
    let piped = format!("| {} |\n|{}\n| 甲 |\n", row.join(" | "), "---|".repeat(row.len()));
    let cells: String = row.iter().map(|cell| format!("<td>{cell}</td>")).collect();
    let html = format!("<table><tr>{cells}</tr></table>");
    let of_word: String = row.iter().map(|cell| format!("<w:tc><w:p>{cell}</w:p></w:tc>")).collect();
    let body = format!("<w:document><w:tbl><w:tr>{of_word}</w:tr></w:tbl></w:document>");
    let word = office::package(&[("word/document.xml", body)]);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, cell) in (0..).zip(row) {
        match cell.parse::<u32>() {
            Ok(number) if column % 2 == 0 => sheet.write(0, column, number).expect("a number"),
            _ => sheet.write(0, column, cell).expect("a cell"),
        };
    }
    let sheet = book.save_to_buffer().expect("a workbook");
    vec![
        page(&piped),
        page(&html),
        found(one("content/a.html", html)),
        found(one("content/a.csv", format!("{}\n", row.join(",")))),
        found(vec![("content/a.docx".to_owned(), word)]),
        found(vec![("content/a.xlsx".to_owned(), sheet)]),
    ]
}

#[test]
fn a_box_for_each_sign() {
    let parts = |row: &[&str]| row.iter().map(ToString::to_string).collect::<Vec<String>>();
    for row in [
        boxes("身份证号", ID),
        boxes("某某", ID),
        boxes("联系电话", PHONE),
        parts(&["电话", "139", "2000", "5151"]),
        parts(&["身份证号码", "340524", "19800101", "001X"]),
    ] {
        for (nth, told) in everywhere(&row).iter().enumerate() {
            assert_eq!(told, YES, "{nth}: {row:?}");
        }
    }
    for row in [
        boxes("户数", PHONE),
        boxes("甲村", "340524198001010010"),
        boxes("电话", "12910005151"),
        parts(&["移动电话", "139", "2000", "5151"]),
        parts(&["电话（部）", "139", "2000", "5151"]),
        parts(&["区划代码", "340524", "19800101", "001X"]),
    ] {
        for (nth, told) in everywhere(&row).iter().enumerate() {
            assert_eq!(told, &[], "{nth}: {row:?}");
        }
    }
}

#[test]
fn a_label_over_boxes() {
    let row =
        |cells: &[String]| format!("<tr>{}</tr>", cells.iter().map(|c| format!("<td>{c}</td>")).collect::<String>());
    let form = |label: &str| {
        format!("<table><tr><td>姓名</td><td colspan=\"11\">{label}</td></tr>{}</table>", row(&boxes("某某", PHONE)))
    };
    assert_eq!(page(&form("联系电话")), YES);
    assert_eq!(page(&form("各项得分")), []);
}
