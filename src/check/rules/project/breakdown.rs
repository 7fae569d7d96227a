//! `project/breakdown`: an amount for several purposes says how much each of them took.

use crate::check::account::{Entry, Given, Item, Judged, Rec, Standing, bound, records, value};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::{Severity, Text};
use crate::model::figure::{Counts, Measured};
use crate::model::{Kind, Site, Value};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/breakdown",
    severity: Severity::Note,
    what: ["合在一起的钱，各用途是多少，加起来对不对", "Money for several purposes is broken down, and adds up"],
    why: ["混在一起的钱，哪一样都查不了", "Of money that is lumped together nothing can be checked"],
    fails: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 厕所, final_cost: 12万元, cost_parts: [{purpose: 公厕维修, amount: 原文未写}, {purpose: 户厕奖补, amount: 原文未写}]}")]).on(Base::Town),
    passes: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 厕所, final_cost: 12万元, cost_parts: [{purpose: 公厕维修, amount: 8万元}, {purpose: 户厕奖补, amount: 4万元}]}")]).on(Base::Town),
    source: "Mingbai R12, R19",
    options: &[],
    check: Check::Account(check),
};

/// Fields of a part with its amount or number, and the fields of the record whose value they make, the first that is known.
const PARTS: [(&str, &[&str]); 4] = [
    ("amount", &["total", "final_cost", "budget", "contract_value", "amount", "value"]),
    ("share", &["amount_received", "amount_allocated", "amount_approved", "amount_applied", "total"]),
    ("count", &["total", "quantity", "measure", "value"]),
    ("quantity", &["total", "quantity", "measure", "value"]),
];

/// Fields by which a part is called.
const NAMES: [&str; 4] = ["purpose", "title", "what", "project"];

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for rec in records(site) {
        for (index, field) in rec.schema().fields.iter().enumerate() {
            let Kind::Items(inner) = &field.kind else { continue };
            let has = |name: &str| inner.iter().any(|f| f.name == name);
            for (amount, totals) in PARTS.iter().filter(|(amount, _)| has(amount)) {
                let parts = rec.items_at(index);
                let is_total =
                    |t: &&&str| rec.value(t).and_then(Measured::of).is_some_and(|m| is_like(&parts, amount, m));
                if let (1.., Some(total)) = (parts.len(), totals.iter().find(is_total)) {
                    let name = NAMES.into_iter().find(|name| has(name)).unwrap_or("title");
                    judge(rec, (&field.name, amount, name), &parts, total, &mut out);
                }
            }
        }
    }
    out
}

/// Whether parts count what the whole counts; of parts that say nothing, whether they could: money is made of money.
fn is_like(parts: &[Item<'_>], amount: &str, whole: Measured) -> bool {
    let known: Vec<Measured> = parts.iter().filter_map(|p| Measured::of(p.at(amount).first()?)).collect();
    if known.is_empty() {
        return matches!(amount, "amount" | "share") && whole.counts == Counts::Money;
    }
    known.iter().all(|part| part.counts.agrees(whole.counts))
}

fn judge(rec: Rec<'_>, (field, amount, name): (&str, &str, &str), parts: &[Item<'_>], total: &str, out: &mut Judged) {
    let Some(whole) = rec.value(total).and_then(Measured::of) else { return };
    let (mut sum, mut missing): (Option<Measured>, Vec<Text>) = (None, Vec::new());
    for part in parts {
        match part.at(amount).first().and_then(Measured::of) {
            // Parts are of the stage of the whole, whatever they are called.
            Some(measured) => {
                let measured = Measured { stage: whole.stage, ..measured };
                sum = sum.map_or(Some(measured), |sum| sum.plus(measured));
            }
            None => missing.push(part_name(rec.site, part, name)),
        }
    }
    let (zh, en) = (rec.named().zh, rec.named().en);
    let words = rec.words(total);
    let (total_zh, total_en) = (words.zh.clone(), words.en.clone());
    // Whatever the others are, the parts that are known are no more than the whole; one part alone is not all of it.
    if !missing.is_empty() || parts.len() == 1 {
        let least = sum.filter(|s| s.counts.agrees(whole.counts));
        if let Some(sum) = least.filter(|s| s.interval.low.zip(whole.interval.high).is_some_and(|(s, w)| s > w)) {
            return out.push(too_much(rec, (field, total), sum));
        }
    }
    if parts.len() == 1 {
        return;
    }
    if !missing.is_empty() {
        let what = text!(
            "{zh}的{total_zh}有几个用途，各是多少没有写",
            "{total_en} of {en} went to several purposes, and how much to each is not stated"
        );
        let entry = Entry::new(RULE.name, Standing::CannotBeChecked, rec, total, what).missing(missing);
        let entry = entry
            .from(rec, field)
            .settle(text!("写出每个用途多少钱、多少户、多少座", "state amount and count for each"));
        return out.push(entry);
    }
    let Some(sum) = sum.filter(|s| s.counts.agrees(whole.counts)) else { return };
    if sum.interval.meets(whole.interval) {
        return out.hold();
    }
    let made = bound(sum.counts, sum.interval);
    let (made_zh, made_en) = (made.zh.clone(), made.en.clone());
    let what = text!("{zh}的各部分加起来不是总数", "the parts of {en} do not add up");
    let entry = Entry::new(RULE.name, Standing::DoesNotHold, rec, total, what).from(rec, field).sides(words, made);
    let entry = entry.arithmetic(text!("各部分合计{made_zh}，总数{total_zh}", "parts: {made_en}; total: {total_en}"));
    out.push(entry.settle(text!("核对每一部分和总数", "check every part and the total")));
}

/// Parts that are known and more than the whole.
fn too_much(rec: Rec<'_>, (field, total): (&str, &str), sum: Measured) -> Entry {
    let (zh, en) = (rec.named().zh, rec.named().en);
    let (words, made) = (rec.words(total), bound(sum.counts, sum.interval));
    let (total_zh, total_en, made_zh, made_en) = (words.zh.clone(), words.en.clone(), made.zh.clone(), made.en.clone());
    let what = text!("{zh}的一部分比总数还多", "a part of {en} is more than the whole");
    let entry = Entry::new(RULE.name, Standing::DoesNotHold, rec, total, what).from(rec, field).sides(words, made);
    let entry =
        entry.arithmetic(text!("写明的部分合计{made_zh}，总数{total_zh}", "known parts: {made_en}; total: {total_en}"));
    entry.settle(text!("核对每一部分和总数", "check every part and the total"))
}

fn part_name(site: &Site, part: &Item<'_>, name: &str) -> Text {
    let said = match part.at(name) {
        Given::Known([Value::Text(text)]) => text!("{text}", "{text}"),
        Given::Known([Value::Record(page)]) => value(site, &crate::model::Field::named(name), &Value::Record(*page)),
        _ => text!("一部分", "a part"),
    };
    let (zh, en) = (said.zh, said.en);
    text!("{zh}的金额", "the amount for {en}")
}
