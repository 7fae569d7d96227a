//! Targets: what names a figure. `NAME`, `INDICATOR@PERIOD[@PLACE]` or `COLLECTION/ID#FIELD`.

use crate::diagnostic::{Diagnostic, nearest};
use crate::model::schema::{Kind, Schema};
use crate::model::site::{FieldRef, FieldValue, Site, Value};
use crate::text;
use crate::value::When;

use super::Outcome;
use super::condition::value_of;

/// What a target leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A named figure, by its index.
    Figure(usize),
    /// A field of a record: page, and index of the field in its collection.
    Field(usize, usize),
}

/// The fields of a collection of observations.
struct Series {
    indicator: usize,
    period: usize,
    place: Option<usize>,
    value: usize,
}

impl Series {
    fn of(schema: &Schema) -> Option<Series> {
        let named = |name: &str| schema.fields.iter().position(|f| f.name == name);
        let (indicator, period, value) = (named("indicator")?, named("period")?, named("value")?);
        matches!(schema.fields[indicator].kind, Kind::Reference(_)).then(|| Series {
            indicator,
            period,
            place: named("place"),
            value,
        })
    }
}

/// Finds what a target names; `names` are the names of the figures, in their order.
pub(crate) fn find(site: &Site, names: &[&str], text: &str) -> Result<Target, Diagnostic> {
    let text = text.trim();
    if let Some((record, field)) = text.split_once('#') {
        return of_field(site, record, field);
    }
    if text.contains('@') {
        return observation(site, text);
    }
    if let Some(index) = names.iter().position(|name| *name == text) {
        return Ok(Target::Figure(index));
    }
    let problem = Diagnostic::error("figure/missing", text!("没有“{text}”这个数", "there is no figure `{text}`"));
    Err(match nearest(text, names.iter().copied()) {
        Some(near) => problem.help(text!("是不是“{near}”？", "did you mean `{near}`?")),
        None => problem.help(text!(
            "写 content/figures.yaml 里的名字、指标@时段，或 集合/编号#字段",
            "write a name of content/figures.yaml, INDICATOR@PERIOD, or COLLECTION/ID#FIELD"
        )),
    })
}

fn of_field(site: &Site, record: &str, word: &str) -> Result<Target, Diagnostic> {
    let Some(page) = site.record(record) else {
        let problem =
            Diagnostic::error("figure/missing", text!("没有“{record}”这条记录", "there is no record `{record}`"));
        let ids: Vec<String> =
            site.records.keys().map(|(c, id)| format!("{}/{id}", site.collections[*c].name)).collect();
        return Err(match nearest(record, ids.iter().map(String::as_str)) {
            Some(near) => problem.help(text!("是不是“{near}”？", "did you mean `{near}`?")),
            None => problem.help(text!("写成 集合/编号#字段", "write COLLECTION/ID#FIELD")),
        });
    };
    let crate::model::PageKind::Record(collection) = site.pages[page].kind else {
        return Err(Diagnostic::error("figure/missing", text!("“{record}”不是记录", "`{record}` is no record")));
    };
    let fields = &site.collections[collection].fields;
    match fields.iter().position(|f| f.words().any(|w| w == word)) {
        Some(field) => Ok(Target::Field(page, field)),
        None => {
            let problem = Diagnostic::error(
                "figure/missing",
                text!("“{record}”没有“{word}”这个字段", "`{record}` has no field `{word}`"),
            );
            let names: Vec<&str> = fields.iter().map(|f| f.name.as_str()).collect();
            let all = names.join(", ");
            Err(match nearest(word, names) {
                Some(near) => problem.help(text!("是不是“{near}”？", "did you mean `{near}`?")),
                None => problem.help(text!("可用：{all}", "one of: {all}")),
            })
        }
    }
}

fn observation(site: &Site, text: &str) -> Result<Target, Diagnostic> {
    let mut parts = text.split('@');
    let (indicator, period, place) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next());
    let missing = |what| Diagnostic::error("figure/missing", what);
    let form = || {
        missing(text!("看不懂“{text}”", "`{text}` is no target")).help(text!(
            "写成 指标@时段 或 指标@时段@地点，例如 visits@2023@zhen",
            "write INDICATOR@PERIOD or INDICATOR@PERIOD@PLACE, such as visits@2023@town"
        ))
    };
    let when = When::parse(period).map_err(|_| form())?;
    if parts.next().is_some() {
        return Err(form());
    }
    let mut found = Vec::new();
    let mut near: Vec<&str> = Vec::new();
    for (collection, series) in site.collections.iter().enumerate().filter_map(|(c, s)| Some((c, Series::of(s)?))) {
        let is = |page: usize, field: usize, wanted: &str| {
            matches!(value_of(&site.pages[page], collection, field),
                Some(FieldValue::Known(values)) if matches!(values.first(), Some(Value::Record(r)) if site.pages[*r].id.as_deref() == Some(wanted)))
        };
        for page in site.records.range((collection, String::new())..(collection + 1, String::new())).map(|(_, p)| *p) {
            if let Some(FieldValue::Known(values)) = value_of(&site.pages[page], collection, series.indicator)
                && let Some(Value::Record(r)) = values.first()
            {
                near.extend(site.pages[*r].id.as_deref());
            }
            let at = matches!(value_of(&site.pages[page], collection, series.period),
                Some(FieldValue::Known(values)) if values.first() == Some(&Value::Date(when)));
            let there = place.is_none_or(|place| series.place.is_some_and(|field| is(page, field, place)));
            if is(page, series.indicator, indicator) && at && there {
                found.push(Target::Field(page, series.value));
            }
        }
    }
    match found.as_slice() {
        [one] => Ok(*one),
        [] => {
            let problem = missing(text!("没有“{text}”这个观测值", "there is no observation `{text}`"));
            Err(match nearest(indicator, near) {
                Some(near) if near != indicator => problem.help(text!("是不是“{near}”？", "did you mean `{near}`?")),
                _ => problem.help(text!(
                    "核对指标的编号、时段和地点：时段照记录写",
                    "check indicator, period and place: the period is written as in the record"
                )),
            })
        }
        several => {
            let all: Vec<String> = several.iter().map(|t| t.written(site, &[])).collect();
            let all = all.join(", ");
            Err(missing(text!("“{text}”不止一个", "there is more than one `{text}`"))
                .help(text!("写上地点，或写 {all}", "add the place, or write one of {all}")))
        }
    }
}

impl Target {
    /// What stands there. A named figure has to be computed before.
    pub fn outcome(self, site: &Site) -> Outcome {
        match self {
            Target::Figure(index) => site.figures[index].outcome.clone(),
            Target::Field(page, field) => {
                let fields = &site.pages[page].fields;
                let is_it = |f: &FieldRef| matches!(f, FieldRef::Collection(_, i) if *i == field);
                match fields.iter().find(|(f, _)| is_it(f)).map(|(_, v)| v) {
                    Some(FieldValue::Known(values)) if values.len() == 1 => Outcome::of(&values[0]),
                    Some(FieldValue::Known(_)) => Outcome::Empty,
                    _ => Outcome::Open(vec![(page, field)]),
                }
            }
        }
    }

    /// As it may be written; `names` are the names of the figures, in their order.
    pub fn written(self, site: &Site, names: &[&str]) -> String {
        match self {
            Target::Figure(index) => names.get(index).map_or_else(String::new, |name| (*name).to_owned()),
            Target::Field(page, field) => {
                let record = &site.pages[page];
                let crate::model::PageKind::Record(c) = record.kind else { return String::new() };
                let schema = &site.collections[c];
                format!("{}/{}#{}", schema.name, record.id.as_deref().unwrap_or_default(), schema.fields[field].name)
            }
        }
    }
}
