//! What is due when: a row each, on a line of days on which the site's date is drawn. A ring is a day, a box a month or
//! the like, a bar up to a stop a latest day, a broken box what the words leave open; a filled square is overdue.

use super::pen::{Anchor, Pen};
use super::ruler::{Levels, Ruler};
use super::text::{LINE, SIZE, SMALL, width, wrap};
use super::{Column, Label};

/// Deadlines, in days from the site's date.
#[derive(Debug, Clone)]
pub(in crate::render) struct Timeline {
    pub(in crate::render) rows: Vec<Due>,
    /// The site's date, in words.
    pub(in crate::render) today: String,
    pub(in crate::render) levels: Levels,
}

/// A deadline.
#[derive(Debug, Clone)]
pub(in crate::render) struct Due {
    pub(in crate::render) label: String,
    /// What is left, in words.
    pub(in crate::render) text: String,
    /// The earliest and the latest day that may be the last.
    pub(in crate::render) days: (i32, i32),
    pub(in crate::render) shape: Shape,
}

/// What a deadline looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Shape {
    /// It has passed.
    Late,
    /// A day.
    Day,
    /// A stretch of time, within which it is met.
    Span,
    /// So long, and no longer.
    Until,
    /// Which of its days is the last is not said.
    Unclear,
}

/// Widest words for what is left.
const WORDS: i32 = 170;
const NARROW_WORDS: i32 = 128;
/// How thick marks are, and how far they reach beyond their day.
const MARK: i32 = 14;
const REACH: i32 = 8;

pub(super) fn draw(timeline: &Timeline, column: Column) -> Pen {
    let all = column.width();
    let rows = &timeline.rows;
    let most = if column == Column::Wide { WORDS } else { NARROW_WORDS };
    let words = rows.iter().flat_map(|r| wrap(&r.text, SIZE, most)).map(|line| width(&line, SIZE)).max().unwrap_or(0);
    let label = Label::of(rows.iter().map(|r| r.label.as_str()), column);
    let left = label.end() + REACH;
    let low = rows.iter().map(|r| r.days.0).min().unwrap_or(0).min(0);
    let high = rows.iter().map(|r| r.days.1 + 1).max().unwrap_or(0).max(1);
    let ruler = Ruler {
        left,
        length: (all - left - words - 2 * REACH - 4).max(40),
        low: i128::from(low),
        high: i128::from(high),
    };
    let x = |day: i32| ruler.x(i128::from(day));
    let mut pen = Pen::default();
    let (now, half) = (x(0), width(&timeline.today, SMALL) / 2 + 2);
    pen.text("now", SMALL, Anchor::Middle, (now.max(half).min(all - half), 16), &timeline.today);
    let mut shapes = Pen::default();
    let (mut y, mut lines) = (LINE + 6, Vec::new());
    for row in rows {
        let labels = label.wrap(&row.label);
        let words = wrap(&row.text, SIZE, most);
        let count = |lines: &[String]| i32::try_from(lines.len()).unwrap_or(0).max(1);
        let (labelled, worded) = (count(&labels), count(&words));
        let (top, height) = if column == Column::Wide {
            label.write(&mut shapes, &labels, y);
            (y, labelled.max(worded) * LINE)
        } else {
            label.write(&mut shapes, &labels, y);
            (y + labelled * LINE, worded * LINE)
        };
        let middle = top + if column == Column::Wide { LINE / 2 } else { height / 2 };
        let end = mark(&mut shapes, row, middle, x);
        let text_top = if column == Column::Wide { top } else { middle - worded * LINE / 2 };
        let class = if row.shape == Shape::Late { "late" } else { "number" };
        for (n, line) in (0..).zip(&words) {
            shapes.text(class, SIZE, Anchor::Start, (end + REACH, text_top + 16 + n * LINE), line);
        }
        lines.push((top - 2, top + height + 2));
        y = top + height + 10;
    }
    match column {
        Column::Wide => pen.line("today", (now, LINE), (now, y)),
        // Labels stand between the rows.
        Column::Narrow => lines.iter().for_each(|(top, bottom)| pen.line("today", (now, *top), (now, *bottom))),
    }
    pen.append(shapes);
    pen.height = ruler.draw(&mut pen, &timeline.levels, y, all);
    pen
}

/// Draws a mark; gives where it ends.
fn mark(pen: &mut Pen, row: &Due, y: i32, x: impl Fn(i32) -> i32) -> i32 {
    let (from, to) = row.days;
    let top = y - MARK / 2;
    let now = x(0);
    let stop = |pen: &mut Pen, at: i32| pen.line("open", (at, top), (at, top + MARK));
    match row.shape {
        Shape::Late => {
            let at = x(to);
            pen.line("late", (at, y), (now, y));
            pen.rect("late", (at - 6, y - 6), (12, 12));
            now.max(at + 6)
        }
        Shape::Day => {
            pen.circle("dot open", (x(to), y), 6);
            x(to) + 6
        }
        Shape::Span => {
            let (from, to) = (x(from), x(to + 1));
            pen.rect("span", (from, top), ((to - from).max(6), MARK));
            to.max(from + 6).max(now)
        }
        Shape::Until => {
            let at = x(to + 1);
            pen.line("open", (now, y), (at, y));
            stop(pen, at);
            at
        }
        Shape::Unclear => {
            let (from, to) = (x(from.max(0)), x(to + 1));
            pen.line("open", (now, y), (from, y));
            stop(pen, from);
            pen.gap((from, top), ((to - from).max(6), MARK));
            to.max(from + 6)
        }
    }
}
