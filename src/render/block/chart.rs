//! Charts of figures and records: what is drawn, what it is called, and the same as a table.

use super::drawn::Drawn;
use super::said::said;
use super::{lists, local, pairs, series};
use crate::model::block::{Card, Chart as Wanted, Chosen, Form};
use crate::model::figure::{Counts, Measured, Selection};
use crate::model::{Field, FieldValue, PageKind, Value, words};
use crate::render::chart::{Chart, Extent, Mark, Row, Scale, Step};
use crate::render::template::Writer;
use crate::render::views::{self, value_of};
use crate::value::Dimension;

/// The chart of a block.
pub(super) fn html(writer: Writer<'_>, wanted: &Wanted, id: &str) -> String {
    let drawn = match &wanted.form {
        Form::Figures(cards) => figures(writer, cards),
        Form::Field(chosen, field) => field_bars(writer, chosen, *field),
        Form::Steps(page) => steps(writer, *page),
        Form::Counts(selection, track, amount) => Some(counts(writer, selection, *track, *amount)),
        Form::Pairs(chosen, fields) => Some(pairs::of_records(writer, chosen, *fields)),
        Form::Series(page, selection) => {
            let (title, note) = (wanted.title.as_deref(), wanted.note.as_deref());
            return series::html(writer, *page, selection, title, note, id);
        }
        Form::Ladder(page, fields) => Some(ladder(writer, *page, fields)),
        Form::Ladders(selection, fields) => Some(ladders(writer, selection, fields)),
    };
    let Some(mut drawn) = drawn else { return String::new() };
    if let Some(title) = &wanted.title {
        drawn.title.clone_from(title);
    }
    drawn.notes.splice(0..0, wanted.note.clone());
    drawn.html(writer, id)
}

/// The ladder of a record's own money, where it has one.
pub(in crate::render) fn ladder_of(writer: Writer<'_>, page: usize, fields: &[usize], id: &str) -> String {
    let mut drawn = ladder(writer, page, fields);
    drawn.title = writer.word("ladder");
    drawn.collection = None;
    drawn.html(writer, id)
}

/// A bar before its neighbours are known: what it says, its number, its stage.
type Bar = (String, String, Option<Measured>, Option<&'static str>);

/// Bars with their scale; a stage is told where they are not all of one.
fn bars(writer: Writer<'_>, title: String, bars: Vec<Bar>) -> Option<Drawn> {
    let measured: Vec<Measured> = bars.iter().filter_map(|b| b.2).collect();
    let stages: Vec<Option<&str>> = bars.iter().filter(|b| b.2.is_some()).map(|b| b.3).collect();
    let differ = stages.windows(2).any(|w| w[0] != w[1]);
    let mut notes: Vec<String> = Vec::new();
    if let Some(Some(stage)) = stages.first().filter(|_| !differ) {
        notes.push(writer.filled("chart_stage", &[("stage", stage)]));
    }
    if measured.iter().any(|m| m.interval.low != m.interval.high) {
        notes.push(writer.word("chart_open_note"));
    }
    let scale = scale(writer, &measured)?;
    let rows = bars.into_iter().map(|(label, text, measured, stage)| {
        let text = match stage.filter(|_| differ) {
            Some(stage) if writer.is_chinese() => format!("{text}（{stage}）"),
            Some(stage) => format!("{text} ({stage})"),
            None => text,
        };
        Row { label, text, extent: extent(measured) }
    });
    let columns = vec![writer.word("name"), writer.word("chart_value")];
    let chart = Chart::Bars(rows.collect(), scale);
    Some(Drawn { title, chart, notes, columns, rows: None, collection: None })
}

pub(super) fn extent(measured: Option<Measured>) -> Extent {
    measured.map_or(Extent::Missing, |m| Extent::Known { value: m.value, low: m.interval.low, high: m.interval.high })
}

fn figures(writer: Writer<'_>, cards: &[Card]) -> Option<Drawn> {
    let one = |card: &Card| {
        let said = said(writer, card.target);
        (card.title.clone().unwrap_or(said.title), said.text, said.measured, said.stage)
    };
    bars(writer, writer.word("chart_bars"), cards.iter().map(one).collect())
}

fn field_bars(writer: Writer<'_>, chosen: &Chosen, field: usize) -> Option<Drawn> {
    let site = &writer.world.site;
    let of = chosen.selection.collection;
    let schema = &site.collections[of];
    let definition = &schema.fields[field];
    let rows = chosen.rows(site);
    let one = |page: &usize| {
        let label = site.pages[local(writer, *page)].title.clone();
        let value = value_of(&site.pages[*page], of, field);
        let (text, measured, stage) = cell(writer, definition, value);
        (label, text, measured, stage)
    };
    let tag = writer.tag();
    let title = writer.filled("of_record", &[("title", schema.title.get(tag)), ("field", definition.title.get(tag))]);
    let mut drawn = bars(writer, title, rows.shown.iter().map(one).collect())?;
    drawn.collection = Some(of);
    if rows.open > 0 {
        drawn.notes.push(writer.filled("block_open", &[("n", &rows.open.to_string())]));
    }
    Some(drawn)
}

/// A number in a field: its words, the number, and its stage.
fn cell<'a>(
    writer: Writer<'a>,
    field: &'a Field,
    value: Option<&'a FieldValue>,
) -> (String, Option<Measured>, Option<&'static str>) {
    let text = value.map_or_else(|| writer.word("not_filled"), |v| writer.plain(field, v));
    let one = match value {
        Some(FieldValue::Known(values)) => values.first(),
        _ => None,
    };
    let stage = match one {
        Some(Value::Amount(_, Some(stage))) => Some(stage.text(writer.is_chinese())),
        _ => None,
    };
    (text, one.and_then(Measured::of), stage)
}

/// The unit of an axis for such numbers: 元, 万元 or 亿元, 人次 or 万人次, by the largest.
pub(super) fn scale(writer: Writer<'_>, measured: &[Measured]) -> Option<Scale> {
    const MILLIONTHS: i128 = 1_000_000;
    let Some(first) = measured.first() else { return Some(Scale { factor: 1, name: String::new(), least: 1 }) };
    let largest = measured.iter().map(|m| m.interval.high.unwrap_or(m.value).max(m.value).abs()).max().unwrap_or(0);
    let chinese = writer.is_chinese();
    let (one, name, whole) = match first.counts {
        Counts::Money => (100, if chinese { "元" } else { "CNY" }, false),
        Counts::Of(unit) if unit.dimension == Dimension::Share => {
            let unit = crate::value::Unit::parse("%")?;
            (unit.factor * MILLIONTHS, unit.name, false)
        }
        Counts::Of(unit) => {
            let whole =
                !matches!(unit.dimension, Dimension::Length | Dimension::Area | Dimension::Mass | Dimension::Points);
            (unit.factor * MILLIONTHS, if chinese { unit.name } else { unit.english }, whole)
        }
        Counts::Number => (MILLIONTHS, "", false),
    };
    let sizes: [(i128, &str); 3] = match (chinese, name) {
        (_, "%") => [(1, ""); 3],
        (true, _) => [(100_000_000, "亿"), (10_000, "万"), (1, "")],
        (false, _) => [(1_000_000, "million"), (1000, "thousand"), (1, "")],
    };
    let (size, prefix) = sizes.into_iter().find(|(size, _)| largest >= size * one).unwrap_or((1, ""));
    let unit = match (chinese, name) {
        (true, name) => format!("{prefix}{name}"),
        (false, "CNY") => format!("{name} {prefix}"),
        (false, name) => format!("{prefix} {name}"),
    };
    let unit = unit.trim();
    let name = if unit.is_empty() { String::new() } else { writer.filled("chart_unit", &[("unit", unit)]) };
    Some(Scale { factor: size * one, name, least: if whole { one } else { 1 } })
}

fn steps(writer: Writer<'_>, page: usize) -> Option<Drawn> {
    let site = &writer.world.site;
    let PageKind::Record(collection) = site.pages[page].kind else { return None };
    let schema = &site.collections[collection];
    let machine = schema.machine.as_ref()?;
    let found = views::steps(machine, collection, &site.pages[page])?;
    let state = &schema.fields[machine.state];
    let now = writer.word("now_here");
    let here = found.state.and_then(|s| found.track.steps.iter().position(|t| *t == s));
    let unknown = value_of(&site.pages[page], collection, machine.state)
        .map_or_else(|| writer.word("not_filled"), |v| writer.plain(state, v));
    let mut steps: Vec<Step> = Vec::new();
    for (place, choice) in found.track.steps.iter().enumerate() {
        let mark = match here {
            Some(here) if place == here => Mark::Here(now.clone()),
            Some(here) if place < here => Mark::Passed,
            None if found.state.is_none() => Mark::Unknown(unknown.clone()),
            _ => Mark::Ahead,
        };
        steps.push(Step { label: writer.choice(state, *choice).to_owned(), mark, detail: None });
    }
    let mut notes = Vec::new();
    match found.state {
        None => {
            notes.push(format!(
                "{}{}{unknown}",
                state.title.get(writer.tag()),
                if writer.is_chinese() { "：" } else { ": " }
            ));
        }
        // It has left the line.
        Some(side) if here.is_none() => {
            let label = writer.choice(state, side).to_owned();
            steps.push(Step { label, mark: Mark::Here(now), detail: None });
        }
        Some(_) => {}
    }
    let tag = writer.tag();
    let record = &site.pages[local(writer, page)].title;
    let title = writer.filled("of_record", &[("title", record), ("field", state.title.get(tag))]);
    let columns = vec![writer.word("chart_step"), state.title.get(tag).to_owned()];
    Some(Drawn { title, chart: Chart::Steps(steps), notes, columns, rows: None, collection: Some(collection) })
}

fn counts(writer: Writer<'_>, selection: &Selection, track: usize, amount: Option<usize>) -> Drawn {
    let site = &writer.world.site;
    let schema = &site.collections[selection.collection];
    let tag = writer.tag();
    let mut out = Drawn {
        title: writer.filled("chart_counts", &[("title", schema.title.get(tag))]),
        chart: Chart::Steps(Vec::new()),
        notes: Vec::new(),
        columns: vec![writer.word("chart_step"), writer.word("chart_count")],
        rows: None,
        collection: Some(selection.collection),
    };
    let Some(machine) = &schema.machine else { return out };
    let (field, track) = (&schema.fields[machine.state], &machine.tracks[track]);
    let selected = selection.select(site);
    let choice = |page: usize, field: usize| match value_of(&site.pages[page], selection.collection, field) {
        Some(FieldValue::Known(values)) => match values.first() {
            Some(Value::Choice(choice)) => Some(*choice),
            _ => None,
        },
        _ => None,
    };
    let of_track = |page: &&usize| machine.track.is_none_or(|field| choice(**page, field) == track.track);
    let records: Vec<usize> = selected.records.iter().filter(of_track).copied().collect();
    let number = |wanted: Option<usize>| records.iter().filter(|page| choice(**page, machine.state) == wanted).count();
    let told = |n: usize| writer.filled("records_count", &[("n", &n.to_string())]);
    let step = |state: &usize| {
        let n = number(Some(*state));
        let there = records.iter().filter(|page| choice(**page, machine.state) == Some(*state));
        let detail = amount.map(|index| amounts(writer, selection.collection, index, there.copied().collect()));
        Step { label: writer.choice(field, *state).to_owned(), mark: Mark::Count(told(n), n > 0), detail }
    };
    if let Some(index) = amount {
        let title = schema.fields[index].title.get(tag);
        out.notes.push(writer.filled("chart_counts_amount", &[("title", title)]));
        out.columns.push(title.to_owned());
    }
    out.chart = Chart::Steps(track.steps.iter().map(step).collect());
    let in_all = records.len().to_string();
    out.notes.push(match number(None) {
        0 => writer.filled("chart_counts_in_all", &[("n", &in_all)]),
        unknown => writer.filled("chart_counts_unknown", &[("n", &in_all), ("m", &unknown.to_string())]),
    });
    let colon = if writer.is_chinese() { "：" } else { ": " };
    let side: Vec<String> = track
        .side
        .iter()
        .filter(|s| number(Some(**s)) > 0)
        .map(|s| format!("{}{colon}{}", writer.choice(field, *s), told(number(Some(*s)))))
        .collect();
    if !side.is_empty() {
        out.notes.push(side.join(&writer.word("list_separator")));
    }
    if !selected.open.is_empty() {
        out.notes.push(writer.filled("block_open", &[("n", &selected.open.len().to_string())]));
    }
    out
}

/// What records hold in a field, added up, and how many do not say.
fn amounts(writer: Writer<'_>, of: usize, index: usize, records: Vec<usize>) -> String {
    let site = &writer.world.site;
    let field = &site.collections[of].fields[index];
    let known: Vec<&Value> = records
        .iter()
        .filter_map(|page| match value_of(&site.pages[*page], of, index)? {
            FieldValue::Known(values) => values.first(),
            FieldValue::Unknown(..) => None,
        })
        .collect();
    let (all, missing) = (records.len().to_string(), (records.len() - known.len()).to_string());
    let Some(sum) = lists::sum(&known) else {
        let key = if records.is_empty() { "amount_nobody" } else { "ladder_none" };
        return writer.filled(key, &[("n", &all)]);
    };
    let said = words(site, field, &sum, writer.language);
    match records.len() - known.len() {
        0 => said.into_owned(),
        _ => writer.filled("ladder_part", &[("n", &known.len().to_string()), ("sum", &said), ("m", &missing)]),
    }
}

fn ladder(writer: Writer<'_>, page: usize, fields: &[usize]) -> Drawn {
    let site = &writer.world.site;
    let collection = if let PageKind::Record(c) = site.pages[page].kind { c } else { 0 };
    let schema = &site.collections[collection];
    let mut measured = Vec::new();
    let rows: Vec<Row> = fields
        .iter()
        .map(|index| {
            let field = &schema.fields[*index];
            let (text, number, _) = cell(writer, field, value_of(&site.pages[page], collection, *index));
            measured.extend(number);
            Row { label: field.title.get(writer.tag()).to_owned(), text, extent: extent(number) }
        })
        .collect();
    let title = writer.filled("chart_ladder", &[("title", &site.pages[local(writer, page)].title)]);
    drawn_ladder(writer, title, rows, &measured, collection)
}

fn ladders(writer: Writer<'_>, selection: &Selection, fields: &[usize]) -> Drawn {
    let site = &writer.world.site;
    let of = selection.collection;
    let schema = &site.collections[of];
    let selected = selection.select(site);
    let all = selected.records.len();
    let mut measured = Vec::new();
    let mut row = |index: &usize| {
        let field = &schema.fields[*index];
        let known: Vec<&Value> = selected
            .records
            .iter()
            .filter_map(|page| match value_of(&site.pages[*page], of, *index)? {
                FieldValue::Known(values) => values.first(),
                FieldValue::Unknown(..) => None,
            })
            .collect();
        let sum = lists::sum(&known);
        let number = sum.as_ref().and_then(Measured::of);
        measured.extend(number);
        let said = sum.as_ref().map(|sum| words(site, field, sum, writer.language)).unwrap_or_default();
        let (n, m) = (known.len().to_string(), (all - known.len()).to_string());
        let (text, extent) = match number {
            None => (writer.filled("ladder_none", &[("n", &all.to_string())]), Extent::Missing),
            Some(_) if known.len() == all => (said.into_owned(), extent(number)),
            Some(number) => {
                (writer.filled("ladder_part", &[("n", &n), ("sum", &said), ("m", &m)]), Extent::Part(number.value))
            }
        };
        Row { label: field.title.get(writer.tag()).to_owned(), text, extent }
    };
    let rows: Vec<Row> = fields.iter().map(&mut row).collect();
    let title = writer.filled("chart_ladder", &[("title", schema.title.get(writer.tag()))]);
    let mut drawn = drawn_ladder(writer, title, rows, &measured, of);
    if !selected.open.is_empty() {
        drawn.notes.push(writer.filled("block_open", &[("n", &selected.open.len().to_string())]));
    }
    drawn
}

fn drawn_ladder(writer: Writer<'_>, title: String, rows: Vec<Row>, measured: &[Measured], collection: usize) -> Drawn {
    let scale = scale(writer, measured).unwrap_or(Scale { factor: 1, name: String::new(), least: 1 });
    let mut notes = vec![writer.word("ladder_note")];
    if measured.iter().any(|m| m.interval.low != m.interval.high) {
        notes.push(writer.word("chart_open_note"));
    }
    let columns = vec![writer.word("ladder_stage"), writer.word("chart_value")];
    Drawn { title, chart: Chart::Ladder(rows, scale), notes, columns, rows: None, collection: Some(collection) }
}
