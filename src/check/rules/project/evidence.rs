//! `project/evidence`: a state rests on as much evidence as it takes.

use crate::check::account::{Entry, Given, Judged, Rec, Standing, records, value};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::{Kind, Site, Value};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/evidence",
    severity: Severity::Note,
    what: ["说走到了哪一步，有没有凭证", "What is said of a state is backed by documents"],
    why: [
        "开工、验收、授牌都有文件；没有见到文件的，只是自己说",
        "Start, acceptance and award leave documents; without them it is the own word",
    ],
    fails: Example::files(&[(
        "content/projects/all.yaml",
        "- {id: a, title: 水渠, track: 公共工程, state: 竣工验收, evidence_level: 仅自述}",
    )])
    .on(Base::Town),
    passes: Example::files(&[(
        "content/projects/all.yaml",
        "- {id: a, title: 水渠, track: 公共工程, state: 竣工验收, evidence_level: 有文件}",
    )])
    .on(Base::Town),
    source: "Mingbai R20",
    options: &[],
    check: Check::Account(check),
};

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for rec in records(site) {
        judge(rec, &mut out);
    }
    out
}

/// What is said to have come about in any collection: the field, and the code of its choice.
const CAME_ABOUT: [(&str, &str); 4] =
    [("state", "awarded"), ("state", "verified_closed"), ("delivery", "delivered"), ("delivery", "delivered_changed")];

/// The field in which a record says that something has come about, and whether a document backs it. Where the steps of its
/// collection name what they take, these decide.
fn unbacked(rec: Rec<'_>) -> Option<(&'static str, bool)> {
    let has_floors = rec.track().is_some_and(|track| !track.floors.is_empty());
    let (field, _) = CAME_ABOUT.into_iter().find(|(field, code)| rec.code(field) == Some(*code))?;
    let says = rec.knows("evidence_level") || matches!(rec.given("evidence_level"), Given::Unknown(_));
    (!has_floors && says).then(|| (field, rec.has_evidence()))
}

fn own_word(rec: Rec<'_>, field: &str) -> Entry {
    let (zh, en) = (rec.named().zh, rec.named().en);
    let (state, level) = (rec.words(field), rec.words("evidence_level"));
    let (state_zh, state_en, level_zh, level_en) = (state.zh, state.en, level.zh, level.en);
    let what = text!("{zh}说是“{state_zh}”，没有见到凭证", "{en} is said to be “{state_en}”, and no document was seen");
    Entry::new(RULE.name, Standing::CannotBeChecked, rec, "evidence_level", what)
        .sides(text!("“{state_zh}”", "“{state_en}”"), text!("现有：{level_zh}", "there is: {level_en}"))
        .missing([text!("“{state_zh}”的文件", "the document for “{state_en}”")])
        .settle(text!("公布证明这一步的文件", "publish the document that shows it"))
}

fn judge(rec: Rec<'_>, out: &mut Judged) {
    if let Some((field, level)) = unbacked(rec) {
        return match level {
            true => out.hold(),
            false => out.push(own_word(rec, field)),
        };
    }
    let Some(machine) = &rec.schema().machine else { return };
    let (Some(evidence), Some((at, _)), Some(track)) = (machine.evidence, rec.step(), rec.track()) else { return };
    let reached = |(state, _): &&(usize, usize)| track.steps.iter().position(|s| s == state).is_some_and(|p| p <= at);
    let Some((_, floor)) = track.floors.iter().filter(reached).max_by_key(|(_, level)| *level) else { return };
    let field = &rec.schema().fields[evidence];
    let Kind::Choice(choices) = &field.kind else { return };
    let found = if let Some(Value::Choice(level)) = rec.at(evidence).first() { Some(*level) } else { None };
    let is_contested = found.is_some_and(|level| choices[level].value == "contested");
    if found.is_some_and(|level| level >= *floor) && !is_contested {
        return out.hold();
    }
    let (zh, en) = (rec.named().zh, rec.named().en);
    let state = rec.state();
    let (state_zh, state_en) = (state.zh, state.en);
    let level = value(rec.site, field, &Value::Choice(*floor));
    let (level_zh, level_en) = (level.zh, level.en);
    let own = rec.words(&field.name);
    let (own_zh, own_en) = (own.zh, own.en);
    let what = text!("{zh}说是“{state_zh}”，没有见到凭证", "{en} is said to be “{state_en}”, and no document was seen");
    let mut entry = Entry::new(RULE.name, Standing::CannotBeChecked, rec, &field.name, what)
        .sides(
            text!("“{state_zh}”要有：{level_zh}", "“{state_en}” takes: {level_en}"),
            text!("现有：{own_zh}", "there is: {own_en}"),
        )
        .missing([text!("“{state_zh}”的文件", "the document for “{state_en}”")])
        .settle(text!("公布证明这一步的文件", "publish the document that shows it"));
    // Parts that do not say how far they are belong to it.
    if rec.items("components").iter().any(|c| c.has("state") && c.at("state").first().is_none()) {
        entry = entry.missing([text!("各部分走到哪一步", "how far its parts are")]).from(rec, "components");
    }
    out.push(entry);
}
