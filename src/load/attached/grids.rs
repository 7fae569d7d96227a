//! Tables of documents: which of their texts stand in which cell.

use crate::load::table::zipped::Attributes;

/// A table of a document: its texts by their order in the file.
#[derive(Debug, Default)]
pub struct Table {
    /// How many texts stand before it.
    pub before: usize,
    /// The texts of each cell, row by row; a cell over several columns is there for each.
    pub rows: Vec<Vec<Vec<usize>>>,
}

/// Columns at most that one cell takes up.
const SPAN: usize = 50;

/// Tables at most that are within one another, and cells of all of them.
const DEEPEST: usize = 20;
const MOST: usize = 500_000;

/// Cells at most of a row that is no form by itself.
const BOXES: usize = 2;

/// Reads the elements of tables, whichever program writes them.
#[derive(Debug, Default)]
pub(super) struct Tables {
    open: Vec<Open>,
    cells: usize,
    pub done: Vec<Table>,
}

#[derive(Debug, Default)]
struct Open {
    table: Table,
    /// The cell that is open, and over how many columns it goes.
    cell: Option<(Vec<usize>, usize)>,
}

impl Tables {
    /// An element begins; so many texts stand before it.
    pub(super) fn start(&mut self, name: &str, attributes: &Attributes<'_>, texts: usize) {
        if matches!(name, "tbl" | "table") && self.open.len() < DEEPEST {
            self.open.push(Open { table: Table { before: texts, rows: Vec::new() }, cell: None });
            return;
        }
        let Some(own) = self.open.last_mut() else { return };
        match name {
            "tr" | "table-row" => own.table.rows.push(Vec::new()),
            "tc" | "table-cell" | "covered-table-cell" => own.cell = Some((Vec::new(), 1)),
            "gridSpan" => {
                if let (Some((_, span)), Some(columns)) = (&mut own.cell, attributes.number("val")) {
                    *span = usize::try_from(columns).unwrap_or(SPAN).clamp(1, SPAN);
                }
            }
            _ => {}
        }
    }

    /// An element ends; the texts in it have been seen.
    pub(super) fn end(&mut self, name: &str) {
        match name {
            "tbl" | "table" => {
                let table = self.open.pop().map(|own| own.table);
                self.done.extend(
                    table.filter(|table| table.rows.len() > 1 || table.rows.iter().any(|row| row.len() > BOXES)),
                );
            }
            "tc" | "table-cell" | "covered-table-cell" => {
                let Some(own) = self.open.last_mut() else { return };
                let cell = own.cell.take().filter(|_| self.cells < MOST);
                if let (Some((texts, span)), Some(row)) = (cell, own.table.rows.last_mut()) {
                    row.extend((0..span).map(|_| texts.clone()));
                    self.cells += span;
                }
            }
            _ => {}
        }
    }

    /// A text was met.
    pub(super) fn text(&mut self, index: usize) {
        if let Some((texts, _)) = self.open.last_mut().and_then(|own| own.cell.as_mut()) {
            texts.push(index);
        }
    }

    /// The part ends: what is open in it is no table.
    pub(super) fn close(&mut self) {
        self.open.clear();
    }
}
