//! Front matter, records and small records, as JSON Schema.

use serde_json::{Map, Value, json};

use super::keys::{list, map_of, noted, object, one_of, scalar, scalar_or_nothing, texts};
use super::settings_files::waivers;
use super::value::field;
use crate::diagnostic::Locale;
use crate::forms::words::pick;
use crate::load::keys::{CITATION, Key, PAGE, SECTION, UNKNOWN, WAIVER};
use crate::model::{Field, Schema, Site, Sort, Unknown};

/// Front matter of a page, or of an `_index.md`.
pub(super) fn page(site: &Site, section: bool, locale: Locale) -> Map<String, Value> {
    let mut properties = common(site, locale);
    if section {
        keys(&mut properties, SECTION, locale, site);
    }
    let mut out = Map::new();
    out.insert("type".to_owned(), json!(["object", "null"]));
    out.insert("properties".to_owned(), properties.into());
    out.insert("additionalProperties".to_owned(), false.into());
    out.insert("$defs".to_owned(), json!({ "unknown": unknown(locale) }));
    out
}

/// The records of a collection: one, or a list of such. `#/$defs/record` is for the front matter of one, whose title may
/// also be the first heading.
pub(super) fn records(site: &Site, schema: &Schema, locale: Locale) -> Map<String, Value> {
    let mut properties = common(site, locale);
    let mut must = vec![one_of(words(PAGE, "id"))];
    for own in &schema.fields {
        let shape = field(own, &site.collections, locale);
        own.words().for_each(|w| {
            properties.entry(w.to_owned()).or_insert_with(|| shape.clone());
        });
        if own.required {
            must.push(one_of(own.words()));
        }
    }
    for word in words(PAGE, "id") {
        properties.insert(
            word.to_owned(),
            json!({
                "type": ["string", "number", "boolean"],
                "pattern": r"\S",
                "description": pick(locale, "固定的短名，不再更改，例如 xin-jiao-xue-lou", "a short name that will never change, such as new-school"),
            }),
        );
    }
    let record = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "allOf": must,
    });
    let mut entry = json!({"$ref": "#/$defs/record"});
    if schema.title_from.is_empty() {
        entry["allOf"] = json!([one_of(words(PAGE, "title"))]);
    }
    let mut out = Map::new();
    out.insert("$defs".to_owned(), json!({"unknown": unknown(locale), "record": record, "entry": entry}));
    out.insert("if".to_owned(), json!({"type": "array"}));
    out.insert("then".to_owned(), json!({"items": {"$ref": "#/$defs/entry"}}));
    out.insert("else".to_owned(), json!({"$ref": "#/$defs/entry"}));
    out
}

/// A small record.
pub(super) fn item(fields: &[Field], schemas: &[Schema], locale: Locale) -> Value {
    let mut properties = Map::new();
    let mut must = Vec::new();
    for own in fields {
        let shape = field(own, schemas, locale);
        own.words().for_each(|w| {
            properties.insert(w.to_owned(), shape.clone());
        });
        if own.required {
            must.push(one_of(own.words()));
        }
    }
    let mut out = json!({"type": "object", "properties": properties, "additionalProperties": false});
    if !must.is_empty() {
        out["allOf"] = must.into();
    }
    out
}

/// The words of one key.
fn words(table: &'static [Key], name: &str) -> impl Iterator<Item = &'static str> {
    table.iter().find(|k| k.name == name).into_iter().flat_map(|k| [k.name, k.chinese])
}

/// The keys that every page has: those of the format, the site's taxonomies and its own fields.
fn common(site: &Site, locale: Locale) -> Map<String, Value> {
    let mut properties = Map::new();
    keys(&mut properties, PAGE, locale, site);
    for own in &site.config.fields {
        let shape = field(own, &site.collections, locale);
        own.words().for_each(|w| {
            properties.entry(w.to_owned()).or_insert_with(|| shape.clone());
        });
    }
    for taxonomy in &site.config.taxonomies {
        for word in std::iter::once(taxonomy.name.as_str()).chain(taxonomy.title.all()) {
            properties.entry(word.to_owned()).or_insert_with(texts);
        }
    }
    properties
}

fn keys(properties: &mut Map<String, Value>, table: &'static [Key], locale: Locale, site: &Site) {
    for key in table {
        let shape = noted(table, key.name, locale, |name| match name {
            "taxonomies" => {
                let mut map = map_of(&texts());
                let known = &site.config.taxonomies;
                let names = known.iter().flat_map(|t| std::iter::once(t.name.as_str()).chain(t.title.all()));
                map["propertyNames"] = json!({ "enum": names.collect::<Vec<_>>() });
                map
            }
            "sort" => json!({ "enum": Sort::WORDS.map(|(word, _)| word) }),
            "waivers" => waivers(WAIVER),
            _ => sources(),
        });
        properties.insert(key.name.to_owned(), shape.clone());
        properties.insert(key.chinese.to_owned(), shape);
    }
}

/// Documents with their locators.
fn sources() -> Value {
    let citation =
        object(CITATION, &["document"], |name| if name == "document" { scalar() } else { scalar_or_nothing() });
    let one = json!({"anyOf": [scalar(), citation]});
    json!({"anyOf": [list(&one), one]})
}

/// What the source does not say.
fn unknown(locale: Locale) -> Value {
    let plain: Vec<&str> = Unknown::ALL.into_iter().map(Unknown::chinese).collect();
    let noted_words = format!(r"^\s*(?:{})(?:（[\s\S]*）)?\s*$", plain.join("|"));
    let codes: Vec<&str> = Unknown::ALL.into_iter().flat_map(|u| [u.code(), u.chinese()]).collect();
    let map = object(UNKNOWN, &["unknown"], |name| noted(UNKNOWN, name, locale, |_| json!({ "enum": codes })));
    json!({"anyOf": [{ "enum": plain }, {"type": "string", "pattern": noted_words}, map]})
}
