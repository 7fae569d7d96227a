//! What a field's value looks like in YAML, as JSON Schema.

use serde_json::{Value, json};

use super::keys::{object, scalar};
use crate::diagnostic::Locale;
use crate::forms::words::{example, local, pick, takes, unknowns};
use crate::load::keys::VALUE;
use crate::model::{Field, Kind, Schema};
use crate::value::{Qualifier, Stage, pattern};

/// The schema of a field; `unknown` is the reference to that of explicit unknowns.
pub(super) fn field(field: &Field, schemas: &[Schema], locale: Locale) -> Value {
    let mut any = vec![json!({"$ref": "#/$defs/unknown"})];
    let one = values(field, schemas, locale);
    if field.list {
        let items = if let [only] = one.as_slice() { only.clone() } else { json!({ "anyOf": one }) };
        any.push(json!({"type": "array", "items": items}));
    }
    any.extend(one);
    if !field.required {
        any.push(json!({"type": "null"}));
    }
    json!({
        "title": local(&field.title, locale),
        "description": description(field, schemas, locale),
        "anyOf": any,
    })
}

fn description(field: &Field, schemas: &[Schema], locale: Locale) -> String {
    let mut lines = vec![local(&field.description, locale).to_owned(), takes(field, schemas, locale)];
    lines.extend(example(field).map(|e| format!("{}{e}", pick(locale, "例如：", "Such as: "))));
    let words = unknowns(locale);
    lines.push(match (field.required, locale) {
        (true, Locale::Zh) => format!("必须写；来源没有的，写明为什么没有：{words}"),
        (true, Locale::En) => format!("Has to be there; where the source has none, say why: {words}"),
        (false, Locale::Zh) => format!("可以不写；也可以写明为什么没有：{words}"),
        (false, Locale::En) => format!("May be left out; or say why there is none: {words}"),
    });
    lines.retain(|l| !l.is_empty());
    lines.join("\n\n")
}

fn text(pattern: String) -> Value {
    json!({"type": "string", "pattern": pattern})
}

/// The forms that one value of a field may have.
fn values(field: &Field, schemas: &[Schema], locale: Locale) -> Vec<Value> {
    match &field.kind {
        Kind::Text | Kind::Reference(_) => vec![length(field)],
        Kind::Number | Kind::Integer => {
            let whole = field.kind == Kind::Integer;
            let mut number = json!({"type": if whole { "integer" } else { "number" }});
            bound(field, &mut number);
            vec![number, text(if whole { pattern::integer() } else { pattern::number() })]
        }
        Kind::Boolean => vec![json!({"type": "boolean"}), json!({"enum": ["是", "否"]}), truth()],
        Kind::Date { partial: false } => vec![text(pattern::day())],
        // 2023 and 2023.3 are numbers to YAML.
        Kind::Date { partial: true } => {
            vec![text(pattern::when()), json!({"type": "number", "minimum": 0, "maximum": 10000})]
        }
        Kind::Choice(choices) => {
            let mut words: Vec<Value> = Vec::new();
            let all = choices.iter().flat_map(|c| c.label.all().chain([c.value.as_str()]));
            for word in all {
                // A word that YAML reads as a number or truth value.
                let typed = serde_json::from_str::<Value>(word).ok().filter(|v| v.is_number() || v.is_boolean());
                for value in [Some(Value::from(word)), typed].into_iter().flatten() {
                    if !words.contains(&value) {
                        words.push(value);
                    }
                }
            }
            vec![json!({ "enum": words })]
        }
        Kind::Amount { unit: Some(_), .. } => vec![text(pattern::amount(true)), parts(None), bare(field)],
        Kind::Amount { unit: None, .. } => exact(vec![pattern::amount(false)]),
        Kind::Quantity(Some(unit)) => vec![text(pattern::quantity(Some(*unit))), parts(None), bare(field)],
        Kind::Quantity(None) => exact(vec![pattern::quantity(None)]),
        Kind::Ratio => exact(vec![pattern::ratio()]),
        Kind::Measure => exact(vec![pattern::amount(false), pattern::quantity(None), pattern::ratio()]),
        Kind::PlaceCode => vec![
            text(pattern::place_code()),
            json!({"type": "integer", "minimum": 110_000_000_000_u64, "maximum": 829_999_999_999_u64}),
        ],
        Kind::Items(fields) => vec![super::record::item(fields, schemas, locale)],
    }
}

/// A number in the unit of its field.
fn bare(field: &Field) -> Value {
    let mut number = json!({"type": "number"});
    bound(field, &mut number);
    number
}

/// The bounds of a number, as far as they can be said in its own unit.
fn bound(field: &Field, number: &mut Value) {
    let (money, unit) = match field.kind {
        Kind::Amount { unit, .. } => (unit, None),
        Kind::Quantity(unit) => (None, unit),
        _ => (None, None),
    };
    for (key, limit) in [("minimum", field.minimum), ("maximum", field.maximum)] {
        let text = limit.and_then(|limit| limit.bare(money, unit));
        if let Some(limit) = text.and_then(|text| serde_json::from_str::<Value>(&text).ok()) {
            number[key] = limit;
        }
    }
}

/// True or false as a text.
pub(super) fn truth() -> Value {
    json!({"type": "string", "pattern": r"^\s*(?:true|false|是|否)\s*$"})
}

/// Text of the field's length; spaces around it do not count.
fn length(field: &Field) -> Value {
    let mut schema = scalar();
    if field.min_length.is_some() || field.max_length.is_some() {
        let least = field.min_length.unwrap_or(0);
        let most = field.max_length.map(|n| n.to_string()).unwrap_or_default();
        schema["pattern"] = format!(r"^\s*[\s\S]{{{least},{most}}}\s*$").into();
    }
    schema
}

/// Values that have to say their unit, as a text of one of these forms or as a map.
fn exact(patterns: Vec<String>) -> Vec<Value> {
    let texts: Vec<Value> = patterns.into_iter().map(text).collect();
    let parts = parts(Some(&texts));
    texts.into_iter().chain([parts]).collect()
}

/// A value as a map of number, unit, qualifier and stage; `alone`: the forms of a value that says its unit itself, where
/// the field has none.
fn parts(alone: Option<&[Value]>) -> Value {
    let stages: Vec<&str> = Stage::all().flat_map(|s| [s.code(), s.text(true)]).collect();
    let doubts: Vec<&str> = Qualifier::ALL.iter().map(|q| q.code()).collect();
    let mut map = object(VALUE, &["value"], |name| match name {
        "stage" => json!({ "enum": stages }),
        "q" => json!({"type": ["string", "null"], "examples": doubts}),
        "value" => json!({"type": ["string", "number"]}),
        _ => json!({"type": ["string", "null"]}),
    });
    if let Some(alone) = alone {
        let words =
            |name: &str| VALUE.iter().filter(|k| k.name == name).flat_map(|k| [k.name, k.chinese]).collect::<Vec<_>>();
        let with_unit = words("unit")
            .into_iter()
            .map(|word| json!({"required": [word], "properties": {word: {"type": "string", "pattern": r"\S"}}}));
        let whole =
            words("value").into_iter().map(|word| json!({"required": [word], "properties": {word: {"anyOf": alone}}}));
        map["anyOf"] = with_unit.chain(whole).collect();
    }
    map
}
