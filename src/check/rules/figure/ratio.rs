//! `figure/ratio`: a share is what its two numbers make.

use crate::check::account::{Entry, Judged, Rec, Standing, bound, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::figure::{Counts, Measured};
use crate::model::{Site, Value};
use crate::text;
use crate::value::{Interval, Number, Qualifier, Ratio};

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/ratio",
    severity: Severity::Note,
    what: ["百分比有没有分子分母，算出来是不是它", "Shares have two numbers, and are what these make"],
    why: ["没有分母的百分比，多少都说得通", "A share without its whole may mean anything"],
    fails: Example::files(&[
        (
            "content/indicators/all.yaml",
            "- {id: rate, title: 引进率, kind: ratio, unit: \"%\", numerator: 原文未写, denominator: 原文未写}",
        ),
        ("content/observations/all.yaml", "- {id: r, title: 引进率, indicator: rate, period: 2023, value: 22%}"),
    ])
    .on(Base::Town),
    passes: Example::files(&[
        (
            "content/indicators/all.yaml",
            "- {id: rate, title: 引进率, kind: ratio, unit: \"%\", numerator: 原文未写, denominator: 原文未写}",
        ),
        ("content/observations/all.yaml", "- {id: r, title: 引进率, indicator: rate, period: 2023, value: 22%（2/9）}"),
    ])
    .on(Base::Town),
    source: "Mingbai R15",
    options: &[],
    check: Check::Account(check),
};

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    let all = with(site, &["indicator", "period", "value"]);
    for rec in &all {
        let Some(Value::Ratio(ratio)) = rec.value("value") else { continue };
        // Where both numbers stand beside it, they were held against it when it was read.
        if let (Some(above), Some(below)) = (ratio.numerator, ratio.denominator) {
            let differs = [("numerator", above), ("denominator", below)]
                .into_iter()
                .find_map(|(name, number)| other(part(&all, *rec, name)?, *rec, name, number));
            match differs {
                Some(entry) => out.push(entry),
                None => out.hold(),
            }
            continue;
        }
        out.push(judge(&all, *rec, *ratio));
    }
    out
}

/// What was observed of the numerator or denominator of its indicator, for the same period, place and group.
fn part<'s>(all: &[Rec<'s>], rec: Rec<'s>, name: &str) -> Option<(Rec<'s>, Measured)> {
    let wanted = rec.linked("indicator").next()?.linked(name).next()?.page;
    let is_same = |o: &Rec<'_>, name: &str| o.value(name) == rec.value(name);
    let of = all.iter().filter(|o| o.refs("indicator") == [wanted]);
    let of = of.filter(|o| is_same(o, "period") && is_same(o, "place") && is_same(o, "disaggregation"));
    of.filter_map(|o| Some((*o, Measured::of(o.value("value")?)?))).next()
}

/// A number beside a share that is not what was observed of it: in the unit of the observation, whatever its scale.
fn other((observed, measured): (Rec<'_>, Measured), rec: Rec<'_>, name: &str, number: Number) -> Option<Entry> {
    let one = match measured.counts {
        Counts::Of(unit) => unit.factor.checked_mul(1_000_000)?,
        Counts::Number => 1_000_000,
        // 元 or 万元: a bare number does not say.
        Counts::Money => return None,
    };
    let scaled = |by: i128| number.times(one)?.checked_mul(by);
    if [1, 10_000, 100_000_000].into_iter().filter_map(scaled).any(|value| measured.interval.contains(value)) {
        return None;
    }
    let label = rec.linked("indicator").next()?.label(name);
    let (zh, en, label_zh, label_en) = (rec.named().zh, rec.named().en, label.zh, label.en);
    let what = text!("{zh}里写的{label_zh}，和单独记的不一样", "the {label_en} of {en} is not what is recorded of it");
    let entry = Entry::new(RULE.name, Standing::DoesNotHold, rec, "value", what)
        .sides(rec.words("value"), observed.words("value"))
        .settle(text!("核对两处，看哪一个写错了", "check both numbers"));
    Some(entry.from(observed, "value"))
}

fn judge(all: &[Rec<'_>], rec: Rec<'_>, ratio: Ratio) -> Entry {
    let (zh, en) = (rec.named().zh, rec.named().en);
    let stated = rec.words("value");
    let (stated_zh, stated_en) = (stated.zh.clone(), stated.en.clone());
    let indicator = rec.linked("indicator").next();
    let (numerator, denominator) = (part(all, rec, "numerator"), part(all, rec, "denominator"));
    if let (Some((above, n)), Some((below, d))) = (numerator, denominator)
        && let Some(made) = quotient(n, d)
    {
        let base = ratio.stated.base();
        let last = ratio.stated.value.last_digit();
        let last = last.times(ratio.stated.unit.factor * ratio.stated.scale.factor() * 1_000_000).unwrap_or(1);
        let q = if ratio.stated.q == Qualifier::Exact { Qualifier::Stated } else { ratio.stated.q };
        let holds = made.meets(q.interval(base, last));
        let made = bound(Counts::Of(ratio.stated.unit), made);
        let (made_zh, made_en) = (made.zh, made.en);
        let sum = text!("算出来是{made_zh}，写的是{stated_zh}", "computed: {made_en}; stated: {stated_en}");
        let entry = if holds {
            let what = text!("{zh}和它的分子分母对得上", "{en} is what its two numbers make");
            Entry::new(RULE.name, Standing::Holds, rec, "value", what)
        } else {
            let what = text!("{zh}和它的分子分母对不上", "{en} is not what its two numbers make");
            let settle = text!("核对三个数，看哪一个写错了", "check all three numbers");
            Entry::new(RULE.name, Standing::DoesNotHold, rec, "value", what).settle(settle)
        };
        let (a, b) = (above.words("value"), below.words("value"));
        let (a_zh, b_zh, a_en, b_en) = (a.zh, b.zh, a.en, b.en);
        let entry = entry.sides(stated, text!("{a_zh} ÷ {b_zh}", "{a_en} ÷ {b_en}")).arithmetic(sum);
        return entry.from(above, "value").from(below, "value");
    }
    let what = text!("{zh}：写了{stated_zh}，没有写是多少里面的多少", "{en}: {stated_en} is stated, and not of what");
    let names = [("numerator", numerator.is_none()), ("denominator", denominator.is_none())];
    let missing = names.into_iter().filter(|(_, lacks)| *lacks).map(|(name, _)| match indicator {
        Some(indicator) if indicator.field(name).is_some() => indicator.label(name),
        _ if name == "numerator" => text!("分子", "numerator"),
        _ => text!("分母", "denominator"),
    });
    let entry = Entry::new(RULE.name, Standing::CannotBeChecked, rec, "value", what).missing(missing);
    let entry = if let Some(indicator) = indicator { entry.from(indicator, "denominator") } else { entry };
    entry.settle(text!("公布分子、分母，说明按个数还是按金额", "publish both numbers, and what they count"))
}

/// Everything that the quotient may be, in millionths of a per mille.
fn quotient(n: Measured, d: Measured) -> Option<Interval> {
    if !n.counts.agrees(d.counts) {
        return None;
    }
    let least = |d: Interval| d.low.filter(|low| *low > 0);
    let scaled = |v: i128| v.checked_mul(1_000_000_000);
    let low = match (n.interval.low.and_then(scaled), d.interval.high) {
        (Some(n), Some(d)) if d > 0 => Some(n.div_euclid(d)),
        _ => None,
    };
    let high = match (n.interval.high.and_then(scaled), least(d.interval)) {
        (Some(n), Some(d)) => Some(-(-n).div_euclid(d)),
        _ => None,
    };
    (low.is_some() || high.is_some()).then_some(Interval { low, high })
}
