//! `data/alias`: another name of a place leads to one place.

use std::collections::BTreeMap;

use crate::check::account::{Entry, Judged, Rec, Standing, quoted, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::{Site, Value};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/alias",
    severity: Severity::Error,
    what: ["一个别名只指一个地方", "Another name leads to one place"],
    why: [
        "一个名字指两个地方，钱和工程就会记到别处去",
        "Where a name means two places, money and works end up at the wrong one",
    ],
    fails: Example::files(&[(
        "content/places/all.yaml",
        "- {id: li-cun, title: 李村}\n- {id: wu-cun, title: 吴村, other_names: [李村]}",
    )])
    .on(Base::Town),
    passes: Example::files(&[(
        "content/places/all.yaml",
        "- {id: li-cun, title: 李村}\n- {id: wu-cun, title: 吴村, other_names: [吴家庄]}",
    )])
    .on(Base::Town),
    source: "Mingbai R01",
    options: &[],
    check: Check::Account(check),
};

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    let all = with(site, &["other_names"]);
    // Whatever goes by a name: by its title, or by another of its names.
    let mut by_name: BTreeMap<(usize, &str), Vec<Rec<'_>>> = BTreeMap::new();
    for rec in &all {
        by_name.entry((rec.collection, rec.here().title.as_str())).or_default().push(*rec);
        for name in names(*rec) {
            by_name.entry((rec.collection, name)).or_default().push(*rec);
        }
    }
    for rec in &all {
        for name in names(*rec) {
            let others = by_name.get(&(rec.collection, name)).into_iter().flatten();
            match others.copied().find(|other| other.page != rec.page && may_be_meant(*rec, *other)) {
                Some(other) => out.push(two(*rec, other, name)),
                None => out.hold(),
            }
        }
    }
    out
}

fn names<'s>(rec: Rec<'s>) -> impl Iterator<Item = &'s str> {
    let values = if let crate::check::account::Given::Known(values) = rec.given("other_names") { values } else { &[] };
    values.iter().filter_map(|value| if let Value::Text(text) = value { Some(text.as_str()) } else { None })
}

/// Places of one name in two villages are told apart by these.
fn may_be_meant(a: Rec<'_>, b: Rec<'_>) -> bool {
    let (x, y) = (a.refs("parent"), b.refs("parent"));
    x.is_empty() || y.is_empty() || x == y || x.contains(&b.page) || y.contains(&a.page)
}

fn two(rec: Rec<'_>, other: Rec<'_>, name: &str) -> Entry {
    let (a_zh, a_en, b_zh, b_en) = (rec.named().zh, rec.named().en, other.named().zh, other.named().en);
    let said = quoted(name);
    let (name_zh, name_en) = (said.zh, said.en);
    let what = text!("{name_zh}既指{a_zh}，又指{b_zh}", "{name_en} means {a_en} and {b_en}");
    let entry = Entry::new(RULE.name, Standing::DoesNotHold, rec, "other_names", what).from(other, "other_names");
    entry.settle(text!("去掉错的一个，或在名字里加上村名", "remove the wrong one, or add the village to the name"))
}
