//! The JSON twin of a record: what its page says, for programs, with every number as an exact decimal.

use serde_json::{Map, Value as Json, json};

use super::columns::text;
use crate::model::figure::Known;
use crate::model::{Field, FieldRef, FieldValue, Kind, Page, PageKind, Site, Value};
use crate::render::template::Writer;
use crate::value::{Amount, Bound, Interval, Part, PartialDate, Quantity, When};

/// The twin of a record.
pub(in crate::render) fn twin(writer: Writer<'_>, page: &Page) -> Vec<u8> {
    let site: &Site = &writer.world.site;
    let PageKind::Record(collection) = page.kind else { return Vec::new() };
    let schema = &site.collections[collection];
    let absolute = |url: &str| format!("{}{url}", site.config.base.origin);
    let mut out = Map::new();
    let mut put = |key: &str, value: Json| out.insert(key.to_owned(), value);
    put("id", page.id.as_deref().into());
    put("collection", schema.name.as_str().into());
    put("title", page.title.as_str().into());
    put("url", absolute(&page.url).into());
    put("language", site.config.languages[page.language].as_str().into());
    put("as_of", page.as_of.map_or(Json::Null, |d| date(When::at(d))));
    if !page.summary.is_empty() {
        put("summary", page.summary.as_str().into());
    }
    let sources = page.sources.iter().map(|c| {
        let record = c.page.map(|p| &site.pages[p]);
        let title = record.map_or(c.document.as_str(), |p| p.title.as_str());
        let mut source = json!({"document": title, "locator": c.locator});
        if let Some(record) = record {
            source["id"] = record.id.as_deref().into();
            source["url"] = absolute(&record.url).into();
        }
        source
    });
    put("sources", sources.collect());
    let of_field = |i: usize| page.fields.iter().find(|(f, _)| *f == FieldRef::Collection(collection, i));
    let fields = schema.fields.iter().enumerate();
    put("fields", fields_of(writer, fields.map(|(i, field)| (field, of_field(i).map(|(_, value)| value)))));
    let mut bytes = serde_json::to_vec_pretty(&Json::Object(out)).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Every field, those that the record lacks as null.
fn fields_of<'a>(writer: Writer<'a>, fields: impl Iterator<Item = (&'a Field, Option<&'a FieldValue>)>) -> Json {
    let one = |(field, value): (&'a Field, Option<&'a FieldValue>)| {
        (field.name.clone(), value.map_or(Json::Null, |v| whole(writer, field, v)))
    };
    Json::Object(fields.map(one).collect())
}

fn whole<'a>(writer: Writer<'a>, field: &'a Field, value: &'a FieldValue) -> Json {
    let title = field.title.get(writer.tag());
    match value {
        FieldValue::Unknown(code, note) => {
            let mut out = json!({"title": title, "text": writer.plain(field, value), "unknown": code.code()});
            if let Some(note) = note {
                out["note"] = note.as_str().into();
            }
            out
        }
        FieldValue::Known(items) => {
            let parts = items.iter().map(|item| one(writer, field, item));
            if field.list || matches!(field.kind, Kind::Items(_)) {
                let list: Vec<Json> = parts.map(Json::Object).collect();
                return json!({"title": title, "text": writer.plain(field, value), "list": list});
            }
            let mut out = Map::new();
            out.insert("title".to_owned(), title.into());
            out.insert("text".to_owned(), writer.plain(field, value).into());
            parts.for_each(|part| out.extend(part));
            Json::Object(out)
        }
    }
}

/// The exact parts of a value.
pub(super) fn one<'a>(writer: Writer<'a>, field: &'a Field, item: &'a Value) -> Map<String, Json> {
    let site = &writer.world.site;
    let found = match item {
        Value::Text(_) | Value::Number(_) | Value::PlaceCode(_) => json!({"value": text(site, field, item)}),
        Value::Bool(value) => json!({"value": value}),
        Value::Date(when) => date(*when),
        Value::Amount(amount, stage) => {
            let mut out = money(*amount);
            if let Some(stage) = stage {
                out["stage"] = stage.code().into();
            }
            out
        }
        Value::Quantity(quantity) => measured(*quantity),
        Value::Ratio(ratio) => {
            let mut out = measured(ratio.stated);
            out["numerator"] = ratio.numerator.map(|n| n.to_string()).into();
            out["denominator"] = ratio.denominator.map(|n| n.to_string()).into();
            out["stated"] = ratio.to_string().into();
            out
        }
        Value::Choice(i) => json!({"value": text(site, field, item), "label": writer.choice(field, *i)}),
        Value::Record(page) => {
            let page = &site.pages[*page];
            let PageKind::Record(collection) = page.kind else { return Map::new() };
            json!({
                "id": page.id,
                "collection": site.collections[collection].name,
                "label": page.title,
                "url": format!("{}{}", site.config.base.origin, page.url),
            })
        }
        Value::Item(values) => {
            let Kind::Items(inner) = &field.kind else { return Map::new() };
            let of_field = |i: usize| values.iter().find(|(at, _)| *at == i).map(|(_, v)| v);
            fields_of(writer, inner.iter().enumerate().map(|(i, field)| (field, of_field(i))))
        }
    };
    match found {
        Json::Object(map) => map,
        _ => Map::new(),
    }
}

fn money(amount: Amount) -> Json {
    let bound = |fen: Option<i128>| fen.map(|fen| decimal(fen, 2));
    let Interval { low, high } = amount.interval();
    json!({
        "stated": amount.to_string(),
        "value": amount.value.to_string(),
        "unit": amount.unit.name(),
        "qualifier": amount.q.code(),
        "yuan": amount.yuan(),
        "least_yuan": bound(low),
        "most_yuan": bound(high),
    })
}

/// The numbers of a figure as they were before it was rounded, and what it leaves open.
pub(super) fn unrounded(value: &mut Json, known: &Known) {
    let (Some(measured), Some(number)) = (known.measured, known.number()) else { return };
    let Interval { low, high } = measured.interval;
    match &known.value {
        Value::Amount(..) => {
            let bound = |fen: Option<i128>| fen.map(|fen| decimal(fen, 2));
            (value["yuan"], value["least_yuan"], value["most_yuan"]) =
                (number.into(), bound(low).into(), bound(high).into());
        }
        Value::Quantity(quantity) => {
            let factor = quantity.unit.factor;
            value["number"] = number.into();
            value["least"] = low.map(|n| decimal(n.div_euclid(factor), PARTS)).into();
            value["most"] = high.map(|n| decimal(-(-n).div_euclid(factor), PARTS)).into();
        }
        _ => {}
    }
}

/// Parts of a unit that bounds are counted in: a millionth.
const PARTS: u32 = 6;

fn measured(quantity: Quantity) -> Json {
    let factor = quantity.scale.factor() * 10_i128.pow(PARTS);
    let count = quantity.value.times(factor);
    let interval = count.map(|n| quantity.q.interval(n, quantity.value.last_digit().times(factor).unwrap_or(1)));
    let bound = |count: Option<i128>| count.map(|n| decimal(n, PARTS));
    json!({
        "stated": quantity.to_string(),
        "value": quantity.value.to_string(),
        "scale": quantity.scale.word(),
        "unit": quantity.unit.name,
        "number": quantity.number(),
        "qualifier": quantity.q.code(),
        "least": bound(interval.and_then(|i| i.low)),
        "most": bound(interval.and_then(|i| i.high)),
    })
}

/// `count` in units of ten to the power of `-places`, as a decimal.
fn decimal(count: i128, places: u32) -> String {
    let one = 10_u128.pow(places);
    let (sign, count) = (if count < 0 { "-" } else { "" }, count.unsigned_abs());
    match count % one {
        0 => format!("{sign}{}", count / one),
        part => {
            let part = format!("{part:0width$}", width = places as usize);
            // 分 are always two digits; finer parts end with their last digit.
            let part = if places > 2 { part.trim_end_matches('0') } else { &part };
            format!("{sign}{}.{part}", count / one)
        }
    }
}

fn date(when: When) -> Json {
    let (first, last) = when.days();
    let or_null = |day: String| if day.is_empty() { Json::Null } else { day.into() };
    json!({
        "value": when.to_string(),
        "from": or_null(first),
        "to": or_null(last),
        "precision": precision(when.to.unwrap_or(when.from)),
        "bound": match when.bound {
            Bound::Within => "within",
            Bound::ByEnd => "by_end",
            Bound::Before => "before",
            Bound::BeforeUnclear => "before_unclear",
            Bound::Since => "since",
        },
    })
}

fn precision(date: PartialDate) -> &'static str {
    match date.part {
        Part::Year => "year",
        Part::Half(_) => "half",
        Part::Quarter(_) => "quarter",
        Part::Month(_) => "month",
        Part::Xun(..) => "xun",
        Part::Day(..) => "day",
    }
}
