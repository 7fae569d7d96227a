//! The board of commitments in words.

use minijinja::value::Value;

use super::{Asked, SHOWN};
use crate::render::template::object::{named, or_none};
use crate::render::template::page;
use crate::render::views::question::{Deadline, Due, Promise, board};

/// `view` of commitments.
pub(super) fn answer(asked: Asked<'_>, out: &mut Vec<(&'static str, Value)>) {
    let site = &asked.world.site;
    let board = board(site, &asked.world.views, asked.collection, asked.language);
    // That nothing is overdue is worth saying.
    let shown: Vec<Due> = Due::ALL.into_iter().filter(|d| *d == Due::Overdue || board.count(*d) > 0).collect();
    let counts = shown.iter().map(|due| {
        named(vec![
            ("code", Value::from(due.code())),
            ("title", title(asked, *due)),
            ("count", Value::from(board.count(*due))),
        ])
    });
    let rows = board.cross.iter().map(|cross| {
        let counts = shown.iter().map(|due| Value::from(cross.counts[*due as usize]));
        named(vec![
            ("delivery", asked.choice("delivery", cross.state[0])),
            ("evidence", asked.choice("evidence_level", cross.state[1])),
            ("counts", Value::from(counts.collect::<Vec<_>>())),
            ("total", Value::from(cross.counts.iter().sum::<usize>())),
        ])
    });
    let groups = board.groups.iter().map(|(due, promises)| {
        let rows = promises.iter().take(SHOWN).map(|promise| row(asked, promise));
        named(vec![
            ("code", Value::from(due.code())),
            ("title", title(asked, *due)),
            ("count", Value::from(promises.len())),
            ("rows", Value::from(rows.collect::<Vec<_>>())),
            ("more", Value::from(promises.len().saturating_sub(SHOWN))),
        ])
    });
    out.extend([
        ("today", asked.today()),
        ("whole", Value::from(board.groups.iter().all(|(_, list)| list.len() <= SHOWN))),
        ("total", Value::from(board.total)),
        ("dated", Value::from(board.dated)),
        ("responsible", Value::from(board.responsible)),
        ("moved", Value::from(board.moved)),
        ("counts", Value::from(counts.collect::<Vec<_>>())),
        ("cross", Value::from(rows.collect::<Vec<_>>())),
        ("groups", Value::from(groups.collect::<Vec<_>>())),
    ]);
    for name in ["due_original", "delivery", "evidence_level"] {
        out.push((name, asked.field_title(name)));
    }
    out.push(("responsible_title", asked.field_title("responsible")));
}

fn title(asked: Asked<'_>, due: Due) -> Value {
    Value::from(asked.writer().word(&format!("due_{}", due.code())))
}

fn row(asked: Asked<'_>, promise: &Promise) -> Value {
    let page = promise.page;
    named(vec![
        ("page", page::view(asked.world, page)),
        ("hedge", asked.text(page, "hedge")),
        ("original", asked.cell(page, "due_original")),
        ("reason", asked.text(page, "no_deadline_reason")),
        ("moved", moved(asked, promise.deadline)),
        ("standing", Value::from(standing(asked, promise.deadline))),
        ("overdue", Value::from(promise.deadline.due == Due::Overdue)),
        ("responsible", asked.cell(page, "responsible")),
        ("delivery", asked.cell(page, "delivery")),
        ("evidence", asked.cell(page, "evidence_level")),
    ])
}

/// How a deadline stands, with its days.
pub(super) fn standing(asked: Asked<'_>, deadline: Deadline) -> String {
    let writer = asked.writer();
    let days = deadline.days.filter(|_| matches!(deadline.due, Due::Soon | Due::Later));
    match (deadline.late(), days) {
        (Some(late), _) => writer.filled("due_days_late", &[("n", &late.to_string())]),
        (None, Some((first, last))) if first == last => writer.filled("due_days_left", &[("n", &last.to_string())]),
        (None, Some((first, last))) => {
            let first = first.max(0).to_string();
            writer.filled("due_days_between", &[("a", &first), ("b", &last.to_string())])
        }
        (None, None) => writer.word(&format!("due_{}", deadline.due.code())),
    }
}

/// How often a deadline was changed, to when, and by how many days; or none.
fn moved(asked: Asked<'_>, deadline: Deadline) -> Value {
    if deadline.moved == 0 {
        return Value::from(());
    }
    let writer = asked.writer();
    let times = deadline.moved.to_string();
    let days = deadline.shift.map(|days| (days, days.unsigned_abs().to_string()));
    let text = match &days {
        Some((days, d)) if *days >= 0 => writer.filled("due_moved_later", &[("n", &times), ("d", d)]),
        Some((_, d)) => writer.filled("due_moved_earlier", &[("n", &times), ("d", d)]),
        None => writer.filled("due_moved", &[("n", &times)]),
    };
    let current = deadline.current.map(|when| Value::from(when.text(writer.is_chinese())));
    named(vec![("text", Value::from(text)), ("current", or_none(current))])
}
