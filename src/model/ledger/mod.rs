//! Ledgers: sheets of workbooks and CSV files whose rows are records, or the small records of an array.
//!
//! A sheet is bound once: its header row is found by the names of its columns, what stands above it holds for all rows
//! (`单位：万元`, `截至：…`, `来源：…`), totals are checked and left out. After that a row is a map from the names of its
//! columns to what its cells say, and is read like an entry of a YAML file; only its places are cells.

mod above;
mod attached;
mod bind;
mod cells;
mod header;
mod hidden;
mod rows;
mod running;
mod shown;
mod totals;

pub(super) use attached::untold;
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
    /// The column without which nothing is a record.
    must: &'static str,
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
    /// Whether its values are sums of something, so that one over several rows is none of each.
    is_sum: bool,
    /// Whether they are plain numbers.
    is_number: bool,
    /// What its cells are.
    shape: Shape,
}

impl Column {
    /// Whether its values have digits: sums, shares, dates and plain numbers.
    fn is_measured(&self) -> bool {
        self.is_sum || self.is_number || matches!(self.shape, Shape::Date | Shape::Share)
    }
}

impl Ledger {
    /// What a row says, as a map, and what is wrong with its cells.
    pub(super) fn node(&self, row: usize) -> (Node, Vec<Diagnostic>) {
        let mut entries = Vec::with_capacity(self.columns.len() + self.common.len());
        let mut problems = Vec::new();
        for column in &self.columns {
            if let Some(problem) = self.spread(row, column) {
                problems.push(problem);
            }
            let Some(cell) = self.cell(row, column) else { continue };
            match cells::node(cell, column) {
                Ok(Some(node)) if column.shape != Shape::Owner => entries.push((column.name.clone(), node)),
                // What a merged cell hands down is said where it stands.
                Err(problem) if !cell.merged => problems.push(problem.at(self.sheet.place(row, column.index))),
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

    /// What to say of a sum whose cell is merged over several rows, at the first of them.
    fn spread(&self, row: usize, column: &Column) -> Option<Diagnostic> {
        let cell = self.cell(row, column).filter(|cell| column.is_sum && !cell.merged && cells::is_value(cell))?;
        let below = self.sheet.rows[row + 1..].iter();
        let last =
            below.take_while(|r| r.cells.get(column.index).is_some_and(|c| c.merged && c.text == cell.text)).last()?;
        Some(
            cells::spread(&cell.text, self.sheet.rows[row].number, last.number).at(self.sheet.place(row, column.index)),
        )
    }

    /// Whether the cell at a path of keys and indexes is a part of a merged one that begins above it: what is wrong with it
    /// is said there.
    pub(super) fn is_copy(&self, row: usize, at: &[Step]) -> bool {
        let name = at.iter().find_map(|s| if let Step::Key(k) = s { Some(k.as_str()) } else { None });
        let column = name.and_then(|name| self.column(name));
        column.and_then(|column| self.cell(row, column)).is_some_and(|cell| cell.merged)
    }

    /// The cell of a row and column, if there is something in it.
    fn cell(&self, row: usize, column: &Column) -> Option<&Cell> {
        self.sheet.rows[row].cells.get(column.index).filter(|cell| cell.kind != CellKind::Blank)
    }

    /// Its columns: place in the sheet from 0, key or field, and whether its values are sums, shares, dates or numbers.
    pub fn columns(&self) -> impl Iterator<Item = (usize, &str, bool)> {
        self.columns.iter().map(|c| (c.index, c.name.as_str(), c.is_measured()))
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
