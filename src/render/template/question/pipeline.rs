//! The pipeline in words.

use minijinja::value::Value;

use super::{Asked, linked};
use crate::model::words;
use crate::render::template::checks;
use crate::render::template::object::{named, or_none};
use crate::render::views::question::{Line, Step, Sum, pipeline};

/// Records of one step that are named.
const NAMED: usize = 12;

/// `view` of a pipeline.
pub(super) fn answer(asked: Asked<'_>, out: &mut Vec<(&'static str, Value)>) {
    let found = pipeline(&asked.world.site, &asked.world.views, asked.collection, asked.language);
    let lines = found.lines.iter().enumerate().map(|(nth, line)| of_line(asked, nth, line));
    let lines: Vec<Value> = lines.collect();
    out.extend([
        ("total", Value::from(found.total)),
        ("lines", Value::from(lines)),
        ("elsewhere", Value::from(found.elsewhere.len())),
        ("stated", checks::stated(asked.world, asked.collection, asked.language)),
    ]);
}

fn of_line(asked: Asked<'_>, nth: usize, line: &Line) -> Value {
    let schema = asked.schema();
    let tag = asked.writer().tag();
    let title = schema.machine.as_ref().and_then(|m| m.track).zip(line.track);
    let title = title.map(|(field, choice)| asked.writer().choice(&schema.fields[field], choice));
    let amounts = line.amounts.iter().zip(&line.sums).filter(|(_, sum)| sum.known > 0);
    let amounts = amounts.map(|(field, _)| Value::from(schema.fields[*field].title.get(tag)));
    let state = schema.machine.as_ref().map(|m| &schema.fields[m.state]);
    let ahead = line.ahead.iter().filter_map(|choice| Some(Value::from(asked.writer().choice(state?, *choice))));
    let steps = line.steps.iter().map(|step| of_step(asked, line, step));
    named(vec![
        ("nth", Value::from(nth + 1)),
        ("title", Value::from(title.unwrap_or(schema.title.get(tag)))),
        ("total", Value::from(line.total)),
        ("unknown", Value::from(line.unknown.len())),
        ("below", Value::from(line.below)),
        ("amounts", Value::from(amounts.collect::<Vec<_>>())),
        ("steps", Value::from(steps.collect::<Vec<_>>())),
        ("sums", sums(asked, line, &line.sums, true)),
        ("ahead", Value::from(ahead.collect::<Vec<_>>())),
    ])
}

fn of_step(asked: Asked<'_>, line: &Line, step: &Step) -> Value {
    let title = asked.schema().machine.as_ref().map(|m| &asked.schema().fields[m.state]);
    let title = title.map_or("", |field| asked.writer().choice(field, step.state));
    named(vec![
        ("title", Value::from(title)),
        ("count", Value::from(step.pages.len())),
        ("pages", Value::from(step.pages.iter().take(NAMED).map(|p| linked(asked, *p)).collect::<Vec<_>>())),
        ("more", Value::from(step.pages.len().saturating_sub(NAMED))),
        ("reached", or_none(step.reached.map(Value::from))),
        ("sums", sums(asked, line, &step.sums, false)),
        // Where none stands, or none has gone on, it is said elsewhere.
        (
            "reached_sums",
            match step.reached {
                Some(reached) if !step.pages.is_empty() && reached > step.pages.len() => {
                    sums(asked, line, &step.reached_sums, false)
                }
                _ => Value::from(Vec::<Value>::new()),
            },
        ),
    ])
}

/// Sums in words: `{title, text, known, silent}`; `text` is none where nothing is stated. An amount that no record of the
/// track states is told once, of `all`.
fn sums(asked: Asked<'_>, line: &Line, sums: &[Sum], all: bool) -> Value {
    let one = |(sum, field): (&Sum, &usize)| {
        let field = &asked.schema().fields[*field];
        let text = sum.value.as_ref().map(|v| words(&asked.world.site, field, v, asked.language).into_owned());
        named(vec![
            ("title", Value::from(field.title.get(asked.writer().tag()))),
            ("text", or_none(text.map(Value::from))),
            ("known", Value::from(sum.known)),
            ("silent", Value::from(sum.silent)),
        ])
    };
    let told = sums.iter().zip(&line.amounts).zip(&line.sums).filter(|(_, of_line)| all || of_line.known > 0);
    Value::from(told.map(|(each, _)| one(each)).collect::<Vec<_>>())
}
