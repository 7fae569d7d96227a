//! A collection as a table of texts: what is stated, and beside it what can be counted.

use crate::model::{Field, FieldRef, FieldValue, Kind, Page, Schema, Site, Value};
use crate::value::{Amount, Quantity, Stage, When};

/// What the cells of a column hold, in terms of Table Schema (Data Package v2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum CellType {
    String,
    Number,
    Integer,
    Boolean,
    Date,
}

impl CellType {
    pub(super) fn name(self) -> &'static str {
        match self {
            CellType::String => "string",
            CellType::Number => "number",
            CellType::Integer => "integer",
            CellType::Boolean => "boolean",
            CellType::Date => "date",
        }
    }
}

/// A column.
#[derive(Debug, Clone)]
pub(in crate::render) struct Column {
    /// Name in data.
    pub(in crate::render) name: String,
    /// Header for readers.
    pub(in crate::render) title: String,
    pub(in crate::render) description: String,
    pub(in crate::render) cell: CellType,
    /// Values that it may have; none: any.
    pub(in crate::render) choices: Vec<(String, String)>,
    pub(in crate::render) unique: bool,
}

/// A collection as a table.
#[derive(Debug, Clone)]
pub(in crate::render) struct Table {
    pub(in crate::render) columns: Vec<Column>,
    /// Empty where there is no value.
    pub(in crate::render) rows: Vec<Vec<String>>,
}

/// What stands between the values of a list in one cell.
const BETWEEN: &str = "; ";

impl Table {
    /// The records of a collection, in the order of its list.
    pub(in crate::render) fn of(site: &Site, collection: usize, pages: &[usize]) -> Table {
        let schema = &site.collections[collection];
        let mut columns = vec![
            plain("id", "编号", CellType::String, true),
            plain("title", "标题", CellType::String, false),
            plain("url", "网址", CellType::String, false),
            plain("as_of", "截至", CellType::String, false),
        ];
        for field in &schema.fields {
            columns.extend(columns_of(field));
        }
        columns.push(plain("sources", "来源", CellType::String, false));
        columns.push(plain("unknown", "没有的内容", CellType::String, false));
        let rows = pages.iter().map(|p| row(site, schema, collection, &site.pages[*p])).collect();
        Table { columns, rows }
    }
}

fn plain(name: &str, title: &str, cell: CellType, unique: bool) -> Column {
    Column {
        name: name.to_owned(),
        title: title.to_owned(),
        description: String::new(),
        cell,
        choices: Vec::new(),
        unique,
    }
}

fn columns_of(field: &Field) -> Vec<Column> {
    let title = field.title.get("zh-CN");
    let column = |suffix: &str, word: &str, cell: CellType| {
        let title = if word.is_empty() { title.to_owned() } else { format!("{title}（{word}）") };
        let mut column = plain(&format!("{}{suffix}", field.name), &title, cell, false);
        if suffix.is_empty() {
            column.description = field.description.get("zh-CN").to_owned();
            column.unique = field.unique;
        }
        column
    };
    match &field.kind {
        // Small records have a table of their own.
        Kind::Items(_) => Vec::new(),
        _ if field.list => vec![column("", "", CellType::String)],
        Kind::Amount { .. } => vec![
            column("", "", CellType::String),
            column("_yuan", "元", CellType::Number),
            column("_q", "程度", CellType::String),
            column("_stage", "阶段", CellType::String),
        ],
        Kind::Quantity(_) => vec![
            column("", "", CellType::String),
            column("_number", "数", CellType::Number),
            column("_unit", "单位", CellType::String),
            column("_q", "程度", CellType::String),
        ],
        Kind::Measure => vec![
            column("", "", CellType::String),
            column("_number", "数", CellType::Number),
            column("_unit", "单位", CellType::String),
            column("_q", "程度", CellType::String),
            column("_stage", "阶段", CellType::String),
        ],
        Kind::Ratio => vec![
            column("", "", CellType::String),
            column("_numerator", "分子", CellType::Number),
            column("_denominator", "分母", CellType::Number),
        ],
        Kind::Date { partial: true } => vec![
            column("", "", CellType::String),
            column("_from", "最早", CellType::Date),
            column("_to", "最晚", CellType::Date),
        ],
        Kind::Date { partial: false } => vec![column("", "", CellType::Date)],
        Kind::Choice(choices) => {
            let mut one = column("", "", CellType::String);
            one.choices = choices.iter().map(|c| (c.value.clone(), c.label.get("zh-CN").to_owned())).collect();
            vec![one]
        }
        Kind::Number => vec![column("", "", CellType::Number)],
        Kind::Integer => vec![column("", "", CellType::Integer)],
        Kind::Boolean => vec![column("", "", CellType::Boolean)],
        Kind::Text | Kind::Reference(_) | Kind::PlaceCode => vec![column("", "", CellType::String)],
    }
}

fn row(site: &Site, schema: &Schema, collection: usize, page: &Page) -> Vec<String> {
    let mut row = vec![
        page.id.clone().unwrap_or_default(),
        page.title.clone(),
        format!("{}{}", site.config.base.origin, page.url),
        page.as_of.map(|d| d.to_string()).unwrap_or_default(),
    ];
    let mut unknown = Vec::new();
    for (i, field) in schema.fields.iter().enumerate() {
        let found = page.fields.iter().find(|(f, _)| *f == FieldRef::Collection(collection, i)).map(|(_, v)| v);
        match found {
            Some(FieldValue::Known(values)) => row.extend(cells(site, field, values)),
            found => {
                if let Some(FieldValue::Unknown(code, _)) = found {
                    unknown.push(format!("{}: {}", field.name, code.code()));
                }
                row.extend(columns_of(field).iter().map(|_| String::new()));
            }
        }
    }
    let cited = page.sources.iter().map(|c| {
        let document = c.page.map_or(c.document.as_str(), |p| site.pages[p].title.as_str());
        match &c.locator {
            Some(locator) => format!("{document} {locator}"),
            None => document.to_owned(),
        }
    });
    row.push(cited.collect::<Vec<_>>().join(BETWEEN));
    row.push(unknown.join(BETWEEN));
    row
}

fn cells(site: &Site, field: &Field, values: &[Value]) -> Vec<String> {
    let text = |value: &Value| text(site, field, value);
    if matches!(field.kind, Kind::Items(_)) {
        return Vec::new();
    }
    if field.list {
        return vec![values.iter().map(text).collect::<Vec<_>>().join(BETWEEN)];
    }
    let Some(value) = values.first() else {
        return columns_of(field).iter().map(|_| String::new()).collect();
    };
    match value {
        value if field.kind == Kind::Measure => measure_cells(value),
        Value::Amount(amount, stage) => amount_cells(*amount, *stage),
        Value::Quantity(quantity) => quantity_cells(*quantity),
        Value::Ratio(ratio) => {
            let number = |n: Option<crate::value::Number>| n.map(|n| n.to_string()).unwrap_or_default();
            vec![ratio.to_string(), number(ratio.numerator), number(ratio.denominator)]
        }
        Value::Date(when) if matches!(field.kind, Kind::Date { partial: true }) => when_cells(*when),
        value => vec![text(value)],
    }
}

fn measure_cells(value: &Value) -> Vec<String> {
    let (number, stage) = match value {
        Value::Amount(amount, stage) => {
            let stage = stage.map(|s| s.code().to_owned()).unwrap_or_default();
            return vec![amount.to_string(), amount.yuan(), "元".to_owned(), amount.q.code().to_owned(), stage];
        }
        Value::Ratio(ratio) => (ratio.stated, String::new()),
        Value::Quantity(quantity) => (*quantity, String::new()),
        _ => return vec![String::new(); 5],
    };
    let [_, plain, unit, q] = <[String; 4]>::try_from(quantity_cells(number)).unwrap_or_default();
    let text = if let Value::Ratio(ratio) = value { ratio.to_string() } else { number.to_string() };
    vec![text, plain, unit, q, stage]
}

fn amount_cells(amount: Amount, stage: Option<Stage>) -> Vec<String> {
    let stage = stage.map(|s| s.code().to_owned()).unwrap_or_default();
    vec![amount.to_string(), amount.yuan(), amount.q.code().to_owned(), stage]
}

fn quantity_cells(quantity: Quantity) -> Vec<String> {
    vec![quantity.to_string(), quantity.number(), quantity.unit.name.to_owned(), quantity.q.code().to_owned()]
}

fn when_cells(when: When) -> Vec<String> {
    let (first, last) = when.days();
    vec![when.to_string(), first, last]
}

fn text(site: &Site, field: &Field, value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        Value::Date(when) => when.to_string(),
        Value::Amount(amount, _) => amount.to_string(),
        Value::Quantity(quantity) => quantity.to_string(),
        Value::Ratio(ratio) => ratio.to_string(),
        Value::PlaceCode(code) => code.to_string(),
        Value::Choice(i) => match &field.kind {
            Kind::Choice(choices) => choices[*i].value.clone(),
            _ => String::new(),
        },
        Value::Record(page) => site.pages[*page].id.clone().unwrap_or_default(),
        Value::Item(_) => String::new(),
    }
}
