//! Assets in words: what, whose, where, how large, worth how much, and how far their disposal is.

use minijinja::value::Value;

use super::{Asked, SHOWN, linked};
use crate::check::Rec;
use crate::model::{FieldValue, Kind, Value as Item};
use crate::render::template::object::named;
use crate::render::template::page;
use crate::value::Stage;

/// Fields that tell about an asset, where its collection has them.
const TOLD: [&str; 4] = ["holder", "place", "area", "use"];

/// Records that one asset is for that are named.
const NAMED: usize = 12;

/// `view` of assets.
pub(super) fn answer(asked: Asked<'_>, out: &mut Vec<(&'static str, Value)>) {
    let site = &asked.world.site;
    let pages = asked.world.views.records(asked.collection, asked.language);
    let recs: Vec<Rec<'_>> = pages.iter().filter_map(|page| asked.world.views.said(site, *page)).collect();
    let fields = &asked.schema().fields;
    let amounts: Vec<usize> = (0..fields.len()).filter(|f| matches!(fields[*f].kind, Kind::Amount { .. })).collect();
    let knows = |name: &str| recs.iter().filter(|rec| rec.knows(name)).count();
    let valued = recs.iter().filter(|rec| amounts.iter().any(|f| rec.at(*f).first().is_some())).count();
    let is_floor = |rec: &&Rec<'_>| {
        let no_price = |f: &usize| {
            matches!(rec.at(*f).first(), Some(Item::Amount(_, Some(Stage::Floor | Stage::Appraisal | Stage::Estimate))))
        };
        amounts.iter().any(no_price)
    };
    let rows = pages.iter().take(SHOWN).map(|page| row(asked, *page, &amounts));
    let rows: Vec<Value> = rows.collect();
    let columns = columns(asked).into_iter().map(|f| Value::from(fields[f].title.get(asked.writer().tag())));
    out.extend([
        ("total", Value::from(pages.len())),
        ("held", Value::from(knows("holder"))),
        ("measured", Value::from(knows("area"))),
        ("valued", Value::from(valued)),
        ("floors", Value::from(recs.iter().filter(is_floor).count())),
        ("columns", Value::from(columns.collect::<Vec<_>>())),
        ("rows", Value::from(rows)),
        ("more", Value::from(pages.len().saturating_sub(SHOWN))),
    ]);
}

/// The fields of the collection that tell about an asset, and the state of its machine.
fn columns(asked: Asked<'_>) -> Vec<usize> {
    let schema = asked.schema();
    let told = TOLD.iter().filter_map(|name| schema.fields.iter().position(|f| f.name == *name));
    let mut columns: Vec<usize> = told.collect();
    if let Some(machine) = &schema.machine
        && !columns.contains(&machine.state)
    {
        columns.push(machine.state);
    }
    columns
}

/// Why no amount of an asset is known: what its fields say, or that nothing was filled in.
fn silent(asked: Asked<'_>, page: usize, amounts: &[usize]) -> String {
    let mut said = amounts.iter().filter_map(|f| match asked.value(page, asked.collection, *f)? {
        FieldValue::Unknown(unknown, _) => Some(asked.writer().unknown(unknown.code(), None)),
        FieldValue::Known(_) => None,
    });
    said.next().unwrap_or_else(|| asked.writer().word("not_filled"))
}

fn row(asked: Asked<'_>, page: usize, amounts: &[usize]) -> Value {
    let site = &asked.world.site;
    let fields = &asked.schema().fields;
    let cell = |f: usize| asked.writer().cell(&fields[f], asked.value(page, asked.collection, f));
    let rec = asked.world.views.said(site, page);
    // Of amounts those that are stated; where none is, that is said once.
    let stated = amounts.iter().copied().filter(|f| rec.is_some_and(|rec| rec.at(*f).first().is_some()));
    let projects = rec.map_or_else(Vec::new, |rec| rec.refs("projects"));
    named(vec![
        ("page", page::view(asked.world, page)),
        ("kind", asked.cell(page, "kind")),
        ("cells", Value::from(columns(asked).into_iter().map(cell).collect::<Vec<_>>())),
        ("amounts", Value::from(stated.map(cell).collect::<Vec<_>>())),
        ("silent", Value::from(silent(asked, page, amounts))),
        ("projects", Value::from(projects.into_iter().take(NAMED).map(|p| linked(asked, p)).collect::<Vec<_>>())),
    ])
}
