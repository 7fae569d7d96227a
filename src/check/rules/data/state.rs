//! `data/state`: states belong to the track of their record.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{FieldRef, FieldValue, Kind, Machine, Page, PageKind, Site, Value};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/state",
    severity: Severity::Error,
    what: ["状态属于它那一类的步骤", "States belong to the track of their record"],
    why: [
        "招商项目没有“验收”，公共工程没有“签约”：步骤错了，进度就比不了",
        "Steps of another track cannot be compared",
    ],
    fails: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 甲, track: investment, state: accepted}")])
        .on(Base::Town),
    passes: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 甲, track: investment, state: signed}")])
        .on(Base::Town),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Site(check),
};

fn check(site: &Site) -> Vec<Finding> {
    let pages = site.pages.iter().filter_map(|page| match page.kind {
        PageKind::Record(c) => site.collections[c].machine.as_ref().map(|machine| (c, machine, page)),
        _ => None,
    });
    pages.filter_map(|(c, machine, page)| judge(site, c, machine, page)).collect()
}

/// The choice that a record has made in a field.
fn choice(page: &Page, collection: usize, field: usize) -> Option<usize> {
    let value = page.value(FieldRef::Collection(collection, field))?;
    match value {
        FieldValue::Known(values) => match values.as_slice() {
            [Value::Choice(i)] => Some(*i),
            _ => None,
        },
        FieldValue::Unknown(..) => None,
    }
}

fn judge(site: &Site, collection: usize, machine: &Machine, page: &Page) -> Option<Finding> {
    let state = choice(page, collection, machine.state)?;
    let track = machine.track.and_then(|track| choice(page, collection, track));
    // A record whose track is not known may be in any state.
    let track = machine.tracks.iter().find(|t| t.track == track)?;
    if track.steps.contains(&state) || track.side.contains(&state) {
        return None;
    }
    let field = &site.collections[collection].fields[machine.state];
    let Kind::Choice(choices) = &field.kind else {
        return None;
    };
    let word = choices[state].label.get("zh-CN");
    let word_en = choices[state].label.get("en");
    let all: Vec<&str> = track.steps.iter().chain(&track.side).map(|i| choices[*i].label.get("zh-CN")).collect();
    let all_en: Vec<&str> = track.steps.iter().chain(&track.side).map(|i| choices[*i].value.as_str()).collect();
    let (all, all_en) = (all.join("、"), all_en.join(", "));
    Some(Finding::Wrong(
        Diagnostic::error(RULE.name, text!("这一类没有“{word}”这一步", "this track has no state `{word_en}`"))
            .at(page.source.field_place(field))
            .help(text!("可用：{all}", "one of: {all_en}")),
    ))
}
