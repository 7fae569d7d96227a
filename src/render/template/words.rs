//! Values as text for readers, in the language of an output.

use std::borrow::Cow;

use minijinja::value::Value;

use super::object::named;
use super::strings;
use super::world::World;
use crate::model::{Field, FieldValue, Kind, Value as Item, words};

/// Writes values in one language.
#[derive(Clone, Copy)]
pub(in crate::render) struct Writer<'a> {
    pub(in crate::render) world: &'a World,
    pub(in crate::render) language: usize,
}

impl<'a> Writer<'a> {
    pub(in crate::render) fn tag(self) -> &'a str {
        self.world.site.config.languages[self.language].as_str()
    }

    pub(in crate::render) fn is_chinese(self) -> bool {
        self.world.site.config.languages[self.language].is_chinese()
    }

    /// A word of the theme.
    pub(in crate::render) fn word(self, key: &str) -> String {
        strings::word(&self.world.theme.strings[self.language], key, &[])
    }

    /// A word of the theme with its holes filled.
    pub(in crate::render) fn filled(self, key: &str, values: &[(&str, &str)]) -> String {
        strings::word(&self.world.theme.strings[self.language], key, values)
    }

    /// The words for a value that is not known, with the note where there is one.
    pub(in crate::render) fn unknown(self, code: &str, note: Option<&str>) -> String {
        let words = self.word(&format!("unknown_{code}"));
        match note {
            Some(note) if self.is_chinese() => format!("{words}（{note}）"),
            Some(note) => format!("{words} ({note})"),
            None => words,
        }
    }

    /// The name of a choice.
    pub(in crate::render) fn choice(self, field: &'a Field, choice: usize) -> &'a str {
        match &field.kind {
            Kind::Choice(choices) => choices[choice].label.get(self.tag()),
            _ => "",
        }
    }

    fn one(self, field: &'a Field, item: &'a Item) -> Cow<'a, str> {
        match item {
            Item::Bool(value) => self.word(if *value { "yes" } else { "no" }).into(),
            Item::Item(values) => {
                let Kind::Items(fields) = &field.kind else { return "".into() };
                let texts: Vec<String> = values.iter().map(|(i, v)| self.plain(&fields[*i], v)).collect();
                texts.join(if self.is_chinese() { "，" } else { ", " }).into()
            }
            item => words(&self.world.site, field, item, self.language),
        }
    }

    /// A value in one piece of text.
    pub(in crate::render) fn plain(self, field: &'a Field, value: &'a FieldValue) -> String {
        let items = match value {
            FieldValue::Unknown(unknown, note) => return self.unknown(unknown.code(), note.as_deref()),
            FieldValue::Known(items) => items,
        };
        match items.as_slice() {
            [one] => self.one(field, one).into_owned(),
            many => {
                let separator = if self.is_chinese() { "、" } else { ", " };
                many.iter().map(|item| self.one(field, item)).collect::<Vec<_>>().join(separator)
            }
        }
    }

    /// Its values, one by one: `{text, url, unknown, number, stage}`.
    pub(in crate::render) fn values(self, field: &'a Field, value: &'a FieldValue) -> Value {
        let none = || Value::from(());
        let one = |text: &str, url: Value, unknown: Value, number: bool, stage: Value| {
            named(vec![
                ("text", Value::from(text)),
                ("url", url),
                ("unknown", unknown),
                ("number", Value::from(number)),
                ("stage", stage),
            ])
        };
        Value::from(match value {
            FieldValue::Unknown(unknown, note) => {
                let words = self.unknown(unknown.code(), note.as_deref());
                vec![one(&words, none(), Value::from(unknown.code()), false, none())]
            }
            FieldValue::Known(items) => items
                .iter()
                .map(|item| {
                    let url = match item {
                        Item::Record(page) => Value::from(self.world.site.pages[*page].url.as_str()),
                        _ => none(),
                    };
                    let stage = match item {
                        Item::Amount(_, Some(stage)) => Value::from(stage.text(self.is_chinese())),
                        _ => none(),
                    };
                    let number =
                        matches!(item, Item::Number(_) | Item::Amount(..) | Item::Quantity(_) | Item::Ratio(_));
                    one(&self.one(field, item), url, none(), number, stage)
                })
                .collect(),
        })
    }

    /// A field as a cell: `{name, title, text, values, unknown, note, number, figure, missing}`; one that is not there says so.
    pub(in crate::render) fn cell(self, field: &'a Field, value: Option<&'a FieldValue>) -> Value {
        let unknown = match value {
            Some(FieldValue::Unknown(unknown, _)) => Value::from(unknown.code()),
            _ => Value::from(()),
        };
        let note = match value {
            Some(FieldValue::Unknown(_, Some(note))) => Value::from(note.as_str()),
            _ => Value::from(()),
        };
        let text = value.map_or_else(|| self.word("not_filled"), |v| self.plain(field, v));
        named(vec![
            ("name", Value::from(field.name.as_str())),
            ("title", Value::from(field.title.get(self.tag()))),
            ("text", Value::from(text)),
            ("values", value.map_or_else(|| Value::from(Vec::<Value>::new()), |v| self.values(field, v))),
            ("unknown", unknown),
            ("note", note),
            ("number", Value::from(field.is_number())),
            ("figure", Value::from(field.is_figure())),
            ("missing", Value::from(value.is_none())),
        ])
    }

    /// Small records as a table: `{name, title, description, columns, rows, figures}`; columns that no row has are left out.
    pub(in crate::render) fn table(self, field: &'a Field, items: &'a [Item]) -> Value {
        let Kind::Items(fields) = &field.kind else { return Value::from(()) };
        let rows: Vec<&[(usize, FieldValue)]> =
            items.iter().filter_map(|i| if let Item::Item(v) = i { Some(v.as_slice()) } else { None }).collect();
        let used: Vec<usize> =
            (0..fields.len()).filter(|i| rows.iter().any(|r| r.iter().any(|(at, _)| at == i))).collect();
        let column = |i: &usize| {
            named(vec![
                ("name", Value::from(fields[*i].name.as_str())),
                ("title", Value::from(fields[*i].title.get(self.tag()))),
                ("number", Value::from(fields[*i].is_number())),
            ])
        };
        let row = |row: &&'a [(usize, FieldValue)]| {
            let cell = |i: &usize| self.cell(&fields[*i], row.iter().find(|(at, _)| at == i).map(|(_, v)| v));
            Value::from(used.iter().map(cell).collect::<Vec<_>>())
        };
        // A name and a number in each row, and not many: they can stand as figures.
        let are_figures = match used.as_slice() {
            [what, how_much] => rows.len() <= 6 && fields[*how_much].is_figure() && !fields[*what].is_number(),
            _ => false,
        };
        named(vec![
            ("name", Value::from(field.name.as_str())),
            ("title", Value::from(field.title.get(self.tag()))),
            ("description", super::object::text_or_none(field.description.get(self.tag()))),
            ("columns", Value::from(used.iter().map(column).collect::<Vec<_>>())),
            ("rows", Value::from(rows.iter().map(row).collect::<Vec<_>>())),
            ("figures", Value::from(are_figures)),
        ])
    }
}
