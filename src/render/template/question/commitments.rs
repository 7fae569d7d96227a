//! The board of commitments in words.

use minijinja::value::Value;

use super::{Asked, SHOWN, told};
use crate::model::FieldValue;
use crate::render::block::left;
use crate::render::template::object::{named, or_none};
use crate::render::template::page;
use crate::render::views::question::{Promise, board};
use crate::render::views::{Deadline, Due};

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
        let responsible = same(asked, promises, &["responsible"]);
        let delivery = same(asked, promises, &["delivery", "evidence_level"]);
        named(vec![
            ("code", Value::from(due.code())),
            ("title", title(asked, *due)),
            ("count", Value::from(promises.len())),
            ("responsible", or_none(responsible.map(Value::from))),
            ("delivery", or_none(delivery.map(Value::from))),
            ("rows", Value::from(rows.collect::<Vec<_>>())),
            ("more", Value::from(promises.len().saturating_sub(SHOWN))),
        ])
    });
    out.extend([
        ("today", asked.today()),
        ("total", Value::from(board.total)),
        ("dated", Value::from(board.dated)),
        ("responsible", Value::from(board.responsible)),
        ("moved", Value::from(board.moved)),
        ("counts", Value::from(counts.collect::<Vec<_>>())),
        ("cross", Value::from(rows.collect::<Vec<_>>())),
        ("groups", Value::from(groups.collect::<Vec<_>>())),
    ]);
    for name in ["due_original", "no_deadline_reason", "delivery", "evidence_level"] {
        out.push((name, asked.field_title(name)));
    }
    out.push(("responsible_title", asked.field_title("responsible")));
}

fn title(asked: Asked<'_>, due: Due) -> Value {
    Value::from(asked.writer().word(&format!("due_{}", due.code())))
}

/// What all of several commitments say in some fields, where that is the same: it is said once.
fn same(asked: Asked<'_>, promises: &[Promise], names: &[&str]) -> Option<String> {
    let fields = names.iter().filter_map(|name| asked.schema().fields.iter().position(|f| f.name == *name));
    let fields: Vec<usize> = fields.collect();
    let said = |promise: &Promise| -> Vec<Option<&FieldValue>> {
        fields.iter().map(|f| asked.value(promise.page, asked.collection, *f)).collect()
    };
    let first = said(promises.first()?);
    if promises.len() < 2 || promises.iter().any(|promise| said(promise) != first) {
        return None;
    }
    let writer = asked.writer();
    let words = fields.iter().zip(&first).map(|(field, value)| match value {
        Some(value) => writer.plain(&asked.schema().fields[*field], value),
        None => writer.word("not_filled"),
    });
    Some(words.collect::<Vec<_>>().join(&writer.word("comma")))
}

/// The words that hedge a commitment, in one pair of quotation marks, or none.
fn quoted(asked: Asked<'_>, page: usize) -> Value {
    let bare = asked.text(page, "hedge").map(|words| words.trim_matches(['“', '”', '"', '「', '」']));
    or_none(bare.map(|words| Value::from(asked.writer().filled("hedge", &[("words", words)]))))
}

fn row(asked: Asked<'_>, promise: &Promise) -> Value {
    let page = promise.page;
    named(vec![
        ("page", page::view(asked.world, page)),
        ("hedge", quoted(asked, page)),
        ("original", asked.cell(page, "due_original")),
        ("reason", told(asked.text(page, "no_deadline_reason"))),
        ("moved", moved(asked, promise.deadline)),
        ("standing", Value::from(left(asked.writer(), promise.deadline))),
        ("overdue", Value::from(promise.deadline.due == Due::Overdue)),
        ("responsible", asked.cell(page, "responsible")),
        ("delivery", asked.cell(page, "delivery")),
        ("evidence", asked.cell(page, "evidence_level")),
    ])
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
        None => writer.filled("due_moved_times", &[("n", &times)]),
    };
    let current = deadline.current.map(|when| Value::from(when.text(writer.is_chinese())));
    named(vec![("text", Value::from(text)), ("current", or_none(current))])
}
