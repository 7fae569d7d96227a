//! Two values of each row on one line: a ring is the first, a dot the second, and the words say how far they are apart. A
//! box is a stretch of time: the day is not known.

use super::pen::{Anchor, Pen};
use super::ruler::{Levels, Ruler};
use super::text::{LINE, SIZE, SMALL, width, wrap};
use super::ticks::{Scale, ticks};
use super::{Column, Label};

/// Two values of each row.
#[derive(Debug, Clone)]
pub(in crate::render) struct Pairs {
    pub(in crate::render) rows: Vec<Pair>,
    pub(in crate::render) foot: Foot,
}

/// What runs along the foot.
#[derive(Debug, Clone)]
pub(in crate::render) enum Foot {
    /// Numbers from zero.
    Numbers(Scale),
    /// Days.
    Days(Levels),
}

/// A row.
#[derive(Debug, Clone)]
pub(in crate::render) struct Pair {
    pub(in crate::render) label: String,
    /// How far both are apart, or which is not known, in words.
    pub(in crate::render) text: String,
    /// What each may be, least and most; `None`: not known.
    pub(in crate::render) ends: [Option<(i128, i128)>; 2],
}

/// Widest words at the mark.
const WORDS: i32 = 180;
const NARROW_WORDS: i32 = 136;
/// How far a mark reaches.
const REACH: i32 = 7;

pub(super) fn draw(pairs: &Pairs, column: Column) -> Pen {
    let all = column.width();
    let rows = &pairs.rows;
    let most = if column == Column::Wide { WORDS } else { NARROW_WORDS };
    let is_drawn = |row: &Pair| row.ends.iter().any(Option::is_some);
    let words = rows.iter().filter(|r| is_drawn(r)).flat_map(|r| wrap(&r.text, SIZE, most));
    let words = words.map(|line| width(&line, SIZE)).max().unwrap_or(0);
    let label = Label::of(rows.iter().map(|r| r.label.as_str()), column);
    let left = label.end() + REACH + 1;
    let values = || rows.iter().flat_map(|r| r.ends.iter().flatten());
    let is_number = matches!(pairs.foot, Foot::Numbers(_));
    let (low, high) = (values().map(|e| e.0).min().unwrap_or(0), values().map(|e| e.1).max().unwrap_or(0));
    let (low, high) = if is_number { (low.min(0), high.max(0)) } else { (low, high) };
    let ruler = Ruler { left, length: (all - left - words - 3 * REACH).max(40), low, high: high.max(low + 1) };
    let mut pen = Pen::default();
    let mut y = 2;
    for row in rows {
        let labels = label.wrap(&row.label);
        let room = if is_drawn(row) { most } else { all - left };
        let lines = wrap(&row.text, SIZE, room);
        let count = |lines: &[String]| i32::try_from(lines.len()).unwrap_or(0).max(1);
        label.write(&mut pen, &labels, y);
        let (top, height) = match column {
            Column::Wide => (y, count(&labels).max(count(&lines)) * LINE),
            Column::Narrow => (y + count(&labels) * LINE, count(&lines) * LINE),
        };
        let middle = top + LINE / 2;
        let end = marks(&mut pen, row, middle, &ruler);
        let (class, x) = end.map_or(("missing", left), |end| ("number", end + 8));
        for (n, line) in (0..).zip(&lines) {
            pen.text(class, SIZE, Anchor::Start, (x, top + 16 + n * LINE), line);
        }
        y = top + height + 10;
    }
    pen.height = y;
    if rows.iter().any(is_drawn) {
        pen.height = foot(&mut pen, &pairs.foot, &ruler, y, all);
    }
    pen
}

/// The line below, with its words and its unit; gives the height of the drawing.
fn foot(pen: &mut Pen, foot: &Foot, ruler: &Ruler, y: i32, all: i32) -> i32 {
    match foot {
        Foot::Days(levels) => ruler.draw(pen, levels, y, all),
        Foot::Numbers(scale) => {
            let level = ticks(scale, (ruler.low, ruler.high), ruler.length, |t| width(t, SMALL));
            let height = ruler.draw(pen, &vec![level], y, all);
            pen.text("tick", SMALL, Anchor::End, (all, height + 14), &scale.name);
            height + 20
        }
    }
}

/// Draws both marks; gives where they end, or none where there are none.
fn marks(pen: &mut Pen, row: &Pair, y: i32, ruler: &Ruler) -> Option<i32> {
    let middle = |(low, high): (i128, i128)| i32::midpoint(ruler.x(low), ruler.x(high));
    if let [Some(a), Some(b)] = row.ends {
        pen.line("link", (middle(a), y), (middle(b), y));
    }
    let mut end = None;
    // The ring is larger, so that both are seen where they agree.
    for (value, [span, dot], radius) in
        [(row.ends[0], ["span", "dot open"], REACH), (row.ends[1], ["span on", "dot"], 4)]
    {
        let Some((low, high)) = value else { continue };
        let (from, to) = (ruler.x(low), ruler.x(high));
        if to - from > 2 * radius {
            pen.rect(span, (from, y - radius), (to - from, 2 * radius));
            end = end.max(Some(to));
        } else {
            let at = middle((low, high));
            pen.circle(dot, (at, y), radius);
            end = end.max(Some(at + radius));
        }
    }
    end
}
