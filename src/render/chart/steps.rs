//! Steps in their order: a hollow ring has not come, a dot lies behind, a square with a word is where it stands. With
//! numbers, a ring is filled where there is anybody.

use super::pen::{Anchor, Pen};
use super::text::{LINE, SIZE, SMALL, widest_piece, width, wrap};
use super::{Column, Mark, Step};

/// The line through all steps, from the edge.
const EDGE: i32 = 10;

pub(super) fn draw(steps: &[Step], column: Column) -> Pen {
    let count = i32::try_from(steps.len()).unwrap_or(0).max(1);
    let room = column.width() / count - 8;
    let fits = steps.iter().all(|step| widest_piece(&step.label, SIZE).max(word(step)).max(detail(step)) <= room);
    if column == Column::Wide && fits { across(steps, room) } else { down(steps, column) }
}

/// How wide the word or the number of a step is.
fn word(step: &Step) -> i32 {
    match &step.mark {
        Mark::Here(word) => width(word, SMALL) + 10,
        Mark::Count(number, _) => width(number, SIZE),
        Mark::Passed | Mark::Ahead | Mark::Unknown(_) => 0,
    }
}

/// How wide the widest piece is of what else is said of a step.
fn detail(step: &Step) -> i32 {
    step.detail.as_ref().map_or(0, |detail| widest_piece(detail, SMALL))
}

fn node(pen: &mut Pen, mark: &Mark, (x, y): (i32, i32)) {
    match mark {
        Mark::Here(_) => pen.rect("here", (x - 8, y - 8), (16, 16)),
        Mark::Passed | Mark::Count(_, true) => pen.circle("node on", (x, y), 6),
        Mark::Ahead | Mark::Unknown(_) | Mark::Count(_, false) => pen.circle("node", (x, y), 6),
    }
}

/// The word for "now" in its frame; `x` is the middle of it.
fn now(pen: &mut Pen, word: &str, (x, top): (i32, i32)) {
    let wide = width(word, SMALL) + 8;
    pen.rect("now", (x - wide / 2, top), (wide, LINE));
    pen.text("now", SMALL, Anchor::Middle, (x, top + 16), word);
}

/// Side by side.
fn across(steps: &[Step], room: i32) -> Pen {
    let mut pen = Pen::default();
    let has_counts = steps.iter().any(|s| matches!(s.mark, Mark::Count(..)));
    let y = if has_counts { LINE + 14 } else { 12 };
    let middle = |n: usize| {
        let n = i32::try_from(n).unwrap_or(0);
        n * (room + 8) + (room + 8) / 2
    };
    if steps.len() > 1 {
        pen.line("axis", (middle(0), y), (middle(steps.len() - 1), y));
    }
    let mut bottom = y + 12;
    for (n, step) in steps.iter().enumerate() {
        let x = middle(n);
        node(&mut pen, &step.mark, (x, y));
        if let Mark::Count(number, _) = &step.mark {
            pen.text("number", SIZE, Anchor::Middle, (x, y - 14), number);
        }
        let class =
            if matches!(step.mark, Mark::Ahead | Mark::Unknown(_) | Mark::Count(_, false)) { "quiet" } else { "label" };
        let mut base = y + 30;
        for line in wrap(&step.label, SIZE, room) {
            pen.text(class, SIZE, Anchor::Middle, (x, base), &line);
            base += LINE;
        }
        for line in step.detail.iter().flat_map(|detail| wrap(detail, SMALL, room)) {
            pen.text("quiet", SMALL, Anchor::Middle, (x, base), &line);
            base += LINE;
        }
        let mut end = base - LINE + 6;
        if let Mark::Here(word) = &step.mark {
            now(&mut pen, word, (x, end + 2));
            end += LINE + 4;
        }
        bottom = bottom.max(end);
    }
    pen.height = bottom + 2;
    pen
}

/// One below the other.
fn down(steps: &[Step], column: Column) -> Pen {
    let mut pen = Pen::default();
    let all = column.width();
    let left = EDGE + 18;
    let beside = steps.iter().map(word).max().unwrap_or(0);
    let room = (all - left - beside - 12).max(all / 3);
    let widest =
        steps.iter().flat_map(|s| wrap(&s.label, SIZE, room)).map(|line| width(&line, SIZE)).max().unwrap_or(0);
    let mut shapes = Pen::default();
    let (mut y, mut first, mut last) = (2, None, 0);
    for step in steps {
        let middle = y + LINE / 2;
        node(&mut shapes, &step.mark, (EDGE, middle));
        (first, last) = (first.or(Some(middle)), middle);
        let class =
            if matches!(step.mark, Mark::Ahead | Mark::Unknown(_) | Mark::Count(_, false)) { "quiet" } else { "label" };
        let lines = wrap(&step.label, SIZE, room);
        let mut base = y + 16;
        for line in &lines {
            shapes.text(class, SIZE, Anchor::Start, (left, base), line);
            base += LINE;
        }
        let end = left + lines.first().map_or(0, |line| width(line, SIZE)) + 10;
        match &step.mark {
            Mark::Here(word) => now(&mut shapes, word, (end + (width(word, SMALL) + 8) / 2, y)),
            Mark::Count(number, _) => shapes.text("number", SIZE, Anchor::Start, (left + widest + 12, y + 16), number),
            Mark::Passed | Mark::Ahead | Mark::Unknown(_) => {}
        }
        y += i32::try_from(lines.len()).unwrap_or(0).max(1) * LINE;
        for line in step.detail.iter().flat_map(|detail| wrap(detail, SMALL, all - left)) {
            shapes.text("quiet", SMALL, Anchor::Start, (left, y + 15), &line);
            y += LINE;
        }
        y += 8;
    }
    if let Some(first) = first.filter(|first| *first < last) {
        pen.line("axis", (EDGE, first), (EDGE, last));
    }
    pen.append(shapes);
    pen.height = y;
    pen
}
