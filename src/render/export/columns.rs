//! Fields as columns of a table: what is stated, and beside it what can be counted.

use std::collections::BTreeSet;

use crate::model::{Field, FieldValue, Kind, Limit, PageKind, Site, Value};
use crate::value::{Amount, Number, Quantity, Ratio, Stage, When};

/// What the cells of a column hold, in terms of Table Schema (Data Package v2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellType {
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
pub(super) struct Column {
    /// Name in data.
    pub(super) name: String,
    /// Header for readers.
    pub(super) title: String,
    pub(super) description: String,
    pub(super) cell: CellType,
    /// Values that it may have; none: any.
    pub(super) choices: Vec<(String, String)>,
    pub(super) unique: bool,
    pub(super) required: bool,
    /// Least and greatest number.
    pub(super) bounds: [Option<String>; 2],
    /// The collection whose ids stand here, and whether it is this table's own.
    pub(super) reference: Option<usize>,
}

impl Column {
    pub(super) fn plain(name: &str, title: &str, cell: CellType) -> Column {
        Column {
            name: name.to_owned(),
            title: title.to_owned(),
            description: String::new(),
            cell,
            choices: Vec::new(),
            unique: false,
            required: false,
            bounds: [None, None],
            reference: None,
        }
    }

    pub(super) fn required(mut self) -> Column {
        self.required = true;
        self
    }
}

/// What stands between the values of a list in one cell.
pub(super) const BETWEEN: &str = "; ";

/// A name that no field has taken.
pub(super) fn free(name: &str, fields: &[Field]) -> String {
    let taken: BTreeSet<&str> = fields.iter().map(|f| f.name.as_str()).collect();
    let mut own = name.to_owned();
    while taken.contains(own.as_str()) {
        own.push('_');
    }
    own
}

/// The columns of each field; small records have a table of their own, and so none here.
pub(super) fn columns(site: &Site, fields: &[Field]) -> Vec<Vec<Column>> {
    let tag = site.config.languages[0].as_str();
    let chinese = site.config.languages[0].is_chinese();
    let one = |field: &Field| {
        let title = field.title.get(tag);
        let more = |suffix: &str, zh: &str, en: &str, cell: CellType| {
            let title = if chinese { format!("{title}（{zh}）") } else { format!("{title} ({en})") };
            Column::plain(&free(&format!("{}{suffix}", field.name), fields), &title, cell)
        };
        let own = |cell: CellType| {
            let mut column = Column::plain(&field.name, title, cell);
            field.description.get(tag).clone_into(&mut column.description);
            column.unique = field.unique;
            column
        };
        let text = || own(CellType::String);
        let number = |suffix: &str, zh: &str, en: &str| more(suffix, zh, en, CellType::Number);
        let bounds = || [field.minimum, field.maximum].map(|limit| limit.and_then(Limit::number));
        let bounded = |column: Column| Column { bounds: bounds(), ..column };
        let word = |suffix: &str, zh: &str, en: &str| more(suffix, zh, en, CellType::String);
        match &field.kind {
            Kind::Items(_) => Vec::new(),
            _ if field.list => vec![text()],
            Kind::Amount { .. } => vec![
                text(),
                bounded(number("_yuan", "元", "CNY")),
                word("_q", "程度", "qualifier"),
                word("_stage", "阶段", "stage"),
            ],
            Kind::Quantity(_) => vec![
                text(),
                bounded(number("_number", "数", "number")),
                word("_unit", "单位", "unit"),
                word("_q", "程度", "qualifier"),
            ],
            Kind::Measure => vec![
                text(),
                number("_number", "数", "number"),
                word("_unit", "单位", "unit"),
                number("_yuan", "元", "CNY"),
                word("_q", "程度", "qualifier"),
                word("_stage", "阶段", "stage"),
            ],
            Kind::Ratio => {
                vec![text(), number("_numerator", "分子", "numerator"), number("_denominator", "分母", "denominator")]
            }
            Kind::Date { partial: true } => vec![
                text(),
                more("_from", "最早", "earliest", CellType::Date),
                more("_to", "最晚", "latest", CellType::Date),
            ],
            Kind::Date { partial: false } => vec![own(CellType::Date)],
            Kind::Choice(choices) => {
                let mut one = text();
                one.choices = choices.iter().map(|c| (c.value.clone(), c.label.get(tag).to_owned())).collect();
                vec![one]
            }
            Kind::Number => vec![bounded(own(CellType::Number))],
            Kind::Integer => vec![bounded(own(CellType::Integer))],
            Kind::Boolean => vec![own(CellType::Boolean)],
            Kind::Reference(_) => {
                let mut one = text();
                one.reference = only_target(site, field);
                vec![one]
            }
            Kind::Text | Kind::PlaceCode => vec![text()],
        }
    };
    fields.iter().map(one).collect()
}

/// The only collection that a field refers to; one of several cannot be a foreign key.
pub(super) fn only_target(site: &Site, field: &Field) -> Option<usize> {
    let target = field.only_target()?;
    site.collections.iter().position(|c| c.name == target)
}

/// Appends the cells of a field: as many as it has columns.
pub(super) fn push_cells(
    site: &Site,
    field: &Field,
    columns: usize,
    value: Option<&FieldValue>,
    row: &mut Vec<String>,
) {
    let end = row.len() + columns;
    if columns > 0
        && let Some(FieldValue::Known(values)) = value
    {
        match values.as_slice() {
            values if field.list => {
                let texts: Vec<String> = values.iter().map(|v| text(site, field, v)).collect();
                row.push(texts.join(BETWEEN));
            }
            [] => {}
            [value, ..] => push_value(site, field, value, row),
        }
    }
    row.resize(end, String::new());
}

fn push_value(site: &Site, field: &Field, value: &Value, row: &mut Vec<String>) {
    match (value, &field.kind) {
        (Value::Amount(amount, stage), Kind::Measure) => {
            let stage = stage.map(Stage::code).unwrap_or_default();
            row.extend([amount.to_string(), amount.yuan(), "元".to_owned(), amount.yuan()]);
            row.extend([amount.q.code().to_owned(), stage.to_owned()]);
        }
        (Value::Ratio(ratio), Kind::Measure) => push_measured(ratio.stated, ratio.to_string(), row),
        (Value::Quantity(quantity), Kind::Measure) => push_measured(*quantity, quantity.to_string(), row),
        (Value::Quantity(quantity), _) => push_quantity(*quantity, quantity.to_string(), row),
        (Value::Amount(amount, stage), _) => push_amount(*amount, *stage, row),
        (Value::Ratio(ratio), _) => push_ratio(*ratio, row),
        (Value::Date(when), Kind::Date { partial: true }) => push_when(*when, row),
        // 3.00 is whole, and no integer of Table Schema.
        (Value::Number(number), Kind::Integer) => row.push(number.multiplied(1)),
        (value, _) => row.push(text(site, field, value)),
    }
}

fn push_amount(amount: Amount, stage: Option<Stage>, row: &mut Vec<String>) {
    let stage = stage.map(Stage::code).unwrap_or_default();
    row.extend([amount.to_string(), amount.yuan(), amount.q.code().to_owned(), stage.to_owned()]);
}

/// What a measure is that is no amount.
fn push_measured(quantity: Quantity, text: String, row: &mut Vec<String>) {
    row.extend([text, quantity.number(), quantity.unit.name.to_owned(), String::new(), quantity.q.code().to_owned()]);
}

fn push_quantity(quantity: Quantity, text: String, row: &mut Vec<String>) {
    row.extend([text, quantity.number(), quantity.unit.name.to_owned(), quantity.q.code().to_owned()]);
}

fn push_ratio(ratio: Ratio, row: &mut Vec<String>) {
    let number = |n: Option<Number>| n.map(|n| n.to_string()).unwrap_or_default();
    row.extend([ratio.to_string(), number(ratio.numerator), number(ratio.denominator)]);
}

fn push_when(when: When, row: &mut Vec<String>) {
    let (first, last) = when.days();
    row.extend([when.to_string(), first, last]);
}

/// A value as stated, in the form that can be read back.
pub(in crate::render) fn text(site: &Site, field: &Field, value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) if field.kind == Kind::Integer => number.multiplied(1),
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
        Value::Record(page) => {
            let page = &site.pages[*page];
            let id = page.id.clone().unwrap_or_default();
            match page.kind {
                PageKind::Record(c) if field.only_target().is_none() => format!("{}/{id}", site.collections[c].name),
                _ => id,
            }
        }
        Value::Item(_) => String::new(),
    }
}
