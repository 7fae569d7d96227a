//! Tables of documents that visitors can download: whom they name beside what is sensitive, and what stands over their numbers.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::boxes::boxed;
use super::carriers::Sheaf;
use super::digits::{FEWEST, value};
use super::grids::Grid;
use super::headed::over;
use super::tables::of_document;
use crate::diagnostic::Place;
use crate::load::SourceFile;
use crate::load::attached::{Inside, Table};
use crate::load::table::{is_table, trimmed_text};

/// What stands over texts of cells, by their order in the file, and whether that names a unit.
pub(super) type Heads = BTreeMap<usize, (String, bool)>;

/// Looks through the tables of a document.
pub(super) fn tables(file: &SourceFile, inside: &Inside, out: &mut Sheaf) -> Heads {
    let mut heads = Heads::new();
    // Sheets are read by their cells.
    if is_table(&file.path) {
        return heads;
    }
    let in_cells =
        |index: usize| inside.tables.iter().any(|table| table.rows.iter().flatten().flatten().any(|t| *t == index));
    for table in &inside.tables {
        let grid = grid(inside, table);
        let titles = || titles(file, inside, table.before, &in_cells);
        out.named.extend(of_document(file, &grid, titles));
        out.leaks.extend(boxed(&grid, |_, _| Place::file(file.path.clone())));
        for (row, cells) in table.rows.iter().enumerate() {
            for (column, texts) in cells.iter().enumerate() {
                // Most cells have no number that is long enough.
                let is_long = |index: &usize| inside.pieces[*index].1.chars().filter_map(value).count() >= FEWEST;
                let said = if texts.iter().any(is_long) { over(&grid, row, column) } else { None };
                heads.extend(said.iter().flat_map(|said| texts.iter().map(|text| (*text, said.clone()))));
            }
        }
    }
    heads
}

fn grid<'t>(inside: &'t Inside, table: &Table) -> Grid<'t> {
    let text = |index: &usize| trimmed_text(&inside.pieces[*index].1);
    let cell = |texts: &Vec<usize>| match &texts[..] {
        [one] => Cow::Borrowed(text(one)),
        all => Cow::Owned(all.iter().map(text).collect()),
    };
    Grid { rows: table.rows.iter().map(|row| row.iter().map(cell).collect()).collect(), ..Grid::default() }
}

/// What stands over a table: the lines before it, and the name of the file.
fn titles(file: &SourceFile, inside: &Inside, before: usize, in_cells: &dyn Fn(usize) -> bool) -> Vec<String> {
    /// Lines that may be a title and what belongs to it, and bytes of a title at most.
    const LINES: usize = 4;
    const LONGEST: usize = 120;
    let lines =
        (0..before).rev().take(LINES).take_while(|index| !in_cells(*index)).map(|index| &inside.pieces[index].1);
    let titles = lines.filter(|line| line.len() <= LONGEST && !line.contains(['。', '，', '；'])).cloned();
    let name = file.path.rsplit('/').next().unwrap_or_default();
    titles.chain([name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()]).collect()
}
