//! What is due when: a list with dates and the days that are left, and from four on a drawing too.

use super::days::calendar;
use super::drawn::{Frame, csv};
use super::{escaped, link, local, told};
use crate::model::block::Timeline;
use crate::model::words;
use crate::render::chart::{self, Chart, Named, Shape};
use crate::render::template::Writer;
use crate::render::views::{Dated, Deadline, Due, due, today};
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
    let overdue = found.all.iter().filter(|d| d.deadline.due == Due::Overdue).count();
    let is_unclear = found.all.iter().any(|d| d.deadline.due == Due::Unclear);
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
        shown.iter().for_each(|dated| item(writer, &mut out, dated, &schema.fields[wanted.date]));
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

fn item(writer: Writer<'_>, out: &mut String, dated: &Dated, field: &crate::model::Field) {
    let class = if dated.deadline.due == Due::Overdue { " class=\"late\"" } else { "" };
    let said =
        |when: When| words(&writer.world.site, field, &crate::model::Value::Date(when), writer.language).into_owned();
    out.push_str(&format!(
        "<li{class}>{} <span class=\"due-date\">{}</span> <span class=\"due-left\">{}</span>",
        link(writer, dated.page),
        escaped(&said(dated.when)),
        escaped(&left(writer, dated.deadline))
    ));
    if let Some(original) = dated.deadline.original.filter(|original| *original != dated.when) {
        let times = dated.deadline.moved.to_string();
        let moved = told(writer, "due_moved", &[("date", &said(original)), ("n", &times)]);
        out.push_str(&format!(" <span class=\"due-moved\">{moved}</span>"));
    }
    out.push_str("</li>\n");
}

/// How a deadline stands, with the days that are left or overdue, in words: the same wherever it is shown.
pub(in crate::render) fn left(writer: Writer<'_>, deadline: Deadline) -> String {
    let filled = |key: &str, n: i32, m: i32| {
        let key = if n == m { key.to_owned() } else { format!("{key}_between") };
        writer.filled(&key, &[("n", &n.to_string()), ("m", &m.to_string())])
    };
    match (deadline.due, deadline.days) {
        (Due::Overdue, Some((first, last))) => filled("due_late", -last, -first),
        (Due::Unclear, Some((_, last))) => filled("due_unclear", last, last),
        (Due::Soon, Some((0, 0))) => writer.word("due_last_day"),
        (Due::Soon | Due::Later, Some((first, last))) => filled("due_ahead", first, last),
        (due, _) => writer.word(&format!("due_{}", due.code())),
    }
}

fn drawing(writer: Writer<'_>, deadlines: &[Dated], title: &str, now: String, id: &str) -> String {
    let site = &writer.world.site;
    let row = |dated: &Dated| chart::Due {
        label: site.pages[local(writer, dated.page)].title.clone(),
        text: left(writer, dated.deadline),
        days: dated.drawn(site),
        shape: match (dated.deadline.due, dated.when.bound) {
            (Due::Overdue, _) => Shape::Late,
            (_, Bound::BeforeUnclear) => Shape::Unclear,
            (_, Bound::Within) if dated.drawn(site).0 == dated.days.1 => Shape::Day,
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
