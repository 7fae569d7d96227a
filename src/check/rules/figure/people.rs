//! `figure/people`: people who came are held against the people who live there.

use std::collections::BTreeMap;

use crate::check::account::{Entry, Judged, Rec, Standing, bound, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::{Severity, Text};
use crate::model::Site;
use crate::model::figure::{Counts, Measured};
use crate::text;
use crate::value::Dimension;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/people",
    severity: Severity::Note,
    what: [
        "服务人数比常住人口多出许多倍的，时段和来处写没写",
        "Where many times more people are served than live there, period and source are stated",
    ],
    why: ["多出几十倍的数，往往是别的年份、别的范围", "A number that much larger is often of another year or place"],
    fails: Example::files(&[("content/indicators/all.yaml", "- {id: residents, title: 常住人口, kind: stock, unit: 人}\n- {id: served, title: 服务人数, kind: flow, unit: 人}"), ("content/observations/all.yaml", "- {id: r, title: 常住人口, indicator: residents, period: 2023, place: zhen, value: 3000多人}\n- {id: s, title: 服务人数, indicator: served, period: 原文未写, place: zhen, value: 近30万人}"), ("content/places/all.yaml", "- {id: zhen, title: 某镇}")]).on(Base::Town),
    passes: Example::files(&[("content/indicators/all.yaml", "- {id: residents, title: 常住人口, kind: stock, unit: 人}\n- {id: served, title: 服务人数, kind: flow, unit: 人}"), ("content/observations/all.yaml", "- {id: r, title: 常住人口, indicator: residents, period: 2023, place: zhen, value: 3000多人}\n- {id: s, title: 服务人数, indicator: served, period: 原文未写, place: zhen, value: 近3万人}"), ("content/places/all.yaml", "- {id: zhen, title: 某镇}")]).on(Base::Town),
    source: "Mingbai R34",
    options: &[],
    check: Check::Account(check),
};

/// How many times the residents are noticed.
const TIMES: i128 = 20;

/// Words by which an indicator says that it counts who lives in a place: in its concept, its name or its definition.
const RESIDENTS: [&str; 11] =
    ["常住", "户籍", "居民", "村民", "住户", "总人口", "全镇人口", "全村人口", "居住", "resident", "population"];

fn residents(indicator: Rec<'_>) -> bool {
    let texts = [indicator.text("concept"), Some(indicator.here().title.as_str()), indicator.text("definition")];
    texts.into_iter().flatten().any(|text| text == "人口" || RESIDENTS.iter().any(|word| text.contains(word)))
}

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    let people: Vec<(Rec<'_>, Measured, &str)> = with(site, &["indicator", "period", "value"])
        .into_iter()
        .filter_map(|rec| {
            let measured = Measured::of(rec.value("value")?)?;
            let is_people = matches!(measured.counts, Counts::Of(unit) if unit.dimension == Dimension::People);
            let kind = rec.linked("indicator").next()?.code("kind")?;
            is_people.then_some((rec, measured, kind))
        })
        .collect();
    // Those who live there, all of them: pupils or patients are a stock of people as well.
    let is_all = |rec: Rec<'_>| !rec.knows("disaggregation") && rec.linked("indicator").next().is_some_and(residents);
    let mut stocks: BTreeMap<Vec<usize>, Vec<(Rec<'_>, Measured)>> = BTreeMap::new();
    for (stock, live, _) in
        people.iter().filter(|(rec, _, kind)| *kind == "stock" && rec.knows("place") && is_all(*rec))
    {
        stocks.entry(stock.refs("place")).or_default().push((*stock, *live));
    }
    for (flow, came, _) in people.iter().filter(|(.., kind)| *kind == "flow") {
        for (stock, live) in stocks.get(&flow.refs("place")).into_iter().flatten() {
            let (Some(least), Some(most)) = (came.interval.low, live.interval.high) else { continue };
            if least <= most.saturating_mul(TIMES) {
                out.hold();
                continue;
            }
            out.push(many(*flow, came, *stock, live));
        }
    }
    out
}

fn many(flow: Rec<'_>, came: &Measured, stock: Rec<'_>, live: &Measured) -> Entry {
    let times = |a: Option<i128>, b: Option<i128>| a.zip(b.filter(|b| *b > 0)).map(|(a, b)| a / b);
    let least = times(came.interval.low, live.interval.high).unwrap_or_default();
    let (a, b) = (bound(came.counts, came.interval), bound(live.counts, live.interval));
    let (a_zh, a_en, b_zh, b_en) = (a.zh, a.en, b.zh, b.en);
    let (zh, en) = (flow.named().zh, flow.named().en);
    let (stock_zh, stock_en) = (stock.named().zh, stock.named().en);
    let missing: Vec<Text> = [flow, stock]
        .into_iter()
        .filter(|rec| !rec.knows("period"))
        .map(|rec| {
            let (name, label) = (rec.named(), rec.label("period"));
            let (a_zh, b_zh, a_en, b_en) = (name.zh, label.zh, name.en, label.en);
            text!("{a_zh}的{b_zh}", "{b_en} of {a_en}")
        })
        .collect();
    let what = text!("{zh}至少是{stock_zh}的{least}倍", "{en} is at least {least} times {stock_en}");
    Entry::new(RULE.name, Standing::Open, flow, "value", what)
        .sides(flow.words("value"), stock.words("value"))
        .arithmetic(text!("{a_zh} 对 {b_zh}", "{a_en} against {b_en}"))
        .missing(missing)
        .from(stock, "value")
        .settle(text!(
            "写明是哪一段时间、谁数的、数的是人还是人次",
            "state the period, who counted, and whether it is people or visits"
        ))
}
