//! Problems and their measures in words.

use minijinja::value::Value;

use super::{Asked, SHOWN, linked, told};
use crate::render::block::left;
use crate::render::template::object::named;
use crate::render::template::page;
use crate::render::views::Due;
use crate::render::views::question::{Answer, Problem, Promise, problems};

/// Causes and measures of one problem that are named.
const NAMED: usize = 20;

/// `view` of problems.
pub(super) fn answer(asked: Asked<'_>, out: &mut Vec<(&'static str, Value)>) {
    let found = problems(&asked.world.site, &asked.world.views, asked.collection, asked.language);
    let counts = Answer::ALL.into_iter().filter_map(|answer| {
        let count = found.iter().filter(|p| p.answer == answer).count();
        let title = asked.writer().word(&format!("answer_{}", answer.code()));
        (count > 0).then(|| {
            let title = ("title", Value::from(title));
            named(vec![("code", Value::from(answer.code())), title, ("count", Value::from(count))])
        })
    });
    let counts: Vec<Value> = counts.collect();
    let unanswered = found.iter().filter(|p| matches!(p.answer, Answer::Nothing | Answer::Reason)).count();
    let rows = found.iter().take(SHOWN).map(|problem| row(asked, problem));
    out.extend([
        ("total", Value::from(found.len())),
        ("unanswered", Value::from(unanswered)),
        ("counts", Value::from(counts)),
        ("rows", Value::from(rows.collect::<Vec<_>>())),
        ("more", Value::from(found.len().saturating_sub(SHOWN))),
    ]);
}

fn row(asked: Asked<'_>, problem: &Problem) -> Value {
    let site = &asked.world.site;
    let rec = asked.world.views.said(site, problem.page);
    let causes = rec.map_or_else(Vec::new, |rec| match rec.given("causes") {
        crate::check::Given::Known(values) => values.iter().take(NAMED).filter_map(text).map(Value::from).collect(),
        _ => Vec::new(),
    });
    let measures = problem.measures.iter().take(NAMED).map(|m| measure(asked, m));
    named(vec![
        ("page", page::view(asked.world, problem.page)),
        ("answer", Value::from(problem.answer.code())),
        ("causes", Value::from(causes)),
        ("causes_cell", asked.cell(problem.page, "causes")),
        ("state", asked.cell(problem.page, "state")),
        ("due", asked.cell(problem.page, "due")),
        ("responsible", asked.cell(problem.page, "responsible")),
        ("reason", asked.cell(problem.page, "no_action_reason")),
        ("note", told(asked.text(problem.page, "note"))),
        ("measures", Value::from(measures.collect::<Vec<_>>())),
        ("more", Value::from(problem.measures.len().saturating_sub(NAMED))),
    ])
}

fn measure(asked: Asked<'_>, promise: &Promise) -> Value {
    named(vec![
        ("page", linked(asked, promise.page)),
        ("standing", Value::from(left(asked.writer(), promise.deadline))),
        ("overdue", Value::from(promise.deadline.due == Due::Overdue)),
        ("delivery", asked.cell(promise.page, "delivery")),
    ])
}

fn text(value: &crate::model::Value) -> Option<&str> {
    if let crate::model::Value::Text(text) = value { Some(text) } else { None }
}
