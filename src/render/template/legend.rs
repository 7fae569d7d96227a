//! `legend`: the states, levels of evidence and stages of money that the site's collections know, as their schemas say.

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::value::Value;

use super::Writer;
use super::object::{named, or_none};
use super::world::World;
use crate::model::{Field, Kind, Machine, Schema, Track};
use crate::value::Stage;

/// The whole legend; none where no collection has anything of the kind.
pub(super) fn all(world: &Arc<World>, language: usize) -> Value {
    let writer = Writer { world, language };
    let collections = &world.site.collections;
    let machines: Vec<Value> =
        collections.iter().filter_map(|schema| Some(machine(writer, schema, schema.machine.as_ref()?))).collect();
    let (evidence, stages) = (evidence(writer, collections), stages(writer, collections));
    let is_there = !machines.is_empty() || !evidence.is_empty() || !stages.is_empty();
    or_none(is_there.then(|| {
        named(vec![
            ("machines", Value::from(machines)),
            ("evidence", Value::from(evidence)),
            ("stages", Value::from(stages)),
        ])
    }))
}

/// The steps of a collection, of each of its tracks.
fn machine(writer: Writer<'_>, schema: &Schema, machine: &Machine) -> Value {
    let state = &schema.fields[machine.state];
    let titles = |choices: &[usize]| choices.iter().map(|c| Value::from(writer.choice(state, *c))).collect::<Vec<_>>();
    let track = |track: &Track| {
        let title = track.track.zip(machine.track).map(|(choice, field)| writer.choice(&schema.fields[field], choice));
        let floor = |(state_choice, level): &(usize, usize)| {
            let field = &schema.fields[machine.evidence?];
            Some(named(vec![
                ("state", Value::from(writer.choice(state, *state_choice))),
                ("evidence", Value::from(writer.choice(field, *level))),
            ]))
        };
        named(vec![
            ("title", or_none(title.map(Value::from))),
            ("steps", Value::from(titles(&track.steps))),
            ("side", Value::from(titles(&track.side))),
            ("floors", Value::from(track.floors.iter().filter_map(floor).collect::<Vec<_>>())),
        ])
    };
    named(vec![
        ("title", Value::from(schema.title.get(writer.tag()))),
        ("field", Value::from(state.title.get(writer.tag()))),
        ("tracks", Value::from(machine.tracks.iter().map(track).collect::<Vec<_>>())),
    ])
}

/// Levels of evidence, once for all collections whose levels are the same.
fn evidence(writer: Writer<'_>, collections: &[Schema]) -> Vec<Value> {
    let mut found: Vec<(&Field, Vec<String>, Vec<&str>)> = Vec::new();
    for schema in collections {
        let of_machine = schema.machine.as_ref().and_then(|machine| machine.evidence.map(|at| &schema.fields[at]));
        let field = of_machine.or_else(|| schema.fields.iter().find(|field| field.name == "evidence_level"));
        let Some(field) = field else { continue };
        let Kind::Choice(choices) = &field.kind else { continue };
        let levels: Vec<String> = (0..choices.len()).map(|c| writer.choice(field, c).to_string()).collect();
        let title = schema.title.get(writer.tag());
        match found.iter_mut().find(|(_, known, _)| *known == levels) {
            Some((.., titles)) => titles.push(title),
            None => found.push((field, levels, vec![title])),
        }
    }
    let one = |(field, levels, titles): (&Field, Vec<String>, Vec<&str>)| {
        let titles: Vec<Value> = titles.into_iter().map(Value::from).collect();
        named(vec![
            ("title", Value::from(field.title.get(writer.tag()))),
            ("text", Value::from(field.description.get(writer.tag()))),
            ("levels", Value::from(levels)),
            ("collections", Value::from(titles)),
        ])
    };
    found.into_iter().map(one).collect()
}

/// The stages of money that fields stand for, in their order.
fn stages(writer: Writer<'_>, collections: &[Schema]) -> Vec<Value> {
    fn gather(fields: &[Field], used: &mut BTreeSet<&'static str>) {
        for field in fields {
            match &field.kind {
                Kind::Amount { stage: Some(stage), .. } => {
                    used.insert(stage.code());
                }
                Kind::Items(inner) => gather(inner, used),
                _ => {}
            }
        }
    }
    let mut used = BTreeSet::new();
    collections.iter().for_each(|schema| gather(&schema.fields, &mut used));
    let chinese = writer.world.site.config.languages[writer.language].is_chinese();
    Stage::all().filter(|stage| used.contains(stage.code())).map(|stage| Value::from(stage.text(chinese))).collect()
}
