//! Indicators in words.

use minijinja::value::Value;

use super::{Asked, SHOWN, linked, told};
use crate::render::template::object::{named, or_none};
use crate::render::template::page;
use crate::render::views::question::{Measured, indicators};

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
        ("whole", Value::from(found.all.len() <= SHOWN)),
        ("total", Value::from(found.all.len())),
        ("stated", Value::from(stated)),
        ("shared", Value::from(shared.collect::<Vec<_>>())),
        ("rows", Value::from(rows.collect::<Vec<_>>())),
        ("more", Value::from(found.all.len().saturating_sub(SHOWN))),
    ]);
}

fn row(asked: Asked<'_>, measured: &Measured) -> Value {
    let from = measured.observed.len().saturating_sub(NEWEST);
    let newest = measured.observed[from..].iter().rev();
    named(vec![
        ("page", page::view(asked.world, measured.page)),
        ("definition", told(asked.text(measured.page, "definition"))),
        ("differs", told(asked.text(measured.page, "differs_because"))),
        ("unit", asked.cell(measured.page, "unit")),
        ("latest", or_none(measured.latest.map(|page| observation(asked, page)))),
        ("observed", Value::from(newest.map(|page| observation(asked, *page)).collect::<Vec<_>>())),
        ("count", Value::from(measured.observed.len())),
    ])
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
