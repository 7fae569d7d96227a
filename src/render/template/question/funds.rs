//! Money in words.

use minijinja::value::Value;

use super::{Asked, SHOWN, linked};
use crate::model::{Kind, words};
use crate::render::template::object::{named, or_none, text_or_none};
use crate::render::views;
use crate::render::views::question::{Funds, Sum, funds, is_stated};

/// Records that one fund is for that are named.
const NAMED: usize = 12;

/// `view` of funds.
pub(super) fn answer(asked: Asked<'_>, out: &mut Vec<(&'static str, Value)>) {
    let world = asked.world;
    let site = &world.site;
    let found = funds(site, &world.views, asked.collection, asked.language);
    let stated = found.rows.iter().filter_map(|(page, _)| crate::check::record(site, *page));
    let stated = stated.filter(|rec| is_stated(*rec, &found.stages)).count();
    let stages = found.stages.iter().zip(&found.sums).map(|(field, sum)| stage(asked, *field, sum));
    let stages: Vec<Value> = stages.collect();
    let rows = found.rows.iter().take(SHOWN).map(|(page, projects)| row(asked, &found, *page, projects));
    let elsewhere = found.elsewhere.iter().take(SHOWN).map(|(page, field)| amount(asked, *page, *field));
    out.extend([
        ("total", Value::from(found.rows.len())),
        ("stated", Value::from(stated)),
        ("stages", Value::from(stages)),
        ("rows", Value::from(rows.collect::<Vec<_>>())),
        ("more", Value::from(found.rows.len().saturating_sub(SHOWN))),
        ("onward", Value::from(found.onward.iter().map(|c| onward(asked, *c)).collect::<Vec<_>>())),
        ("elsewhere", Value::from(elsewhere.collect::<Vec<_>>())),
        ("elsewhere_more", Value::from(found.elsewhere.len().saturating_sub(SHOWN))),
    ]);
}

fn stage(asked: Asked<'_>, field: usize, sum: &Sum) -> Value {
    let field = &asked.schema().fields[field];
    let text = sum.value.as_ref().map(|v| words(&asked.world.site, field, v, asked.language).into_owned());
    let own = if let Kind::Amount { stage, .. } = &field.kind { *stage } else { None };
    named(vec![
        ("title", Value::from(field.title.get(asked.writer().tag()))),
        ("stage", or_none(own.map(|stage| Value::from(stage.text(asked.writer().is_chinese()))))),
        ("known", Value::from(sum.known)),
        ("silent", Value::from(sum.silent)),
        ("text", or_none(text.map(Value::from))),
    ])
}

fn row(asked: Asked<'_>, found: &Funds, page: usize, projects: &[usize]) -> Value {
    let fields = &asked.schema().fields;
    let site = &asked.world.site;
    let cell = |field: &usize| {
        asked.writer().cell(&fields[*field], views::value_of(&site.pages[page], asked.collection, *field))
    };
    named(vec![
        ("page", linked(asked, page)),
        ("level", asked.cell(page, "level")),
        ("kind", asked.cell(page, "kind")),
        ("cells", Value::from(found.stages.iter().map(cell).collect::<Vec<_>>())),
        ("projects_more", Value::from(projects.len().saturating_sub(NAMED))),
        ("projects", Value::from(projects.iter().take(NAMED).map(|p| linked(asked, *p)).collect::<Vec<_>>())),
    ])
}

/// A collection of contracts or payments: how many there are, and what its page says where there are none.
fn onward(asked: Asked<'_>, collection: usize) -> Value {
    let site = &asked.world.site;
    let schema = &site.collections[collection];
    let page = site.section(asked.language, &schema.name).map(|s| &site.pages[site.sections[s].page]);
    named(vec![
        ("title", Value::from(schema.title.get(asked.writer().tag()))),
        ("url", or_none(page.map(|p| Value::from(p.url.as_str())))),
        ("count", Value::from(asked.world.views.records(collection, asked.language).len())),
        ("summary", text_or_none(page.map_or("", |p| p.summary.as_str()))),
    ])
}

fn amount(asked: Asked<'_>, page: usize, field: usize) -> Value {
    let site = &asked.world.site;
    let crate::model::PageKind::Record(collection) = site.pages[page].kind else { return Value::from(()) };
    let definition = &site.collections[collection].fields[field];
    let value = views::value_of(&site.pages[page], collection, field);
    named(vec![
        ("page", linked(asked, page)),
        ("collection", Value::from(site.collections[collection].title.get(asked.writer().tag()))),
        ("cell", asked.writer().cell(definition, value)),
    ])
}
