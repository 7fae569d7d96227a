//! Observations of one indicator over time: a dot is an exact number, a ring one that its words leave open, with a line for
//! how far; an arrow has no upper end. Points are joined only where they can be compared, and from three on; where the
//! method changed, a broken line stands between.

use super::pen::{Anchor, Pen};
use super::ruler::{Levels, Ruler};
use super::text::{SIZE, SMALL, width};
use super::ticks::{Scale, ticks};
use super::{Column, Extent};

/// Observations in their order.
#[derive(Debug, Clone)]
pub(in crate::render) struct Series {
    pub(in crate::render) points: Vec<Point>,
    /// Runs of points that are joined: the first and the last.
    pub(in crate::render) runs: Vec<(usize, usize)>,
    /// Where the method changed, and the words for it.
    pub(in crate::render) breaks: Vec<i128>,
    pub(in crate::render) break_word: String,
    pub(in crate::render) targets: Vec<Target>,
    pub(in crate::render) scale: Scale,
    pub(in crate::render) levels: Levels,
}

/// An observation.
#[derive(Debug, Clone)]
pub(in crate::render) struct Point {
    /// When, as a number of days.
    pub(in crate::render) at: i128,
    /// The number, in words.
    pub(in crate::render) text: String,
    pub(in crate::render) extent: Extent,
}

/// What was to be reached.
#[derive(Debug, Clone)]
pub(in crate::render) struct Target {
    pub(in crate::render) at: i128,
    pub(in crate::render) text: String,
    pub(in crate::render) value: i128,
}

/// Height of the plot.
const HEIGHT: i32 = 190;
/// Where the plot begins, and where it ends.
const TOP: i32 = 56;
const BOTTOM: i32 = TOP + HEIGHT;
/// How far an arrow reaches.
const ARROW: i32 = 20;
/// How far a target reaches to both sides.
const REACH: i32 = 22;
/// A box that something covers: left, right, top and bottom.
type Covered = (i32, i32, i32, i32);

/// The numbers at the left.
struct Rise {
    top: i32,
    low: i128,
    high: i128,
}

impl Rise {
    fn y(&self, value: i128) -> i32 {
        let span = (self.high - self.low).max(1);
        let value = value.clamp(self.low, self.high);
        self.top + i32::try_from(i128::from(HEIGHT) * (self.high - value) / span).unwrap_or(0)
    }
}

pub(super) fn draw(series: &Series, column: Column) -> Pen {
    let all = column.width();
    let mut pen = Pen::default();
    let reached = |point: &Point| match point.extent {
        Extent::Known { value, low, high } => vec![value, low.unwrap_or(value), high.unwrap_or(value)],
        Extent::Part(value) => vec![value],
        Extent::Missing => Vec::new(),
    };
    let values = series.points.iter().flat_map(reached).chain(series.targets.iter().map(|t| t.value));
    let (low, high) = values.fold((0, 0), |(low, high), v| (v.min(low), v.max(high)));
    // The unit and the words for breaks stand above, and a line for numbers at the highest points.
    let rise = Rise { top: TOP, low, high: high.max(low + 1) };
    if !series.scale.name.is_empty() {
        pen.text("tick", SMALL, Anchor::Start, (0, 14), &series.scale.name);
    }
    let marks = ticks(&series.scale, (rise.low, rise.high), HEIGHT, |_| 24);
    let wide = marks.iter().map(|(_, label)| width(label, SMALL)).max().unwrap_or(0);
    let left = wide + 8;
    for (value, label) in &marks {
        let y = rise.y(*value);
        pen.line(if *value == 0 { "zero" } else { "grid" }, (left, y), (all, y));
        pen.text("tick", SMALL, Anchor::End, (wide, y + 5), label);
    }
    let times = || series.points.iter().map(|p| p.at).chain(series.targets.iter().map(|t| t.at));
    let (first, last) = (times().min().unwrap_or(0), times().max().unwrap_or(0));
    let inset = 30;
    let ruler = Ruler { left: left + inset, length: all - left - 2 * inset, low: first, high: last.max(first + 1) };
    let mut covered: Vec<Covered> = Vec::new();
    breaks(&mut pen, series, &ruler, rise.top, &mut covered);
    targets(&mut pen, series, &ruler, &rise, (left, all), &mut covered);
    let place = |point: &Point| match point.extent {
        Extent::Known { value, .. } | Extent::Part(value) => Some((ruler.x(point.at), rise.y(value))),
        Extent::Missing => None,
    };
    for (from, to) in &series.runs {
        let run = series.points.get(*from..=*to).unwrap_or_default();
        let path: Vec<String> = run.iter().filter_map(place).map(|(x, y)| format!("{x} {y}")).collect();
        pen.path("series", &format!("M{}", path.join("L")));
    }
    let drawn: Vec<Option<Mark>> = series
        .points
        .iter()
        .map(|p| {
            let (x, y) = place(p)?;
            let (top, bottom) = point(&mut pen, p, (x, y), &rise);
            Some(Mark { x, y, top, bottom })
        })
        .collect();
    covered.extend(drawn.iter().flatten().map(|m| (m.x - 5, m.x + 5, m.top, m.bottom)));
    let pieces = pieces(series, &drawn);
    target_words(&mut pen, series, (&ruler, &rise), (left, all), &pieces, &mut covered);
    numbers(&mut pen, series, &drawn, (left, all), &pieces, &mut covered);
    pen.height = ruler.draw(&mut pen, &series.levels, rise.top + HEIGHT, all);
    pen
}

/// Where a point is drawn, and from where to where with what its words leave open.
#[derive(Debug, Clone, Copy)]
struct Mark {
    x: i32,
    y: i32,
    top: i32,
    bottom: i32,
}

/// Draws a point with what its words leave open; gives its top and its bottom.
fn point(pen: &mut Pen, point: &Point, (x, y): (i32, i32), rise: &Rise) -> (i32, i32) {
    let (mut top, mut bottom, mut is_open) = (y - 5, y + 5, false);
    match point.extent {
        Extent::Known { low, high: None, .. } => {
            let from = low.map_or(y, |low| rise.y(low));
            let tip = from - ARROW;
            pen.line("open", (x, from), (x, tip));
            pen.path("open", &format!("M{} {}L{x} {tip}L{} {}", x - 5, tip + 5, x + 5, tip + 5));
            (top, bottom, is_open) = (tip, bottom.max(from), true);
        }
        Extent::Known { low: Some(low), high: Some(high), .. } if low < high => {
            let (from, to) = (rise.y(low), rise.y(high));
            pen.line("open", (x, from), (x, to));
            for y in [from, to] {
                pen.line("open", (x - 5, y), (x + 5, y));
            }
            (top, bottom, is_open) = (top.min(to), bottom.max(from), true);
        }
        _ => {}
    }
    pen.circle(if is_open { "dot open" } else { "dot" }, (x, y), 5);
    (top, bottom)
}

/// The lines between points.
fn pieces(series: &Series, drawn: &[Option<Mark>]) -> Vec<(Mark, Mark)> {
    let mark = |n: usize| drawn.get(n).copied().flatten();
    let of = |(from, to): &(usize, usize)| (*from..*to).filter_map(|n| Some((mark(n)?, mark(n + 1)?)));
    series.runs.iter().flat_map(of).collect()
}

/// Numbers at their points, where nothing else stands and no line runs: above, or in a valley below, else beside. The last
/// one comes first and has the most places to choose from; those that have no room stand in the table.
fn numbers(
    pen: &mut Pen,
    series: &Series,
    drawn: &[Option<Mark>],
    (left, all): (i32, i32),
    pieces: &[(Mark, Mark)],
    covered: &mut Vec<Covered>,
) {
    let last = drawn.len().saturating_sub(1);
    let order = std::iter::once(last).chain((0..last).take(1)).chain(1..last);
    for n in order {
        let (Some(point), Some(Some(mark))) = (series.points.get(n), drawn.get(n)) else { continue };
        let half = width(&point.text, SIZE) / 2 + 2;
        let (above, below) = (mark.top - 6, mark.bottom + SIZE + 2);
        let next = |n: Option<usize>| n.and_then(|n| drawn.get(n).copied().flatten());
        let is_valley = [next(n.checked_sub(1)), next(Some(n + 1))].iter().flatten().all(|m| m.y < mark.y);
        let bases = if is_valley { [below, above] } else { [above, below] };
        let mut places: Vec<(i32, i32)> =
            bases.into_iter().flat_map(|base| [0, half - 8, 8 - half].map(|shift| (shift, base))).collect();
        let side = (mark.y + 5).min(BOTTOM - 5);
        places.extend([(-half - 7, side), (half + 7, side)]);
        if n == last {
            // What the line comes to is looked for first, and wherever there is room for its number.
            places.extend([1, 2, 3].into_iter().flat_map(|k| [(0, above - 18 * k), (-half - 7, side - 18 * k)]));
        }
        let places: Vec<(i32, i32, Covered)> = places
            .into_iter()
            .map(|(shift, base)| {
                let at = (mark.x + shift).max(left + half).min(all - half);
                (at, base, (at - half, at + half, base - SIZE + 2, base + 3))
            })
            .collect();
        let is_free = |own: Covered| {
            let is_alone = covered.iter().all(|other| apart(own, *other));
            is_alone && !pieces.iter().any(|p| runs_through(own, *p)) && own.0 >= left && own.2 >= 0 && own.3 < BOTTOM
        };
        let free = places.iter().find(|(.., own)| is_free(*own));
        if let Some((at, base, own)) = free {
            pen.text("number", SIZE, Anchor::Middle, (*at, *base), &point.text);
            covered.push(*own);
        }
    }
}

fn apart(a: Covered, b: Covered) -> bool {
    a.1 <= b.0 || b.1 <= a.0 || a.3 <= b.2 || b.3 <= a.2
}

/// Whether the line between two points runs through a box.
fn runs_through(own: Covered, (a, b): (Mark, Mark)) -> bool {
    let (from, to) = (own.0.max(a.x), own.1.min(b.x));
    let y = |x: i32| a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x).max(1);
    from <= to && {
        let (low, high) = (y(from).min(y(to)), y(from).max(y(to)));
        low < own.3 && own.2 < high + 2
    }
}

fn breaks(pen: &mut Pen, series: &Series, ruler: &Ruler, top: i32, covered: &mut Vec<Covered>) {
    let all = ruler.left + ruler.length;
    let half = width(&series.break_word, SMALL) / 2 + 2;
    let mut end = i32::MIN;
    for at in &series.breaks {
        let x = ruler.x(*at);
        pen.line("break", (x, top - 22), (x, top + HEIGHT));
        covered.push((x - 2, x + 2, top - 22, top + HEIGHT));
        let middle = x.max(half).min(all - half);
        if middle - half > end {
            pen.text("tick", SMALL, Anchor::Middle, (middle, top - 26), &series.break_word);
            covered.push((middle - half, middle + half, top - 26 - SMALL, top - 22));
            end = middle + half;
        }
    }
}

/// Targets: short lines at their times. A target of one period says nothing of the others.
fn targets(
    pen: &mut Pen,
    series: &Series,
    ruler: &Ruler,
    rise: &Rise,
    (left, all): (i32, i32),
    covered: &mut Vec<Covered>,
) {
    for target in &series.targets {
        let (x, y) = (ruler.x(target.at), rise.y(target.value));
        let (from, to) = ((x - REACH).max(left), (x + REACH).min(all));
        pen.line("target", (from, y), (to, y));
        covered.push((from, to, y - 2, y + 2));
    }
}

/// The words of targets: above their lines, below, or beside, where nothing else stands.
fn target_words(
    pen: &mut Pen,
    series: &Series,
    (ruler, rise): (&Ruler, &Rise),
    (left, all): (i32, i32),
    pieces: &[(Mark, Mark)],
    covered: &mut Vec<Covered>,
) {
    for target in &series.targets {
        let (x, y) = (ruler.x(target.at), rise.y(target.value));
        let half = width(&target.text, SMALL) / 2 + 2;
        let beside = REACH + half + 2;
        for (shift, base) in
            [(0, y - 5), (0, y + SMALL + 4), (-beside, y + 5), (beside, y + 5), (0, y - 7), (0, y - 12)]
        {
            let middle = (x + shift).max(left + half).min(all - half);
            let own = (middle - half, middle + half, base - SMALL - 1, base + 3);
            let is_free =
                covered.iter().all(|other| apart(own, *other)) && !pieces.iter().any(|p| runs_through(own, *p));
            if is_free && own.0 >= left && own.3 < BOTTOM {
                pen.text("target", SMALL, Anchor::Middle, (middle, base), &target.text);
                covered.push(own);
                break;
            }
        }
    }
}
