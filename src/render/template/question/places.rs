//! What touches a place, in words.

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::value::Value;

use super::{Asked, SHOWN, linked};
use crate::model::{PageKind, View};
use crate::render::template::object::{named, or_none};
use crate::render::template::page;
use crate::render::template::world::World;
use crate::render::views::question::{Touching, place};

/// `page.touching` of a place: `{answers: [{code, name, title, ask, url, columns, count, items, more}], posts}`, or none.
pub(in crate::render::template) fn touching(world: &Arc<World>, index: usize) -> Value {
    let own = &world.site.pages[index];
    let PageKind::Record(collection) = own.kind else { return Value::from(()) };
    if world.site.collections[collection].view != Some(View::Places) {
        return Value::from(());
    }
    let asked = Asked { world, collection, language: own.language };
    let found = place(&world.site, &world.views, index);
    named(vec![
        ("answers", Value::from(found.answers.iter().map(|a| answer_of(asked, a)).collect::<Vec<_>>())),
        ("posts", Value::from(found.posts.iter().take(SHOWN).map(|p| linked(asked, *p)).collect::<Vec<_>>())),
    ])
}

fn answer_of(asked: Asked<'_>, answer: &Touching) -> Value {
    let world = asked.world;
    let collection = &world.collections[answer.collection][asked.language];
    let get = |key: &str| collection.get_attr(key).unwrap_or_default();
    let items = answer.pages.iter().map(|(page, via)| {
        named(vec![("page", page::view(world, *page)), ("via", or_none(via.map(|via| linked(asked, via))))])
    });
    let ask = match answer.view {
        Some(view) => Value::from(asked.writer().word(&format!("ask_{}", view.name()))),
        None => get("title"),
    };
    named(vec![
        ("name", get("name")),
        ("title", get("title")),
        ("ask", ask),
        ("url", get("url")),
        ("columns", get("columns")),
        ("count", Value::from(answer.count)),
        ("items", Value::from(items.collect::<Vec<_>>())),
        ("more", Value::from(answer.count - answer.pages.len())),
    ])
}

/// `view` of places: how much of each there is about every one of them.
pub(super) fn answer(asked: Asked<'_>, out: &mut Vec<(&'static str, Value)>) {
    let world = asked.world;
    let pages = world.views.records(asked.collection, asked.language);
    let found: Vec<_> = pages.iter().take(SHOWN).map(|p| (*p, place(&world.site, &world.views, *p))).collect();
    // What is asked of one place is asked of all.
    let answers = found.iter().flat_map(|(_, place)| &place.answers);
    let asks: BTreeSet<(View, usize)> = answers.filter_map(|a| Some((a.view?, a.collection))).collect();
    let questions: Vec<usize> = asks.into_iter().map(|(_, collection)| collection).collect();
    let title = |c: &usize| world.collections[*c][asked.language].get_attr("title").unwrap_or_default();
    let rows = found.iter().map(|(page, place)| {
        let count = |c: &usize| place.answers.iter().find(|a| a.collection == *c).map_or(0, |a| a.count);
        let others: usize = place.answers.iter().filter(|a| a.view.is_none()).map(|a| a.count).sum();
        let counts = questions.iter().map(count).chain([others]).map(Value::from);
        named(vec![("page", page::view(world, *page)), ("counts", Value::from(counts.collect::<Vec<_>>()))])
    });
    let silent = found.iter().filter(|(_, place)| place.answers.iter().all(|a| a.count == 0)).count();
    let rows: Vec<Value> = rows.collect();
    let titles = questions.iter().map(title).chain([Value::from(asked.writer().word("ask_others"))]);
    out.extend([
        ("total", Value::from(pages.len())),
        ("silent", Value::from(silent)),
        ("titles", Value::from(titles.collect::<Vec<_>>())),
        ("rows", Value::from(rows)),
        ("more", Value::from(pages.len().saturating_sub(SHOWN))),
    ]);
}
