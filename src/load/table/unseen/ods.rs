//! ODS: `table:visibility` of rows and columns, `filter` where a filter leaves a row out, and groups that are folded.

use super::Unseen;
use super::zipped::{Archive, Attributes, Mark};

const CONTENT: &str = "content.xml";
/// What a document without hidden rows and columns does not hold.
const SIGNS: [&str; 5] = ["=\"collapse\"", "='collapse'", "=\"filter\"", "='filter'", "display="];

/// The sheets of a document, none where nothing is hidden in them; `None` where it is no document of this kind.
pub(super) fn read(archive: &mut Archive<'_>) -> Option<Vec<Unseen>> {
    if !archive.mentions(CONTENT, &SIGNS)? {
        return Some(Vec::new());
    }
    let mut sheets: Vec<Unseen> = Vec::new();
    let (mut row, mut column) = (0_u32, 0_u32);
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
