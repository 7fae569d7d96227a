//! Functions that templates may call.

use std::sync::Arc;

use minijinja::{Environment, Error, ErrorKind, State, Value};

use super::Writer;
use super::page;
use super::world::World;
use crate::check::numbers_masked;
use crate::model::block::Timeline;
use crate::render::block;
use crate::value::Mask;

fn language(state: &State<'_, '_>, world: &World) -> usize {
    let tag = state.lookup("lang");
    let tag = tag.as_ref().and_then(Value::as_str).unwrap_or_default();
    world.site.config.languages.iter().position(|l| l.as_str() == tag).unwrap_or(0)
}

/// A value with its number marked, so that its unit can be smaller.
fn large(text: &str) -> Value {
    Value::from_safe_string(block::large(text))
}

/// A text as it may be published: by the rule of a word, or else with the numbers of people in it masked.
fn mask(text: &str, word: Option<&str>) -> Result<String, Error> {
    let Some(word) = word else { return Ok(numbers_masked(text)) };
    let unknown = || Error::new(ErrorKind::InvalidOperation, format!("no mask `{word}`"));
    Mask::from_word(word).map(|mask| mask.of(text)).ok_or_else(unknown)
}

/// Adds them.
pub(super) fn add(env: &mut Environment<'static>, world: &Arc<World>) {
    env.add_filter("large", large);
    env.add_filter("mask", mask);
    let missing = |what: String| Error::new(ErrorKind::UndefinedError, what);
    let w = world.clone();
    env.add_function("asset", move |name: &str| match w.theme.assets.get(name) {
        Some(asset) => Ok(w.based(&asset.route)),
        None => Err(missing(format!("no asset `{name}` in the theme"))),
    });
    let w = world.clone();
    env.add_function("url", move |route: &str| w.based(route));
    let w = world.clone();
    env.add_function("section", move |state: &State<'_, '_>, folder: &str| {
        let language = language(state, &w);
        match w.site.section(language, folder.trim_matches('/')) {
            Some(section) => Ok(page::view(&w, w.site.sections[section].page)),
            None => Err(missing(format!("no section `{folder}`"))),
        }
    });
    let w = world.clone();
    env.add_function("record", move |reference: &str| match w.site.record(reference) {
        Some(page) => Ok(page::view(&w, page)),
        None => Err(missing(format!("no record `{reference}`"))),
    });
    let w = world.clone();
    env.add_function(
        "timeline",
        move |state: &State<'_, '_>, name: &str, within: Option<i32>, limit: Option<usize>| {
            let language = language(state, &w);
            let found = w.site.collections.iter().position(|c| c.name == name);
            let wanted = found.and_then(|c| Timeline::of(&w.site.collections[c], c));
            match wanted {
                Some(wanted) => {
                    let wanted = Timeline { within, limit, ..wanted };
                    let html = block::timeline_of(Writer { world: &w, language }, &wanted, &format!("mb-due-{name}"));
                    Ok(Value::from_safe_string(html))
                }
                None => Err(missing(format!("no collection `{name}` with deadlines"))),
            }
        },
    );
    let w = world.clone();
    env.add_function("latest", move |state: &State<'_, '_>, n: usize| {
        let pages = &w.latest[language(state, &w)];
        pages.iter().take(n).map(|p| page::view(&w, *p)).collect::<Vec<_>>()
    });
}
