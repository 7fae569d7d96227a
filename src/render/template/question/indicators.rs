//! Indicators in words.

use std::sync::Arc;

use minijinja::value::Value;

use super::{Asked, SHOWN, linked, told};
use crate::model::PageKind;
use crate::render::template::object::{named, or_none};
use crate::render::template::page;
use crate::render::template::world::World;
use crate::render::views::question::{Measured, indicators, measured};

/// Observations of one indicator that a view shows, the newest.
const NEWEST: usize = 12;

/// `view` of indicators.
pub(super) fn answer(asked: Asked<'_>, out: &mut Vec<(&'static str, Value)>) {
    let found = indicators(&asked.world.site, &asked.world.views, asked.collection, asked.language);
    let stated = found.all.iter().filter(|m| m.latest.is_some()).count();
    let shared = found.shared.iter().take(SHOWN).map(|of| {
        let each = of.iter().map(|i| row(asked, &found.all[*i]));
        Value::from(each.collect::<Vec<_>>())
    });
    let rows = found.all.iter().take(SHOWN).map(|m| row(asked, m));
    out.extend([
        ("total", Value::from(found.all.len())),
        ("stated", Value::from(stated)),
        ("shared", Value::from(shared.collect::<Vec<_>>())),
        ("rows", Value::from(rows.collect::<Vec<_>>())),
        ("more", Value::from(found.all.len().saturating_sub(SHOWN))),
    ]);
}

/// `page.measured` of an indicator: `{latest, observed, count}`, or none.
pub(in crate::render::template) fn of_page(world: &Arc<World>, index: usize) -> Value {
    let own = &world.site.pages[index];
    let PageKind::Record(collection) = own.kind else { return Value::from(()) };
    let asked = Asked { world, collection, language: own.language };
    or_none(measured(&world.site, &world.views, index).map(|found| named(observed(asked, &found))))
}

fn row(asked: Asked<'_>, measured: &Measured) -> Value {
    let mut row = vec![
        ("page", page::view(asked.world, measured.page)),
        ("definition", told(asked.text(measured.page, "definition"))),
        ("differs", told(asked.text(measured.page, "differs_because"))),
        ("unit", asked.cell(measured.page, "unit")),
    ];
    row.extend(observed(asked, measured));
    named(row)
}

/// The latest observation with a value, and the newest ones.
fn observed(asked: Asked<'_>, measured: &Measured) -> Vec<(&'static str, Value)> {
    let from = measured.observed.len().saturating_sub(NEWEST);
    let newest = measured.observed[from..].iter().rev();
    vec![
        ("latest", or_none(measured.latest.map(|page| observation(asked, page)))),
        ("observed", Value::from(newest.map(|page| observation(asked, *page)).collect::<Vec<_>>())),
        ("count", Value::from(measured.observed.len())),
    ]
}

fn observation(asked: Asked<'_>, page: usize) -> Value {
    named(vec![
        ("page", linked(asked, page)),
        ("value", asked.cell(page, "value")),
        ("period", asked.cell(page, "period")),
        ("place", asked.cell(page, "place")),
        ("evidence", asked.cell(page, "evidence_level")),
        ("sources", page::view(asked.world, page).get_attr("sources").unwrap_or_default()),
    ])
}
