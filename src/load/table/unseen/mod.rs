//! What a spreadsheet program does not show: the hidden rows and columns of a workbook's sheets, and of ODS its merged
//! cells. The crate that reads cells does not tell, so the parts of the file are read once more, and only for this.

mod ods;
mod xls;
mod xlsx;
pub(in crate::load) mod zipped;

/// Rows and columns of a sheet that are not shown, as ranges from 0 with both ends.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Unseen {
    rows: Vec<(u32, u32)>,
    columns: Vec<(u32, u32)>,
    /// Merged cells of an ODS file: the first and the last of each, as row and column from 0.
    pub(super) merges: Vec<((u32, u32), (u32, u32))>,
}

impl Unseen {
    pub(super) fn hides_nothing(&self) -> bool {
        self.rows.is_empty() && self.columns.is_empty()
    }

    pub(super) fn hides_row(&self, row: u32) -> bool {
        holds(&self.rows, row)
    }

    pub(super) fn hides_column(&self, column: u32) -> bool {
        holds(&self.columns, column)
    }

    /// With its ranges in order and apart, whatever the order in which they were found.
    fn sorted(mut self) -> Self {
        for ranges in [&mut self.rows, &mut self.columns] {
            ranges.sort_unstable();
            for (from, to) in std::mem::take(ranges) {
                Unseen::add(ranges, from, to);
            }
        }
        self
    }

    /// Adds a range, to the last one where it goes on.
    fn add(ranges: &mut Vec<(u32, u32)>, from: u32, to: u32) {
        match ranges.last_mut() {
            Some(last) if from >= last.0 && from <= last.1.saturating_add(1) => last.1 = last.1.max(to),
            _ => ranges.push((from, to)),
        }
    }
}

/// Whether one of some ranges, in order and apart, holds a number.
fn holds(ranges: &[(u32, u32)], number: u32) -> bool {
    let before = ranges.partition_point(|(from, _)| *from <= number);
    before.checked_sub(1).is_some_and(|last| number <= ranges[last].1)
}

/// A workbook, to be asked for its sheets by their order.
pub(super) enum Book<'a> {
    /// Sheets are parts of their own, read when asked for.
    Xlsx(xlsx::Parts<'a>),
    /// All sheets stand in one part.
    Whole(Vec<Unseen>),
    /// Nothing is hidden or merged in any sheet.
    Shown,
}

impl<'a> Book<'a> {
    /// `None` where it cannot be told.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return xls::read(bytes).map(Book::Whole);
        }
        let mut archive = zipped::Archive::open(bytes)?;
        match ods::read(&mut archive) {
            Some(sheets) if sheets.is_empty() => Some(Book::Shown),
            Some(sheets) => Some(Book::Whole(sheets)),
            None => xlsx::Parts::find(archive).map(Book::Xlsx),
        }
    }

    /// What is hidden in the nth sheet.
    pub(super) fn sheet(&mut self, order: usize) -> Option<Unseen> {
        let found = match self {
            Book::Xlsx(parts) => parts.sheet(order)?,
            Book::Shown => Unseen::default(),
            Book::Whole(sheets) => std::mem::take(sheets.get_mut(order)?),
        };
        Some(found.sorted())
    }
}

#[cfg(test)]
mod tests {
    use super::Unseen;

    #[test]
    fn ranges_grow_together() {
        let mut unseen = Unseen::default();
        for (from, to) in [(7, 9), (2, 2), (3, 3), (8, 8), (11, 11)] {
            Unseen::add(&mut unseen.rows, from, to);
        }
        let unseen = unseen.sorted();
        assert_eq!(unseen.rows, [(2, 3), (7, 9), (11, 11)]);
        let hidden: Vec<u32> = (0..13).filter(|row| unseen.hides_row(*row)).collect();
        assert_eq!(hidden, [2, 3, 7, 8, 9, 11]);
    }
}
