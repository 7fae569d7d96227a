//! `glossary`: what terms mean, and where they are used.

use std::sync::Arc;

use minijinja::value::Value;

use super::object::{named, or_none};
use super::page;
use super::world::World;

/// Pages that are named for a term; a term that everybody uses is at home everywhere.
const MOST: usize = 8;

/// All terms, in the order of the glossary.
pub(super) fn all(world: &Arc<World>, language: usize) -> Value {
    let languages = &world.site.config.languages;
    let (tag, first) = (languages[language].as_str(), languages[0].as_str());
    let entries = world.site.glossary.entries.iter().enumerate().map(|(index, entry)| {
        let used = world.views.glossed.pages(language, index);
        let sources = entry.sources.iter().map(|source| page::citation(world, source));
        named(vec![
            ("anchor", Value::from(entry.anchor.as_str())),
            ("title", Value::from(entry.title.get(tag))),
            ("title_lang", or_none(entry.title.foreign(tag, first).map(Value::from))),
            ("text", Value::from(entry.explanation.get(tag))),
            ("text_lang", or_none(entry.explanation.foreign(tag, first).map(Value::from))),
            ("sources", Value::from(sources.collect::<Vec<_>>())),
            ("pages", Value::from(used.iter().take(MOST).map(|p| page::view(world, *p)).collect::<Vec<_>>())),
            ("count", Value::from(used.len())),
        ])
    });
    Value::from(entries.collect::<Vec<_>>())
}
