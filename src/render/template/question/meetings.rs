//! Meetings in words.

use minijinja::value::Value;

use super::{Asked, SHOWN, linked};
use crate::check::record;
use crate::render::template::checks;
use crate::render::template::object::{named, or_none};
use crate::render::views::question::meetings;

/// Meetings of one series or month that are named.
const NAMED: usize = 12;

/// `view` of meetings.
pub(super) fn answer(asked: Asked<'_>, out: &mut Vec<(&'static str, Value)>) {
    let site = &asked.world.site;
    let writer = asked.writer();
    let found = meetings(site, &asked.world.views, asked.collection, asked.language);
    let held = |title: Value, pages: &[usize]| {
        named(vec![
            ("title", title),
            ("count", Value::from(pages.len())),
            ("pages", Value::from(pages.iter().take(NAMED).map(|p| meeting(asked, *p)).collect::<Vec<_>>())),
            ("more", Value::from(pages.len().saturating_sub(NAMED))),
        ])
    };
    let series = found.series.iter().map(|s| held(asked.choice("series", s.key), &s.pages));
    let series: Vec<Value> = series.collect();
    let months = found.months.iter().map(|m| {
        let title = m.key.map_or_else(|| writer.word("meetings_undated"), |when| when.text(writer.is_chinese()));
        named(vec![("title", Value::from(title)), ("count", Value::from(m.pages.len()))])
    });
    let months: Vec<Value> = months.collect();
    let decisions = found.decisions.iter().take(SHOWN).map(|(page, nth)| decision(asked, *page, *nth));
    out.extend([
        ("total", Value::from(found.total)),
        ("series_title", asked.field_title("series")),
        ("series", Value::from(series)),
        ("months", Value::from(months)),
        ("decided", Value::from(found.decisions.len())),
        ("decisions", Value::from(decisions.collect::<Vec<_>>())),
        ("decisions_more", Value::from(found.decisions.len().saturating_sub(SHOWN))),
        (
            "complete",
            asked.world.collections[asked.collection][asked.language].get_attr("complete").unwrap_or_default(),
        ),
        ("stated", checks::stated(asked.world, asked.collection, asked.language)),
    ]);
}

/// A meeting with the day that it was held, as far as that is known.
fn meeting(asked: Asked<'_>, page: usize) -> Value {
    let when = record(&asked.world.site, page).and_then(|rec| rec.date("held_on"));
    let when = when.map(|when| when.text(asked.writer().is_chinese()));
    // A title may tell the day already.
    let title = linked(asked, page).get_attr("title").unwrap_or_default();
    let when = when.filter(|when| !title.as_str().is_some_and(|title| title.contains(when.as_str()))).map(Value::from);
    named(vec![("page", linked(asked, page)), ("when", or_none(when))])
}

/// A decision: the meeting, and the fields of the small record that it says.
fn decision(asked: Asked<'_>, page: usize, nth: usize) -> Value {
    let cells = record(&asked.world.site, page).and_then(|rec| {
        let field = rec.field("decisions")?;
        let crate::check::Given::Known(items) = rec.at(field) else { return None };
        let definition = &rec.schema().fields[field];
        let table = asked.writer().table(definition, items.get(nth..=nth)?);
        table.get_attr("rows").ok()?.get_item(&Value::from(0)).ok()
    });
    named(vec![("page", linked(asked, page)), ("cells", cells.unwrap_or_else(|| Value::from(Vec::<Value>::new())))])
}
