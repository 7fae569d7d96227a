//! XLSX: `<col hidden>` and `<row hidden>` of a sheet's part. A filter hides the rows that it leaves out in the same way,
//! and so does a height or width of nothing.

use super::Unseen;
use super::zipped::{Archive, Attributes, Mark};

/// The sheets of a workbook, in its order.
pub(in crate::load::table) struct Parts<'a> {
    archive: Archive<'a>,
    paths: Vec<String>,
}

/// What a part without hidden rows and columns does not hold.
const SIGNS: [&str; 9] =
    ["hidden=\"1", "hidden=\"t", "hidden='1", "hidden='t", "hidden =", " ht=\"0", " ht='0", " width=\"0", " width='0"];

impl<'a> Parts<'a> {
    /// Finds the parts of the sheets; `None` where it is no workbook of this kind.
    pub(super) fn find(mut archive: Archive<'a>) -> Option<Self> {
        let mut book = "xl/workbook.xml".to_owned();
        if !archive.has(&book) {
            for (_, target, kind) in relations(&mut archive, "_rels/.rels")? {
                if kind.ends_with("/officeDocument") {
                    book = target.trim_start_matches('/').to_owned();
                }
            }
        }
        let (folder, name) = book.rsplit_once('/').map_or(("", book.as_str()), |(folder, name)| (folder, name));
        let targets = relations(&mut archive, &below(folder, &format!("_rels/{name}.rels")))?;
        let mut paths = Vec::new();
        archive.walk(&book, |mark| {
            if let Mark::Start("sheet", attributes) = mark {
                let id = attributes.get("id").unwrap_or_default();
                let target = targets.iter().find(|(own, ..)| *own == id).map(|(_, target, _)| target.as_str());
                paths.push(target.map_or_else(String::new, |target| match target.strip_prefix('/') {
                    Some(whole) => whole.to_owned(),
                    None => below(folder, target),
                }));
            }
            false
        })?;
        Some(Parts { archive, paths })
    }

    pub(super) fn sheet(&mut self, order: usize) -> Option<Unseen> {
        let path = self.paths.get(order)?;
        let mut unseen = Unseen::default();
        if !self.archive.mentions(path, &SIGNS)? {
            return Some(unseen);
        }
        let mut next = 0;
        self.archive.walk(path, |mark| {
            match mark {
                Mark::Start("col", attributes) => {
                    let (from, to) = (attributes.number("min"), attributes.number("max"));
                    if let (Some(from), Some(to), true) = (from, to, is_hidden(&attributes, "width")) {
                        Unseen::add(&mut unseen.columns, from.saturating_sub(1), to.saturating_sub(1));
                    }
                }
                Mark::Start("row", attributes) => {
                    let row = attributes.number("r").map_or(next, |r| r.saturating_sub(1));
                    next = row.saturating_add(1);
                    if is_hidden(&attributes, "ht") {
                        Unseen::add(&mut unseen.rows, row, row);
                    }
                }
                Mark::End("sheetData") => return true,
                _ => {}
            }
            false
        })?;
        Some(unseen)
    }
}

fn is_hidden(attributes: &Attributes<'_>, size: &str) -> bool {
    let is_nothing = |size: String| size.starts_with('0') && size.bytes().all(|b| matches!(b, b'0' | b'.'));
    attributes.is_true("hidden") || attributes.get(size).is_some_and(is_nothing)
}

fn below(folder: &str, path: &str) -> String {
    if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") }
}

/// Relations of a part: id, target, kind.
fn relations(archive: &mut Archive<'_>, path: &str) -> Option<Vec<(String, String, String)>> {
    let mut out = Vec::new();
    archive.walk(path, |mark| {
        if let Mark::Start("Relationship", attributes) = mark {
            let get = |name| attributes.get(name).unwrap_or_default();
            out.push((get("Id"), get("Target"), get("Type")));
        }
        false
    })?;
    Some(out)
}
