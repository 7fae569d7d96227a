//! `commitment/links`: problem and commitment name each other.

use crate::check::account::{Entry, Judged, Standing, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "commitment/links",
    severity: Severity::Error,
    what: ["问题写的措施和承诺写的针对问题一致", "Problems and commitments name each other"],
    why: ["两边对不上，读者点过去看到的是两个说法", "Where the two differ, readers find two accounts"],
    fails: Example::files(&[
        ("content/problems/all.yaml", "- {id: p-1, title: 缺水, measures: [c-03]}\n- {id: p-2, title: 缺电}"),
        ("content/commitments/all.yaml", "- {id: c-03, title: 修渠, addresses_problem: [p-2]}"),
    ])
    .on(Base::Town),
    passes: Example::files(&[
        ("content/problems/all.yaml", "- {id: p-1, title: 缺水, measures: [c-03]}"),
        ("content/commitments/all.yaml", "- {id: c-03, title: 修渠, addresses_problem: [p-1]}"),
    ])
    .on(Base::Town),
    source: "Mingbai R31",
    options: &[],
    check: Check::Account(check),
};

/// Fields that name the same from both sides.
const PAIR: [&str; 2] = ["measures", "addresses_problem"];

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for (own, other) in [(PAIR[0], PAIR[1]), (PAIR[1], PAIR[0])] {
        for rec in with(site, &[own]) {
            for linked in rec.linked(own) {
                // Where the other side says nothing at all, one side is enough.
                if linked.field(other).is_none() || !linked.knows(other) {
                    continue;
                }
                if linked.refs(other).contains(&rec.page) {
                    out.hold();
                    continue;
                }
                let (a, b) = (rec.named(), linked.named());
                let (a_zh, b_zh, a_en, b_en) = (a.zh, b.zh, a.en, b.en);
                let what = text!("{a_zh}指着{b_zh}，{b_zh}没有指回来", "{a_en} names {b_en}, which does not name it");
                let entry = Entry::new(RULE.name, Standing::DoesNotHold, rec, own, what).from(linked, other);
                let entry = entry.sides(rec.words(own), linked.words(other));
                out.push(entry.settle(text!("两边写成一致", "let both say the same")));
            }
        }
    }
    out
}
