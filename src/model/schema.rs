//! Fields and their types: what a record of a collection holds, and the site's extra front matter.

use super::read::{At, Localized, Reader};
use crate::diagnostic::{Diagnostic, nearest};
use crate::load::Yaml;
use crate::load::keys::{COLLECTION, FIELD, Key};
use crate::load::parse::yaml::Node;
use crate::text;
use crate::value::Number;

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A decimal number.
    Number,
    /// A whole number.
    Integer,
    /// True or false.
    Boolean,
    /// A date; `partial`: it may lack its day.
    Date {
        /// Whether less than a day may be given.
        partial: bool,
    },
    /// One of these.
    Choice(Vec<Choice>),
    /// A record of that collection.
    Reference(String),
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As data names it.
    pub value: String,
    /// As readers see it.
    pub label: Localized,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Name in the data.
    pub name: String,
    /// Header.
    pub title: Localized,
    /// What it means.
    pub description: Localized,
    /// What it holds.
    pub kind: Kind,
    /// Whether it holds a list of such.
    pub list: bool,
    /// Whether it must be there (a stated unknown will do).
    pub required: bool,
    /// Whether no two records may share it.
    pub unique: bool,
    /// Smallest number.
    pub minimum: Option<Number>,
    /// Largest number.
    pub maximum: Option<Number>,
    /// Shortest text, in characters.
    pub min_length: Option<usize>,
    /// Longest text, in characters.
    pub max_length: Option<usize>,
    /// Other headers under which it may stand.
    pub aliases: Vec<String>,
    /// Its position in the list of fields as written.
    pub position: usize,
}

impl Field {
    fn new(name: String) -> Self {
        Field {
            title: Localized::plain(name.clone()),
            name,
            description: Localized::default(),
            kind: Kind::Text,
            list: false,
            required: false,
            unique: false,
            minimum: None,
            maximum: None,
            min_length: None,
            max_length: None,
            aliases: Vec::new(),
            position: 0,
        }
    }

    /// Every word under which it may stand.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.title.all()).chain(self.aliases.iter().map(String::as_str))
    }

    /// Whether its values line up on the right.
    pub fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Number | Kind::Integer) && !self.list
    }

    /// Name of the type, as `_collection.yaml` writes it.
    pub fn type_name(&self) -> &'static str {
        match self.kind {
            _ if self.list => "list",
            Kind::Text | Kind::Choice(_) | Kind::Reference(_) => "string",
            Kind::Number => "number",
            Kind::Integer => "integer",
            Kind::Boolean => "boolean",
            Kind::Date { .. } => "date",
        }
    }
}

/// By what a list is ordered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// Weight, then newest date, then title.
    #[default]
    Usual,
    /// Newest date first.
    Date,
    /// Smallest weight first.
    Weight,
    /// By title.
    Title,
    /// By id.
    Id,
}

impl Sort {
    /// Words of the format.
    pub const WORDS: [(&'static str, Sort); 4] =
        [("date", Sort::Date), ("weight", Sort::Weight), ("title", Sort::Title), ("id", Sort::Id)];
}

/// The schema of a collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema {
    /// Folder below `content/`: the collection's name.
    pub name: String,
    /// Title.
    pub title: Localized,
    /// What it holds.
    pub description: Localized,
    /// What one record is called.
    pub singular: Localized,
    /// Its fields, in order.
    pub fields: Vec<Field>,
    /// Indexes of the fields shown in the list.
    pub columns: Vec<usize>,
    /// Order of its records.
    pub sort: Sort,
}

const OURS: &[Key] = &[
    Key { name: "list", chinese: "列表" },
    Key { name: "sort", chinese: "排列" },
    Key { name: "singular", chinese: "单称" },
];
const FIELD_OURS: &[Key] = &[
    Key { name: "aliases", chinese: "别名" },
    Key { name: "ref", chinese: "引用" },
    Key { name: "partial", chinese: "不全" },
];
const CONSTRAINTS: &[Key] = &[
    Key { name: "required", chinese: "必填" },
    Key { name: "unique", chinese: "唯一" },
    Key { name: "enum", chinese: "枚举" },
    Key { name: "minimum", chinese: "最小" },
    Key { name: "maximum", chinese: "最大" },
    Key { name: "minLength", chinese: "最短" },
    Key { name: "maxLength", chinese: "最长" },
];
const CATEGORY: &[Key] = &[Key { name: "value", chinese: "值" }, Key { name: "label", chinese: "名称" }];
const TYPES: [&str; 6] = ["string", "number", "integer", "boolean", "date", "list"];

/// Reads a `_collection.yaml`.
pub(super) fn read(yaml: &Yaml, name: &str) -> (Schema, crate::diagnostic::Diagnostics) {
    let mut reader = Reader::new(yaml);
    let r = &mut reader;
    let mut schema = Schema {
        name: name.to_owned(),
        title: Localized::plain(name),
        description: Localized::default(),
        singular: Localized::default(),
        fields: Vec::new(),
        columns: Vec::new(),
        sort: Sort::Usual,
    };
    let root = r.root();
    let mut columns = Vec::new();
    for (key, at) in r.map(&root, COLLECTION) {
        match key {
            "title" => schema.title = r.localized(&at),
            "description" => schema.description = r.localized(&at),
            "primaryKey" if r.text(&at).as_deref() != Some("id") => {
                r.problem(
                    &at,
                    Diagnostic::error("content/schema", text!("主键只能是 id", "the primary key is always `id`")),
                );
            }
            "fields" => {
                for (position, item) in r.list(&at).into_iter().enumerate() {
                    if let Some(field) = field(r, &item) {
                        let field = Field { position, ..field };
                        let taken = schema.fields.iter().find(|f| f.words().any(|w| field.words().any(|v| v == w)));
                        if let Some(other) = taken {
                            let (a, b) = (&other.name, &field.name);
                            r.problem(
                                &item,
                                Diagnostic::error(
                                    "content/schema",
                                    text!(
                                        "字段“{b}”和“{a}”有相同的名称",
                                        "the fields `{a}` and `{b}` share a name or title"
                                    ),
                                ),
                            );
                        } else {
                            schema.fields.push(field);
                        }
                    }
                }
            }
            "mingbai" => {
                for (key, at) in r.map(&at, OURS) {
                    match key {
                        "list" => columns = r.texts(&at),
                        "sort" => schema.sort = sort(r, &at),
                        _ => schema.singular = r.localized(&at),
                    }
                }
            }
            _ => {}
        }
    }
    for (word, at) in columns {
        match schema.fields.iter().position(|f| f.words().any(|w| w == word)) {
            Some(index) => schema.columns.push(index),
            None => r.unknown_key(&at, &word, schema.fields.iter().map(|f| f.name.as_str())),
        }
    }
    if schema.singular.is_empty() {
        schema.singular = schema.title.clone();
    }
    (schema, reader.problems)
}

/// Reads the order of a list.
pub(super) fn sort(r: &mut Reader<'_>, at: &At<'_>) -> Sort {
    let word = r.text(at).unwrap_or_default();
    match Sort::WORDS.iter().find(|(w, _)| *w == word) {
        Some((_, sort)) => *sort,
        None => {
            r.problem(
                at,
                Diagnostic::error("content/value", text!("不能按“{word}”排列", "a list cannot be sorted by `{word}`"))
                    .help(text!("写 date、weight、title 或 id", "write date, weight, title or id")),
            );
            Sort::Usual
        }
    }
}

fn kind(r: &mut Reader<'_>, at: &At<'_>, field: &mut Field) {
    let word = r.text(at).unwrap_or_default();
    field.kind = match word.as_str() {
        "string" => Kind::Text,
        "number" => Kind::Number,
        "integer" => Kind::Integer,
        "boolean" => Kind::Boolean,
        "date" => Kind::Date { partial: false },
        "list" => {
            field.list = true;
            Kind::Text
        }
        _ => {
            let near = nearest(&word, TYPES).unwrap_or("string");
            r.problem(
                at,
                Diagnostic::error("content/schema", text!("没有“{word}”这种类型", "there is no type `{word}`")).help(
                    text!(
                        "是不是 {near}？可用：string、number、integer、boolean、date、list",
                        "did you mean {near}? The types are string, number, integer, boolean, date, list"
                    ),
                ),
            );
            Kind::Text
        }
    };
}

/// Reads an extra field of `site.yaml`: a type, or a map with type and title.
pub(super) fn extra<'a>(r: &mut Reader<'a>, name: &str, at: &At<'a>) -> Field {
    let mut out = Field::new(name.to_owned());
    if let Node::Map(_) = at.node {
        details(r, at, &mut out);
    } else {
        kind(r, at, &mut out);
    }
    out.name = name.to_owned();
    out
}

fn field<'a>(r: &mut Reader<'a>, at: &At<'a>) -> Option<Field> {
    let mut out = Field::new(String::new());
    details(r, at, &mut out);
    let good = out.name.starts_with(|c: char| c.is_ascii_lowercase())
        && out.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !good {
        let name = &out.name;
        r.problem(
            at,
            Diagnostic::error("content/schema", text!("字段的 name “{name}”不合规", "`{name}` is no good field name"))
                .help(text!(
                    "用小写英文字母开头，只含小写字母、数字和下划线；中文写在 title 里",
                    "begin with a lower-case letter; lower-case letters, digits and underscores only"
                )),
        );
        return None;
    }
    if out.title.is_empty() {
        out.title = Localized::plain(out.name.clone());
    }
    Some(out)
}

fn details<'a>(r: &mut Reader<'a>, at: &At<'a>, out: &mut Field) {
    let entries = r.map(at, FIELD);
    for (key, at) in &entries {
        match *key {
            "name" => out.name = r.text(at).unwrap_or_default(),
            "type" => kind(r, at, out),
            "title" => out.title = r.localized(at),
            "description" => out.description = r.localized(at),
            _ => {}
        }
    }
    for (key, at) in &entries {
        match *key {
            "constraints" => constraints(r, at, out),
            "categories" => {
                let choices = r.list(at).iter().filter_map(|item| category(r, item)).collect();
                out.kind = Kind::Choice(choices);
            }
            "mingbai" => {
                for (key, at) in r.map(at, FIELD_OURS) {
                    match key {
                        "aliases" => out.aliases = r.texts(&at).into_iter().map(|(t, _)| t).collect(),
                        "ref" => out.kind = Kind::Reference(r.text(&at).unwrap_or_default()),
                        _ => {
                            if let (Some(partial), Kind::Date { .. }) = (r.boolean(&at), &out.kind) {
                                out.kind = Kind::Date { partial };
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

fn category<'a>(r: &mut Reader<'a>, at: &At<'a>) -> Option<Choice> {
    if let Node::Scalar(_) = at.node {
        let value = r.text(at)?;
        return Some(Choice { label: Localized::plain(value.clone()), value });
    }
    let mut choice = Choice { value: String::new(), label: Localized::default() };
    for (key, at) in r.map(at, CATEGORY) {
        match key {
            "value" => choice.value = r.text(&at)?,
            _ => choice.label = r.localized(&at),
        }
    }
    if choice.label.is_empty() {
        choice.label = Localized::plain(choice.value.clone());
    }
    Some(choice)
}

fn constraints<'a>(r: &mut Reader<'a>, at: &At<'a>, out: &mut Field) {
    for (key, at) in r.map(at, CONSTRAINTS) {
        match key {
            "required" => out.required = r.boolean(&at).unwrap_or(false),
            "unique" => out.unique = r.boolean(&at).unwrap_or(false),
            "enum" => {
                let values: Vec<String> = r.texts(&at).into_iter().map(|(t, _)| t).collect();
                if !matches!(out.kind, Kind::Choice(_)) {
                    let plain = |v: String| Choice { label: Localized::plain(v.clone()), value: v };
                    out.kind = Kind::Choice(values.into_iter().map(plain).collect());
                }
            }
            "minimum" => out.minimum = number(r, &at),
            "maximum" => out.maximum = number(r, &at),
            "minLength" => out.min_length = r.whole(&at).and_then(|n| usize::try_from(n).ok()),
            _ => out.max_length = r.whole(&at).and_then(|n| usize::try_from(n).ok()),
        }
    }
}

fn number(r: &mut Reader<'_>, at: &At<'_>) -> Option<Number> {
    let text = r.text(at)?;
    let number = Number::parse(&text);
    if number.is_none() {
        r.problem(at, Diagnostic::error("content/value", text!("“{text}”不是数", "`{text}` is no number")));
    }
    number
}
