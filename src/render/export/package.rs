//! `datapackage.json` and the Table Schemas: what there is to download, in terms of Data Package v2.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::columns::Column;
use super::guard::guarded_text;
use super::tables::Table;
use super::{Download, FigureTable, resource_name};
use crate::model::Site;
use crate::output::hex;

/// Sources that one resource names.
const MOST_SOURCES: usize = 100;

/// JSON for people to read too.
pub(super) fn pretty(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// The description of all downloads.
pub(in crate::render) fn package(site: &Site, downloads: &[&Download], figures: Option<&FigureTable>) -> Vec<u8> {
    let config = &site.config;
    let tag = config.languages[0].as_str();
    let mut package = Map::new();
    let mut put = |key: &str, value: Value| package.insert(key.to_owned(), value);
    put("$schema", "https://datapackage.org/profiles/2.0/datapackage.json".into());
    put("name", "data".into());
    put("title", config.title.get(tag).into());
    if !config.description.get(tag).is_empty() {
        put("description", config.description.get(tag).into());
    }
    put("created", config.shown_clock().rfc3339().into());
    put("homepage", format!("{}{}", config.base.origin, config.base.path).into());
    let publisher = config.publisher.get(tag);
    if !publisher.is_empty() {
        put("contributors", json!([{"title": publisher, "roles": ["publisher"]}]));
    }
    put(
        "resources",
        downloads.iter().flat_map(|d| &d.resources).chain(figures.map(|f| &f.resource)).cloned().collect(),
    );
    pretty(&Value::Object(package))
}

/// A resource of the package.
pub(super) fn resource(
    site: &Site,
    collection: usize,
    table: &Table,
    path: &str,
    csv: &[u8],
    pages: &[usize],
) -> Value {
    let schema = &site.collections[collection];
    let description = schema.description.get(site.config.languages[0].as_str());
    let mut resource = Map::new();
    let mut put = |key: &str, value: Value| resource.insert(key.to_owned(), value);
    put("name", resource_name(site, collection, &table.suffix).into());
    put("type", "table".into());
    put("title", table.title.as_str().into());
    if table.suffix.is_empty() && !description.is_empty() {
        put("description", description.into());
    }
    put("path", path.into());
    put("format", "csv".into());
    put("mediatype", "text/csv".into());
    put("encoding", "utf-8".into());
    put("bytes", csv.len().into());
    put("hash", format!("sha256:{}", hex(&Sha256::digest(csv))).into());
    let cited: BTreeSet<&str> = pages
        .iter()
        .flat_map(|p| &site.pages[*p].sources)
        .map(|c| c.page.map_or(c.document.as_str(), |p| site.pages[p].title.as_str()))
        .collect();
    if table.suffix.is_empty() && !cited.is_empty() {
        put("sources", cited.into_iter().take(MOST_SOURCES).map(|title| json!({"title": title})).collect());
    }
    put("schema", table_schema(site, collection, table));
    Value::Object(resource)
}

/// The Table Schema of a table.
pub(super) fn table_schema(site: &Site, collection: usize, table: &Table) -> Value {
    let mut keys = Vec::new();
    for column in &table.columns {
        let Some(target) = column.reference else { continue };
        // A table that is not published cannot be pointed at.
        if site.section(0, &site.collections[target].name).is_none() {
            continue;
        }
        let own = target == collection && table.suffix.is_empty();
        let reference = if own {
            json!({"resource": "", "fields": ["id"]})
        } else {
            json!({"resource": resource_name(site, target, ""), "fields": ["id"]})
        };
        keys.push(json!({"fields": [column.name], "reference": reference}));
    }
    let mut schema = json!({
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": table.columns.iter().map(field).collect::<Vec<_>>(),
        "primaryKey": table.key,
        "missingValues": [""],
    });
    if !keys.is_empty() {
        schema["foreignKeys"] = keys.into();
    }
    schema
}

pub(super) fn field(column: &Column) -> Value {
    let mut field = json!({"name": column.name, "title": column.title, "type": column.cell.name()});
    if !column.description.is_empty() {
        field["description"] = column.description.as_str().into();
    }
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".to_owned(), true.into());
    }
    if column.unique {
        constraints.insert("unique".to_owned(), true.into());
    }
    for (key, bound) in ["minimum", "maximum"].into_iter().zip(&column.bounds) {
        // Whole numbers are numbers; a decimal is written as text, which no reader has to round.
        if let Some(bound) = bound {
            let value = bound.parse::<i64>().map_or_else(|_| Value::from(bound.as_str()), Value::from);
            constraints.insert(key.to_owned(), value);
        }
    }
    if !column.choices.is_empty() {
        // As they stand in the CSV.
        let value = |(value, _): &(String, String)| guarded_text(value).into_owned();
        constraints.insert("enum".to_owned(), column.choices.iter().map(value).collect());
        let label = |one: &(String, String)| json!({"value": value(one), "label": one.1});
        field["categories"] = column.choices.iter().map(label).collect();
    }
    if !constraints.is_empty() {
        field["constraints"] = Value::Object(constraints);
    }
    field
}
