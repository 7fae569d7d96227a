//! What organisations and posts answer for, in words.

use minijinja::value::Value;

use super::{Asked, SHOWN, linked};
use crate::render::template::object::{named, or_none};
use crate::render::template::page;
use crate::render::views::question::{Role, roles};

/// Records of one role that are named.
const NAMED: usize = 12;

/// Fields that say what somebody answers for.
const REMIT: [&str; 2] = ["remit", "area_of_work"];

/// `view` of duties.
pub(super) fn answer(asked: Asked<'_>, out: &mut Vec<(&'static str, Value)>) {
    let world = asked.world;
    let pages = world.views.records(asked.collection, asked.language);
    let found = pages.iter().take(SHOWN).map(|page| (*page, roles(&world.site, &world.views, *page)));
    let found: Vec<(usize, Vec<Role>)> = found.collect();
    let rows = found.iter().map(|(page, roles)| {
        let roles = roles.iter().map(|role| role_of(asked, role));
        let remit = REMIT.iter().map(|name| asked.cell(*page, name)).find(|cell| !cell.is_none());
        named(vec![
            ("page", page::view(world, *page)),
            ("remit", or_none(remit)),
            ("roles", Value::from(roles.collect::<Vec<_>>())),
        ])
    });
    let rows: Vec<Value> = rows.collect();
    out.extend([
        ("total", Value::from(pages.len())),
        ("named", Value::from(found.iter().filter(|(_, roles)| !roles.is_empty()).count())),
        ("rows", Value::from(rows)),
        ("more", Value::from(pages.len().saturating_sub(SHOWN))),
    ]);
}

fn role_of(asked: Asked<'_>, role: &Role) -> Value {
    let schema = &asked.world.site.collections[role.collection];
    let tag = asked.writer().tag();
    named(vec![
        ("title", Value::from(schema.fields[role.field].title.get(tag))),
        ("collection", Value::from(schema.title.get(tag))),
        ("count", Value::from(role.pages.len())),
        ("pages", Value::from(role.pages.iter().take(NAMED).map(|p| linked(asked, *p)).collect::<Vec<_>>())),
        ("more", Value::from(role.pages.len().saturating_sub(NAMED))),
    ])
}
