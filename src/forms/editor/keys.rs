//! Maps by the reader's tables of keys: every key in English and in Chinese, and no other.

use serde_json::{Map, Value, json};

use super::value::truth;
use crate::diagnostic::Locale;
use crate::forms::words::pick;
use crate::load::key_notes::{self, Holds};
use crate::load::keys::Key;
use crate::value::pattern;

/// Anything that is one value: the reader takes it as the text that it is written as.
pub(super) fn scalar() -> Value {
    json!({"type": ["string", "number", "boolean"]})
}

/// The same, or nothing.
pub(super) fn scalar_or_nothing() -> Value {
    json!({"type": ["string", "number", "boolean", "null"]})
}

/// A text or several.
pub(super) fn texts() -> Value {
    json!({"anyOf": [scalar_or_nothing(), {"type": "array", "items": scalar_or_nothing()}]})
}

/// A list, or nothing.
pub(super) fn list(items: &Value) -> Value {
    json!({"type": ["array", "null"], "items": items})
}

/// A map from any word, or nothing.
pub(super) fn map_of(values: &Value) -> Value {
    json!({"type": ["object", "null"], "additionalProperties": values})
}

/// One of these words must be a key.
pub(super) fn one_of<'a>(words: impl Iterator<Item = &'a str>) -> Value {
    let mut seen: Vec<&str> = Vec::new();
    words.for_each(|w| {
        if !seen.contains(&w) {
            seen.push(w);
        }
    });
    match seen.as_slice() {
        [only] => json!({ "required": [only] }),
        _ => json!({ "oneOf": seen.iter().map(|w| json!({"required": [w]})).collect::<Vec<_>>() }),
    }
}

/// A map with the keys of a table, of which some are required.
pub(super) fn object(table: &[Key], required: &[&str], shape: impl Fn(&str) -> Value) -> Value {
    let mut properties = Map::new();
    for key in table {
        let shape = shape(key.name);
        properties.insert(key.name.to_owned(), shape.clone());
        properties.insert(key.chinese.to_owned(), shape);
    }
    let must = table.iter().filter(|k| required.contains(&k.name)).map(|k| one_of([k.name, k.chinese].into_iter()));
    let must: Vec<Value> = must.collect();
    let mut out = json!({"type": "object", "properties": properties, "additionalProperties": false});
    if !must.is_empty() {
        out["allOf"] = must.into();
    }
    out
}

/// The same, or nothing, where the reader takes nothing for an empty map.
pub(super) fn maybe(mut object: Value) -> Value {
    object["type"] = json!(["object", "null"]);
    object
}

/// A key's value by its note, with what the note says; `own` has those of a shape of their own.
pub(super) fn noted(table: &[Key], name: &str, locale: Locale, own: impl Fn(&str) -> Value) -> Value {
    let Some(note) = key_notes::of(table, name) else { return json!(true) };
    let text = |pattern: String| json!({"type": "string", "pattern": pattern});
    let nothing = json!({"type": "null"});
    // 2023 and 2023.3 are numbers to YAML.
    let year = json!({"type": "number", "minimum": 0, "maximum": 10000});
    let mut shape = match note.holds {
        Holds::Text => scalar_or_nothing(),
        Holds::Texts => texts(),
        Holds::Localized => {
            let by_language = json!({
                "type": "object",
                "propertyNames": {"pattern": "^[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?$"},
                "additionalProperties": scalar_or_nothing(),
            });
            json!({"anyOf": [scalar_or_nothing(), by_language]})
        }
        Holds::Flag => json!({"anyOf": [{"type": "boolean"}, {"enum": ["是", "否"]}, truth()]}),
        Holds::Whole => json!({"anyOf": [{"type": "integer"}, text(r"^\s*[+-]?[0-9]+\s*$".to_owned())]}),
        Holds::Number => json!({"anyOf": [{"type": "number"}, text(pattern::number()), nothing]}),
        Holds::Day => json!({"anyOf": [text(pattern::day()), nothing]}),
        Holds::Date => json!({"anyOf": [text(pattern::date()), year, nothing]}),
        Holds::Moment => json!({"anyOf": [text(pattern::moment()), nothing]}),
        Holds::When => json!({"anyOf": [text(pattern::when()), year, nothing]}),
        Holds::Own => own(name),
    };
    if let Some(shape) = shape.as_object_mut() {
        shape.insert("description".to_owned(), pick(locale, note.zh, note.en).into());
    }
    shape
}
