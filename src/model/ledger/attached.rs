//! Tables that are no ledgers, and are copied as they stand: with all that they hide.

use super::hidden::ranges;
use crate::diagnostic::{Diagnostic, Place, column_name};
use crate::load::table::{Aside, Sheet, may_hide};
use crate::load::{SourceFile, Tables};
use crate::text;

/// What to say of a table that is copied, should it be published.
pub(super) fn concerns(tables: &Tables) -> Vec<Diagnostic> {
    match &tables.sheets {
        Ok((sheets, _)) => sheets.iter().filter_map(hides).collect(),
        Err(_) if may_hide(&tables.file.path) => vec![untold(&tables.file)],
        Err(_) => Vec::new(),
    }
}

/// What to say of a file in a format that is not read.
pub(in crate::model) fn untold(file: &SourceFile) -> Diagnostic {
    Diagnostic::warning(
        "data/hidden",
        text!(
            "看不出这个工作簿里有没有隐藏的内容：附件原样公开，隐藏的也在里面",
            "it cannot be told what this workbook hides: attachments are published as they are, with all that is hidden"
        ),
    )
    .at(Place::file(file.path.clone()))
    .help(text!(
        "用表格程序打开，看清楚，另存为 .xlsx 或 PDF",
        "open it in a spreadsheet program, look, and save it as .xlsx or as PDF"
    ))
}

fn hides(sheet: &Sheet) -> Option<Diagnostic> {
    let name = sheet.name.as_deref().unwrap_or_default();
    let (zh, en) = if sheet.aside == Some(Aside::Hidden) {
        ("隐藏着".to_owned(), "is hidden".to_owned())
    } else if sheet.unread.is_some() {
        let what = text!(
            "附件里的工作表“{name}”读不出来，看不出有没有隐藏的内容",
            "the sheet `{name}` of an attachment cannot be read, and may hide something"
        );
        return Some(Diagnostic::warning("data/hidden", what).at(sheet.whole()).help(text!(
            "用表格程序打开，看清楚，另存为 .xlsx 或 PDF",
            "open it in a spreadsheet program, look, and save it as .xlsx or as PDF"
        )));
    } else {
        let number = |row: &usize| usize::try_from(sheet.rows[*row].number).unwrap_or(0);
        let rows: Vec<usize> = sheet.hidden.rows.iter().map(number).collect();
        let columns = &sheet.hidden.columns;
        let (row, column) = (|n: usize| n.to_string(), |n: usize| column_name(n));
        match (rows.is_empty(), columns.is_empty()) {
            (true, true) => return None,
            (false, true) => (
                format!("第{}行隐藏着（或被筛选掉了）", ranges(&rows, "、", &row)),
                format!("has hidden rows: {}", ranges(&rows, ", ", &row)),
            ),
            (true, false) => (
                format!("{}列隐藏着", ranges(columns, "、", &column)),
                format!("has hidden columns: {}", ranges(columns, ", ", &column)),
            ),
            (false, false) => (
                format!("第{}行和{}列隐藏着", ranges(&rows, "、", &row), ranges(columns, "、", &column)),
                format!(
                    "has hidden rows and columns: {}, {}",
                    ranges(&rows, ", ", &row),
                    ranges(columns, ", ", &column)
                ),
            ),
        }
    };
    let what = text!(
        "附件里的工作表“{name}”{zh}，附件却会原样公开",
        "the sheet `{name}` {en}, and an attachment is published as it is"
    );
    Some(Diagnostic::error("data/hidden", what).at(sheet.whole()).help(text!(
        "取消隐藏，再核对一遍；不公开的，从这个文件里删掉",
        "show what is hidden and look at it; delete from this file what is not to be published"
    )))
}
