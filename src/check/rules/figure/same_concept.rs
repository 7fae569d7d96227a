//! `figure/same-concept`: figures of the same thing, period and place fit together.

use std::collections::BTreeMap;

use crate::check::account::{Entry, Explanation, Judged, Rec, Standing, bound, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::{Severity, Text};
use crate::model::Site;
use crate::model::figure::{Counts, Measured};
use crate::text;
use crate::value::{Dimension, Stage, When};

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/same-concept",
    severity: Severity::Note,
    what: ["说的是同一件事的几个数，合不合得到一起", "Figures of the same thing fit together"],
    why: ["同一件事有两个数，读者不知道信哪一个", "Two numbers for one thing: which is to be believed?"],
    fails: Example::files(&[("content/indicators/all.yaml", "- {id: signed, title: 签约额, kind: flow, unit: 万元, concept: investment}\n- {id: introduced, title: 引进额, kind: flow, unit: 万元, concept: investment}"), ("content/observations/all.yaml", "- {id: a, title: 签约额, indicator: signed, period: 2023, place: zhen, value: 6400万元}\n- {id: b, title: 引进额, indicator: introduced, period: 2023, place: zhen, value: 4400万元}"), ("content/places/all.yaml", "- {id: zhen, title: 某镇}")]).on(Base::Town),
    passes: Example::files(&[("content/indicators/all.yaml", "- {id: signed, title: 签约额, kind: flow, unit: 万元, concept: investment}\n- {id: introduced, title: 引进额, kind: flow, unit: 万元, concept: investment}"), ("content/observations/all.yaml", "- {id: a, title: 签约额, indicator: signed, period: 2023, place: zhen, value: 6400万元（签约）}\n- {id: b, title: 引进额, indicator: introduced, period: 2023, place: zhen, value: 4400万元（签约并动工）}"), ("content/places/all.yaml", "- {id: zhen, title: 某镇}")]).on(Base::Town),
    source: "Mingbai R04, R13, R33",
    options: &[],
    check: Check::Account(check),
};

struct Observed<'s> {
    rec: Rec<'s>,
    indicator: Rec<'s>,
    concept: &'s str,
    measured: Measured,
}

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    let all: Vec<Observed<'_>> = with(site, &["indicator", "period", "value"])
        .into_iter()
        .filter_map(|rec| {
            let indicator = rec.linked("indicator").next()?;
            let concept = indicator.text("concept").or(indicator.here().id.as_deref())?;
            Some(Observed { rec, indicator, concept, measured: Measured::of(rec.value("value")?)? })
        })
        .collect();
    let mut earlier: BTreeMap<&str, Vec<&Observed<'_>>> = BTreeMap::new();
    for b in &all {
        let of = earlier.entry(b.concept).or_default();
        of.iter().for_each(|a| compare(a, b, &mut out));
        of.push(b);
    }
    out
}

/// How two figures have to stand to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    Meet,
    /// The first is at most the second.
    Within,
    /// The second is at most the first.
    Holding,
    /// They cannot be compared, and nobody would.
    Apart,
}

fn compare(a: &Observed<'_>, b: &Observed<'_>, out: &mut Judged) {
    let differ = |name: &str| a.rec.knows(name) && b.rec.knows(name) && a.rec.value(name) != b.rec.value(name);
    // Another group or edition is another figure.
    if differ("disaggregation") || differ("status") {
        return;
    }
    // A group is a part of all of them, a village a part of its town; of what is no count there are no such parts.
    let group = part(a.rec.knows("disaggregation"), b.rec.knows("disaggregation"));
    let place = match (a.rec.refs("place").first(), b.rec.refs("place").first()) {
        (Some(x), Some(y)) if x != y => match part(lies_in(a.rec, *y), lies_in(b.rec, *x)) {
            Relation::Meet => return,
            one => one,
        },
        _ => Relation::Meet,
    };
    let Some(parts) = both(group, place) else { return };
    if parts != Relation::Meet && (a.indicator.page != b.indicator.page || !is_count(a) || !is_count(b)) {
        return;
    }
    let mut missing: Vec<Text> = Vec::new();
    let relation = match (a.rec.date("period"), b.rec.date("period")) {
        (Some(x), Some(y)) => periods(x, y),
        _ => Relation::Meet,
    };
    for observed in [a, b] {
        let lacks = ["period", "place"].into_iter().filter(|name| !observed.rec.knows(name));
        missing.extend(lacks.map(|name| of(observed.rec, observed.rec.label(name))));
    }
    let is_same = || a.measured.counts.agrees(b.measured.counts) && a.measured.stage == b.measured.stage;
    let relation = match (relation, parts) {
        (Relation::Meet, Relation::Meet) => units(a, b, &mut missing),
        (Relation::Meet, parts) if is_same() && missing.is_empty() => parts,
        // Over periods of different length only what adds up is compared, and only the same count.
        (length, parts) if is_same() && is_flow(a) && is_flow(b) => both(length, parts).unwrap_or(Relation::Apart),
        _ => Relation::Apart,
    };
    let (x, y) = (a.measured.interval, b.measured.interval);
    let at_most = |p: Option<i128>, q: Option<i128>| p.zip(q).is_none_or(|(low, high)| low <= high);
    let holds = match relation {
        Relation::Apart => return,
        Relation::Meet => x.meets(y),
        Relation::Within => at_most(x.low, y.high),
        Relation::Holding => at_most(y.low, x.high),
    };
    if holds && missing.is_empty() {
        return out.hold();
    }
    if holds && a.indicator.page == b.indicator.page {
        return;
    }
    // The part comes first: it is what cannot be.
    let entry = match relation {
        Relation::Holding if parts == Relation::Holding => entry(b, a, (Relation::Within, parts), holds, missing),
        _ => entry(a, b, (relation, parts), holds, missing),
    };
    out.push(entry);
}

/// Which of two is the part.
fn part(a: bool, b: bool) -> Relation {
    match (a, b) {
        (true, false) => Relation::Within,
        (false, true) => Relation::Holding,
        _ => Relation::Meet,
    }
}

/// Two relations at once, where they do not work against each other.
fn both(one: Relation, other: Relation) -> Option<Relation> {
    match (one, other) {
        (Relation::Apart, _) | (_, Relation::Apart) => None,
        (Relation::Meet, other) => Some(other),
        (one, Relation::Meet) => Some(one),
        (one, other) => (one == other).then_some(one),
    }
}

/// Places lie in places a few levels deep; one that lies in itself ends here as well.
const LEVELS: usize = 6;

/// Whether the place of an observation lies in that of a page.
fn lies_in(rec: Rec<'_>, place: usize) -> bool {
    let mut at = rec.linked("place").next();
    for _ in 0..LEVELS {
        at = at.and_then(|place| place.linked("parent").next());
        match at {
            Some(parent) if parent.page == place => return true,
            Some(_) => {}
            None => return false,
        }
    }
    false
}

fn is_flow(observed: &Observed<'_>) -> bool {
    observed.indicator.code("kind").is_none_or(|kind| kind == "flow")
}

/// Whether it counts something, so that a part of it is no more than the whole.
fn is_count(observed: &Observed<'_>) -> bool {
    let is_share =
        |counts| matches!(counts, Counts::Of(u) if matches!(u.dimension, Dimension::Share | Dimension::Points));
    observed.indicator.code("kind") != Some("ratio") && !is_share(observed.measured.counts)
}

fn of(rec: Rec<'_>, what: Text) -> Text {
    let (zh, en) = (rec.named().zh, rec.named().en);
    let (what_zh, what_en) = (what.zh, what.en);
    text!("{zh}的{what_zh}", "{what_en} of {en}")
}

/// The same period, one within the other, or neither.
fn periods(x: When, y: When) -> Relation {
    if x == y {
        return Relation::Meet;
    }
    let (a, b) = (x.bounds(), y.bounds());
    match (a.0, a.1, b.0, b.1) {
        (Some(a0), Some(a1), Some(b0), Some(b1)) if b0 <= a0 && a1 <= b1 => Relation::Within,
        (Some(a0), Some(a1), Some(b0), Some(b1)) if a0 <= b0 && b1 <= a1 => Relation::Holding,
        _ => Relation::Apart,
    }
}

/// Rungs of the ladders of money: what stands later is a part of what stands before.
fn rung(stage: Stage) -> Option<(u8, u8)> {
    Some(match stage {
        Stage::Contracted => (0, 0),
        Stage::StartedContracted => (0, 1),
        Stage::PaidIn => (0, 2),
        Stage::Applied => (1, 0),
        Stage::Approved => (1, 1),
        Stage::Allocated => (1, 2),
        _ => return None,
    })
}

fn units(a: &Observed<'_>, b: &Observed<'_>, missing: &mut Vec<Text>) -> Relation {
    let (x, y) = (a.measured, b.measured);
    if x.counts == Counts::Money && y.counts == Counts::Money && x.stage != y.stage {
        let (Some(s), Some(t)) = (x.stage, y.stage) else {
            let lacks = if x.stage.is_none() { a } else { b };
            missing.push(of(lacks.rec, text!("口径（签约、动工还是到资）", "stage")));
            return Relation::Meet;
        };
        return match (rung(s), rung(t)) {
            (Some((l, m)), Some((k, n))) if l == k && m > n => Relation::Within,
            (Some((l, m)), Some((k, n))) if l == k && m < n => Relation::Holding,
            _ => Relation::Apart,
        };
    }
    if x.counts.agrees(y.counts) {
        return Relation::Meet;
    }
    // Somebody who comes twice is one person and two visits.
    match (x.counts, y.counts) {
        (Counts::Of(p), Counts::Of(v)) if (p.dimension, v.dimension) == (Dimension::People, Dimension::Visits) => {
            Relation::Within
        }
        (Counts::Of(v), Counts::Of(p)) if (p.dimension, v.dimension) == (Dimension::People, Dimension::Visits) => {
            Relation::Holding
        }
        _ => {
            missing.push(text!("同一个单位", "a unit in common"));
            Relation::Meet
        }
    }
}

fn entry(
    a: &Observed<'_>,
    b: &Observed<'_>,
    (relation, parts): (Relation, Relation),
    holds: bool,
    missing: Vec<Text>,
) -> Entry {
    let ((a_zh, a_en), (b_zh, b_en)) = ((a.rec.named().zh, a.rec.named().en), (b.rec.named().zh, b.rec.named().en));
    // Two numbers that part on their face, where a reading is left open, ask for a word from whoever counted.
    let standing = match (holds, missing.is_empty()) {
        (false, true) => Standing::DoesNotHold,
        (false, false) => Standing::Open,
        (true, _) => Standing::CannotBeChecked,
    };
    let what = match standing {
        Standing::CannotBeChecked => text!(
            "{a_zh}和{b_zh}说的是同一件事，能不能放在一起没法核对",
            "whether {a_en} and {b_en}, which are of the same thing, fit cannot be checked"
        ),
        Standing::Open => text!(
            "{a_zh}和{b_zh}归在同一类，数不一样；是不是一回事没有写明",
            "{a_en} and {b_en} are of one kind and differ; whether they are the same thing is not stated"
        ),
        _ if parts != Relation::Meet => {
            text!("{a_zh}是{b_zh}的一部分，却比它多", "{a_en} is a part of {b_en}, and more than it")
        }
        _ => text!("{a_zh}和{b_zh}说的是同一件事，数对不上", "{a_en} and {b_en} are of the same thing, and do not fit"),
    };
    let mut entry = Entry::new(RULE.name, standing, a.rec, "value", what)
        .sides(a.rec.words("value"), b.rec.words("value"))
        .missing(missing)
        .from(b.rec, "value")
        .from(a.indicator, "concept")
        .from(b.indicator, "concept");
    if a.measured.counts.agrees(b.measured.counts) || matches!(relation, Relation::Within | Relation::Holding) {
        let (x, y) = (bound(a.measured.counts, a.measured.interval), bound(b.measured.counts, b.measured.interval));
        let ((x_zh, x_en), (y_zh, y_en)) = ((x.zh, x.en), (y.zh, y.en));
        entry = entry.arithmetic(match (relation, holds) {
            (Relation::Within, false) => text!("{x_zh} 应当不多于 {y_zh}", "{x_en} should be at most {y_en}"),
            (Relation::Holding, false) => text!("{y_zh} 应当不多于 {x_zh}", "{y_en} should be at most {x_en}"),
            (_, false) => text!("{x_zh} ≠ {y_zh}", "{x_en} ≠ {y_en}"),
            (_, true) => text!("{x_zh} 对 {y_zh}", "{x_en} against {y_en}"),
        });
    }
    let because = [a.indicator, b.indicator].into_iter().find_map(|i| Some((i, i.text("differs_because")?)));
    match because {
        Some((indicator, reason)) => entry.explained(Explanation {
            reason: text!("{reason}", "{reason}"),
            post: indicator.knows("responsible").then(|| indicator.words("responsible")),
            source: None,
        }),
        None => entry.settle(text!(
            "写明两个数各是什么口径、哪段时间、哪个范围，为什么不同",
            "say of both what they count, when and where, and why they differ"
        )),
    }
}
