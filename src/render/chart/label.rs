//! What rows are called: beside them in a wide drawing, above them in a narrow one.

use super::Column;
use super::pen::{Anchor, Pen};
use super::text::{LINE, SIZE, width, wrap};

/// Widest label beside a row.
const WIDEST: i32 = 220;

/// How wide labels may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label {
    column: Column,
    room: i32,
}

impl Label {
    /// For rows that are called so.
    pub(super) fn of<'l>(labels: impl Iterator<Item = &'l str>, column: Column) -> Label {
        let room = match column {
            Column::Wide => {
                let lines = labels.flat_map(|label| wrap(label, SIZE, WIDEST));
                lines.map(|line| width(&line, SIZE)).max().unwrap_or(0)
            }
            Column::Narrow => column.width(),
        };
        Label { column, room }
    }

    /// Where what is beside them begins.
    pub(super) fn end(self) -> i32 {
        if self.column == Column::Wide { self.room + 12 } else { 0 }
    }

    pub(super) fn wrap(self, label: &str) -> Vec<String> {
        wrap(label, SIZE, self.room)
    }

    /// Writes lines of a label from a height on.
    pub(super) fn write(self, pen: &mut Pen, lines: &[String], top: i32) {
        for (n, line) in (0..).zip(lines) {
            pen.text("label", SIZE, Anchor::Start, (0, top + 16 + n * LINE), line);
        }
    }
}
