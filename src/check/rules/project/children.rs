//! `project/children`: what is recorded one by one is no more than what is recorded of the whole.

use crate::check::account::{Entry, Judged, Rec, Standing, bound, by_ref, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::model::figure::Measured;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/children",
    severity: Severity::Note,
    what: ["一笔一笔记的，加起来没有超过总数", "What is recorded one by one adds up to no more than the whole"],
    why: ["一笔笔付的比账上支出的还多，必有一处记错", "More paid in parts than in all: one of the two is wrong"],
    fails: Example::files(&[
        ("content/funds/all.yaml", "- {id: a, title: 补助, amount_used: 100万元}"),
        ("content/payments/all.yaml", "- {id: p, title: 付款, fund: a, amount: 120万元}"),
    ])
    .on(Base::Town),
    passes: Example::files(&[
        ("content/funds/all.yaml", "- {id: a, title: 补助, amount_used: 120万元}"),
        ("content/payments/all.yaml", "- {id: p, title: 付款, fund: a, amount: 100万元}"),
    ])
    .on(Base::Town),
    source: "Mingbai R12, R17",
    options: &[],
    check: Check::Account(check),
};

/// The field of a child that names its parent, that of its amount, and fields of the parent, the first that is known.
const TABLES: [(&str, &str, &[&str]); 2] = [
    ("fund", "amount", &["amount_used", "amount_received", "amount_allocated", "amount_approved"]),
    ("project", "amount", &["final_cost"]),
];

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for (parent, amount, totals) in TABLES {
        let of = by_ref(&with(site, &[parent, amount]), parent);
        for (page, children) in of {
            let Some(parent) = children[0].linked_to(page) else { continue };
            let Some(total) = totals.iter().find(|total| parent.value(total).and_then(Measured::of).is_some()) else {
                continue;
            };
            judge(parent, total, (&children, amount), &mut out);
        }
    }
    out
}

fn judge(parent: Rec<'_>, total: &str, (children, amount): (&[Rec<'_>], &str), out: &mut Judged) {
    let Some(whole) = parent.value(total).and_then(Measured::of) else { return };
    // What is not known of some only makes them more.
    let known = children.iter().filter_map(|child| Measured::of(child.value(amount)?));
    let known = known.map(|measured| Measured { stage: whole.stage, ..measured });
    let sum = known.map(Some).reduce(|a, b| a.zip(b).and_then(|(a, b)| a.plus(b))).flatten();
    let Some(sum) = sum.filter(|sum| sum.counts.agrees(whole.counts)) else { return };
    if sum.interval.low.zip(whole.interval.high).is_none_or(|(low, high)| low <= high) {
        return out.hold();
    }
    let (label, words) = (parent.label(total), parent.words(total));
    let (label_zh, label_en, words_zh, words_en) = (label.zh, label.en, words.zh, words.en);
    let made = bound(sum.counts, sum.interval);
    let (made_zh, made_en) = (made.zh, made.en);
    let (zh, en, count) = (parent.named().zh, parent.named().en, children.len());
    let what = text!(
        "{zh}一笔一笔记的，加起来比“{label_zh}”多",
        "what is recorded one by one of {en} is more than “{label_en}”"
    );
    let mut entry = Entry::new(RULE.name, Standing::DoesNotHold, parent, total, what)
        .sides(
            text!("{label_zh}：{words_zh}", "{label_en}: {words_en}"),
            text!("{count}笔合计{made_zh}", "{count} add up to {made_en}"),
        )
        .settle(text!("核对每一笔和总数", "check each of them and the whole"));
    for child in children {
        entry = entry.from(*child, amount);
    }
    out.push(entry);
}
