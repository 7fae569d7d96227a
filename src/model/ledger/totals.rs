//! Totals: held against the rows that they sum.

use super::Ledger;
use super::cells::{is_unknown, wrong as wrong_cell};
use super::header::suiting;
use super::rows::unit_of_total;
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::table::CellKind;
use crate::model::schema::{Field, Kind};
use crate::model::site::Value;
use crate::model::values;
use crate::text;
use crate::value::{Interval, Number};

/// Checks a total against the rows that it sums.
pub(super) fn check(ledger: &Ledger, total: usize, rows: &[usize], fields: &[Field], problems: &mut Vec<Diagnostic>) {
    // A unit of its own, 合计（万元）, holds for its numbers without one.
    let first = ledger.sheet.rows[total].cells.iter().find(|c| c.kind != CellKind::Blank && !c.merged);
    let own = first.and_then(|cell| unit_of_total(&cell.text));
    for column in &ledger.columns {
        let Some(field) = fields.iter().find(|f| f.name == column.name && is_counted(f)) else { continue };
        let Some(stated) = ledger.cell(total, column).filter(|_| !column.unitless) else { continue };
        let place = || ledger.sheet.place(total, column.index);
        if let CellKind::Wrong(fault) = stated.kind {
            problems.push(wrong_cell(fault, &stated.text).at(place()));
            continue;
        }
        let own = own.as_ref().and_then(|own| suiting(field, std::slice::from_ref(own)));
        let Some(said) = read(&stated.text, own.as_deref().or(column.unit.as_deref()), field) else {
            problems.push(not_a_number(&stated.text).at(place()));
            continue;
        };
        // What is wrong with a cell is said of the cell, and nothing of the total.
        let mut is_known = true;
        // A merged cell counts once, where it stands.
        let own = |row: &usize| ledger.cell(*row, column).filter(|cell| !cell.merged);
        let cells = rows.iter().filter_map(|row| Some((*row, own(row)?)));
        let mut sum = Interval { low: Some(0), high: Some(0) };
        let mut missing = None;
        for (row, cell) in cells {
            match read(&cell.text, column.unit.as_deref(), field).and_then(|r| sum.plus(r.range)) {
                Some(more) => sum = more,
                None if is_unknown(&cell.text) => missing = missing.or(Some(row)),
                None => is_known = false,
            }
        }
        if !is_known {
            continue;
        }
        if let Some(row) = missing {
            problems.push(unchecked(&ledger.sheet.place(row, column.index)).at(place()));
        } else if !sum.meets(said.range) {
            problems.push(wrong(&stated.text, &said.shown(sum)).at(place()));
        }
    }
}

fn is_counted(field: &Field) -> bool {
    !field.list && matches!(field.kind, Kind::Amount { .. } | Kind::Quantity(_) | Kind::Number | Kind::Integer)
}

/// A number of a cell.
struct Said {
    /// What it leaves open, in units so small that all cells of the column are whole.
    range: Interval,
    /// How many of these make one of its own unit.
    per_unit: i128,
    unit: String,
}

fn read(text: &str, unit: Option<&str>, field: &Field) -> Option<Said> {
    const MILLION: i128 = 1_000_000;
    if let Kind::Number | Kind::Integer = field.kind {
        let exact = Number::parse(text)?.times(MILLION)?;
        return Some(Said {
            range: Interval { low: Some(exact), high: Some(exact) },
            per_unit: MILLION,
            unit: String::new(),
        });
    }
    let text = super::cells::with_unit(text, unit);
    match values::exact(&text, None, field)?.ok()? {
        Value::Amount(amount, _) => {
            Some(Said { range: amount.interval(), per_unit: amount.unit.fen(), unit: amount.unit.name().to_owned() })
        }
        Value::Quantity(quantity) => Some(Said {
            range: quantity.interval(),
            per_unit: quantity.unit.factor * quantity.scale.factor() * MILLION,
            unit: format!("{}{}", quantity.scale.word(), quantity.unit.name),
        }),
        _ => None,
    }
}

impl Said {
    /// A sum in the unit of this cell.
    fn shown(&self, sum: Interval) -> String {
        let one = |n: i128| {
            let (whole, rest) = (n / self.per_unit, (n % self.per_unit).abs());
            // Six digits are enough to see by how much it is wrong.
            let rest = format!("{:06}", rest * 1_000_000 / self.per_unit);
            let rest = rest.trim_end_matches('0');
            if rest.is_empty() { whole.to_string() } else { format!("{whole}.{rest}") }
        };
        let unit = &self.unit;
        match (sum.low, sum.high) {
            (Some(low), Some(high)) if low == high => format!("{}{unit}", one(low)),
            (Some(low), Some(high)) => format!("{}…{}{unit}", one(low), one(high)),
            (Some(low), None) => format!("≥{}{unit}", one(low)),
            (None, Some(high)) => format!("≤{}{unit}", one(high)),
            (None, None) => String::new(),
        }
    }
}

fn wrong(stated: &str, sum: &str) -> Diagnostic {
    Diagnostic::error(
        "data/total",
        text!("合计写的是“{stated}”，各行加起来是 {sum}", "the total says `{stated}`, the rows make {sum}"),
    )
    .help(text!("核对各行和合计；合计行不算一条记录", "check the rows and the total; a total is no record"))
}

fn not_a_number(stated: &str) -> Diagnostic {
    Diagnostic::error("data/total", text!("合计里的“{stated}”不是数", "`{stated}` in the total is no number"))
        .help(text!("写数，或空着", "write a number, or leave the cell empty"))
}

fn unchecked(missing: &crate::diagnostic::Place) -> Diagnostic {
    let cell = missing.cell.as_deref().unwrap_or_default();
    let mut note = Diagnostic::error(
        "data/total",
        text!("合计没法核对：{cell} 没有数", "the total cannot be checked: {cell} has no number"),
    );
    note.severity = Severity::Note;
    note
}
