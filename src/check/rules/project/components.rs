//! `project/components`: the parts of a project are the same wherever they are listed, or it is said what changed.

use crate::check::account::{Entry, Item, Judged, Rec, Standing, list, quoted, records};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::{Severity, Text};
use crate::model::{Kind, Site};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/components",
    severity: Severity::Note,
    what: ["一个项目包括哪几样，前后说得一样不一样", "The parts of a project are the same wherever they are listed"],
    why: [
        "项目悄悄换了内容，做完的就不是当初说的",
        "When parts are changed in silence, what gets done is not what was said",
    ],
    fails: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 驿站, components: [{title: 体验店, locator: ¶7}, {title: 文创店, locator: ¶11}]}")]).on(Base::Town),
    passes: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 驿站, components: [{title: 体验店, locator: ¶7, removed_at: 2023-06, reason: 改建文创店}, {title: 文创店, locator: ¶11, added_at: 2023-06, reason: 改建文创店}]}")]).on(Base::Town),
    source: "Mingbai R24",
    options: &[],
    check: Check::Account(check),
};

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for rec in records(site) {
        for (index, field) in rec.schema().fields.iter().enumerate() {
            let Kind::Items(inner) = &field.kind else { continue };
            let has = |name: &str| inner.iter().any(|f| f.name == name);
            if has("added_at") && has("removed_at") && has("locator") && has("title") {
                judge(rec, &field.name, &rec.items_at(index), &mut out);
            }
        }
    }
    out
}

/// The places in the source that name a part.
fn places<'s>(item: &Item<'s>) -> Vec<&'s str> {
    item.text("locator").into_iter().flat_map(|l| l.split(['、', ',', '，'])).map(str::trim).collect()
}

fn title(item: &Item<'_>) -> Text {
    quoted(item.text("title").unwrap_or_default())
}

fn judge(rec: Rec<'_>, field: &str, items: &[Item<'_>], out: &mut Judged) {
    // In the order in which they come up.
    let mut all: Vec<&str> = Vec::new();
    for place in items.iter().flat_map(places) {
        if !all.contains(&place) {
            all.push(place);
        }
    }
    if items.is_empty() || all.len() < 2 {
        return;
    }
    let is_told = |i: &Item<'_>| ["added_at", "removed_at", "reason"].iter().any(|n| i.at(n).first().is_some());
    let is_everywhere = |i: &Item<'_>| places(i).len() == all.len() || places(i).is_empty();
    let unexplained: Vec<&Item<'_>> = items.iter().filter(|i| !is_everywhere(i) && !is_told(i)).collect();
    if unexplained.is_empty() {
        return out.hold();
    }
    let lists: Vec<Text> = all
        .iter()
        .map(|place| {
            let there = list(items.iter().filter(|i| places(i).contains(place)).map(title));
            let (zh, en) = (there.zh, there.en);
            text!("{place}：{zh}", "{place}: {en}")
        })
        .collect();
    let (count, common) = (items.len(), items.iter().filter(|i| is_everywhere(i)).count());
    let (zh, en) = (rec.named().zh, rec.named().en);
    let what = text!("{zh}包括哪几样，前后列的不一样", "the parts of {en} differ from one list to the other");
    let mut entry = Entry::new(RULE.name, Standing::Open, rec, field, what)
        .arithmetic(text!(
            "一共{count}样，处处都有的{common}样",
            "{count} parts in all, {common} of them in every list"
        ))
        .settle(text!("写明哪几样是后来加的、去掉的，为什么", "say which were added or removed, and why"));
    if let [first, rest @ ..] = lists.as_slice() {
        let (zh, en): (Vec<&str>, Vec<&str>) = rest.iter().map(|t| (t.zh.as_str(), t.en.as_str())).unzip();
        entry = entry.sides(first.clone(), Text { zh: zh.join("；"), en: en.join("; ") });
    }
    out.push(entry);
}
