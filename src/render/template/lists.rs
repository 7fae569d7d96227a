//! Lists that are gathered from records: filters of a collection, years, and the dictionary of its fields.

use std::sync::Arc;

use minijinja::value::Value;

use super::object::{named, or_none, text_or_none};
use super::page;
use super::words::Writer;
use super::world::World;
use crate::model::{Cadence, Field, FieldValue, Kind, Localized, PageKind, Unknown};
use crate::render::views::{self, Chosen, Filter, Year};

/// What a value of a filter is called.
pub(super) fn chosen_title(world: &World, filter: &Filter, chosen: Chosen) -> String {
    let writer = Writer { world, language: filter.language };
    let field = &world.site.collections[filter.collection].fields[filter.field];
    match chosen {
        Chosen::Choice(i) => writer.choice(field, i).to_owned(),
        Chosen::Record(page) => world.site.pages[page].title.clone(),
        Chosen::No(no) => writer.word(if no { "no" } else { "yes" }),
        Chosen::Unknown(unknown) => writer.unknown(unknown.code(), None),
    }
}

/// `filters`: `{name, title, left_out, values: [{title, url, count, here}]}`; `here`: the list that is open.
pub(super) fn filters(world: &Arc<World>, collection: usize, language: usize, here: Option<(usize, usize)>) -> Value {
    let first = world.views.first_filter(collection, language);
    let list = world.views.filters_of(collection, language).iter().enumerate();
    let one = |(f, filter): (usize, &Filter)| {
        let field = &world.site.collections[collection].fields[filter.field];
        let values = filter.values.iter().enumerate().map(|(v, value)| {
            named(vec![
                ("title", Value::from(chosen_title(world, filter, value.chosen))),
                ("url", Value::from(world.based(&value.route))),
                ("count", Value::from(value.pages.len())),
                ("here", Value::from(here == Some((first + f, v)))),
                ("unknown", Value::from(matches!(value.chosen, Chosen::Unknown(_)))),
            ])
        });
        named(vec![
            ("name", Value::from(field.name.as_str())),
            ("title", Value::from(field.title.get(Writer { world, language }.tag()))),
            ("left_out", Value::from(filter.left_out)),
            ("values", Value::from(values.collect::<Vec<_>>())),
        ])
    };
    Value::from(list.map(one).collect::<Vec<_>>())
}

/// The columns of a list that at least one of its records fills, and those of which all say the same unknown:
/// `{text, titles}` by words. A single record says everything itself.
pub(super) fn columns(
    world: &World,
    collection: usize,
    language: usize,
    pages: impl Iterator<Item = usize> + Clone,
) -> (Value, Value) {
    let site = &world.site;
    let schema = &site.collections[collection];
    let writer = Writer { world, language };
    let all = world.collections[collection][language].get_attr("columns").unwrap_or_default();
    let mut kept = Vec::new();
    let mut folded: Vec<(Option<Unknown>, Vec<Value>)> = Vec::new();
    for (at, index) in schema.columns.iter().enumerate() {
        let Some(code) = views::same_unknown(site, collection, *index, pages.clone()) else {
            kept.extend(all.get_item_by_index(at));
            continue;
        };
        let title = Value::from(schema.fields[*index].title.get(writer.tag()));
        match folded.iter_mut().find(|(c, _)| *c == code) {
            Some((_, titles)) => titles.push(title),
            None => folded.push((code, vec![title])),
        }
    }
    let folded = folded.into_iter().map(|(code, titles)| {
        let text = code.map_or_else(|| writer.word("not_filled"), |c| writer.unknown(c.code(), None));
        named(vec![("text", Value::from(text)), ("titles", Value::from(titles))])
    });
    (Value::from(kept), Value::from(folded.collect::<Vec<_>>()))
}

/// A year: `{year, title, url, count, collections: [{title, count}]}`.
pub(super) fn year(world: &Arc<World>, language: usize, year: &Year) -> Value {
    let kind = |page: usize| match world.site.pages[page].kind {
        PageKind::Record(c) => Some(c),
        _ => None,
    };
    let tag = Writer { world, language }.tag();
    let groups = year.pages.chunk_by(|a, b| kind(*a) == kind(*b)).filter_map(|group| {
        let title = world.site.collections[kind(group[0])?].title.get(tag);
        Some(named(vec![("title", Value::from(title)), ("count", Value::from(group.len()))]))
    });
    let words = &world.theme.strings[language];
    let number = format!("{:04}", year.year);
    named(vec![
        ("year", Value::from(number.as_str())),
        ("title", Value::from(super::word(words, "year_title", &[("year", &number)]))),
        ("url", Value::from(world.based(&year.route))),
        ("count", Value::from(year.pages.len())),
        ("collections", Value::from(groups.collect::<Vec<_>>())),
    ])
}

/// Records of one list page of a year, by collection: `{title, items: [{page, dates: [{title, text}]}]}`.
pub(super) fn in_year(world: &Arc<World>, language: usize, year: i16, pages: &[usize]) -> Value {
    let writer = Writer { world, language };
    let kind = |page: usize| match world.site.pages[page].kind {
        PageKind::Record(c) => Some(c),
        _ => None,
    };
    let item = |index: usize| {
        let own = world.site.pages[index].date.filter(|d| d.year == year);
        let own = own.map(|date| (writer.word("date"), date.text(writer.is_chinese())));
        let dates = views::dates_in(&world.site, index, year).into_iter();
        let dates =
            dates.map(|(field, when)| (field.title.get(writer.tag()).to_owned(), when.text(writer.is_chinese())));
        // The day that a record is about often stands in a field too.
        let dates: Vec<(String, String)> = dates.collect();
        let own = own.filter(|(_, text)| !dates.iter().any(|(_, t)| t == text));
        let date =
            |(title, text): (String, String)| named(vec![("title", Value::from(title)), ("text", Value::from(text))]);
        let dates: Vec<Value> = own.into_iter().chain(dates).map(date).collect();
        named(vec![("page", page::view(world, index)), ("dates", Value::from(dates))])
    };
    let groups = pages.chunk_by(|a, b| kind(*a) == kind(*b)).filter_map(|group| {
        let schema = &world.site.collections[kind(group[0])?];
        let items: Vec<Value> = group.iter().map(|p| item(*p)).collect();
        Some(named(vec![
            ("name", Value::from(schema.name.as_str())),
            ("title", Value::from(schema.title.get(writer.tag()))),
            ("items", Value::from(items)),
        ]))
    });
    Value::from(groups.collect::<Vec<_>>())
}

/// How often a collection is brought up to date, in words of the theme.
pub(super) fn cadence(cadence: Option<Cadence>) -> Option<&'static str> {
    Cadence::WORDS.iter().find(|(_, _, c)| Some(*c) == cadence).map(|(name, ..)| *name)
}

/// `dictionary`: every field of a collection, with how many records know it.
pub(super) fn dictionary(world: &Arc<World>, collection: usize, language: usize) -> Value {
    let writer = Writer { world, language };
    let schema = &world.site.collections[collection];
    let records = world.views.records(collection, language);
    let mut counts = vec![(0_usize, 0_usize); schema.fields.len()];
    for page in records {
        for (field, value) in &world.site.pages[*page].fields {
            if let crate::model::FieldRef::Collection(_, i) = field {
                match value {
                    FieldValue::Known(_) => counts[*i].0 += 1,
                    FieldValue::Unknown(..) => counts[*i].1 += 1,
                }
            }
        }
    }
    let mut out = Vec::new();
    for (field, (known, unknown)) in schema.fields.iter().zip(counts) {
        let count = named(vec![
            ("known", Value::from(known)),
            ("unknown", Value::from(unknown)),
            ("missing", Value::from(records.len() - known - unknown)),
        ]);
        out.push(entry(writer, field, &field.name, count));
        if let Kind::Items(inner) = &field.kind {
            for inner in inner {
                out.push(entry(writer, inner, &format!("{}.{}", field.name, inner.name), Value::from(())));
            }
        }
    }
    Value::from(out)
}

fn entry(writer: Writer<'_>, field: &Field, name: &str, count: Value) -> Value {
    let world = writer.world;
    let text = |text: &Localized| text_or_none(text.get(writer.tag()));
    let choices: Vec<Value> = match &field.kind {
        Kind::Choice(choices) => choices
            .iter()
            .map(|c| {
                named(vec![("value", Value::from(c.value.as_str())), ("title", Value::from(c.label.get(writer.tag())))])
            })
            .collect(),
        _ => Vec::new(),
    };
    let targets = field.targets().iter().filter_map(|target| {
        let page = &world.site.pages[world.site.sections[world.site.section(writer.language, target)?].page];
        Some(named(vec![("title", Value::from(page.title.as_str())), ("url", Value::from(page.url.as_str()))]))
    });
    let targets: Vec<Value> = targets.collect();
    let (unit, stage) = match &field.kind {
        Kind::Amount { unit, stage } => (unit.map(|u| u.name()), stage.map(|s| s.text(writer.is_chinese()))),
        Kind::Quantity(unit) => (unit.map(|u| u.name), None),
        _ => (None, None),
    };
    let limit = |key: &str, value: Option<String>| {
        let words = &world.theme.strings[writer.language];
        value.map(|n| Value::from(super::word(words, key, &[("n", &n)])))
    };
    let limits = [
        limit("limit_minimum", field.minimum.map(|l| l.text(writer.is_chinese()))),
        limit("limit_maximum", field.maximum.map(|l| l.text(writer.is_chinese()))),
        limit("limit_min_length", field.min_length.map(|n| n.to_string())),
        limit("limit_max_length", field.max_length.map(|n| n.to_string())),
        field.unique.then(|| Value::from(writer.word("limit_unique"))),
        (field.targets().len() > 1).then(|| Value::from(writer.word("limit_several"))),
    ];
    named(vec![
        ("name", Value::from(name)),
        ("title", Value::from(field.title.get(writer.tag()))),
        ("description", text(&field.description)),
        ("type", Value::from(writer.word(type_word(&field.kind)))),
        ("list", Value::from(field.list && !matches!(field.kind, Kind::Items(_)))),
        ("required", Value::from(field.required)),
        ("expected", Value::from(field.expected)),
        ("choices", Value::from(choices)),
        ("targets", Value::from(targets)),
        ("unit", or_none(unit.map(Value::from))),
        ("stage", or_none(stage.map(Value::from))),
        ("limits", Value::from(limits.into_iter().flatten().collect::<Vec<_>>())),
        ("count", count),
    ])
}

/// The word of the theme for what a field holds.
fn type_word(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text => "type_text",
        Kind::Number => "type_number",
        Kind::Integer => "type_integer",
        Kind::Boolean => "type_boolean",
        Kind::Date { partial: false } => "type_date",
        Kind::Date { partial: true } => "type_partial",
        Kind::Choice(_) => "type_choice",
        Kind::Reference(_) => "type_reference",
        Kind::Amount { .. } => "type_amount",
        Kind::Quantity(_) => "type_quantity",
        Kind::Ratio => "type_ratio",
        Kind::Measure => "type_measure",
        Kind::PlaceCode => "type_place_code",
        Kind::Items(_) => "type_items",
    }
}
