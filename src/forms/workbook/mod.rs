//! The workbook in which clerks keep their ledgers: a sheet for each collection and each list of small records, with
//! drop-downs, notes and a sheet that says how to fill it in. What is filled in loads as it is.

mod guide;
mod sheet;

use std::collections::BTreeSet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::File;
use super::words::{local, pick};
use crate::diagnostic::{Diagnostic, Locale};
use crate::load::keys::PAGE;
use crate::model::{Field, Kind, Schema};
use crate::text;

/// Where it is put into a new site: anywhere below `content/` it is read.
pub const WORKBOOK: [&str; 2] = ["content/台账.xlsx", "content/ledgers.xlsx"];
/// The hidden sheet of the words for drop-downs; what begins with `_` is no ledger.
const WORDS: &str = "_选项";
/// Rows that are ready to be filled in.
const ROWS: u32 = 2000;

/// The sheets of the workbook, before they are written.
struct Plan<'a> {
    schema: &'a Schema,
    /// The array whose small records it holds.
    items: Option<&'a Field>,
    name: String,
}

/// The workbook for a site's collections; `names`: for these only (by index).
pub fn workbook(schemas: &[Schema], names: Option<&[usize]>, locale: Locale) -> Result<File, XlsxError> {
    let wanted = schemas.iter().enumerate().filter(|(i, _)| names.is_none_or(|n| n.contains(i)));
    let plans = plan(wanted.map(|(_, schema)| schema), locale);
    let mut book = Workbook::new();
    // The bytes must not depend on the day.
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = pick(locale, "台账", "Ledgers");
    book.set_properties(&DocProperties::new().set_creation_datetime(&date).set_title(title));
    guide::write(book.add_worksheet(), &plans, locale)?;
    let mut words = Words::default();
    for plan in &plans {
        sheet::write(book.add_worksheet(), plan, schemas, &plans, &mut words, locale)?;
    }
    words.write(book.add_worksheet())?;
    let path = pick(locale, WORKBOOK[0], WORKBOOK[1]).to_owned();
    Ok((path, book.save_to_buffer()?))
}

/// What to say of a workbook that cannot be made.
pub fn unmade(error: &XlsxError) -> Diagnostic {
    Diagnostic::error("publish/workbook", text!("做不出台账：{error}", "the workbook cannot be made: {error}"))
        .help(text!("检查 _collection.yaml 里的标题", "check the titles in the _collection.yaml files"))
}

fn plan<'a>(schemas: impl Iterator<Item = &'a Schema>, locale: Locale) -> Vec<Plan<'a>> {
    let mut taken = BTreeSet::new();
    let mut plans = Vec::new();
    for schema in schemas {
        let title = local(&schema.title, locale);
        let name = unshared(&mut taken, [title.to_owned(), schema.name.clone()]);
        plans.push(Plan { schema, items: None, name });
        for field in schema.fields.iter().filter(|f| matches!(f.kind, Kind::Items(_))) {
            let own = local(&field.title, locale);
            let names = [
                format!("{title}-{own}"),
                format!("{title}-{}", field.name),
                format!("{}-{}", schema.name, field.name),
            ];
            plans.push(Plan { schema, items: Some(field), name: unshared(&mut taken, names) });
        }
    }
    plans
}

/// The first name that a sheet can have and that no other has; else the last, cut short.
fn unshared(taken: &mut BTreeSet<String>, names: impl IntoIterator<Item = String>) -> String {
    let mut last = String::new();
    for name in names {
        if is_sheet_name(&name) && taken.insert(name.to_lowercase()) {
            return name;
        }
        last = name;
    }
    let plain: String = last.chars().map(|c| if FORBIDDEN.contains(c) { '-' } else { c }).collect();
    let mut number = 1;
    loop {
        let short: String = plain.chars().take(27).collect();
        let name = format!("{short} {number}");
        if taken.insert(name.to_lowercase()) {
            return name;
        }
        number += 1;
    }
}

/// Characters that spreadsheet programs refuse in the names of sheets.
const FORBIDDEN: &str = "[]:*?/\\'";

fn is_sheet_name(name: &str) -> bool {
    let length = name.encode_utf16().count();
    (1..=31).contains(&length)
        && !name.contains(|c: char| FORBIDDEN.contains(c) || c.is_control())
        && !name.starts_with(['_', ' '])
        && !name.starts_with("说明")
        && !name.ends_with(' ')
        && !name.eq_ignore_ascii_case("history")
}

/// The key of every record in a language.
fn key_title(name: &str, locale: Locale) -> &str {
    PAGE.iter().find(|k| k.name == name).map_or(name, |k| pick(locale, k.chinese, k.name))
}

/// The words of drop-downs, a column each, on a sheet of their own.
#[derive(Default)]
struct Words {
    columns: Vec<Vec<String>>,
}

impl Words {
    /// A formula for the range that holds these words; equal lists share one.
    fn range(&mut self, words: Vec<String>) -> String {
        let column = self.columns.iter().position(|c| *c == words).unwrap_or_else(|| {
            self.columns.push(words);
            self.columns.len() - 1
        });
        let letters = rust_xlsxwriter::utility::column_number_to_name(u16::try_from(column).unwrap_or(u16::MAX));
        format!("='{WORDS}'!${letters}$1:${letters}${}", self.columns[column].len())
    }

    fn write(self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(WORDS)?.set_hidden(true);
        for (column, words) in (0_u16..).zip(self.columns) {
            for (row, word) in (0_u32..).zip(words) {
                sheet.write_string(row, column, word)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{is_sheet_name, unshared};

    #[test]
    fn names_of_sheets() {
        for good in ["项目", "项目-组成部分", "Projects", &"字".repeat(31)] {
            assert!(is_sheet_name(good), "{good}");
        }
        for bad in ["", "a/b", "甲:乙", "_甲", "说明书", "History", &"字".repeat(32)] {
            assert!(!is_sheet_name(bad), "{bad}");
        }
        let mut taken = BTreeSet::new();
        let mut name = |names: [&str; 2]| unshared(&mut taken, names.map(str::to_owned));
        assert_eq!(name(["项目", "projects"]), "项目");
        assert_eq!(name(["项目", "projects"]), "projects");
        assert_eq!(name(["a/b", "a?b"]), "a-b 1");
        assert_eq!(name(["a/b", "a?b"]), "a-b 2");
    }
}
