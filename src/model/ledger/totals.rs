//! Rows that are no records: totals, which are checked, and notes below the table.

use super::cells::{is_unknown, wrong as wrong_cell};
use super::{Column, Ledger};
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::table::{Cell, CellKind};
use crate::model::schema::{Field, Kind};
use crate::model::site::Value;
use crate::model::values;
use crate::text;
use crate::value::{Interval, Number, is_id};

/// What a row below the header is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    Record,
    /// 合计, 总计: of all records above.
    Total,
    /// 小计: of the records since the last one.
    Subtotal,
    /// A note, or the header once more.
    Nothing,
    /// Another header, or a line that belongs above one: another table begins.
    OtherTable,
    /// A single value in the column of that index of the sheet, which makes no record.
    Stray(usize),
}

/// How the notes below a table begin.
const NOTES: [&str; 20] = [
    "注：",
    "注:",
    "备注",
    "说明",
    "填表",
    "制表",
    "审核",
    "单位负责人",
    "填报",
    "复核",
    "负责人",
    "分管领导",
    "经办",
    "联系人",
    "联系电话",
    "日期：",
    "日期:",
    "盖章",
    "（盖章",
    "单位（盖章",
];

/// What a row is, by its first cell.
pub(super) fn kind(ledger: &Ledger, header: usize, row: usize) -> RowKind {
    let cells = &ledger.sheet.rows[row].cells;
    // It held a running number.
    if cells.iter().all(|c| c.kind == CellKind::Blank) {
        return RowKind::Nothing;
    }
    let mut filled = cells.iter().filter(|c| c.kind != CellKind::Blank && !c.merged);
    let first: String =
        filled.next().map_or(String::new(), |c| c.text.chars().filter(|c| !c.is_whitespace()).collect());
    // A total has no title of its own; 小计 may be the name of a river.
    let titled = ledger
        .column("title")
        .and_then(|title| ledger.cell(row, title))
        .is_some_and(|cell| cell.text.chars().filter(|c| !c.is_whitespace()).collect::<String>() != first);
    match first.trim_end_matches(['：', ':']) {
        _ if titled => {}
        "合计" | "总计" | "共计" | "总和" | "累计" => return RowKind::Total,
        "小计" => return RowKind::Subtotal,
        _ => {}
    }
    if ledger.sheet.rows[row].cells == ledger.sheet.rows[header].cells {
        return RowKind::Nothing;
    }
    let names_id = ledger.text(row, "id").is_some_and(|text| matches!(text, "编号" | "id"));
    if names_id || ["单位：", "单位:", "截至：", "截至:"].iter().any(|line| first.starts_with(line)) {
        return RowKind::OtherTable;
    }
    let is_alone = filled.next().is_none();
    let id = ledger.column("id").and_then(|id| ledger.cell(row, id));
    // 填表人：… is no id, whatever else stands in its row.
    let may_be_note = is_alone || id.is_none_or(|id| !is_id(&id.text));
    if may_be_note && NOTES.iter().any(|n| first.starts_with(n)) {
        return RowKind::Nothing;
    }
    if is_alone { lonely(ledger, row) } else { RowKind::Record }
}

/// What a row with a single value is: of the columns of a record one is not enough.
fn lonely(ledger: &Ledger, row: usize) -> RowKind {
    let is_full = |c: &Cell| c.kind != CellKind::Blank;
    let cells = &ledger.sheet.rows[row].cells;
    let index = cells.iter().position(|c| is_full(c) && !c.merged);
    let handed_down = cells.iter().any(|c| is_full(c) && c.merged);
    let (Some(index), Some(id), false) = (index, ledger.column("id"), handed_down) else { return RowKind::Record };
    match ledger.columns.iter().find(|c| c.index == index) {
        // Its column is one that nobody knows, which has been told.
        None => RowKind::Nothing,
        // A title may be made of other fields, and there may be none.
        Some(column) if column.index == id.index && ledger.column("title").is_none() => RowKind::Record,
        Some(_) => RowKind::Stray(index),
    }
}

/// Checks a total against the rows that it sums.
pub(super) fn check(ledger: &Ledger, total: usize, rows: &[usize], fields: &[Field], problems: &mut Vec<Diagnostic>) {
    for column in &ledger.columns {
        let Some(field) = fields.iter().find(|f| f.name == column.name && is_counted(f)) else { continue };
        let Some(stated) = ledger.cell(total, column).filter(|_| !column.unitless) else { continue };
        let place = || ledger.sheet.place(total, column.index);
        if let CellKind::Wrong(fault) = stated.kind {
            problems.push(wrong_cell(fault, &stated.text).at(place()));
            continue;
        }
        let Some(said) = read(&stated.text, column, field) else {
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
            match read(&cell.text, column, field).and_then(|r| sum.plus(r.range)) {
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

fn read(text: &str, column: &Column, field: &Field) -> Option<Said> {
    const MILLION: i128 = 1_000_000;
    if let Kind::Number | Kind::Integer = field.kind {
        let exact = Number::parse(text)?.times(MILLION)?;
        return Some(Said {
            range: Interval { low: Some(exact), high: Some(exact) },
            per_unit: MILLION,
            unit: String::new(),
        });
    }
    let text = super::cells::with_unit(text, column.unit.as_deref());
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
