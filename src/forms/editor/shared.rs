//! What stands under several keys (a Chinese and an English one, say) is written once, under `$defs`.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// Shorter ones are not worth a reference.
const SHORTEST: usize = 120;

/// Moves the schemas of properties that occur more than once into `$defs`, innermost first.
pub(super) fn share(mut schema: Map<String, Value>) -> Map<String, Value> {
    let mut root = Value::Object(std::mem::take(&mut schema));
    loop {
        let mut seen: BTreeMap<String, (usize, String)> = BTreeMap::new();
        count(&root, &mut seen);
        let several = seen.into_iter().filter(|(_, (times, _))| *times > 1);
        let mut defs = Map::new();
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        let taken: Vec<String> = root["$defs"].as_object().map(|d| d.keys().cloned().collect()).unwrap_or_default();
        for (text, (_, key)) in several {
            // What has a meaning in a pointer is none of a name's signs.
            let plain = key.replace(['/', '~'], "-");
            let mut name = plain.clone();
            let mut number = 1;
            while taken.contains(&name) || defs.contains_key(&name) {
                number += 1;
                name = format!("{plain}.{number}");
            }
            defs.insert(name.clone(), serde_json::from_str(&text).unwrap_or_default());
            names.insert(text, name);
        }
        if defs.is_empty() {
            break;
        }
        replace(&mut root, &names);
        if let Some(root) = root.as_object_mut()
            && let Some(own) = root.entry("$defs").or_insert_with(|| json!({})).as_object_mut()
        {
            own.extend(defs);
        }
    }
    match root {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// How often each schema of a property occurs that holds no such schema itself, and the least of its keys.
fn count(value: &Value, seen: &mut BTreeMap<String, (usize, String)>) {
    for (key, inner) in children(value) {
        count(inner, seen);
        let text = inner.to_string();
        if let Some(key) = key.filter(|_| text.len() >= SHORTEST && !holds_properties(inner)) {
            let entry = seen.entry(text).or_insert_with(|| (0, key.clone()));
            entry.0 += 1;
            if *key < entry.1 {
                entry.1.clone_from(key);
            }
        }
    }
}

fn replace(value: &mut Value, names: &BTreeMap<String, String>) {
    let under_properties = |key: &str| key == "properties";
    match value {
        Value::Object(map) => {
            for (key, inner) in map.iter_mut() {
                if under_properties(key) {
                    for property in inner.as_object_mut().into_iter().flat_map(Map::values_mut) {
                        match names.get(&property.to_string()) {
                            Some(name) => *property = json!({"$ref": format!("#/$defs/{name}")}),
                            None => replace(property, names),
                        }
                    }
                } else {
                    replace(inner, names);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, names)),
        _ => {}
    }
}

/// The values within a value; with their key where they are schemas of properties.
fn children(value: &Value) -> Vec<(Option<&String>, &Value)> {
    match value {
        Value::Object(map) => map
            .iter()
            .flat_map(|(key, inner)| match (key.as_str(), inner) {
                ("properties", Value::Object(properties)) => properties.iter().map(|(k, v)| (Some(k), v)).collect(),
                _ => vec![(None, inner)],
            })
            .collect(),
        Value::Array(items) => items.iter().map(|item| (None, item)).collect(),
        _ => Vec::new(),
    }
}

/// Whether there is a property in it that is worth sharing; those come first.
fn holds_properties(value: &Value) -> bool {
    children(value)
        .into_iter()
        .any(|(key, inner)| key.is_some() && inner.to_string().len() >= SHORTEST || holds_properties(inner))
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    #[test]
    fn twins_are_written_once() {
        let long = "字".repeat(60);
        let inner = json!({"title": long, "properties": {"甲": {"description": long}, "a": {"description": long}}});
        let Value::Object(schema) = json!({"properties": {"b": inner, "乙": inner, "c": {"type": "string"}}}) else {
            panic!("a map")
        };
        let got: Value = super::share(schema).into();
        assert_eq!(got["properties"]["b"], json!({"$ref": "#/$defs/b"}));
        assert_eq!(got["properties"]["b"], got["properties"]["乙"]);
        assert_eq!(got["$defs"]["b"]["properties"]["甲"], json!({"$ref": "#/$defs/a"}));
        assert_eq!(got["$defs"]["a"]["description"], Value::from(long.as_str()));
        assert_eq!(got["properties"]["c"], json!({"type": "string"}));
        let Value::Object(schema) = json!({"properties": {"a/b": {"title": long}, "c/d": {"title": long}}}) else {
            panic!("a map")
        };
        assert_eq!(Value::from(super::share(schema))["properties"]["c/d"], json!({"$ref": "#/$defs/a-b"}));
        assert_eq!(super::share(Map::new()), Map::new());
    }
}
