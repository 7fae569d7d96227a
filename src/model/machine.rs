//! Reads the steps that a collection's records go through.

use super::read::{At, Reader};
use super::schema::{Field, Kind, Machine, Track};
use super::schema_read::no_field;
use crate::diagnostic::{Diagnostic, nearest};
use crate::load::keys::{MACHINE, TRACK};
use crate::text;

/// Reads a machine; `None` where it names no field for the state.
pub(super) fn read<'a>(r: &mut Reader<'a>, at: &At<'a>, fields: &[Field]) -> Option<Machine> {
    let told = r.problems.len();
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
    let names_evidence = entries.iter().any(|(key, _)| *key == "evidence");
    for (key, at) in &entries {
        match *key {
            "tracks" => {
                for (word, at) in r.entries(at).unwrap_or_default() {
                    let Some(track) = machine.track else {
                        // What is wrong with the field is said already.
                        if entries.iter().any(|(key, _)| *key == "track") {
                            break;
                        }
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
                    if number.is_some() && machine.tracks.iter().any(|t| t.track == number) {
                        r.problem(&at, twice(&word));
                        continue;
                    }
                    let told = r.problems.len();
                    for (key, at) in r.map(&at, TRACK) {
                        // What is wrong with the field is said already.
                        if key != "evidence" || machine.evidence.is_some() || !names_evidence {
                            part(r, key, &at, &machine, fields, &mut one);
                        }
                    }
                    falling(r, &at, &one, fields, &machine);
                    if one.steps.is_empty() && r.problems.len() == told {
                        r.problem(&at, no_steps());
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
    } else if machine.tracks.is_empty() && r.problems.len() == told {
        r.problem(at, no_steps());
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
    for (word, at) in r.texts(at) {
        let Some(found) = choice(r, &at, &word, state) else { continue };
        if track.steps.contains(&found) || track.side.contains(&found) {
            r.problem(&at, twice(&word));
        } else if key == "side" {
            track.side.push(found);
        } else {
            track.steps.push(found);
        }
    }
}

/// Where a later step needs less evidence than one before it, which holds for all after it.
fn falling<'a>(r: &mut Reader<'a>, at: &At<'a>, track: &Track, fields: &[Field], machine: &Machine) {
    let level = |step: &usize| track.floors.iter().find(|(state, _)| state == step).map(|(_, level)| *level);
    let floors: Vec<(usize, usize)> = track.steps.iter().filter_map(|s| Some((*s, level(s)?))).collect();
    let Some(pair) = floors.windows(2).find(|pair| pair[0].1 > pair[1].1) else { return };
    let Kind::Choice(states) = &fields[machine.state].kind else { return };
    let [before, after] = [pair[0].0, pair[1].0].map(|state| states[state].value.as_str());
    let what = text!(
        "证据下限往下降：到了“{after}”要的比“{before}”还低",
        "the floor of evidence falls: `{after}` needs less than `{before}` before it"
    );
    r.problem(
        at,
        Diagnostic::error("content/schema", what).help(text!(
            "下限对以后各步都有效：后面的只能相同或更高，相同的不用写",
            "a floor holds for all steps after it: later ones may be the same, which need not be written, or higher"
        )),
    );
}

fn twice(word: &str) -> Diagnostic {
    let what = text!("“{word}”写了两次", "`{word}` stands here twice");
    Diagnostic::error("content/schema", what).help(text!(
        "每个状态只在步骤或旁支里写一次，每一类只写一次",
        "a state stands once, among the steps or beside them, and each track once"
    ))
}

fn no_steps() -> Diagnostic {
    Diagnostic::error("content/schema", text!("没有写步骤", "there are no steps")).help(text!(
        "写 `steps: [先, 后]`，按先后列出状态",
        "write `steps: [FIRST, SECOND]`, the states in their order"
    ))
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
            r.key_problem(at, || no_field(&word, fields));
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
