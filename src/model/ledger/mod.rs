//! Ledgers: sheets of workbooks and CSV files whose rows are records, or the small records of an array.
//!
//! A sheet is bound once: its header row is found by the names of its columns, what stands above it holds for all rows
//! (`单位：万元`, `截至：…`, `来源：…`), totals are checked and left out. After that a row is a map from the names of its
//! columns to what its cells say, and is read like an entry of a YAML file; only its places are cells.

mod bind;
mod cells;
mod header;
mod hidden;
mod totals;

pub(super) use bind::{Child, bind};

use self::cells::Shape;
use crate::diagnostic::{Diagnostic, Place};
use crate::load::parse::yaml::{Node, Scalar, Step};
use crate::load::table::{Cell, CellKind, Sheet};

/// A sheet whose columns are known.
#[derive(Debug)]
pub struct Ledger {
    /// The sheet.
    pub sheet: Sheet,
    /// Its place among the sheets of its file.
    pub order: usize,
    columns: Vec<Column>,
    /// Whether all of its header is understood; what a column stands for that is not, nobody knows.
    whole: bool,
    /// What stands above the header and holds for all rows.
    common: Vec<(&'static str, String)>,
}

/// A column of a ledger.
#[derive(Debug)]
struct Column {
    /// Its place in the sheet, from 0.
    index: usize,
    /// The key or field that it stands for.
    name: String,
    /// The unit of numbers without one.
    unit: Option<String>,
    /// Whether numbers in it lack a unit, which has been said of its header.
    unitless: bool,
    /// What its cells are.
    shape: Shape,
}

impl Ledger {
    /// What a row says, as a map, and what is wrong with its cells.
    pub(super) fn node(&self, row: usize) -> (Node, Vec<Diagnostic>) {
        let mut entries = Vec::with_capacity(self.columns.len() + self.common.len());
        let mut problems = Vec::new();
        for column in &self.columns {
            match self.cell(row, column).map(|cell| cells::node(cell, column)) {
                Some(Ok(Some(node))) if column.shape != Shape::Owner => entries.push((column.name.clone(), node)),
                Some(Err(problem)) => problems.push(problem.at(self.sheet.place(row, column.index))),
                _ => {}
            }
        }
        for (name, text) in &self.common {
            if !entries.iter().any(|(n, _)| n == name) {
                let node = if *name == "sources" { cells::sources(text) } else { scalar(text) };
                entries.push(((*name).to_owned(), node));
            }
        }
        (Node::Map(entries), problems)
    }

    /// The cell of a row and column, if there is something in it.
    fn cell(&self, row: usize, column: &Column) -> Option<&Cell> {
        self.sheet.rows[row].cells.get(column.index).filter(|cell| cell.kind != CellKind::Blank)
    }

    fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|c| c.name == name)
    }

    /// Whether there is something in the cell of a row under that name, or may be: in a column of which nobody knows what
    /// it stands for.
    pub(super) fn has(&self, row: usize, name: &str) -> bool {
        let is_common = self.common.iter().any(|(common, _)| *common == name);
        self.column(name).map_or(!self.whole, |column| self.cell(row, column).is_some()) || is_common
    }

    /// What the cell of a row says under that name.
    pub(super) fn text(&self, row: usize, name: &str) -> Option<&str> {
        let cell = self.column(name).and_then(|column| self.cell(row, column));
        cell.filter(|cell| !matches!(cell.kind, CellKind::Wrong(_))).map(|cell| cell.text.as_str())
    }

    /// The place of what is read by a path of keys and indexes.
    pub(super) fn step_place(&self, row: usize, at: &[Step]) -> Place {
        self.place(row, at.iter().find_map(|s| if let Step::Key(k) = s { Some(k.as_str()) } else { None }))
    }

    /// The place of a cell; of a row as a whole its first column.
    pub(super) fn place(&self, row: usize, name: Option<&str>) -> Place {
        let column = name.and_then(|n| self.column(n)).or(self.column("id")).or(self.columns.first());
        self.sheet.place(row, column.map_or(0, |c| c.index))
    }
}

fn scalar(text: &str) -> Node {
    Node::Scalar(Scalar { text: text.to_owned(), bool: None })
}
