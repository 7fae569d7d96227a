//! What a record's page shows beside its text: facts, steps, dates planned against actual, small tables, and what refers
//! to it.

use std::sync::Arc;

use minijinja::value::Value;

use super::lists;
use super::object::{named, or_none};
use super::page;
use super::words::Writer;
use super::world::World;
use crate::model::block::ladder_fields;
use crate::model::{Field, FieldRef, FieldValue, Kind, PHOTOS, Page, PageKind, PagePhoto, Schema, Unknown};
use crate::render::views::{self, Gathered};
use crate::render::{block, content};

/// A record with its schema.
struct Record<'a> {
    world: &'a Arc<World>,
    page: &'a Page,
    collection: usize,
    schema: &'a Schema,
}

fn record(world: &Arc<World>, page: usize) -> Option<Record<'_>> {
    let page = &world.site.pages[page];
    match page.kind {
        PageKind::Record(collection) => {
            Some(Record { world, page, collection, schema: &world.site.collections[collection] })
        }
        _ => None,
    }
}

impl<'a> Record<'a> {
    fn writer(&self) -> Writer<'a> {
        Writer { world: self.world, language: self.page.language }
    }

    fn value(&self, field: usize) -> Option<&'a FieldValue> {
        views::value_of(self.page, self.collection, field)
    }

    fn cell(&self, field: usize) -> Value {
        self.writer().cell(&self.schema.fields[field], self.value(field))
    }

    /// Fields with their values, without those that steps, schedule and tables show; one that is not there only where
    /// readers expect it.
    fn fields(&self) -> impl Iterator<Item = (&'a Field, Option<&'a FieldValue>)> {
        let site = &self.world.site;
        let extra = self.page.fields.iter().filter_map(|(reference, value)| match reference {
            FieldRef::Extra(_) => Some((site.field(*reference), Some(value))),
            FieldRef::Collection(..) => None,
        });
        let schedule = self.has_schedule().then(|| &self.world.views.schedules[self.collection]);
        let state = self.schema.machine.as_ref().filter(|_| self.has_steps()).map(|m| m.state);
        let (page, collection) = (self.page, self.collection);
        let own = self.schema.fields.iter().enumerate().filter_map(move |(i, field)| {
            let value = views::value_of(page, collection, i);
            let stands_elsewhere = schedule.is_some_and(|s| s.holds(i)) || state == Some(i) || is_table(field, value);
            let is_there = value.is_some() || field.expected || field.required;
            (!stands_elsewhere && is_there).then_some((field, value))
        });
        extra.chain(own)
    }

    /// Whether one date of its schedule is known: a table of unknowns says nothing.
    fn has_schedule(&self) -> bool {
        let fields = self.world.views.schedules[self.collection].rows.iter().flatten().flatten();
        fields.into_iter().any(|f| matches!(self.value(*f), Some(FieldValue::Known(_))))
    }

    fn has_steps(&self) -> bool {
        self.schema.machine.as_ref().is_some_and(|m| views::steps(m, self.collection, self.page).is_some())
    }
}

/// `facts`: what is known of the site's own fields and the collection's, without those that steps, schedule and tables
/// show.
pub(super) fn facts(world: &Arc<World>, index: usize) -> Value {
    let Some(record) = record(world, index) else { return Value::from(Vec::<Value>::new()) };
    let cells = record.fields().filter(|(_, value)| matches!(value, Some(FieldValue::Known(_))));
    Value::from(cells.map(|(field, value)| record.writer().cell(field, value)).collect::<Vec<_>>())
}

/// `unknowns`: the others, by why they are not known: `{code, title, fields}`. A field that readers expect and that is
/// not there is among them.
pub(super) fn unknowns(world: &Arc<World>, index: usize) -> Value {
    let Some(record) = record(world, index) else { return Value::from(Vec::<Value>::new()) };
    let writer = record.writer();
    let one = |code: Option<Unknown>| {
        let is_one = |value: Option<&FieldValue>| match value {
            None => code.is_none(),
            Some(FieldValue::Unknown(unknown, _)) => code == Some(*unknown),
            Some(FieldValue::Known(_)) => false,
        };
        let cells = record.fields().filter(|(_, value)| is_one(*value)).map(|(f, value)| writer.cell(f, value));
        let cells: Vec<Value> = cells.collect();
        let title = code.map_or_else(|| writer.word("not_filled"), |c| writer.unknown(c.code(), None));
        (!cells.is_empty()).then(|| {
            named(vec![
                ("code", Value::from(code.map_or("missing", Unknown::code))),
                ("title", Value::from(title)),
                ("fields", Value::from(cells)),
            ])
        })
    };
    let codes = Unknown::ALL.into_iter().map(Some).chain([None]);
    Value::from(codes.filter_map(one).collect::<Vec<_>>())
}

/// `photos`: `{src, srcset, width, height, alt, fields}`; `fields` are what the record says of it beside file and alt.
pub(super) fn photos(world: &Arc<World>, index: usize) -> Value {
    let Some(record) = record(world, index) else { return Value::from(Vec::<Value>::new()) };
    let of = |reference: &FieldRef| match &world.site.field(*reference).kind {
        Kind::Items(fields) if world.site.field(*reference).name == PHOTOS => Some(fields.as_slice()),
        _ => None,
    };
    let Some(inner) = record.page.fields.iter().find_map(|(f, _)| of(f)) else {
        return Value::from(Vec::<Value>::new());
    };
    let one = |shown: &PagePhoto| {
        let photo = &world.site.photos[shown.photo];
        let (first, last) = (photo.copies.first()?, photo.copies.last()?);
        let said = shown.fields.iter().filter(|(at, _)| !matches!(inner[*at].name.as_str(), "file" | "alt"));
        let said: Vec<Value> = said.map(|(at, value)| record.writer().cell(&inner[*at], Some(value))).collect();
        Some(named(vec![
            ("src", Value::from(first.3.as_str())),
            ("srcset", Value::from(content::srcset(photo))),
            ("width", Value::from(last.0)),
            ("height", Value::from(last.1)),
            ("alt", Value::from(shown.alt.as_str())),
            ("fields", Value::from(said)),
        ]))
    };
    Value::from(record.page.photos.iter().filter_map(one).collect::<Vec<_>>())
}

fn is_table(field: &Field, value: Option<&FieldValue>) -> bool {
    matches!(field.kind, Kind::Items(_)) && matches!(value, Some(FieldValue::Known(_)))
}

/// `tables`: its small records.
pub(super) fn tables(world: &Arc<World>, index: usize) -> Value {
    let Some(record) = record(world, index) else { return Value::from(Vec::<Value>::new()) };
    let fields = record.schema.fields.iter().enumerate();
    let one = fields.filter_map(|(i, field)| match record.value(i) {
        Some(FieldValue::Known(items)) if field.name != PHOTOS && is_table(field, record.value(i)) => {
            Some(record.writer().table(field, items))
        }
        _ => None,
    });
    Value::from(one.collect::<Vec<_>>())
}

/// `schedule`: `{columns: [{name, title}], rows: [{title, cells}]}`, or none. A cell that the collection has no field
/// for is none.
pub(super) fn schedule(world: &Arc<World>, index: usize) -> Value {
    let Some(record) = record(world, index).filter(Record::has_schedule) else { return Value::from(()) };
    let schedule = &world.views.schedules[record.collection];
    let there = |row: &&[Option<usize>; 3]| row.iter().flatten().any(|f| record.value(*f).is_some());
    // What was never changed needs no column for how it stands now.
    let is_needed = |c: &views::Column| {
        let mut fields = schedule.rows.iter().filter_map(|row| row[*c as usize]);
        *c != views::Column::Current || fields.any(|f| record.value(f).is_some())
    };
    let columns: Vec<views::Column> = schedule.columns.iter().copied().filter(is_needed).collect();
    let rows: Vec<Value> = schedule
        .rows
        .iter()
        .filter(there)
        .map(|row| {
            let fields: Vec<&Field> = row.iter().flatten().map(|f| &record.schema.fields[*f]).collect();
            let cells = columns.iter().map(|c| or_none(row[*c as usize].map(|f| record.cell(f))));
            named(vec![
                ("title", Value::from(views::row_title(&fields, record.writer().tag()))),
                ("cells", Value::from(cells.collect::<Vec<_>>())),
            ])
        })
        .collect();
    if rows.is_empty() {
        return Value::from(());
    }
    let column = |c: &views::Column| {
        named(vec![("name", Value::from(c.word())), ("title", Value::from(record.writer().word(c.word())))])
    };
    named(vec![("columns", Value::from(columns.iter().map(column).collect::<Vec<_>>())), ("rows", Value::from(rows))])
}

/// `steps`: `{name, title, state, steps: [{title, here, passed}], side: [{title, here}], floor, evidence}`, or none.
pub(super) fn steps(world: &Arc<World>, index: usize) -> Value {
    let found = record(world, index).and_then(|record| {
        let machine = record.schema.machine.as_ref()?;
        let steps = views::steps(machine, record.collection, record.page)?;
        let writer = record.writer();
        let state = &record.schema.fields[machine.state];
        let here = steps.state.and_then(|s| steps.track.steps.iter().position(|t| *t == s));
        let step = |(place, choice): (usize, &usize)| {
            named(vec![
                ("title", Value::from(writer.choice(state, *choice))),
                ("here", Value::from(here == Some(place))),
                ("passed", Value::from(here.is_some_and(|h| place < h))),
            ])
        };
        let side = |choice: &usize| {
            named(vec![
                ("title", Value::from(writer.choice(state, *choice))),
                ("here", Value::from(steps.state == Some(*choice))),
            ])
        };
        let level = |choice: usize| {
            machine.evidence.map(|field| Value::from(writer.choice(&record.schema.fields[field], choice)))
        };
        let evidence = steps.below.and_then(|(_, evidence)| {
            let field = &record.schema.fields[machine.evidence?];
            Some(match evidence {
                Some(choice) => Value::from(writer.choice(field, choice)),
                None => writer.cell(field, record.value(machine.evidence?)).get_attr("text").ok()?,
            })
        });
        Some(named(vec![
            ("name", Value::from(state.name.as_str())),
            ("title", Value::from(state.title.get(writer.tag()))),
            ("state", record.cell(machine.state)),
            ("steps", Value::from(steps.track.steps.iter().enumerate().map(step).collect::<Vec<_>>())),
            ("side", Value::from(steps.track.side.iter().map(side).collect::<Vec<_>>())),
            ("floor", or_none(steps.below.and_then(|(floor, _)| level(floor)))),
            ("evidence", or_none(evidence)),
        ]))
    });
    or_none(found)
}

/// `ladder`: the stages of its money as a chart, or none where it has no stages, or says nothing of any.
pub(super) fn ladder(world: &Arc<World>, index: usize) -> Value {
    let Some(record) = record(world, index) else { return Value::from(()) };
    let fields = ladder_fields(&record.schema.fields);
    let is_known = |field: &usize| matches!(record.value(*field), Some(FieldValue::Known(_)));
    let there = fields.len() > 1 && fields.iter().any(is_known);
    or_none(there.then(|| Value::from_safe_string(block::ladder_of(record.writer(), index, &fields, "mb-ladder"))))
}

/// `series`: the observations of an indicator as a chart, or none where there are none.
pub(super) fn series(world: &Arc<World>, index: usize) -> Value {
    let base = world.views.base(&world.site, index);
    let chart = record(world, index).and_then(|r| block::series_of(r.writer(), base, "mb-series"));
    or_none(chart.map(Value::from_safe_string))
}

/// `gathered`: what refers to a record or to one below it, by collection:
/// `{title, url, columns, folded, count, items: [{page, via}], filtered: [{title, url, count}]}`.
pub(super) fn gathered(world: &Arc<World>, index: usize) -> Value {
    let language = world.site.pages[index].language;
    let writer = Writer { world, language };
    let groups = world.views.gathered(&world.site, index);
    let one = |group: &Gathered| {
        let items = group.pages.iter().map(|(page, via)| {
            let via = or_none(via.map(|v| page::view(world, v)));
            named(vec![("page", page::view(world, *page)), ("via", via)])
        });
        let section = group.collection.and_then(|c| world.site.section(language, &world.site.collections[c].name));
        let url = section.map(|s| Value::from(world.site.pages[world.site.sections[s].page].url.as_str()));
        let schema = group.collection.map(|c| &world.site.collections[c]);
        let title = schema.map_or_else(|| writer.word("pages"), |s| s.title.get(writer.tag()).to_owned());
        let shown = group.pages.iter().map(|(page, _)| *page);
        let (columns, folded) = match group.collection {
            Some(c) => lists::columns(world, c, language, shown),
            None => (Value::from(Vec::<Value>::new()), Value::from(Vec::<Value>::new())),
        };
        named(vec![
            ("name", or_none(schema.map(|s| Value::from(s.name.as_str())))),
            ("title", Value::from(title)),
            ("url", or_none(url)),
            ("columns", columns),
            ("folded", folded),
            ("count", Value::from(group.count)),
            ("items", Value::from(items.collect::<Vec<_>>())),
            ("filtered", Value::from(filtered(world, index, group))),
        ])
    };
    Value::from(groups.iter().map(one).collect::<Vec<_>>())
}

/// The filtered lists that hold the whole of a group, where it is cut.
fn filtered(world: &Arc<World>, index: usize, group: &Gathered) -> Vec<Value> {
    let Some(collection) = group.collection.filter(|_| group.count > group.pages.len()) else { return Vec::new() };
    let language = world.site.pages[index].language;
    let base = world.views.base(&world.site, index);
    let tag = world.site.config.languages[language].as_str();
    let filters = world.views.filters_of(collection, language).iter();
    filters
        .filter_map(|filter| {
            let found = filter.of_record(base)?;
            Some(named(vec![
                ("title", Value::from(world.site.collections[collection].fields[filter.field].title.get(tag))),
                ("url", Value::from(world.based(&found.route))),
                ("count", Value::from(found.pages.len())),
            ]))
        })
        .collect()
}
