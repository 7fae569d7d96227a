//! `project/depends`: what has to come first has come before the step that needs it.

use std::collections::BTreeMap;

use crate::check::account::{Entry, Item, Judged, Rec, Standing, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/depends",
    severity: Severity::Note,
    what: ["要先办好的事，是不是先办好了", "What has to come first has come first"],
    why: ["前提没有办好就往前走，容易返工、停工", "What runs ahead of its conditions gets stuck"],
    fails: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 水渠, track: 公共工程, state: 在建, depends_on: [{what: 设计定稿, needed_for: 在建}]}")]).on(Base::Town),
    passes: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 水渠, track: 公共工程, state: 在建, depends_on: [{what: 设计定稿, needed_for: 在建, met_on: 2023-05}]}")]).on(Base::Town),
    source: "Mingbai R23",
    options: &[],
    check: Check::Account(check),
};

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    let mut updates: BTreeMap<usize, Vec<Rec<'_>>> = BTreeMap::new();
    for update in with(site, &["happened_on", "to_state", "record"]) {
        update.refs("record").into_iter().for_each(|page| updates.entry(page).or_default().push(update));
    }
    for rec in with(site, &["depends_on"]) {
        for item in rec.items("depends_on") {
            match late(rec, &item, updates.get(&rec.page).map_or(&[][..], Vec::as_slice)) {
                Some(entry) => out.push(entry),
                None => judge(rec, &item, &mut out),
            }
        }
    }
    out
}

/// Steps with the field of the date at which a record comes to them.
const REACHED: [(&str, &str); 3] =
    [("construction", "actual_start"), ("started", "actual_start"), ("completed", "actual_end")];

/// What was met after the step that needed it, or one further on.
fn late(rec: Rec<'_>, item: &Item<'_>, updates: &[Rec<'_>]) -> Option<Entry> {
    let met = item.at("met_on").date()?;
    let (first, due) = (met.bounds().0?, item.code("needed_for").and_then(|code| rec.step_of(code))?);
    let own = REACHED.into_iter().filter_map(|(code, field)| Some((rec.step_of(code)?, rec, field, rec.date(field)?)));
    let told = updates.iter().filter_map(|update| {
        let step = rec.step_called(update.text("to_state")?)?;
        Some((step, *update, "happened_on", update.date("happened_on")?))
    });
    let (_, other, field, when) = own
        .chain(told)
        .find(|(step, .., when)| *step >= due && when.bounds().1.is_some_and(|reached| reached < first))?;
    let (zh, en) = (rec.named().zh, rec.named().en);
    let needed = item.text("what").unwrap_or_default();
    let what = text!(
        "{zh}要先办好的“{needed}”，办好的日子在后面",
        "what {en} needed first, “{needed}”, was met after the step that needed it"
    );
    let (when_zh, when_en, met_zh, met_en) = (when.text(true), when.text(false), met.text(true), met.text(false));
    let label = other.label(field);
    let (label_zh, label_en) = (label.zh, label.en);
    let entry = Entry::new(RULE.name, Standing::DoesNotHold, rec, "depends_on", what)
        .sides(text!("{label_zh}：{when_zh}", "{label_en}: {when_en}"), text!("办好：{met_zh}", "met: {met_en}"));
    let entry =
        entry.settle(text!("核对两个日期；真是先做后补的，写明原因", "check both dates, or say why it ran ahead"));
    Some(entry.from(other, field))
}

fn judge(rec: Rec<'_>, item: &Item<'_>, out: &mut Judged) {
    let (zh, en) = (rec.named().zh, rec.named().en);
    let needed = item.text("what").unwrap_or_default();
    let step = item.words(rec.site, "needed_for");
    let (step_zh, step_en) = (step.zh, step.en);
    let state = rec.state();
    let (state_zh, state_en) = (state.zh, state.en);
    let other = item.at("project").refs().first().and_then(|p| rec.linked_to(*p));
    let is_met =
        item.at("met_on").first().is_some() || other.and_then(Rec::step).is_some_and(|(at, steps)| at + 1 == steps);
    let due = item.code("needed_for").and_then(|code| rec.step_of(code));
    let sides = (
        text!("走到：{state_zh}", "state: {state_en}"),
        text!("要先办好：{needed}（{step_zh}以前）", "needed first: {needed} (before: {step_en})"),
    );
    let settle = text!(
        "写明哪天办好的；还没有办好的，写明怎么往下走",
        "give the day on which it was met, or say how it goes on without"
    );
    let entry = match (rec.step(), due) {
        _ if is_met => return out.hold(),
        (Some((at, _)), Some(due)) if at < due => return out.hold(),
        (Some(_), Some(_)) => {
            let what = text!(
                "{zh}已经走到“{state_zh}”，要先办好的“{needed}”没有写办好了",
                "{en} has come to “{state_en}”; that “{needed}” was met first is not stated"
            );
            Entry::new(RULE.name, Standing::DoesNotHold, rec, "depends_on", what)
        }
        _ => {
            let what =
                text!("{zh}要等“{needed}”，走到哪一步没有写", "{en} waits for “{needed}”; how far it is is not stated");
            let field = rec.schema().machine.as_ref().map_or("state", |m| rec.schema().fields[m.state].name.as_str());
            Entry::new(RULE.name, Standing::CannotBeChecked, rec, "depends_on", what).missing([rec.label(field)])
        }
    };
    let entry = entry.sides(sides.0, sides.1).settle(settle);
    out.push(if let Some(other) = other { entry.from(other, "state") } else { entry });
}
