//! Tables and lists of records.

use super::{escaped, link, local, remarks, told};
use crate::model::block::{Chosen, Table};
use crate::model::figure::Measured;
use crate::model::{Field, FieldValue, Value, words};
use crate::render::template::Writer;
use crate::render::views::{marks, same_unknown, value_of};

/// How many values of one field a row names; the record has them all.
const MOST_NAMED: usize = 3;

/// Records with their summaries.
pub(super) fn records(writer: Writer<'_>, title: Option<&str>, chosen: &Chosen) -> String {
    let rows = chosen.rows(&writer.world.site);
    let mut out = String::from("<figure class=\"block\">\n");
    if let Some(title) = title {
        out.push_str(&format!("<figcaption>{}</figcaption>\n", escaped(title)));
    }
    if !rows.shown.is_empty() {
        out.push_str("<ul class=\"entries\">\n");
        for page in &rows.shown {
            out.push_str(&format!("<li>{}", link(writer, *page)));
            out.push_str(&state(writer, chosen.selection.collection, *page));
            let summary = &writer.world.site.pages[local(writer, *page)].summary;
            if !summary.is_empty() {
                out.push_str(&format!("\n<p class=\"summary\">{}</p>", escaped(summary)));
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }
    out.push_str(&remarks(writer, &rows));
    out.push_str("</figure>\n");
    out
}

/// How far a record is: the word of its state, after its place among the steps.
fn state(writer: Writer<'_>, collection: usize, page: usize) -> String {
    let site = &writer.world.site;
    let schema = &site.collections[collection];
    let Some(machine) = &schema.machine else { return String::new() };
    let words =
        value_html(writer, &schema.fields[machine.state], value_of(&site.pages[page], collection, machine.state));
    format!("\n<p class=\"state\">{}{words}</p>", pips(writer, collection, machine.state, page))
}

/// The steps before and after a state, where `field` is one; the word stands beside them.
fn pips(writer: Writer<'_>, collection: usize, field: usize, page: usize) -> String {
    let site = &writer.world.site;
    let machine = site.collections[collection].machine.as_ref().filter(|m| m.state == field);
    let marks = machine.and_then(|m| marks(m, collection, &site.pages[page]));
    marks.map_or_else(String::new, |(passed, ahead)| {
        format!("<span class=\"pips\" aria-hidden=\"true\">{passed}<b>■</b>{ahead}</span> ")
    })
}

/// Records by name only.
pub(super) fn names(writer: Writer<'_>, title: Option<&str>, chosen: &Chosen) -> String {
    let rows = chosen.rows(&writer.world.site);
    let mut out = String::from("<figure class=\"block\">\n");
    if let Some(title) = title {
        out.push_str(&format!("<figcaption>{}</figcaption>\n", escaped(title)));
    }
    if !rows.shown.is_empty() {
        let names: Vec<String> = rows.shown.iter().map(|page| format!("<li>{}</li>\n", link(writer, *page))).collect();
        out.push_str(&format!("<ul class=\"names\">\n{}</ul>\n", names.concat()));
    }
    out.push_str(&remarks(writer, &rows));
    out.push_str("</figure>\n");
    out
}

/// Fields of records.
pub(super) fn table(writer: Writer<'_>, table: &Table) -> String {
    let site = &writer.world.site;
    let schema = &site.collections[table.chosen.selection.collection];
    let rows = table.chosen.rows(site);
    let tag = writer.tag();
    let mut out = String::from("<figure class=\"block\">\n");
    if rows.shown.is_empty() {
        if let Some(title) = &table.title {
            out.push_str(&format!("<figcaption>{}</figcaption>\n", escaped(title)));
        }
        out.push_str(&remarks(writer, &rows));
        out.push_str("</figure>\n");
        return out;
    }
    let caption = table.title.as_deref().unwrap_or(schema.title.get(tag));
    out.push_str(&format!(
        "<div class=\"records-wrap\"><table class=\"records\">\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">{}</th>",
        escaped(caption),
        told(writer, "name", &[])
    ));
    // A column of which every row says the same unknown is a sentence below.
    let of = table.chosen.selection.collection;
    let is_folded = |field: &usize| same_unknown(site, of, *field, rows.shown.iter().copied());
    let (folded, fields): (Vec<usize>, Vec<usize>) =
        table.fields.iter().partition(|f| !table.totals.contains(f) && is_folded(f).is_some());
    for field in &fields {
        let field = &schema.fields[*field];
        let class = if field.is_number() { " class=\"right\"" } else { "" };
        out.push_str(&format!("<th scope=\"col\"{class}>{}</th>", escaped(field.title.get(tag))));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for page in &rows.shown {
        out.push_str(&format!("<tr><th scope=\"row\">{}</th>", link(writer, *page)));
        for index in &fields {
            let field = &schema.fields[*index];
            let words = value_html(writer, field, value_of(&site.pages[*page], of, *index));
            out.push_str(&cell(writer, field, &format!("{}{words}", pips(writer, of, *index, *page))));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n");
    if !table.totals.is_empty() {
        let label = if rows.shown.len() < rows.all.len() {
            told(writer, "total_of", &[("n", &rows.all.len().to_string())])
        } else {
            told(writer, "total", &[])
        };
        out.push_str(&format!("<tfoot><tr><th scope=\"row\">{label}</th>"));
        for index in &fields {
            let field = &schema.fields[*index];
            if table.totals.contains(index) {
                out.push_str(&cell(writer, field, &total(writer, table, *index, field, &rows.all)));
            } else {
                out.push_str("<td class=\"none\"></td>");
            }
        }
        out.push_str("</tr></tfoot>\n");
    }
    out.push_str("</table></div>\n");
    for field in &folded {
        let text = is_folded(field).flatten();
        let text = text.map_or_else(|| writer.word("not_filled"), |code| writer.unknown(code.code(), None));
        let words = told(writer, "folded", &[("fields", schema.fields[*field].title.get(tag)), ("text", &text)]);
        out.push_str(&format!("<p class=\"folded\">{words}</p>\n"));
    }
    out.push_str(&remarks(writer, &rows));
    out.push_str("</figure>\n");
    out
}

fn cell(writer: Writer<'_>, field: &Field, inner: &str) -> String {
    let class = if field.is_number() { " class=\"right\"" } else { "" };
    format!("<td{class} data-label=\"{}\"><span>{inner}</span></td>", escaped(field.title.get(writer.tag())))
}

/// A value with its links and stages, or what is missing in words.
fn value_html<'a>(writer: Writer<'a>, field: &'a Field, value: Option<&'a FieldValue>) -> String {
    let Some(FieldValue::Known(items)) = value else {
        let words = value.map_or_else(|| writer.word("not_filled"), |v| writer.plain(field, v));
        return format!("<span class=\"unknown\">{}</span>", escaped(&words));
    };
    let one = |item: &Value| match item {
        Value::Record(page) => link(writer, *page),
        Value::Bool(value) => escaped(&writer.word(if *value { "yes" } else { "no" })),
        Value::Amount(_, Some(stage)) => format!(
            "{} <span class=\"stage\">{}</span>",
            escaped(&words(&writer.world.site, field, item, writer.language)),
            escaped(stage.text(writer.is_chinese()))
        ),
        Value::Item(_) => escaped(&writer.plain(field, &FieldValue::Known(vec![item.clone()]))),
        item => escaped(&words(&writer.world.site, field, item, writer.language)),
    };
    let mut out = items.iter().take(MOST_NAMED).map(one).collect::<Vec<_>>().join(&told(writer, "list_separator", &[]));
    if items.len() > MOST_NAMED {
        out.push_str(&told(writer, "values_more", &[("n", &items.len().to_string())]));
    }
    out
}

/// The sum of a field, or why there is none.
fn total(writer: Writer<'_>, table: &Table, index: usize, field: &Field, rows: &[usize]) -> String {
    let site = &writer.world.site;
    let of = table.chosen.selection.collection;
    let known: Vec<&Value> = rows
        .iter()
        .filter_map(|page| match value_of(&site.pages[*page], of, index)? {
            FieldValue::Known(values) => values.first(),
            FieldValue::Unknown(..) => None,
        })
        .collect();
    if known.len() < rows.len() {
        let missing = (rows.len() - known.len()).to_string();
        return format!("<span class=\"unknown\">{}</span>", told(writer, "total_unknown", &[("n", &missing)]));
    }
    let sum = sum(&known);
    sum.map_or_else(String::new, |sum| escaped(&words(site, field, &sum, writer.language)))
}

/// The sum of values that count the same.
pub(super) fn sum(values: &[&Value]) -> Option<Value> {
    let mut total: Option<Measured> = None;
    for value in values {
        let next = Measured::of(value)?;
        total = Some(match total {
            None => next,
            Some(total) => total.plus(next)?,
        });
    }
    total?.in_unit(None, values.first().copied(), None)
}
