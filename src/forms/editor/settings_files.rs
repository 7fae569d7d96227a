//! `site.yaml` and `_collection.yaml`, as JSON Schema.

use serde_json::{Map, Value, json};

use super::keys::{list, map_of, maybe, noted, object, scalar, scalar_or_nothing, texts};
use crate::check::{RULES, Rule, family, numbers};
use crate::diagnostic::{Locale, Severity};
use crate::load::keys::{
    CATEGORY, COLLECTION, COLLECTION_OURS, CONSTRAINTS, CONTACT, FIELD, FIELD_OURS, GROUP, IDENTIFIERS, Key, MACHINE,
    NAMED, NAV, SITE, SITE_WAIVER, TRACK, TYPES, VALUES,
};
use crate::model::{Cadence, Opt, Setting, Site, Sort, View};
use crate::value::{Mask, MoneyUnit, Stage, UNITS};

/// A map with the keys of a table as their notes say.
fn by_notes(table: &[Key], required: &[&str], locale: Locale, own: impl Fn(&str) -> Value) -> Value {
    object(table, required, |name| noted(table, name, locale, &own))
}

fn whole_file(schema: Value, defs: Value) -> Map<String, Value> {
    let mut out = match schema {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    out.insert("$defs".to_owned(), defs);
    out
}

fn localized() -> Value {
    noted(SITE, "title", Locale::En, |_| json!(true))["anyOf"].clone()
}

/// `site.yaml`.
pub(super) fn site(locale: Locale) -> Map<String, Value> {
    let named = |table: &[Key], required: &[&str]| {
        let entry = object(table, required, |name| {
            if name == "title" { json!({ "anyOf": localized() }) } else { scalar_or_nothing() }
        });
        list(&json!({"anyOf": [scalar(), entry]}))
    };
    let schema = by_notes(SITE, &["title"], locale, |name| match name {
        "identifiers" => maybe(object(IDENTIFIERS, &[], |_| scalar_or_nothing())),
        "contact" => maybe(object(CONTACT, &[], |_| scalar_or_nothing())),
        "taxonomies" => named(NAMED, &["name"]),
        "sections" | "footer" => named(NAV, &["path"]),
        "groups" => list(&object(GROUP, &["sections"], |name| {
            if name == "title" { json!({ "anyOf": localized() }) } else { list(&scalar()) }
        })),
        "fields" => map_of(&json!({"anyOf": [{ "enum": TYPES }, field(None, locale)]})),
        "waivers" => waivers(SITE_WAIVER),
        _ => checks(),
    });
    whole_file(schema, json!({}))
}

/// Rules that are waived.
pub(super) fn waivers(keys: &[Key]) -> Value {
    let needed: Vec<&str> = keys.iter().map(|k| k.name).collect();
    list(&object(keys, &needed, |name| match name {
        "rule" => json!({ "enum": RULES.iter().map(|r| r.name).collect::<Vec<_>>() }),
        _ => scalar(),
    }))
}

fn checks() -> Value {
    let mut levels: Vec<&str> = [Severity::Error, Severity::Warning, Severity::Note].map(Severity::word).to_vec();
    levels.push("off");
    let level = json!({ "enum": levels });
    let rule = |rule: &Rule| {
        let option = |o: &Opt| match o.default {
            Setting::Words(_) => texts(),
            _ => {
                json!({"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^\s*[0-9]+\s*$"}]})
            }
        };
        let options = rule.options.iter().map(|o| (o.name.to_owned(), option(o)));
        let severity = ["severity", "级别"].map(|word| (word.to_owned(), level.clone()));
        let own: Map<String, Value> = severity.into_iter().chain(options).collect();
        json!({"anyOf": [level, {"type": ["object", "null"], "properties": own, "additionalProperties": false}]})
    };
    // A family or a number has a level alone; what nothing can be published with has but one.
    let shared = || {
        let words = RULES.iter().flat_map(|r| std::iter::once(family(r.name)).chain(numbers(r)));
        let severity = ["severity", "级别"].map(|word| (word.to_owned(), level.clone()));
        let severity: Map<String, Value> = severity.into_iter().collect();
        let own = json!({"type": "object", "properties": severity, "additionalProperties": false});
        let own = json!({"anyOf": [level, own]});
        words.map(move |word| (word.to_owned(), own.clone()))
    };
    let own = RULES.iter().map(|r| {
        let own = if r.is_essential() { json!({ "enum": [r.severity.word()] }) } else { rule(r) };
        (r.name.to_owned(), own)
    });
    let rules: Map<String, Value> = shared().chain(own).collect();
    json!({"type": ["object", "null"], "properties": rules, "additionalProperties": false})
}

/// `_collection.yaml`.
pub(super) fn collection(site: &Site, locale: Locale) -> Map<String, Value> {
    let sorts = Sort::WORDS.map(|(word, _)| word);
    let track = by_notes(TRACK, &[], locale, |_| map_of(&scalar()));
    let machine = by_notes(MACHINE, &[], locale, |_| map_of(&maybe(track.clone())));
    let ours = by_notes(COLLECTION_OURS, &[], locale, |name| match name {
        "sort" => json!({ "enum": sorts }),
        "cadence" => {
            json!({ "enum": Cadence::WORDS.iter().flat_map(|(code, zh, _)| [*code, *zh]).collect::<Vec<_>>() })
        }
        "view" => json!({ "enum": View::WORDS.iter().flat_map(|(code, zh, _)| [*code, *zh]).collect::<Vec<_>>() }),
        _ => machine.clone(),
    });
    let names: Vec<&str> = site.collections.iter().map(|c| c.name.as_str()).collect();
    let schema = by_notes(COLLECTION, &[], locale, |name| match name {
        "primaryKey" => json!({ "enum": ["id"] }),
        "fields" => list(&json!({"$ref": "#/$defs/field"})),
        _ => maybe(ours.clone()),
    });
    whole_file(maybe(schema), json!({"field": field(Some(&names), locale)}))
}

/// A field of a collection, which may refer to these collections; `None`: of front matter.
fn field(collections: Option<&[&str]>, locale: Locale) -> Value {
    let names = collections.unwrap_or_default();
    let category =
        object(CATEGORY, &["value"], |name| if name == "label" { json!({ "anyOf": localized() }) } else { scalar() });
    let units: Vec<&str> =
        MoneyUnit::ALL.into_iter().map(MoneyUnit::name).chain(UNITS.iter().map(|u| u.name)).collect();
    let ours = object(FIELD_OURS, &[], |name| {
        let mut shape = noted(FIELD_OURS, name, locale, |name| match name {
            "value" => json!({ "enum": VALUES }),
            "mask" => json!({ "enum": Mask::WORDS.iter().flat_map(|(en, zh, _)| [en, zh]).collect::<Vec<_>>() }),
            "stage" => json!({ "enum": Stage::all().flat_map(|s| [s.code(), s.text(true)]).collect::<Vec<_>>() }),
            _ if collections.is_some() => list(&json!({"$ref": "#/$defs/field"})),
            _ => json!({"type": ["array", "null"]}),
        });
        match name {
            "ref" => shape["examples"] = json!(names),
            "unit" => shape["examples"] = json!(units),
            _ => {}
        }
        shape
    });
    let required: &[&str] = if collections.is_some() { &["name"] } else { &[] };
    object(FIELD, required, |name| {
        let mut shape = noted(FIELD, name, locale, |name| match name {
            "type" => json!({ "enum": TYPES }),
            "constraints" => maybe(by_notes(CONSTRAINTS, &[], locale, |_| json!(true))),
            "categories" => list(&json!({"anyOf": [scalar(), category]})),
            _ => maybe(ours.clone()),
        });
        if name == "name" && collections.is_some() {
            shape["type"] = "string".into();
            shape["pattern"] = r"^\s*[a-z][a-z0-9_]*\s*$".into();
        }
        shape
    })
}
