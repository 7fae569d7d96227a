//! `figure/jump`: an observation is not ten times the one before, or ten thousand times.

use std::collections::BTreeMap;

use crate::check::account::{Entry, Explanation, Judged, Rec, Standing, bound, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::figure::{Counts, Measured};
use crate::model::{Site, Value};
use crate::text;
use crate::value::{Dimension, When};

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/jump",
    severity: Severity::Note,
    what: ["同一个指标，这一次没有比上一次多出或少掉十倍", "No observation is ten times that before it, or a tenth"],
    why: [
        "差十倍、差一万倍，多半是小数点点错了，或者把元当成了万元",
        "Ten times is a slipped point, ten thousand times a mix-up of 元 and 万元",
    ],
    fails: Example::files(&[("content/indicators/all.yaml", "- {id: income, title: 收入, kind: flow, unit: 元}"), ("content/observations/all.yaml", "- {id: a, title: 2021年收入, indicator: income, period: 2021, value: 500万元}\n- {id: b, title: 2022年收入, indicator: income, period: 2022, value: 500元}")]).on(Base::Town),
    passes: Example::files(&[("content/indicators/all.yaml", "- {id: income, title: 收入, kind: flow, unit: 元}"), ("content/observations/all.yaml", "- {id: a, title: 2021年收入, indicator: income, period: 2021, value: 500万元}\n- {id: b, title: 2022年收入, indicator: income, period: 2022, value: 620万元}")]).on(Base::Town),
    source: "Mingbai R34",
    options: &[],
    check: Check::Account(check),
};

/// From how many times on it is noticed.
const TIMES: i128 = 10;

/// An observation of a series.
struct Observed<'s> {
    rec: Rec<'s>,
    when: When,
    measured: Measured,
    /// Group and edition: others are other series.
    group: [Option<&'s Value>; 2],
}

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    // By indicator and place.
    let mut series: BTreeMap<[Vec<usize>; 2], Vec<Observed<'_>>> = BTreeMap::new();
    for rec in with(site, &["indicator", "period", "value"]) {
        let Some(measured) = rec.value("value").and_then(Measured::of) else { continue };
        let (Some(when), false) = (rec.date("period"), rec.refs("indicator").is_empty()) else { continue };
        let group = [rec.value("disaggregation"), rec.value("status")];
        let of = series.entry([rec.refs("indicator"), rec.refs("place")]).or_default();
        of.push(Observed { rec, when, measured, group });
    }
    for mut of in series.into_values() {
        of.sort_by_key(|o| o.when.bounds());
        for (i, later) in of.iter().enumerate() {
            // The last that began earlier, of the same group, stage and length.
            let is_before = |o: &&Observed<'_>| {
                o.group == later.group
                    && o.when.bounds().0 < later.when.bounds().0
                    && o.measured.counts.agrees(later.measured.counts)
                    && o.measured.stage == later.measured.stage
                    && is_as_long(o.when, later.when)
                    && is_same_season(o.when, later.when)
            };
            if let Some(earlier) = of[..i].iter().rev().find(is_before) {
                judge((earlier.rec, &earlier.measured), (later.rec, &later.measured), &mut out);
            }
        }
    }
    out
}

/// A month against a year says nothing.
fn is_as_long(a: When, b: When) -> bool {
    let days = |w: When| match w.bounds() {
        (Some(first), Some(last)) => Some((last - first).get_days()),
        _ => None,
    };
    match (days(a), days(b)) {
        // A leap day, or months of other lengths.
        (Some(a), Some(b)) => (a - b).abs() <= 3,
        (None, None) => a.bound == b.bound,
        _ => false,
    }
}

/// Months, quarters and halves are held against those of other years: the month of a feast is ten times another one.
fn is_same_season(a: When, b: When) -> bool {
    let ((a, a_last), (b, _)) = (a.bounds(), b.bounds());
    let (Some(a), Some(a_last), Some(b)) = (a, a_last, b) else { return true };
    (a_last - a).get_days() >= 360 || a.month() == b.month()
}

/// From how many on a count says more than that few became some.
const MANY: i128 = 100;

/// Whether it counts things, and few of them: from 1 to 12 is no slipped point.
fn is_few(counts: Counts, most: i128) -> bool {
    let Counts::Of(unit) = counts else { return false };
    let measures = matches!(
        unit.dimension,
        Dimension::Length | Dimension::Area | Dimension::Mass | Dimension::Share | Dimension::Points
    );
    !measures && most < unit.factor * 1_000_000 * MANY
}

fn judge((earlier, a): (Rec<'_>, &Measured), (later, b): (Rec<'_>, &Measured), out: &mut Judged) {
    let (Some(a_low), Some(a_high), Some(b_low), Some(b_high)) =
        (a.interval.low, a.interval.high, b.interval.low, b.interval.high)
    else {
        return;
    };
    // From nothing, or below it, nothing is so many times.
    if a_low <= 0 || b_low <= 0 {
        return;
    }
    if is_few(a.counts, a_high.max(b_high)) {
        return out.hold();
    }
    let is_more = b_low >= a_high.saturating_mul(TIMES);
    if !is_more && a_low < b_high.saturating_mul(TIMES) {
        return out.hold();
    }
    let (of, by) = if is_more { (b_low, a_high) } else { (a_low, b_high) };
    let times = of / by;
    // Both exact, and so many times to the last digit.
    let is_exact = of % by == 0 && a_low == a_high && b_low == b_high;
    let (zh, en) = (later.named().zh, later.named().en);
    let (was_zh, was_en) = (earlier.named().zh, earlier.named().en);
    let what = match (is_more, is_exact) {
        (true, true) => text!("{zh}是{was_zh}的{times}倍", "{en} is {times} times {was_en}"),
        (true, false) => text!("{zh}是{was_zh}的{times}倍以上", "{en} is {times} times {was_en} or more"),
        (false, true) => text!("{zh}是{was_zh}的{times}分之一", "{en} is 1/{times} of {was_en}"),
        (false, false) => text!("{zh}至多是{was_zh}的{times}分之一", "{en} is 1/{times} of {was_en} at most"),
    };
    let (x, y) = (bound(a.counts, a.interval), bound(b.counts, b.interval));
    let (x_zh, x_en, y_zh, y_en) = (x.zh, x.en, y.zh, y.en);
    let entry = Entry::new(RULE.name, Standing::Open, later, "value", what)
        .sides(later.words("value"), earlier.words("value"))
        .arithmetic(text!("{y_zh} 对 {x_zh}", "{y_en} against {x_en}"))
        .from(earlier, "value");
    if let Some(reason) = [later, earlier].into_iter().find_map(|rec| rec.text("note")) {
        let reason = text!("{reason}", "{reason}");
        return out.push(entry.explained(Explanation { reason, post: None, source: None }));
    }
    out.push(entry.settle(if times >= 5_000 {
        text!("先核对单位：元、万元、亿元有没有写混", "check the unit first: 元, 万元 and 亿元 may be mixed up")
    } else {
        text!(
            "核对小数点和单位；真变了这么多，在备注里写原因",
            "check point and unit; if it is so, give the reason in a note"
        )
    }));
}
