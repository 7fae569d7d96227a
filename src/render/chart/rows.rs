//! Bars from zero with their numbers on them, and the ladder of money, which is bars on a line from stage to stage.

use super::pen::{Anchor, Pen};
use super::text::{LINE, SIZE, SMALL, width, wrap};
use super::ticks::{Scale, ticks};
use super::{Column, Extent, Row};

/// How thick a bar is.
const BAR: i32 = 18;
/// Between a bar and its number.
const GAP: i32 = 8;
/// How far an arrow reaches where there is no upper bound.
const ARROW: i32 = 16;
/// The line from stage to stage, and what stands beside it.
const SPINE: i32 = 26;
/// Widest label and widest number beside a bar.
const LABEL: i32 = 200;
const NUMBER: i32 = 200;
/// Widest number beside a bar in a narrow column.
const NARROW_NUMBER: i32 = 150;

/// Where everything stands.
struct Plan {
    column: Column,
    is_ladder: bool,
    /// Where labels begin, and how wide they may be.
    label: (i32, i32),
    /// Where bars begin, and how long they may be.
    bar: (i32, i32),
    /// How wide numbers may be; 0: they stand above their bars.
    number: i32,
    low: i128,
    high: i128,
}

pub(super) fn draw(rows: &[Row], scale: &Scale, is_ladder: bool, column: Column) -> Pen {
    let plan = Plan::of(rows, is_ladder, column);
    let mut pen = Pen::default();
    let mut y = 2;
    let mut nodes: Vec<(i32, bool)> = Vec::new();
    let mut bodies: Vec<(i32, i32)> = Vec::new();
    let mut shapes = Pen::default();
    for row in rows {
        let (node, body, next) = plan.row(&mut shapes, row, y);
        nodes.push((node, row.extent != Extent::Missing));
        bodies.push(body);
        y = next;
    }
    if is_ladder {
        for pair in nodes.windows(2) {
            pen.line("axis", (8, pair[0].0), (8, pair[1].0));
        }
    }
    pen.append(shapes);
    for (node, is_known) in nodes.iter().filter(|_| is_ladder) {
        pen.circle(if *is_known { "node on" } else { "node" }, (8, *node), 6);
    }
    let top = bodies.first().map_or(0, |(top, _)| *top);
    if rows.iter().all(|r| r.extent == Extent::Missing) {
        pen.height = y;
        return pen;
    }
    let bottom = y - 4;
    let zero = plan.x(0);
    match column {
        Column::Wide => pen.line("zero", (zero, top - 3), (zero, bottom)),
        // Labels stand between the bars.
        Column::Narrow => bodies.iter().for_each(|(top, bottom)| pen.line("zero", (zero, top - 2), (zero, bottom + 2))),
    }
    pen.height = plan.axis(&mut pen, scale, bottom);
    pen
}

impl Plan {
    fn of(rows: &[Row], is_ladder: bool, column: Column) -> Plan {
        let all = column.width();
        let left = if is_ladder { SPINE } else { 0 };
        let known = |row: &&Row| row.extent != Extent::Missing;
        let widest = |size: i32, of: &dyn Fn(&Row) -> &str| rows.iter().map(|r| width(of(r), size)).max().unwrap_or(0);
        let numbers = rows.iter().filter(known).map(|r| width(&r.text, SIZE)).max().unwrap_or(0);
        let open = rows.iter().any(|r| matches!(r.extent, Extent::Known { high: None, .. }));
        let arrow = if open { ARROW } else { 0 };
        let (label, bar, number) = match column {
            Column::Wide => {
                let label = widest(SIZE, &|r| &r.label).min(LABEL);
                let number = numbers.min(NUMBER);
                let start = left + label + 14;
                ((left, label), (start, all - start - number - GAP - arrow), number)
            }
            Column::Narrow if numbers <= NARROW_NUMBER => {
                ((left, all - left), (left, all - left - numbers - GAP - arrow), numbers)
            }
            Column::Narrow => ((left, all - left), (left, all - left - arrow), 0),
        };
        let (mut low, mut high) = (0, 0);
        for row in rows {
            let (from, to) = match row.extent {
                Extent::Known { value, low, high } => {
                    (low.unwrap_or(value).min(value), high.unwrap_or(value).max(value))
                }
                Extent::Part(value) => (value, value),
                Extent::Missing => continue,
            };
            (low, high) = (low.min(from), high.max(to));
        }
        if low == high {
            high = 1;
        }
        Plan { column, is_ladder, label, bar, number, low, high }
    }

    /// Where a value stands.
    fn x(&self, value: i128) -> i32 {
        let along = (value - self.low) * i128::from(self.bar.1) / (self.high - self.low);
        self.bar.0 + i32::try_from(along).unwrap_or(0)
    }

    /// Draws a row; the height of its node, top and bottom of its bar, and where the next row begins.
    fn row(&self, pen: &mut Pen, row: &Row, top: i32) -> (i32, (i32, i32), i32) {
        let labels = wrap(&row.label, SIZE, self.label.1);
        let is_missing = row.extent == Extent::Missing;
        let room = if is_missing { self.column.width() - self.bar.0 - 12 } else { self.number };
        let beside = is_missing || self.number > 0;
        let numbers = wrap(&row.text, SIZE, if beside { room } else { self.label.1 });
        let count = |lines: &[String]| i32::try_from(lines.len()).unwrap_or(0);
        let (labelled, numbered) = (count(&labels), count(&numbers));
        let (bar_top, bottom, next);
        let node;
        match self.column {
            Column::Wide => {
                let height = labelled.max(numbered).max(1) * LINE;
                bar_top = top + (height - BAR) / 2;
                bottom = bar_top + BAR;
                node = bar_top + BAR / 2;
                next = top + height + 10;
                self.lines(pen, "label", &labels, self.label.0, top + (height - labelled * LINE) / 2);
            }
            Column::Narrow => {
                let above = labelled + if beside { 0 } else { numbered };
                let height = if beside { numbered.max(1) * LINE } else { BAR + 4 };
                bar_top = top + above * LINE + (height - BAR) / 2;
                bottom = bar_top + BAR;
                node = top + LINE / 2;
                next = top + above * LINE + height + 12;
                self.lines(pen, "label", &labels, self.label.0, top);
                if !beside {
                    self.lines(pen, "number", &numbers, self.label.0, top + labelled * LINE);
                }
            }
        }
        let middle = bar_top + BAR / 2;
        let text_top = middle - numbered * LINE / 2;
        if is_missing {
            let widest = numbers.iter().map(|n| width(n, SIZE)).max().unwrap_or(0);
            if self.is_ladder {
                let height = (numbered * LINE).max(BAR);
                pen.gap((self.bar.0, middle - height / 2), (widest + 12, height));
            }
            let inset = if self.is_ladder { 6 } else { 4 };
            self.lines(pen, "missing", &numbers, self.bar.0 + inset, text_top);
            return (node, (bar_top, bottom), next);
        }
        let end = self.bar(pen, row.extent, bar_top);
        if beside {
            self.lines(pen, "number", &numbers, end + GAP, text_top);
        }
        (node, (bar_top, bottom), next)
    }

    /// Draws the bar; gives where it ends, with what its words leave open.
    fn bar(&self, pen: &mut Pen, extent: Extent, top: i32) -> i32 {
        let zero = self.x(0);
        let (value, bounds, class) = match extent {
            Extent::Known { value, low, high } => (value, Some((low, high)), "bar"),
            Extent::Part(value) => (value, None, "bar part"),
            Extent::Missing => return zero,
        };
        let at = self.x(value);
        // What is more than nothing is seen.
        let length = (at - zero).abs().max(i32::from(value != 0) * 2);
        if length > 0 {
            pen.rect(class, (at.min(zero), top), (length, BAR));
        }
        let mut end = at.max(zero).max(zero + if value > 0 { length } else { 0 });
        let middle = top + BAR / 2;
        match bounds {
            Some((low, None)) => {
                let from = self.x(low.unwrap_or(value)).max(zero);
                let tip = from + ARROW - 2;
                pen.line("open", (from, middle), (tip, middle));
                pen.path("open", &format!("M{} {}L{tip} {middle}L{} {}", tip - 5, middle - 5, tip - 5, middle + 5));
                end = end.max(tip);
            }
            Some((Some(low), Some(high))) if low < high => {
                let (from, to) = (self.x(low), self.x(high));
                pen.line("open", (from, middle), (to, middle));
                for x in [from, to] {
                    pen.line("open", (x, middle - 5), (x, middle + 5));
                }
                end = end.max(to);
            }
            _ => {}
        }
        end
    }

    fn lines(&self, pen: &mut Pen, class: &str, lines: &[String], x: i32, top: i32) {
        let mut y = top + 16;
        for line in lines {
            pen.text(class, SIZE, Anchor::Start, (x, y), line);
            y += LINE;
        }
    }

    /// Ticks below the bars, and their unit; gives the height of the drawing.
    fn axis(&self, pen: &mut Pen, scale: &Scale, y: i32) -> i32 {
        let all = self.column.width();
        pen.line("axis", (self.bar.0, y), (self.bar.0 + self.bar.1, y));
        let base = y + 20;
        let mut end = self.bar.0;
        for (tick, label) in ticks(scale, (self.low, self.high), self.bar.1, |t| width(t, SMALL)) {
            let x = self.x(tick);
            pen.line("axis", (x, y), (x, y + 5));
            let half = width(&label, SMALL) / 2 + 1;
            let at = x.max(half).min(all - half);
            pen.text("tick", SMALL, Anchor::Middle, (at, base), &label);
            end = at + half;
        }
        let unit = width(&scale.name, SMALL);
        if end + 10 + unit <= all {
            pen.text("tick", SMALL, Anchor::End, (all, base), &scale.name);
            return base + 6;
        }
        pen.text("tick", SMALL, Anchor::End, (all, base + 20), &scale.name);
        base + 26
    }
}
