//! Reads schemas: `_collection.yaml`, and the extra fields of `site.yaml`.

use super::choices::{category, distinct};
use super::constraints::{bounds, constraints};
use super::machine;
use super::read::{At, Localized, Reader};
use super::schema::{Cadence, Field, Kind, Schema, Sort};
use super::values;
use crate::diagnostic::{Diagnostic, nearest};
use crate::load::Yaml;
use crate::load::keys::{COLLECTION, COLLECTION_OURS, FIELD, FIELD_OURS, TYPES, VALUES};
use crate::load::parse::yaml::Node;
use crate::text;
use crate::value::{Mask, MoneyUnit, Stage, Unit, When};

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
        filters: Vec::new(),
        title_from: Vec::new(),
        sort: Sort::Usual,
        complete: None,
        cadence: None,
        machine: None,
        view: None,
    };
    let root = r.root();
    let (mut columns, mut filters, mut title_from) = (Vec::new(), Vec::new(), Vec::new());
    let (mut ours, mut view) = (None, None);
    for (key, at) in r.map(&root, COLLECTION) {
        match key {
            "title" => schema.title = r.localized(&at),
            "description" => schema.description = r.localized(&at),
            "primaryKey" if r.text(&at).as_deref() != Some("id") => {
                r.problem(
                    &at,
                    Diagnostic::error("content/schema", text!("主键只能是 id", "the primary key is always `id`"))
                        .help(text!("写 `primaryKey: id`，或删掉", "write `primaryKey: id`, or remove it")),
                );
            }
            "fields" => {
                for (position, item) in r.list(&at).into_iter().enumerate() {
                    if let Some(field) = field(r, &item) {
                        let field = Field { position, ..field };
                        if unshared(r, &item, &schema.fields, &field) {
                            schema.fields.push(field);
                        }
                    }
                }
            }
            "mingbai" => ours = Some(at),
            _ => {}
        }
    }
    // After the fields, which it names.
    for (key, at) in ours.iter().flat_map(|at| r.map(at, COLLECTION_OURS)).collect::<Vec<_>>() {
        match key {
            "list" => columns = r.texts(&at),
            "filters" => filters = r.texts(&at),
            "title_from" => title_from = r.texts(&at),
            "sort" => schema.sort = sort(r, &at),
            "complete" => schema.complete = when(r, &at),
            "cadence" => schema.cadence = cadence(r, &at),
            "view" => view = Some(at),
            "machine" => schema.machine = machine::read(r, &at, &schema.fields),
            _ => schema.singular = r.localized(&at),
        }
    }
    schema.columns = named_fields(r, columns, &schema.fields);
    schema.title_from = named_fields(r, title_from, &schema.fields);
    schema.filters = filter_fields(r, filters, &schema.fields);
    schema.view = view.and_then(|at| super::view::read(r, &at, &schema));
    if schema.singular.is_empty() {
        schema.singular = schema.title.clone();
    }
    (schema, reader.problems)
}

/// The fields of these names; one that is not there is reported.
fn named_fields(r: &mut Reader<'_>, words: Vec<(String, At<'_>)>, fields: &[Field]) -> Vec<usize> {
    let mut found = Vec::with_capacity(words.len());
    for (word, at) in words {
        match fields.iter().position(|f| f.words().any(|w| w == word)) {
            Some(index) => found.push(index),
            None => r.key_problem(&at, || no_field(&word, fields)),
        }
    }
    found
}

/// The same for filters, which need fields with values that many records share.
fn filter_fields(r: &mut Reader<'_>, words: Vec<(String, At<'_>)>, fields: &[Field]) -> Vec<usize> {
    for (word, at) in &words {
        let field = fields.iter().find(|f| f.words().any(|w| w == word));
        if field.is_some_and(|f| !matches!(f.kind, Kind::Choice(_) | Kind::Reference(_) | Kind::Boolean)) {
            let problem = text!("不能按“{word}”筛选", "the list cannot be filtered by `{word}`");
            r.problem(
                at,
                Diagnostic::error("content/schema", problem).help(text!(
                    "筛选用有取值（categories）、引用（ref）或是否的字段",
                    "filters are fields with categories, a reference, or true/false"
                )),
            );
        }
    }
    let mut found = named_fields(r, words, fields);
    found.retain(|i| matches!(fields[*i].kind, Kind::Choice(_) | Kind::Reference(_) | Kind::Boolean));
    found
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
        "array" => {
            field.list = true;
            Kind::Items(Vec::new())
        }
        _ => {
            let near = nearest(&word, TYPES).unwrap_or("string");
            r.problem(
                at,
                Diagnostic::error("content/schema", text!("没有“{word}”这种类型", "there is no type `{word}`")).help(
                    text!(
                        "是不是 {near}？可用：string、number、integer、boolean、date、list、array",
                        "did you mean {near}? The types are string, number, integer, boolean, date, list, array"
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
                let choices = r.list(at).into_iter().filter_map(|item| Some((category(r, &item)?, item))).collect();
                let choices = distinct(r, choices);
                if matches!(out.kind, Kind::Text | Kind::Number | Kind::Integer | Kind::Choice(_)) {
                    out.kind = Kind::Choice(choices);
                } else {
                    r.problem(at, no_text("categories"));
                }
            }
            "mingbai" => {
                for (key, at) in r.map(at, FIELD_OURS) {
                    match key {
                        "aliases" => out.aliases = r.texts(&at).into_iter().map(|(t, _)| t).collect(),
                        "ref" if out.kind != Kind::Text => r.problem(&at, no_text("ref")),
                        "ref" => out.kind = Kind::Reference(references(r, &at).into()),
                        "expected" => out.expected = r.boolean(&at).unwrap_or(false),
                        "partial" => {
                            if let (Some(partial), Kind::Date { .. }) = (r.boolean(&at), &out.kind) {
                                out.kind = Kind::Date { partial };
                            }
                        }
                        "value" => value_kind(r, &at, out),
                        _ => {}
                    }
                }
                for (key, at) in r.map(at, FIELD_OURS) {
                    match key {
                        "unit" => unit(r, &at, out),
                        "fields" => items(r, &at, out),
                        "stage" => stage(r, &at, out),
                        "mask" => mask(r, &at, out),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    for (key, at) in &entries {
        if *key == "constraints" {
            bounds(r, at, out);
        }
    }
}

/// How a text is masked. What is masked is no longer told apart, so that it cannot be unique.
fn mask<'a>(r: &mut Reader<'a>, at: &At<'a>, out: &mut Field) {
    if out.kind != Kind::Text {
        return r.problem(at, no_text("mask"));
    }
    let word = r.text(at).unwrap_or_default();
    out.mask = Mask::from_word(&word);
    let problem = if out.mask.is_none() {
        text!("没有“{word}”这种遮盖", "there is no mask `{word}`")
    } else if out.unique {
        text!("遮盖的字段不能设 unique", "a field that is masked cannot be `unique`")
    } else {
        return;
    };
    r.problem(
        at,
        Diagnostic::error("content/schema", problem).help(text!(
            "写 phone（电话）、id（证件）、name（姓名）、account（账号）或 address（住址），去掉 unique",
            "write phone, id, name, account or address, and leave out `unique`"
        )),
    );
}

/// What to say of a key that only texts have.
fn no_text(key: &str) -> Diagnostic {
    let what = text!("只有文字字段有 {key}，每个字段只能是一种", "only texts have `{key}`, and a field is of one kind");
    Diagnostic::error("content/schema", what).help(text!(
        "写 `type: string` 或 `type: list`；categories、ref 和 value 只留一个",
        "write `type: string` or `type: list`, and keep one of `categories`, `ref` and `value`"
    ))
}

/// What to say of a word that names no field of the collection.
pub(super) fn no_field(word: &str, fields: &[Field]) -> Diagnostic {
    let problem = Diagnostic::error(
        "content/unknown-key",
        text!("这个集合没有字段“{word}”", "the collection has no field `{word}`"),
    );
    if let Some(near) = nearest(word, fields.iter().map(|f| f.name.as_str())) {
        return problem.help(text!("是不是想写“{near}”？", "did you mean `{near}`?"));
    }
    let names: Vec<&str> = fields.iter().map(|f| f.name.as_str()).collect();
    let (zh, en) = (names.join("、"), names.join(", "));
    problem.help(match names.as_slice() {
        [] => text!("先在 fields 里定义字段", "define its fields first, under `fields`"),
        _ => text!("可用：{zh}", "one of: {en}"),
    })
}

/// The collections that a field refers to, each once.
fn references<'a>(r: &mut Reader<'a>, at: &At<'a>) -> Vec<String> {
    let mut targets: Vec<String> = Vec::new();
    for (word, at) in r.texts(at) {
        if targets.contains(&word) {
            let what = text!("“{word}”写了两次", "`{word}` stands here twice");
            let problem = Diagnostic::error("content/schema", what).help(text!("只留一个", "keep one of them"));
            r.problem(&at, problem);
        } else {
            targets.push(word);
        }
    }
    if targets.is_empty() {
        let what = text!("没有写引用哪个集合", "no collection is named to refer to");
        r.problem(
            at,
            Diagnostic::error("content/schema", what).help(text!(
                "写 `ref: 集合` 或 `ref: [集合, 集合]`，或删掉 ref",
                "write `ref: COLLECTION` or `ref: [ONE, OTHER]`, or remove it"
            )),
        );
    }
    targets
}

/// The fields of the small records that an array holds.
fn items<'a>(r: &mut Reader<'a>, at: &At<'a>, out: &mut Field) {
    let Kind::Items(_) = out.kind else {
        let problem = text!("只有 array 有自己的字段", "only an array has fields of its own");
        return r.problem(
            at,
            Diagnostic::error("content/schema", problem).help(text!("写 `type: array`", "write `type: array`")),
        );
    };
    let mut fields: Vec<Field> = Vec::new();
    for (position, item) in r.list(at).into_iter().enumerate() {
        let Some(field) = field(r, &item).map(|f| Field { position, ..f }) else { continue };
        if let Kind::Items(_) = field.kind {
            let problem = text!("array 里不能再有 array", "an array cannot hold another array");
            r.problem(
                &item,
                Diagnostic::error("content/schema", problem).help(text!(
                    "把它作为另一个集合，用引用（ref）连起来",
                    "make a collection of it, and refer to its records (`ref`)"
                )),
            );
        } else if field.unique {
            let problem = text!("小记录的字段不能设 unique", "a field of small records cannot be `unique`");
            r.problem(
                &item,
                Diagnostic::error("content/schema", problem).help(text!(
                    "删掉它；记录自己的字段才能设",
                    "remove it; only the fields of the record itself can be"
                )),
            );
            fields.push(Field { unique: false, ..field });
        } else if unshared(r, &item, &fields, &field) {
            fields.push(field);
        }
    }
    out.kind = Kind::Items(fields);
}

/// Whether no field before has one of its names; else that is reported.
fn unshared(r: &mut Reader<'_>, at: &At<'_>, fields: &[Field], field: &Field) -> bool {
    let Some(other) = fields.iter().find(|f| f.words().any(|w| field.words().any(|v| v == w))) else {
        return true;
    };
    let (a, b) = (&other.name, &field.name);
    let problem = text!("字段“{b}”和“{a}”有相同的名称", "the fields `{a}` and `{b}` share a name or title");
    r.problem(
        at,
        Diagnostic::error("content/schema", problem)
            .help(text!("给其中一个换 name、title 或别名", "change the name, title or alias of one of them")),
    );
    false
}

/// What kind of exact value a text or number holds.
fn value_kind(r: &mut Reader<'_>, at: &At<'_>, out: &mut Field) {
    if !matches!(out.kind, Kind::Text | Kind::Number | Kind::Integer) {
        return r.problem(at, no_text("value"));
    }
    let word = r.text(at).unwrap_or_default();
    out.kind = match word.as_str() {
        "amount" => Kind::Amount { unit: None, stage: None },
        "quantity" => Kind::Quantity(None),
        "ratio" => Kind::Ratio,
        "measure" => Kind::Measure,
        "place_code" => Kind::PlaceCode,
        _ => {
            let near = nearest(&word, VALUES).unwrap_or("amount");
            r.problem(
                at,
                Diagnostic::error("content/schema", text!("没有“{word}”这种值", "there is no kind of value `{word}`"))
                    .help(text!(
                        "是不是 {near}？可用：amount（金额）、quantity（数量）、ratio（比例）、measure（金额、数量或比例）、place_code（区划代码）",
                        "did you mean {near}? One of: amount, quantity, ratio, measure, place_code"
                    )),
            );
            return;
        }
    };
}

fn unit(r: &mut Reader<'_>, at: &At<'_>, out: &mut Field) {
    let word = r.text(at).unwrap_or_default();
    let known = match &mut out.kind {
        Kind::Amount { unit, .. } => {
            *unit = MoneyUnit::parse(&word);
            unit.is_some()
        }
        Kind::Quantity(unit) => {
            *unit = Unit::parse(&word);
            unit.is_some()
        }
        _ => {
            return r.problem(
                at,
                Diagnostic::error(
                    "content/schema",
                    text!("只有金额和数量有单位", "only amounts and quantities have a unit"),
                )
                .help(text!("先写 `value: amount` 或 `value: quantity`", "write `value: amount` or `value: quantity`")),
            );
        }
    };
    if !known {
        r.problem(
            at,
            Diagnostic::error("content/schema", text!("不认识单位“{word}”", "the unit `{word}` is not known")).help(
                text!(
                    "金额用 元、千元、万元、亿元；数量用 人、人次、户、米、平方米、亩、个 等",
                    "money: 元, 千元, 万元, 亿元; quantities: 人, 人次, 户, 米, 平方米, 亩, 个 and others"
                ),
            ),
        );
    }
}

fn stage(r: &mut Reader<'_>, at: &At<'_>, out: &mut Field) {
    let word = r.text(at).unwrap_or_default();
    match (&mut out.kind, Stage::parse(&word)) {
        (Kind::Amount { stage, .. }, Some(found)) => *stage = Some(found),
        (_, found) => {
            let all: Vec<&str> = Stage::all().map(Stage::code).collect();
            let all = all.join(", ");
            let message = match found {
                None => text!("没有“{word}”这个阶段", "there is no stage `{word}`"),
                Some(_) => text!("只有金额分阶段", "only amounts have a stage"),
            };
            r.problem(at, Diagnostic::error("content/schema", message).help(text!("可用：{all}", "one of: {all}")));
        }
    }
}

fn when(r: &mut Reader<'_>, at: &At<'_>) -> Option<When> {
    let text = r.text(at)?;
    match When::parse(&text) {
        Ok(when) => Some(when),
        Err(error) => {
            r.problem(at, values::when_problem(&text, error));
            None
        }
    }
}

fn cadence(r: &mut Reader<'_>, at: &At<'_>) -> Option<Cadence> {
    let word = r.text(at)?;
    let found = Cadence::WORDS.iter().find(|(code, zh, _)| *code == word || *zh == word).map(|(_, _, c)| *c);
    if found.is_none() {
        r.problem(
            at,
            Diagnostic::error("content/schema", text!("没有“{word}”这种频率", "there is no cadence `{word}`"))
                .help(text!("写每周、每月、每季或每年", "write weekly, monthly, quarterly or yearly")),
        );
    }
    found
}
