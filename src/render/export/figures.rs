//! Figures for programs: the JSON twin of a figure's page, and `figures.csv` in the Data Package.

use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

use super::columns::{CellType, Column};
use super::guard::guarded;
use super::{package, twin};
use crate::model::figure::{Outcome, Target, route};
use crate::model::{Field, Site, Value};
use crate::output::hex;
use crate::render::explain::{Part, explain, title, url};
use crate::render::template::Writer;

/// The table of all figures.
pub(in crate::render) struct FigureTable {
    pub(in crate::render) csv: Vec<u8>,
    pub(in crate::render) schema: Vec<u8>,
    /// For `datapackage.json`.
    pub(super) resource: Json,
}

/// The addresses of `figures.csv` and its schema.
pub(in crate::render) fn figure_files(site: &Site) -> [String; 2] {
    let folder = route(site, 0, "");
    [format!("{folder}figures.csv"), format!("{folder}figures.schema.json")]
}

/// The JSON twin of a figure's page.
pub(in crate::render) fn figure_twin(writer: Writer<'_>, index: usize) -> Vec<u8> {
    let site = &writer.world.site;
    let (figure, target) = (&site.figures[index], Target::Figure(index));
    let told = explain(writer, target);
    let absolute = |url: &str| writer.world.absolute(url);
    let part =
        |part: &Part| json!({"title": part.title, "field": part.field, "text": part.text, "url": absolute(&part.url)});
    let unnamed = Field::named("");
    let field = target.field(site).unwrap_or(&unnamed);
    let value = match &figure.outcome {
        Outcome::Known(known) => {
            let mut value = Json::Object(twin::one(writer, field, &known.value));
            twin::unrounded(&mut value, known);
            if let Some(per) = known.per {
                value["per"] = per.name.into();
            }
            value
        }
        _ => Json::Null,
    };
    let sources = told.sources.iter().map(|c| {
        let record = c.page.map(|p| &site.pages[p]);
        let title = record.map_or(c.document.as_str(), |p| p.title.as_str());
        json!({"document": title, "locator": c.locator, "url": record.map(|r| absolute(&r.url))})
    });
    let page = |page: &usize| {
        let page = &site.pages[*page];
        json!({"title": page.title, "url": absolute(&page.url)})
    };
    let used_in = told.figures.iter().map(|i| {
        let title = title(&site.figures[*i], writer.tag());
        json!({"title": title, "url": absolute(&url(writer, Target::Figure(*i)))})
    });
    let responsible = told.responsible.iter().map(|(text, url)| json!({"text": text, "url": url.map(&absolute)}));
    package::pretty(&json!({
        "name": figure.name,
        "title": told.title,
        "aliases": told.aliases,
        "description": told.description,
        "url": absolute(&url(writer, target)),
        "language": writer.tag(),
        "text": told.text,
        "known": told.is_known,
        "value": value,
        "open_count": told.is_open_count,
        "formula": told.formula,
        "conditions": told.conditions,
        "rounding": told.rounding,
        "as_of": told.as_of,
        "evidence": told.evidence,
        "responsible": responsible.collect::<Vec<_>>(),
        "sources": sources.collect::<Vec<_>>(),
        "inputs": told.parts.iter().map(part).collect::<Vec<_>>(),
        "inputs_in_all": told.count,
        "open": told.open.iter().map(part).collect::<Vec<_>>(),
        "used_by": told.pages.iter().map(page).collect::<Vec<_>>(),
        "used_in": used_in.collect::<Vec<_>>(),
    }))
}

/// The table of all figures, in the default language.
pub(in crate::render) fn figure_table(writer: Writer<'_>) -> FigureTable {
    let site = &writer.world.site;
    let heading = |name: &str, cell: CellType| {
        let key = if name == "text" { "figures_text_column".to_owned() } else { format!("figures_{name}") };
        Column::plain(name, &writer.word(&key), cell)
    };
    let mut columns = vec![
        heading("name", CellType::String).required(),
        heading("title", CellType::String).required(),
        heading("text", CellType::String).required(),
        heading("number", CellType::Number),
        heading("unit", CellType::String),
        heading("q", CellType::String),
        heading("stage", CellType::String),
        heading("known", CellType::Boolean).required(),
        heading("as_of", CellType::String),
        heading("formula", CellType::String),
        heading("sources", CellType::String),
        heading("url", CellType::String).required(),
    ];
    columns[0].unique = true;
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // A text can always be written to memory.
    let _ = csv.write_record(columns.iter().map(|c| c.name.as_str()));
    for (index, figure) in site.figures.iter().enumerate() {
        let target = Target::Figure(index);
        let told = explain(writer, target);
        let [number, unit, q, stage] = measured(figure.outcome.value());
        let number = match &figure.outcome {
            Outcome::Known(known) => known.number().unwrap_or(number),
            _ => number,
        };
        let unit = match &figure.outcome {
            Outcome::Known(known) => known.per.map_or(unit.clone(), |per| format!("{unit}/{per}")),
            _ => unit,
        };
        let formula = [&[told.formula][..], &told.conditions].concat().join(super::columns::BETWEEN);
        let sources = told.sources.iter().map(|c| {
            let document = c.page.map_or(c.document.as_str(), |p| site.pages[p].title.as_str());
            c.locator.as_ref().map_or_else(|| document.to_owned(), |l| format!("{document} {l}"))
        });
        let sources = sources.collect::<Vec<_>>().join(super::columns::BETWEEN);
        let row = [
            figure.name.clone(),
            told.title,
            told.text,
            number,
            unit,
            q,
            stage,
            told.is_known.to_string(),
            told.as_of.unwrap_or_default(),
            formula,
            sources,
            writer.world.absolute(&url(writer, target)),
        ];
        let _ = csv.write_record(columns.iter().zip(&row).map(|(column, cell)| guarded(column, cell).into_owned()));
    }
    let csv = csv.into_inner().unwrap_or_default();
    let schema = json!({
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": columns.iter().map(package::field).collect::<Vec<_>>(),
        "primaryKey": ["name"],
        "missingValues": [""],
    });
    let [path, _] = figure_files(site);
    let resource = json!({
        "name": "figures",
        "type": "table",
        "title": writer.word("figures"),
        "path": path.trim_start_matches('/'),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": csv.len(),
        "hash": format!("sha256:{}", hex(&Sha256::digest(&csv))),
        "schema": schema,
    });
    FigureTable { csv, schema: package::pretty(&schema), resource }
}

/// Number, unit, qualifier and stage of a value; money in 元.
fn measured(value: Option<&Value>) -> [String; 4] {
    let none = String::new;
    match value {
        Some(Value::Amount(amount, stage)) => [
            amount.yuan(),
            "元".to_owned(),
            amount.q.code().to_owned(),
            stage.map_or_else(none, |stage| stage.code().to_owned()),
        ],
        Some(Value::Quantity(q)) => [q.number(), q.unit.name.to_owned(), q.q.code().to_owned(), none()],
        Some(Value::Ratio(r)) => {
            [r.stated.number(), r.stated.unit.name.to_owned(), r.stated.q.code().to_owned(), none()]
        }
        Some(Value::Number(number)) => [number.to_string(), none(), none(), none()],
        _ => [none(), none(), none(), none()],
    }
}
