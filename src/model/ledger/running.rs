//! The column 序号: the running numbers of rows, which are no ids and say nothing.

use super::Ledger;
use super::rows::{self, RowKind};
use crate::diagnostic::Diagnostic;
use crate::load::table::{Cell, CellKind};
use crate::text;
use crate::value::half_width;

/// What such a column is called, where no field has that name.
const WORDS: [&str; 3] = ["序号", "顺序号", "行号"];

/// Whether a header is that of running numbers.
pub(super) fn is_running(header: &str) -> bool {
    let word: String = half_width(header).chars().filter(|c| !c.is_whitespace()).collect();
    WORDS.contains(&word.as_str())
}

/// Takes the numbers of a column out of the rows of a ledger. What is no number is said once: it would get lost.
pub(super) fn take_out(ledger: &mut Ledger, header: usize, index: usize) -> Option<Diagnostic> {
    let is_number = |cell: &Cell| {
        let text = half_width(&cell.text);
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
    };
    let mut wrong = None;
    for row in header + 1..ledger.sheet.rows.len() {
        let Some(cell) = ledger.sheet.rows[row].cells.get(index).filter(|c| c.kind != CellKind::Blank) else {
            continue;
        };
        if is_number(cell) {
            let cell = &mut ledger.sheet.rows[row].cells[index];
            *cell = Cell { text: String::new(), kind: CellKind::Blank, merged: false };
        } else if wrong.is_none() && rows::kind(ledger, header, row) == RowKind::Record {
            wrong = Some(no_number(&cell.text).at(ledger.sheet.place(row, index)));
        }
    }
    wrong
}

fn no_number(text: &str) -> Diagnostic {
    let what = text!("序号里的“{text}”不是一行的顺序号", "`{text}` in the column 序号 is no running number of a row");
    Diagnostic::error("data/column", what).help(text!(
        "序号只是第几行，不会公开：短名写在“编号”一列，别的内容写在它自己的列",
        "running numbers are not published: ids belong in the column `id`, everything else in a column of its own"
    ))
}
