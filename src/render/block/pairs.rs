//! Two fields of each record on one line: planned against actual dates, or two amounts, and how far they are apart.

use super::chart::scale;
use super::days::calendar;
use super::drawn::Drawn;
use super::local;
use crate::model::block::Chosen;
use crate::model::figure::Measured;
use crate::model::{Field, FieldValue, Kind, Value, words};
use crate::render::chart::{Chart, Foot, Pair, Pairs, Scale};
use crate::render::template::Writer;
use crate::render::views::value_of;
use crate::value::Day;

/// A row before it is drawn: its name, and what both fields hold.
type Both<'a> = (String, [(&'a Field, Option<&'a FieldValue>); 2]);

/// Two fields of records.
pub(super) fn of_records(writer: Writer<'_>, chosen: &Chosen, fields: [usize; 2]) -> Drawn {
    let site = &writer.world.site;
    let of = chosen.selection.collection;
    let schema = &site.collections[of];
    let rows = chosen.rows(site);
    let both = |page: &usize| {
        let value = |field: usize| (&schema.fields[field], value_of(&site.pages[*page], of, field));
        (site.pages[local(writer, *page)].title.clone(), fields.map(value))
    };
    let shown: Vec<Both<'_>> = rows.shown.iter().map(both).collect();
    let names = fields.map(|field| schema.fields[field].title.get(writer.tag()).to_owned());
    let title =
        writer.filled("pairs_title", &[("title", schema.title.get(writer.tag())), ("a", &names[0]), ("b", &names[1])]);
    let mut out = drawn(writer, title, &shown, &names, writer.word("name"));
    out.collection = Some(of);
    if rows.shown.len() < rows.all.len() {
        out.notes.push(
            writer.filled("pairs_cut", &[("n", &rows.shown.len().to_string()), ("m", &rows.all.len().to_string())]),
        );
    }
    if rows.open > 0 {
        out.notes.push(writer.filled("block_open", &[("n", &rows.open.to_string())]));
    }
    out
}

fn drawn(writer: Writer<'_>, title: String, rows: &[Both<'_>], names: &[String; 2], name: String) -> Drawn {
    let is_dates = rows.first().is_some_and(|(_, both)| matches!(both[0].0.kind, Kind::Date { .. }));
    let mut out =
        Drawn {
            title,
            chart: Chart::Steps(Vec::new()),
            notes: vec![writer.filled(
                if is_dates { "pairs_note" } else { "pairs_note_amount" },
                &[("a", &names[0]), ("b", &names[1])],
            )],
            columns: vec![name, names[0].clone(), names[1].clone(), writer.word("pairs_apart")],
            rows: None,
            collection: None,
        };
    let mut pairs = Vec::new();
    let mut table = Vec::new();
    let mut measured = Vec::new();
    for (label, both) in rows {
        let said =
            both.map(|(field, value)| value.map_or_else(|| writer.word("not_filled"), |v| writer.plain(field, v)));
        let values = both.map(|(_, value)| one(value));
        let (apart, ends) =
            if is_dates { dates(writer, values) } else { amounts(writer, both[1].0, values, &mut measured) };
        let missing = |n: usize| writer.filled("of_record", &[("title", &names[n]), ("field", &said[n])]);
        let text = match (ends[0], ends[1]) {
            (Some(_), Some(_)) => apart.clone(),
            (Some(_), None) => missing(1),
            (None, Some(_)) => missing(0),
            (None, None) => format!("{}{}{}", missing(0), writer.word("list_separator"), missing(1)),
        };
        let [a, b] = said;
        table.push(vec![
            label.clone(),
            a,
            b,
            if ends.iter().all(Option::is_some) { apart } else { writer.word("pairs_unknown") },
        ]);
        pairs.push(Pair { label: label.clone(), text, ends });
    }
    let foot = if is_dates {
        let days = || pairs.iter().flat_map(|p| p.ends.iter().flatten());
        let range = days().map(|e| e.0).min().zip(days().map(|e| e.1).max());
        let day = |n: i128| i32::try_from(n).unwrap_or(0);
        Foot::Days(range.map_or_else(Vec::new, |(low, high)| calendar(writer, Day(0), day(low), day(high))))
    } else {
        let scale = scale(writer, &measured).unwrap_or(Scale { factor: 1, name: String::new(), least: 1 });
        if measured.iter().any(|m| m.interval.low != m.interval.high) {
            out.notes.push(writer.word("pairs_open_note"));
        }
        Foot::Numbers(scale)
    };
    out.chart = Chart::Pairs(Pairs { rows: pairs, foot });
    out.rows = Some(table);
    out
}

fn one(value: Option<&FieldValue>) -> Option<&Value> {
    match value? {
        FieldValue::Known(values) if values.len() == 1 => values.first(),
        _ => None,
    }
}

type Ends = [Option<(i128, i128)>; 2];

/// How late or early the second date is, as seen from the last day that the first allows.
fn dates(writer: Writer<'_>, values: [Option<&Value>; 2]) -> (String, Ends) {
    let days = values.map(|value| match value {
        Some(Value::Date(when)) => when.extent(),
        _ => None,
    });
    let ends = days.map(|days| days.map(|(first, last)| (i128::from(first.0), i128::from(last.0))));
    let [Some((first, last)), Some((from, to))] = days else { return (String::new(), ends) };
    let told = |key: &str, least: i32, most: i32| {
        let key = if least == most { format!("pairs_{key}") } else { format!("pairs_{key}_between") };
        writer.filled(&key, &[("n", &least.to_string()), ("m", &most.to_string())])
    };
    let said = if from.0 > last.0 {
        told("late", from.0 - last.0, to.0 - last.0)
    } else if to.0 < first.0 {
        told("early", first.0 - to.0, first.0 - from.0)
    } else if from.0 >= first.0 && to.0 <= last.0 {
        writer.word("pairs_on_time")
    } else {
        writer.word("pairs_unsure")
    };
    (said, ends)
}

/// How much more or less the second number is.
fn amounts(writer: Writer<'_>, field: &Field, values: [Option<&Value>; 2], all: &mut Vec<Measured>) -> (String, Ends) {
    // Stages are kept apart where amounts are added; here they are held against each other.
    let measured = values.map(|value| value.and_then(Measured::of).map(|m| Measured { stage: None, ..m }));
    all.extend(measured.iter().flatten());
    let ends = measured.map(|m| m.map(|m| (m.value, m.value)));
    let [Some(a), Some(b)] = measured else { return (String::new(), ends) };
    let is_more = b.value > a.value;
    let difference = if is_more { b.minus(a) } else { a.minus(b) };
    let Some(difference) = difference else { return (String::new(), ends) };
    let is_open = difference.interval.low != difference.interval.high;
    let low = difference.interval.low;
    let said = if difference.value == 0 && !is_open {
        writer.word("pairs_same")
    } else if is_open && low.is_none_or(|low| low <= 0) {
        writer.word("pairs_unsure_amount")
    } else {
        let value = difference.in_unit(None, values[1], None);
        let said =
            value.map(|v| words(&writer.world.site, field, &v, writer.language).into_owned()).unwrap_or_default();
        writer.filled(if is_more { "pairs_more" } else { "pairs_less" }, &[("value", &said)])
    };
    (said, ends)
}
