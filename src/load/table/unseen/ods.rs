//! ODS: `table:visibility` of rows and columns, `filter` where a filter leaves a row out, and groups that are folded;
//! and the spans of merged cells.

use super::Unseen;
use super::zipped::{Archive, Attributes, Mark};

const CONTENT: &str = "content.xml";
/// What a document without hidden rows and columns, and without merged cells, does not hold.
const SIGNS: [&str; 6] = ["-spanned=", "=\"collapse\"", "='collapse'", "=\"filter\"", "='filter'", "display="];

/// The sheets of a document, none where nothing is hidden or merged in them; `None` where it is no document of this kind.
pub(super) fn read(archive: &mut Archive<'_>) -> Option<Vec<Unseen>> {
    if !archive.mentions(CONTENT, &SIGNS)? {
        return Some(Vec::new());
    }
    let mut sheets: Vec<Unseen> = Vec::new();
    // The row after the last one, the column after the last one, and the cell after the last one of its row.
    let (mut row, mut column, mut cell) = (0_u32, 0_u32, 0_u32);
    // Of the groups around a row or column, which are folded.
    let mut groups: Vec<bool> = Vec::new();
    archive.walk(CONTENT, |mark| {
        match mark {
            Mark::Start("table", attributes) if attributes.get("name").is_some() => {
                sheets.push(Unseen::default());
                (row, column) = (0, 0);
                groups.clear();
            }
            Mark::Start("table-row-group" | "table-column-group", attributes) => {
                groups.push(attributes.get("display").is_some_and(|shown| shown == "false"));
            }
            Mark::End("table-row-group" | "table-column-group") => {
                groups.pop();
            }
            Mark::Start("table-column", attributes) => {
                let columns = sheets.last_mut().map(|sheet| &mut sheet.columns);
                run(&attributes, "number-columns-repeated", &groups, &mut column, columns);
            }
            Mark::Start("table-row", attributes) => {
                let rows = sheets.last_mut().map(|sheet| &mut sheet.rows);
                run(&attributes, "number-rows-repeated", &groups, &mut row, rows);
                cell = 0;
            }
            Mark::Start("table-cell" | "covered-table-cell", attributes) => {
                let span = |name| attributes.number(name).unwrap_or(1).max(1) - 1;
                let (down, right) = (span("number-rows-spanned"), span("number-columns-spanned"));
                if let (Some(sheet), true) = (sheets.last_mut(), down > 0 || right > 0) {
                    let top = row.saturating_sub(1);
                    sheet.merges.push(((top, cell), (top.saturating_add(down), cell.saturating_add(right))));
                }
                cell = cell.saturating_add(span("number-columns-repeated") + 1);
            }
            _ => {}
        }
        false
    })?;
    Some(sheets)
}

/// Counts a row or column with its repetitions, and notes them where they are hidden.
fn run(attributes: &Attributes<'_>, repeats: &str, groups: &[bool], at: &mut u32, into: Option<&mut Vec<(u32, u32)>>) {
    let count = attributes.number(repeats).unwrap_or(1).max(1);
    let is_hidden = groups.contains(&true)
        || attributes.get("visibility").is_some_and(|visibility| matches!(visibility.as_str(), "collapse" | "filter"));
    let last = at.saturating_add(count - 1);
    if let (true, Some(ranges)) = (is_hidden, into) {
        Unseen::add(ranges, *at, last);
    }
    *at = last.saturating_add(1);
}
