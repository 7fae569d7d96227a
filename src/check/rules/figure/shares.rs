//! `figure/shares`: the shares of one whole make a whole, as far as rounding goes.

use crate::check::account::{Entry, Item, Judged, Rec, Standing, bound, list, records, value};
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::{Severity, Text};
use crate::model::figure::{Counts, Measured};
use crate::model::{Field, Kind, Site, Value};
use crate::text;
use crate::value::{Interval, Ratio};

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/shares",
    severity: Severity::Note,
    what: ["各部分的占比，加起来是不是全部", "The shares of all parts make the whole, as far as rounding goes"],
    why: [
        "差得比四舍五入多，就有一部分算错了；差得不多的不用凑成100%",
        "What rounding does not explain is a mistake; what it does explain need not be forced to 100%",
    ],
    fails: Example::files(&[
        (
            "content/xiang-mu/_collection.yaml",
            "title: 项目\nfields: [{name: parts, title: 组成, type: array, mingbai: {fields: [{name: what, title: 内容, type: string}, {name: share, title: 占比, type: string, mingbai: {value: ratio}}]}}]",
        ),
        ("content/xiang-mu/all.yaml", "- {id: a, title: 甲, parts: [{what: 工, share: 60%}, {what: 农, share: 55%}]}"),
    ]),
    passes: Example::files(&[
        (
            "content/xiang-mu/_collection.yaml",
            "title: 项目\nfields: [{name: parts, title: 组成, type: array, mingbai: {fields: [{name: what, title: 内容, type: string}, {name: share, title: 占比, type: string, mingbai: {value: ratio}}]}}]",
        ),
        (
            "content/xiang-mu/all.yaml",
            "- {id: a, title: 甲, parts: [{what: 工, share: 33.3%}, {what: 农, share: 33.3%}, {what: 商, share: 33.3%}]}",
        ),
    ]),
    source: "Mingbai R41",
    options: &[],
    check: Check::Account(check),
};

/// Fields of a part that say how much of the whole it is.
const SHARES: [&str; 3] = ["share", "percent", "proportion"];

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for rec in records(site) {
        for (index, field) in rec.schema().fields.iter().enumerate() {
            let Kind::Items(inner) = &field.kind else { continue };
            let shares = inner.iter().find(|f| SHARES.contains(&f.name.as_str()) && matches!(f.kind, Kind::Ratio));
            if let Some(share) = shares {
                judge(rec, (field, share), &rec.items_at(index), &mut out);
            }
        }
    }
    out
}

/// Everything that a share may be before it was rounded: half of its last digit up and down.
fn unrounded(ratio: Ratio) -> Option<Interval> {
    let unit = ratio.stated.unit.factor * ratio.stated.scale.factor();
    // In halves of a millionth, so that half of a digit is whole.
    let half = ratio.stated.value.last_digit().times(unit * 1_000_000)?;
    let Interval { low, high } = ratio.stated.interval();
    let twice = |bound: Option<i128>| bound.and_then(|b| b.checked_mul(2));
    Some(Interval { low: twice(low).map(|b| b - half), high: twice(high).map(|b| b + half) })
}

fn judge(rec: Rec<'_>, (field, share): (&Field, &Field), parts: &[Item<'_>], out: &mut Judged) {
    let known = parts.iter().filter_map(|part| part.at(&share.name).first());
    let known: Vec<(&Value, Ratio)> =
        known.filter_map(|v| if let Value::Ratio(ratio) = v { Some((v, *ratio)) } else { None }).collect();
    if parts.len() < 2 || known.is_empty() {
        return;
    }
    let start = Some(Interval { low: Some(0), high: Some(0) });
    let sum = known.iter().fold(start, |sum, (_, ratio)| sum?.plus(unrounded(*ratio)?));
    let (Some(sum), Some(measured)) = (sum, Measured::of(known[0].0)) else { return };
    // A thousand per mille, in halves of a millionth.
    let whole = 2 * 1000 * 1_000_000;
    let is_all = known.len() == parts.len();
    let is_more = sum.low.is_some_and(|low| low > whole);
    if !is_more && (!is_all || sum.high.is_none_or(|high| high >= whole)) {
        return out.hold();
    }
    let stated =
        known.iter().try_fold(0_i128, |sum, (v, _)| sum.checked_add(Measured::of(v)?.value)).unwrap_or_default();
    let made = bound(Counts::Of(percent(measured)), Interval { low: Some(stated), high: Some(stated) });
    let (made_zh, made_en) = (made.zh, made.en);
    let (zh, en) = (rec.named().zh, rec.named().en);
    let said: Text = list(known.iter().map(|(v, _)| value(rec.site, share, v)));
    let what = text!("{zh}各部分的占比加起来不是全部", "the shares of the parts of {en} do not make the whole");
    let entry = Entry::new(RULE.name, Standing::DoesNotHold, rec, &field.name, what)
        .sides(said, text!("100%", "100%"))
        .arithmetic(text!("合计{made_zh}，差得比四舍五入多", "together {made_en}: more than rounding explains"));
    out.push(entry.settle(text!(
        "核对每一部分；漏了的一部分，补上“其他”",
        "check every part, and add what is missing as “other”"
    )));
}

fn percent(measured: Measured) -> crate::value::Unit {
    let own = if let Counts::Of(unit) = measured.counts { Some(unit) } else { None };
    crate::value::Unit::parse("%").or(own).unwrap_or(crate::value::UNITS[0])
}
