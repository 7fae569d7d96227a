//! `report/*`: annual reports on disclosure, and their tables.

pub(in crate::check) mod carry_over;
pub(in crate::check) mod present;
pub(in crate::check) mod regulations;
pub(in crate::check) mod sums;

use crate::check::account::{Item, Rec};
use crate::model::Value;

/// Columns of the table of requests; the last is the total of the others.
const COLUMNS: [&str; 7] = ["natural", "enterprise", "research", "welfare", "legal", "other", "total"];

/// A whole number in a row, where it is stated.
fn count(item: Item<'_>, name: &str) -> Option<i128> {
    match item.at(name).first() {
        Some(Value::Number(number)) => number.times(1),
        _ => None,
    }
}

/// The row of a table, by the code in one of its fields.
fn row<'s>(rec: Rec<'s>, table: &str, field: &str, code: &str) -> Option<Item<'s>> {
    rec.items(table).into_iter().find(|item| item.code(field) == Some(code))
}

/// The year that a report is about.
fn year(rec: Rec<'_>) -> Option<i128> {
    match rec.value("year") {
        Some(Value::Number(number)) => number.times(1),
        _ => None,
    }
}
