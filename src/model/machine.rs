//! Reads the steps that a collection's records go through.

use super::read::{At, Reader};
use super::schema::{Field, Kind, Machine, Track};
use crate::diagnostic::{Diagnostic, nearest};
use crate::load::keys::{MACHINE, TRACK};
use crate::text;

/// Reads a machine; `None` where it names no field for the state.
pub(super) fn read<'a>(r: &mut Reader<'a>, at: &At<'a>, fields: &[Field]) -> Option<Machine> {
    let entries = r.map(at, MACHINE);
    let mut found = [None; 3];
    for (key, at) in &entries {
        match *key {
            "state" => found[0] = field(r, at, fields),
            "track" => found[1] = field(r, at, fields),
            "evidence" => found[2] = field(r, at, fields),
            _ => {}
        }
    }
    let [state, track, evidence] = found;
    let Some(state) = state else {
        // What is wrong with the field is said already.
        if entries.iter().any(|(key, _)| *key == "state") {
            return None;
        }
        r.problem(
            at,
            Diagnostic::error(
                "content/schema",
                text!("状态机没有写状态字段", "the machine names no field for the state"),
            )
            .help(text!(
                "写 `state: 字段名`，这个字段要有 categories",
                "write `state: FIELD`, a field with categories"
            )),
        );
        return None;
    };
    let mut machine = Machine { track, state, evidence, tracks: Vec::new() };
    let mut only = Track::default();
    for (key, at) in &entries {
        match *key {
            "tracks" => {
                for (word, at) in r.entries(at).unwrap_or_default() {
                    let Some(track) = machine.track else {
                        let problem =
                            text!("分了各类，但没有写类别字段", "there are tracks, but no field for the track");
                        let mend = text!(
                            "写 `track: 字段名`，这个字段要有 categories",
                            "write `track: FIELD`, a field with categories"
                        );
                        r.problem(&at, Diagnostic::error("content/schema", problem).help(mend));
                        break;
                    };
                    let number = choice(r, &at, &word, &fields[track]);
                    let mut one = Track { track: number, ..Track::default() };
                    for (key, at) in r.map(&at, TRACK) {
                        part(r, key, &at, &machine, fields, &mut one);
                    }
                    machine.tracks.push(one);
                }
            }
            "steps" | "side" => part(r, key, at, &machine, fields, &mut only),
            _ => {}
        }
    }
    if !only.steps.is_empty() {
        machine.tracks.push(only);
    }
    Some(machine)
}

fn part<'a>(r: &mut Reader<'a>, key: &str, at: &At<'a>, machine: &Machine, fields: &[Field], track: &mut Track) {
    let state = &fields[machine.state];
    if key == "evidence" {
        let Some(evidence) = machine.evidence.map(|e| &fields[e]) else {
            let problem =
                text!("写了证据下限，但没有写证据字段", "there are floors of evidence, but no field for the evidence");
            let mend = text!(
                "写 `evidence: 字段名`，这个字段要有 categories",
                "write `evidence: FIELD`, a field with categories"
            );
            return r.problem(at, Diagnostic::error("content/schema", problem).help(mend));
        };
        for (word, at) in r.entries(at).unwrap_or_default() {
            let level = r.text(&at).unwrap_or_default();
            if let (Some(state), Some(level)) = (choice(r, &at, &word, state), choice(r, &at, &level, evidence)) {
                track.floors.push((state, level));
            }
        }
        return;
    }
    let states: Vec<usize> = r.texts(at).into_iter().filter_map(|(word, at)| choice(r, &at, &word, state)).collect();
    if key == "side" {
        track.side = states;
    } else {
        track.steps = states;
    }
}

fn field(r: &mut Reader<'_>, at: &At<'_>, fields: &[Field]) -> Option<usize> {
    let word = r.text(at)?;
    let found = fields.iter().position(|f| f.words().any(|w| w == word));
    match found.map(|i| &fields[i].kind) {
        Some(Kind::Choice(_)) => found,
        Some(_) => {
            r.problem(
                at,
                Diagnostic::error(
                    "content/schema",
                    text!("字段“{word}”没有 categories", "the field `{word}` has no categories"),
                )
                .help(text!(
                    "给这个字段写 `categories: [...]`，或换一个有取值的字段",
                    "give it `categories: [...]`, or name a field that has them"
                )),
            );
            None
        }
        None => {
            r.unknown_key(at, &word, fields.iter().map(|f| f.name.as_str()));
            None
        }
    }
}

fn choice(r: &mut Reader<'_>, at: &At<'_>, word: &str, field: &Field) -> Option<usize> {
    let Kind::Choice(choices) = &field.kind else {
        return None;
    };
    let found = choices.iter().position(|c| c.value == word || c.label.all().any(|l| l == word));
    if found.is_none() {
        let name = &field.name;
        let problem = Diagnostic::error(
            "content/schema",
            text!("字段“{name}”的取值里没有“{word}”", "`{word}` is no category of the field `{name}`"),
        );
        let near = nearest(word, choices.iter().map(|c| c.value.as_str()));
        r.problem(
            at,
            match near {
                Some(near) => problem.help(text!("是不是“{near}”？", "did you mean `{near}`?")),
                None => {
                    let all: Vec<&str> = choices.iter().map(|c| c.value.as_str()).collect();
                    let (zh, en) = (all.join("、"), all.join(", "));
                    problem.help(text!("可用：{zh}", "one of: {en}"))
                }
            },
        );
    }
    found
}
