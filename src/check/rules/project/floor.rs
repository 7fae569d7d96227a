//! `project/floor`: a floor or an appraisal is no price, and no payment.

use crate::check::account::{Entry, Judged, Rec, Standing, records, value};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::figure::Measured;
use crate::model::{FieldRef, FieldValue, Kind, Site, Value};
use crate::text;
use crate::value::Stage;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/floor",
    severity: Severity::Note,
    what: ["底价、评估价有没有被当成成交价", "A floor or an appraisal is no price"],
    why: ["底价容易被传成成交价、付款或者节余", "A floor is easily retold as a price, a payment or a saving"],
    fails: Example::files(&[(
        "content/projects/all.yaml",
        "- {id: a, title: 酒店, land_price_floor: 不低于431.56万元, contract_value: 不适用}",
    )])
    .on(Base::Town),
    passes: Example::files(&[(
        "content/projects/all.yaml",
        "- {id: a, title: 酒店, land_price_floor: 不低于431.56万元, contract_value: 500万元}",
    )])
    .on(Base::Town),
    source: "Mingbai R16",
    options: &[],
    check: Check::Account(check),
};

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for rec in records(site) {
        let is_price = |kind: &Kind| {
            matches!(kind, Kind::Amount { stage: Some(Stage::Contracted | Stage::Paid | Stage::Settled), .. })
        };
        // Where no price could stand, none is missing.
        if !rec.schema().fields.iter().any(|f| is_price(&f.kind)) {
            continue;
        }
        let amounts = rec.here().fields.iter().filter_map(|(field, value)| match (field, value) {
            (FieldRef::Collection(_, field), FieldValue::Known(values)) => Some((*field, values.first()?)),
            _ => None,
        });
        let amounts: Vec<(usize, &Value)> = amounts.collect();
        let price = amounts.iter().find(|(field, _)| is_price(&rec.schema().fields[*field].kind));
        for (field, floor) in &amounts {
            if let Value::Amount(_, Some(Stage::Floor | Stage::Appraisal)) = floor {
                judge(rec, *field, floor, price.copied(), &mut out);
            }
        }
    }
    out
}

fn judge(rec: Rec<'_>, field: usize, floor: &Value, price: Option<(usize, &Value)>, out: &mut Judged) {
    let definition = &rec.schema().fields[field];
    let said = value(rec.site, definition, floor);
    let (said_zh, said_en) = (said.zh.clone(), said.en.clone());
    let (zh, en) = (rec.named().zh, rec.named().en);
    let Some((at, price)) = price else {
        let what = text!(
            "{zh}写的{said_zh}不是成交价，也不是付款；成交价没有写",
            "{said_en} of {en} is neither a price agreed nor a payment; the price is not stated"
        );
        let entry = Entry::new(RULE.name, Standing::CannotBeChecked, rec, &definition.name, what)
            .missing([text!("成交价、付款", "the price agreed and what was paid")])
            .settle(text!(
                "成交以后写明成交价和日期；在那以前不和合同额相加",
                "state price and day once agreed; until then it is added to no contract"
            ));
        return out.push(entry);
    };
    let (Some(floor), Some(agreed)) = (Measured::of(floor), Measured::of(price)) else { return };
    if floor.interval.low.zip(agreed.interval.high).is_none_or(|(low, high)| low <= high) {
        return out.hold();
    }
    let name = &rec.schema().fields[at].name;
    let what = text!("{zh}的成交价低于底价", "the price of {en} is below its floor");
    let entry = Entry::new(RULE.name, Standing::DoesNotHold, rec, name, what).from(rec, &definition.name);
    out.push(entry.sides(said, rec.words(name)).settle(text!("核对两个价", "check both")));
}
