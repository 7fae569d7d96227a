//! Rows and columns that are hidden: what nobody sees in the ledger is not published in silence.

use crate::diagnostic::{Diagnostic, column_name};
use crate::load::table::{CellKind, Sheet};
use crate::text;

/// Ranges named at most.
const MOST: usize = 10;

/// What to say of the hidden rows of a sheet, and of its hidden columns.
pub(super) fn found(sheet: &Sheet) -> Vec<Diagnostic> {
    let full = |row: usize| sheet.rows[row].cells.iter().position(|c| c.kind != CellKind::Blank && !c.merged);
    let mut out = Vec::new();
    if let Some(first) = sheet.hidden.rows.first() {
        let numbers: Vec<usize> =
            sheet.hidden.rows.iter().filter_map(|r| usize::try_from(sheet.rows[*r].number).ok()).collect();
        let (zh, en) = (ranges(&numbers, "、", &|n| n.to_string()), ranges(&numbers, ", ", &|n| n.to_string()));
        out.push(
            Diagnostic::error(
                "data/hidden",
                text!(
                    "第{zh}行隐藏着（或被筛选掉了），公开时却会写出来",
                    "hidden or filtered rows would be published: {en}"
                ),
            )
            .at(sheet.place(*first, full(*first).unwrap_or(0)))
            .help(text!(
                "取消隐藏、清除筛选，再核对一遍；不公开的行从这张表里删掉",
                "show them again, clear the filter and look at them; delete the rows that are not to be published"
            )),
        );
    }
    if let Some(first) = sheet.hidden.columns.first() {
        let columns = &sheet.hidden.columns;
        let (zh, en) = (ranges(columns, "、", &column_name), ranges(columns, ", ", &column_name));
        let is_full = |row: &usize| sheet.rows[*row].cells.get(*first).is_some_and(|c| c.kind != CellKind::Blank);
        let row = (0..sheet.rows.len()).find(is_full).unwrap_or(0);
        out.push(
            Diagnostic::error(
                "data/hidden",
                text!("{zh}列隐藏着，公开时却会写出来", "hidden columns would be published: {en}"),
            )
            .at(sheet.place(row, *first))
            .help(text!(
                "取消隐藏，再核对一遍；不公开的列从这张表里删掉",
                "show them again and look at them; delete the columns that are not to be published"
            )),
        );
    }
    out
}

/// `3、5–7`: numbers in order, as ranges.
pub(super) fn ranges(numbers: &[usize], separator: &str, name: &dyn Fn(usize) -> String) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *number == *last + 1 => *last = *number,
            _ => ranges.push((*number, *number)),
        }
    }
    let rest = ranges.len() > MOST;
    let shown = ranges.iter().take(MOST).map(|(from, to)| match to - from {
        0 => name(*from),
        _ => format!("{}–{}", name(*from), name(*to)),
    });
    shown.chain(rest.then(|| "…".to_owned())).collect::<Vec<_>>().join(separator)
}

#[cfg(test)]
mod tests {
    use super::{column_name, ranges};

    #[test]
    fn numbers_as_ranges() {
        assert_eq!(ranges(&[3, 5, 6, 7], "、", &|n| n.to_string()), "3、5–7");
        assert_eq!(ranges(&[0, 25, 26, 27], ", ", &column_name), "A, Z–AB");
        let odd: Vec<usize> = (0..40).map(|n| 2 * n + 1).collect();
        assert_eq!(ranges(&odd, "、", &|n| n.to_string()), "1、3、5、7、9、11、13、15、17、19、…");
    }
}
