//! `datapackage.json`: what there is to download, in terms of Data Package v2 and Table Schema.

use serde_json::{Map, Value, json};

use super::table::Column;
use super::{Format, Table};
use crate::model::Site;

/// The description of all downloads; `tables`: name, title, description, path and table of each collection.
pub(in crate::render) fn package(site: &Site, tables: &[(&str, &str, &str, String, Table)]) -> Vec<u8> {
    let config = &site.config;
    let tag = config.languages[0].as_str();
    let resources = tables.iter().map(|(name, title, description, path, table)| {
        let mut resource = Map::new();
        resource.insert("name".to_owned(), (*name).into());
        resource.insert("title".to_owned(), (*title).into());
        if !description.is_empty() {
            resource.insert("description".to_owned(), (*description).into());
        }
        resource.insert("path".to_owned(), path.as_str().into());
        resource.insert("format".to_owned(), Format::Csv.extension().into());
        resource.insert("mediatype".to_owned(), Format::Csv.media_type().into());
        resource.insert("encoding".to_owned(), "utf-8".into());
        resource.insert("schema".to_owned(), schema(table));
        Value::Object(resource)
    });
    let mut package = Map::new();
    package.insert("$schema".to_owned(), "https://datapackage.org/profiles/2.0/datapackage.json".into());
    package.insert("name".to_owned(), "data".into());
    package.insert("title".to_owned(), config.title.get(tag).into());
    package.insert("homepage".to_owned(), format!("{}{}", config.base.origin, config.base.path).into());
    package.insert("resources".to_owned(), resources.collect());
    let mut bytes = serde_json::to_vec_pretty(&Value::Object(package)).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// The Table Schema of a download.
fn schema(table: &Table) -> Value {
    let field = |column: &Column| {
        let mut field = json!({"name": column.name, "title": column.title, "type": column.cell.name()});
        if !column.description.is_empty() {
            field["description"] = column.description.as_str().into();
        }
        let mut constraints = Map::new();
        if column.name == "id" || column.name == "title" {
            constraints.insert("required".to_owned(), true.into());
        }
        if column.unique {
            constraints.insert("unique".to_owned(), true.into());
        }
        if !column.choices.is_empty() {
            constraints.insert("enum".to_owned(), column.choices.iter().map(|(v, _)| v.as_str()).collect());
            let label = |(value, label): &(String, String)| json!({"value": value, "label": label});
            field["categories"] = column.choices.iter().map(label).collect();
        }
        if !constraints.is_empty() {
            field["constraints"] = Value::Object(constraints);
        }
        field
    };
    json!({
        "fields": table.columns.iter().map(field).collect::<Vec<_>>(),
        "primaryKey": ["id"],
        "missingValues": [""],
    })
}
