//! What is due when: a list with dates and the days that are left, and from four on a drawing too.

use super::days::calendar;
use super::drawn::{Frame, csv};
use super::{escaped, link, local, told};
use crate::model::block::Timeline;
use crate::model::words;
use crate::render::chart::{self, Chart, Named, Shape};
use crate::render::template::Writer;
use crate::render::views::{Deadline, Standing, due, today};
use crate::value::{Bound, When};

/// Fewer are clearer as a list.
const LEAST: usize = 4;
/// More are not drawn.
const DRAWN: usize = 20;
/// As many are listed, where the block does not say how many.
const LISTED: usize = 20;

/// The deadlines of a block.
pub(in crate::render) fn html(writer: Writer<'_>, wanted: &Timeline, id: &str) -> String {
    let site = &writer.world.site;
    let collection = wanted.selection.collection;
    let schema = &site.collections[collection];
    let selected = wanted.selection.select(site);
    let schedule = &writer.world.views.schedules[collection];
    let found = due(site, schedule, collection, wanted.date, &selected.records, wanted.within);
    let shown = &found.all[..found.all.len().min(wanted.limit.unwrap_or(LISTED))];
    let name = schema.title.get(writer.tag());
    let days = wanted.within.map(|days| days.to_string()).unwrap_or_default();
    let title = wanted.title.clone().unwrap_or_else(|| match wanted.within {
        Some(_) => writer.filled("due_within", &[("title", name), ("n", &days)]),
        None => writer.filled("due_title", &[("title", name)]),
    });
    let now = writer.filled("due_today", &[("date", &today(site).text(writer.is_chinese()))]);
    let mut out = Frame { id, title: &title, class: "due" }.open();
    if let Some(note) = &wanted.note {
        out.push_str(&format!("<p class=\"block-note\">{}</p>\n", escaped(note)));
    }
    if shown.is_empty() {
        let none = match wanted.within {
            Some(_) => told(writer, "due_none_within", &[("n", &days)]),
            None => told(writer, "due_none", &[]),
        };
        out.push_str(&format!("<p class=\"due-none\">{none}</p>\n"));
    }
    let overdue = found.all.iter().filter(|d| matches!(d.standing, Standing::Overdue(..))).count();
    let is_unclear = found.all.iter().any(|d| matches!(d.standing, Standing::Unclear(_)));
    if overdue > 0 {
        let late = told(writer, "due_count_late", &[("n", &overdue.to_string())]);
        out.push_str(&format!("<p class=\"due-none late\">{late}</p>\n"));
    } else if !shown.is_empty() && !is_unclear {
        out.push_str(&format!("<p class=\"due-none\">{}</p>\n", told(writer, "due_count_none", &[])));
    }
    if shown.len() < LEAST {
        out.push_str(&format!("<p class=\"block-note\">{}</p>\n", escaped(&now)));
    } else {
        out.push_str(&drawing(writer, &shown[..shown.len().min(DRAWN)], &title, now, id));
        if shown.len() > DRAWN {
            let drawn = told(writer, "due_drawn", &[("n", &DRAWN.to_string())]);
            out.push_str(&format!("<p class=\"block-note\">{drawn}</p>\n"));
        }
    }
    if !shown.is_empty() {
        out.push_str("<ol class=\"due-list\">\n");
        shown.iter().for_each(|deadline| item(writer, &mut out, deadline, &schema.fields[wanted.date]));
        out.push_str("</ol>\n");
    }
    let mut notes = Vec::new();
    let mut count = |key: &str, n: usize| {
        if n > 0 {
            notes.push(told(writer, key, &[("n", &n.to_string())]));
        }
    };
    if found.all.len() > shown.len() {
        count("due_more", found.all.len() - shown.len());
    }
    count("due_later", found.later);
    count("due_unsaid", found.unsaid);
    count("due_done", found.done);
    count("block_open", selected.open.len());
    if !notes.is_empty() {
        let gap = if writer.is_chinese() { "" } else { " " };
        out.push_str(&format!("<p class=\"block-note\">{}</p>\n", notes.join(gap)));
    }
    out.push_str(&csv(writer, collection));
    out.push_str("</figure>\n");
    out
}

fn item(writer: Writer<'_>, out: &mut String, deadline: &Deadline, field: &crate::model::Field) {
    let class = if matches!(deadline.standing, Standing::Overdue(..)) { " class=\"late\"" } else { "" };
    let said =
        |when: When| words(&writer.world.site, field, &crate::model::Value::Date(when), writer.language).into_owned();
    out.push_str(&format!(
        "<li{class}>{} <span class=\"due-date\">{}</span> <span class=\"due-left\">{}</span>",
        link(writer, deadline.page),
        escaped(&said(deadline.when)),
        escaped(&left(writer, deadline.standing))
    ));
    if let Some((original, times)) = deadline.moved {
        let moved = told(writer, "due_moved", &[("date", &said(original)), ("n", &times.to_string())]);
        out.push_str(&format!(" <span class=\"due-moved\">{moved}</span>"));
    }
    out.push_str("</li>\n");
}

/// What is left, or overdue, in words.
pub(in crate::render) fn left(writer: Writer<'_>, standing: Standing) -> String {
    let filled = |key: &str, n: i32, m: i32| writer.filled(key, &[("n", &n.to_string()), ("m", &m.to_string())]);
    match standing {
        Standing::Overdue(n, m) if n == m => filled("due_late", n, m),
        Standing::Overdue(n, m) => filled("due_late_between", n, m),
        Standing::Unclear(n) => filled("due_unclear", n, n),
        Standing::Running(0) => writer.word("due_last_day"),
        Standing::Running(n) => filled("due_running", n, n),
        Standing::Ahead(0, 0) => writer.word("due_last_day"),
        Standing::Ahead(n, m) if n == m => filled("due_ahead", n, m),
        Standing::Ahead(n, m) => filled("due_ahead_between", n, m),
    }
}

fn drawing(writer: Writer<'_>, deadlines: &[Deadline], title: &str, now: String, id: &str) -> String {
    let site = &writer.world.site;
    let row = |deadline: &Deadline| chart::Due {
        label: site.pages[local(writer, deadline.page)].title.clone(),
        text: left(writer, deadline.standing),
        days: deadline.days,
        shape: match (deadline.standing, deadline.when.bound) {
            (Standing::Overdue(..), _) => Shape::Late,
            (_, Bound::BeforeUnclear) => Shape::Unclear,
            (_, Bound::Within) if deadline.days.0 == deadline.days.1 => Shape::Day,
            (_, Bound::Within) => Shape::Span,
            _ => Shape::Until,
        },
    };
    let rows: Vec<chart::Due> = deadlines.iter().map(row).collect();
    let first = rows.iter().map(|r| r.days.0).min().unwrap_or(0).min(0);
    let last = rows.iter().map(|r| r.days.1 + 1).max().unwrap_or(0).max(1);
    let levels = When::at(today(site)).span().map_or_else(Vec::new, |(day, _)| calendar(writer, day, first, last));
    let (colon, separator) = if writer.is_chinese() { ("：", "；") } else { (": ", "; ") };
    let said: Vec<String> = rows.iter().map(|r| format!("{}{colon}{}", r.label, r.text)).collect();
    let description = format!("{now}{separator}{}", said.join(separator));
    let chart = Chart::Timeline(chart::Timeline { rows, today: now, levels });
    chart.svg(Named { id, title, description: &description })
}
