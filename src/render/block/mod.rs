//! Blocks of pages as HTML: cards, tables, lists and charts, with values from records and figures.

mod cards;
mod chart;
mod days;
mod drawn;
mod lists;
mod pairs;
mod said;
mod series;
mod timeline;

use crate::model::block::{Block, Rows};
use crate::render::content::escape;
use crate::render::template::{World, Writer};

pub(super) use cards::large;
pub(super) use chart::ladder_of;
pub(super) use series::series_of;
pub(super) use timeline::{html as timeline_of, left};

/// The HTML of the nth block of a page.
pub(super) fn html(world: &World, page: usize, n: usize) -> String {
    let writer = Writer { world, language: world.site.pages[page].language };
    let id = format!("mb-block-{}", n + 1);
    match world.site.pages[page].blocks.get(n) {
        Some(Block::Figures(cards)) => cards::html(writer, cards),
        Some(Block::Table(table)) => lists::table(writer, table),
        Some(Block::Records(title, chosen)) => lists::records(writer, title.as_deref(), chosen),
        Some(Block::Names(title, chosen)) => lists::names(writer, title.as_deref(), chosen),
        Some(Block::Chart(chart)) => chart::html(writer, chart, &id),
        Some(Block::Timeline(timeline)) => timeline::html(writer, timeline, &id),
        Some(Block::Wrong) | None => String::new(),
    }
}

/// Text, escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}

/// A word of the theme with its holes filled, escaped.
fn told(writer: Writer<'_>, key: &str, values: &[(&str, &str)]) -> String {
    escaped(&writer.filled(key, values))
}

/// The page of a record in the language of the output, where there is one.
fn local(writer: Writer<'_>, page: usize) -> usize {
    let site = &writer.world.site;
    let others = site.translations.get(&page).into_iter().flatten();
    others.copied().find(|p| site.pages[*p].language == writer.language).unwrap_or(page)
}

/// A link to a record, by its title.
fn link(writer: Writer<'_>, page: usize) -> String {
    let page = &writer.world.site.pages[local(writer, page)];
    format!("<a href=\"{}\">{}</a>", escaped(&page.url), escaped(&page.title))
}

/// What stands under records: that there may be more, or that there are none.
fn remarks(writer: Writer<'_>, rows: &Rows) -> String {
    let mut out = String::new();
    if rows.shown.is_empty() {
        out.push_str(&format!("<p class=\"block-note\">{}</p>\n", told(writer, "block_none", &[])));
    }
    if rows.open > 0 {
        let open = told(writer, "block_open", &[("n", &rows.open.to_string())]);
        out.push_str(&format!("<p class=\"block-note\">{open}</p>\n"));
    }
    out
}
