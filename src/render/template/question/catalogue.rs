//! The disclosure catalogue in words.

use minijinja::value::Value;

use super::{Asked, SHOWN, linked};
use crate::render::template::object::named;
use crate::render::template::page;
use crate::render::views::question::{Covered, Matter, matters};

/// Documents of one matter that are named.
const NAMED: usize = 12;

/// `view` of the catalogue.
pub(super) fn answer(asked: Asked<'_>, out: &mut Vec<(&'static str, Value)>) {
    let world = asked.world;
    let found = matters(&world.site, &world.views, asked.collection, asked.language);
    let groups = Covered::ALL.iter().map(|covered| {
        let here: Vec<&Matter> = found.iter().filter(|matter| matter.covered == *covered).collect();
        named(vec![
            ("title", Value::from(asked.writer().word(covered.word()))),
            ("count", Value::from(here.len())),
            ("rows", here.iter().take(SHOWN).map(|matter| row(asked, matter)).collect()),
            ("more", Value::from(here.len().saturating_sub(SHOWN))),
        ])
    });
    let groups: Vec<Value> = groups.collect();
    let missing = found.iter().filter(|matter| matter.covered == Covered::Missing).count();
    out.extend([
        ("total", Value::from(found.len())),
        ("missing", Value::from(missing)),
        ("groups", Value::from(groups)),
    ]);
}

fn row(asked: Asked<'_>, matter: &Matter) -> Value {
    let documents = matter.disclosed.iter().take(NAMED).map(|page| linked(asked, *page));
    named(vec![
        ("page", page::view(asked.world, matter.page)),
        ("reason", asked.cell(matter.page, "exempt")),
        ("exempt", Value::from(matter.covered == Covered::Exempt)),
        ("documents", documents.collect()),
        ("more", Value::from(matter.disclosed.len().saturating_sub(NAMED))),
    ])
}
