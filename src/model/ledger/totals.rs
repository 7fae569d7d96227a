//! Totals: held against the rows that they sum.

use super::above::suiting;
use super::cells::Shape;
use super::cells::{is_unknown, wrong as wrong_cell};
use super::rows::unit_of_total;
use super::{Column, Ledger};
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::table::{Cell, CellKind};
use crate::model::schema::{Field, Kind};
use crate::model::site::Value;
use crate::model::values;
use crate::text;
use crate::value::{Interval, Number, Stage, Unit};

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
        if column.shape == Shape::Share || matches!(field.kind, Kind::Ratio) {
            problems.push(shares().at(place()));
            continue;
        }
        let own = own.as_ref().and_then(|own| suiting(field, std::slice::from_ref(own)));
        let Some(said) = read(&stated.text, own.as_deref().or(column.unit.as_deref()), field) else {
            problems.push(not_a_number(&stated.text).at(place()));
            continue;
        };
        problems.extend(held(ledger, rows, column, field, stated, &said).map(|problem| problem.at(place())));
    }
}

/// Holds a column's total against its rows.
fn held(
    ledger: &Ledger,
    rows: &[usize],
    column: &Column,
    field: &Field,
    stated: &Cell,
    said: &Said,
) -> Option<Diagnostic> {
    // A merged cell counts once, where it stands.
    let own = |row: &usize| ledger.cell(*row, column).filter(|cell| !cell.merged);
    let mut sum = Interval { low: Some(0), high: Some(0) };
    let (mut missing, mut first): (_, Option<Of>) = (None, None);
    for (row, cell) in rows.iter().filter_map(|row| Some((*row, own(row)?))) {
        let Some(one) = read(&cell.text, column.unit.as_deref(), field) else {
            if is_unknown(&cell.text) {
                missing = missing.or(Some(row));
                continue;
            }
            // What is wrong with a cell is said of the cell, and nothing of the total.
            return None;
        };
        let first = first.get_or_insert(one.of);
        if !first.adds(one.of) {
            return Some(mixed(&first.name(), &one.of.name()));
        }
        sum = sum.plus(one.range)?;
    }
    match (missing, first) {
        (_, Some(Of::Share)) => Some(shares()),
        // A total need not say its stage.
        (_, Some(of)) if !of.adds(said.of) && !said.of.is_unstaged(of, field) => {
            Some(mixed(&of.name(), &said.of.name()))
        }
        (Some(row), _) => Some(unchecked(&ledger.sheet.place(row, column.index))),
        (None, _) if !sum.meets(said.range) => Some(wrong(&stated.text, &said.shown(sum))),
        _ => None,
    }
}

/// Of what a cell is a number.
#[derive(Clone, Copy)]
enum Of {
    Plain,
    Money(Option<Stage>),
    Things(Unit),
    /// Shares are not added.
    Share,
}

impl Of {
    fn adds(self, other: Of) -> bool {
        match (self, other) {
            (Of::Plain, Of::Plain) | (Of::Share, Of::Share) => true,
            (Of::Money(a), Of::Money(b)) => a == b,
            (Of::Things(a), Of::Things(b)) => a.agrees(b),
            _ => false,
        }
    }

    /// Whether it is money without a stage, or with that which the field has anyway, and so is the other but for its own.
    fn is_unstaged(self, other: Of, field: &Field) -> bool {
        let usual = if let Kind::Amount { stage, .. } = field.kind { stage } else { None };
        matches!((self, other), (Of::Money(own), Of::Money(_)) if own.is_none() || own == usual)
    }

    fn name(self) -> (String, String) {
        let both = |name: &str| (name.to_owned(), name.to_owned());
        match self {
            Of::Plain => both(""),
            Of::Money(None) => ("没写阶段的钱".to_owned(), "money without a stage".to_owned()),
            Of::Money(Some(stage)) => (format!("{}的钱", stage.text(true)), format!("money {}", stage.text(false))),
            Of::Things(unit) => both(unit.name),
            Of::Share => both("%"),
        }
    }
}

fn is_counted(field: &Field) -> bool {
    !field.list
        && matches!(
            field.kind,
            Kind::Amount { .. } | Kind::Quantity(_) | Kind::Measure | Kind::Ratio | Kind::Number | Kind::Integer
        )
}

/// A number of a cell.
struct Said {
    /// What it leaves open, in units so small that all cells of the column are whole.
    range: Interval,
    /// How many of these make one of its own unit.
    per_unit: i128,
    unit: String,
    of: Of,
}

fn read(text: &str, unit: Option<&str>, field: &Field) -> Option<Said> {
    const MILLION: i128 = 1_000_000;
    if let Kind::Number | Kind::Integer = field.kind {
        let exact = Number::parse(text)?.times(MILLION)?;
        return Some(Said {
            range: Interval { low: Some(exact), high: Some(exact) },
            per_unit: MILLION,
            unit: String::new(),
            of: Of::Plain,
        });
    }
    let text = super::cells::with_unit(text, unit);
    match values::exact(&text, None, field)?.ok()? {
        Value::Amount(amount, stage) => Some(Said {
            range: amount.interval(),
            per_unit: amount.unit.fen(),
            unit: amount.unit.name().to_owned(),
            of: Of::Money(stage),
        }),
        Value::Quantity(quantity) => Some(Said {
            range: quantity.interval(),
            per_unit: quantity.unit.factor * quantity.scale.factor() * MILLION,
            unit: format!("{}{}", quantity.scale.word(), quantity.unit.name),
            of: if matches!(quantity.unit.name, "%" | "‰" | "百分点") {
                Of::Share
            } else {
                Of::Things(quantity.unit)
            },
        }),
        Value::Ratio(_) => {
            Some(Said { range: Interval { low: None, high: None }, per_unit: 1, unit: String::new(), of: Of::Share })
        }
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

fn mixed((a_zh, a_en): &(String, String), (b_zh, b_en): &(String, String)) -> Diagnostic {
    let what = text!(
        "{a_zh}和{b_zh}加不到一起，这个合计没有意义",
        "{a_en} and {b_en} cannot be added: the total means nothing"
    );
    Diagnostic::error("data/total", what)
        .help(text!("合计这一格空着，或把它们分成两列", "leave the total empty, or give them columns of their own"))
}

fn shares() -> Diagnostic {
    let what =
        text!("合计里的比例没有核对：比例不能相加", "the share in the total was not checked: shares are not added");
    Diagnostic::new("data/total", Severity::Note, what)
        .help(text!("用原始的数核对它，或空着", "check it with the numbers behind it, or leave it empty"))
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
