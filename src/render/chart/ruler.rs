//! What runs along the foot of a drawing: where a number or a day stands, and the words below.

use super::pen::{Anchor, Pen};
use super::text::{SMALL, width};

/// Places with their words: of several such rows the first is drawn that has room.
pub(in crate::render) type Levels = Vec<Vec<(i128, String)>>;

/// A stretch of a drawing that stands for numbers or days.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ruler {
    /// Where it begins, and how long it is.
    pub(super) left: i32,
    pub(super) length: i32,
    /// What stands at both ends.
    pub(super) low: i128,
    pub(super) high: i128,
}

impl Ruler {
    /// Where a value stands.
    pub(super) fn x(&self, value: i128) -> i32 {
        let span = (self.high - self.low).max(1);
        let value = value.clamp(self.low, self.high);
        self.left + i32::try_from(i128::from(self.length) * (value - self.low) / span).unwrap_or(0)
    }

    /// Draws the line and the words that have room in a drawing of that width; gives the height of the drawing.
    pub(super) fn draw(&self, pen: &mut Pen, levels: &Levels, y: i32, all: i32) -> i32 {
        pen.line("axis", (self.left, y), (self.left + self.length, y));
        let placed = levels.iter().filter_map(|level| self.placed(level, all));
        let Some(best) = placed.max_by_key(Vec::len) else { return y + 10 };
        for (x, at, label) in &best {
            pen.line("axis", (*x, y), (*x, y + 5));
            pen.text("tick", SMALL, Anchor::Middle, (*at, y + 20), label);
        }
        y + 26
    }

    /// Where ticks and their words stand, unless words would lie on one another.
    fn placed<'l>(&self, level: &'l [(i128, String)], all: i32) -> Option<Vec<(i32, i32, &'l str)>> {
        let mut end = i32::MIN;
        let mut out = Vec::new();
        for (value, label) in level.iter().filter(|(value, _)| (self.low..=self.high).contains(value)) {
            let x = self.x(*value);
            let half = (width(label, SMALL) + 1) / 2 + 1;
            let at = x.max(half).min(all - half);
            if at - half < end || half * 2 > all {
                return None;
            }
            end = at + half + 8;
            out.push((x, at, label.as_str()));
        }
        Some(out)
    }
}
