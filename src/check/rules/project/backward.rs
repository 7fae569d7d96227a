//! `project/backward`: what goes back a step says why.

use std::collections::BTreeMap;

use crate::check::account::{Entry, Judged, Rec, Standing, with};
use crate::check::example::Base;
use crate::check::prose::find_words;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/backward",
    severity: Severity::Note,
    what: ["往回走的进展，有没有写原因", "Updates that go back a step say why"],
    why: [
        "说过完工又回到在建，不写原因就是悄悄改口",
        "Finished, and under construction again: without a reason the word was quietly changed",
    ],
    fails: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 水渠, track: 公共工程, state: 在建}"), ("content/updates/all.yaml", "- {id: u-1, title: 水渠的动态, record: projects/a, happened_on: 2023-05, from_state: 竣工验收, to_state: 在建, text: 在建}")]).on(Base::Town),
    passes: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 水渠, track: 公共工程, state: 在建}"), ("content/updates/all.yaml", "- {id: u-1, title: 水渠的动态, record: projects/a, happened_on: 2023-05, from_state: 竣工验收, to_state: 在建, text: 因渗漏返工}")]).on(Base::Town),
    source: "Mingbai R21",
    options: &[],
    check: Check::Account(check),
};

/// Words with which a reason is given.
const REASONS: [&str; 12] =
    ["因", "由于", "原因", "为了", "返工", "不合格", "重做", "重新", "推倒", "更正", "填错", "误"];

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    let mut by_record: BTreeMap<usize, Vec<Rec<'_>>> = BTreeMap::new();
    for update in with(site, &["happened_on", "to_state"]) {
        for page in ["record", "project", "commitment", "problem"].iter().flat_map(|name| update.refs(name)) {
            by_record.entry(page).or_default().push(update);
        }
    }
    for (page, mut updates) in by_record {
        updates.sort_by_key(|update| update.date("happened_on").map(|when| when.bounds()));
        let mut before: Option<Rec<'_>> = None;
        for update in updates {
            let Some(target) = update.linked_to(page) else { continue };
            judge(update, before, target, &mut out);
            before = Some(update);
        }
    }
    out
}

fn judge(update: Rec<'_>, before: Option<Rec<'_>>, target: Rec<'_>, out: &mut Judged) {
    let Some(to) = update.text("to_state").and_then(|name| target.step_called(name)) else { return };
    let own = update.text("from_state");
    // Of two on one day nobody knows which came first.
    let is_earlier = |b: &Rec<'_>| {
        let last = |rec: &Rec<'_>| rec.date("happened_on").and_then(|when| when.bounds().1);
        let first = update.date("happened_on").and_then(|when| when.bounds().0);
        last(b).zip(first).is_some_and(|(last, first)| last < first)
    };
    let earlier = before.filter(is_earlier).and_then(|b| b.text("to_state"));
    let from = [own, earlier].into_iter().flatten().filter_map(|name| Some((target.step_called(name)?, name)));
    let Some((from, name)) = from.max_by_key(|(step, _)| *step) else { return };
    if to >= from || gives_reason(update) {
        return out.hold();
    }
    let (zh, en) = (target.named().zh, target.named().en);
    let (name, then) = (target.called(name), target.called(update.text("to_state").unwrap_or_default()));
    let (name_zh, name_en, then_zh, then_en) = (name.zh, name.en, then.zh, then.en);
    let what = text!(
        "{zh}从“{name_zh}”退回“{then_zh}”，没有写为什么",
        "{en} goes back from “{name_en}” to “{then_en}”, and why is not stated"
    );
    let entry = Entry::new(RULE.name, Standing::Open, update, "to_state", what)
        .sides(text!("{name_zh}", "{name_en}"), text!("{then_zh}", "{then_en}"))
        .settle(text!("写明退回的原因；填错了的，写一条更正", "say why, or record a correction"));
    let entry = entry.from(target, "state");
    out.push(if let Some(before) = before { entry.from(before, "to_state") } else { entry });
}

fn gives_reason(update: Rec<'_>) -> bool {
    let said = ["text", "note"].into_iter().filter_map(|name| update.text(name));
    update.knows("reason") || said.chain([update.here().title.as_str()]).any(|t| !find_words(t, &REASONS).is_empty())
}
