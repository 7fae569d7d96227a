//! The observations of an indicator over time: what can be compared is joined, and nothing else.

use super::chart::{extent, scale};
use super::drawn::{Drawn, Frame, csv};
use super::{escaped, local};
use crate::model::block::observations;
use crate::model::figure::{Measured, Selection};
use crate::model::{Field, FieldValue, Kind, PageKind, Value};
use crate::render::chart::{Chart, Extent, Levels, Point, Series, Target};
use crate::render::template::Writer;
use crate::render::views::value_of;
use crate::value::{Part, PartialDate, When};

/// Fewer are joined by no line.
const LEAST: usize = 3;

/// An observation.
struct Seen<'a> {
    when: Option<When>,
    period: String,
    text: String,
    measured: Option<Measured>,
    /// Where, and of which part.
    scope: [Option<&'a FieldValue>; 2],
}

/// The observations of an indicator as a block; `None` where there are none.
pub(in crate::render) fn series_of(writer: Writer<'_>, indicator: usize, id: &str) -> Option<String> {
    let PageKind::Record(of) = writer.world.site.pages[indicator].kind else { return None };
    let collection = observations(&writer.world.site, of)?;
    let selection = Selection { collection, field: None, conditions: Vec::new(), inner: None };
    let has_any = !records(writer, indicator, &selection).is_empty();
    has_any.then(|| html(writer, indicator, &selection, None, None, id))
}

/// The observations of an indicator that meet the conditions.
fn records(writer: Writer<'_>, indicator: usize, selection: &Selection) -> Vec<usize> {
    let site = &writer.world.site;
    let of = selection.collection;
    let Some(field) = site.collections[of].fields.iter().position(|f| f.name == "indicator") else { return Vec::new() };
    let is_it = |page: &usize| matches!(value_of(&site.pages[*page], of, field), Some(FieldValue::Known(values)) if values.as_slice() == [Value::Record(indicator)]);
    let meets = |page: &usize| selection.conditions.iter().all(|c| c.meets(site, of, &site.pages[*page]) == Some(true));
    let from = writer.world.views.mentions_of(indicator).iter().copied();
    from.filter(|page| {
        matches!(site.pages[*page].kind, PageKind::Record(c) if c == of) && site.pages[*page].language == 0
    })
    .filter(|page| is_it(page) && meets(page))
    .collect()
}

/// The figure with its drawing, or where there is too little for one, its table.
pub(super) fn html(
    writer: Writer<'_>,
    indicator: usize,
    selection: &Selection,
    title: Option<&str>,
    note: Option<&str>,
    id: &str,
) -> String {
    let mut seen = seen(writer, indicator, selection);
    let name = writer.world.site.pages[local(writer, indicator)].title.clone();
    let mut notes: Vec<String> = note.map(str::to_owned).into_iter().collect();
    let main = main_scope(&seen);
    let (all, others) = (seen.len(), seen.iter().filter(|s| s.scope != main).count());
    let has_scopes = others > 0;
    let columns = [
        Some(writer.word("series_period")),
        Some(writer.word("chart_value")),
        has_scopes.then(|| writer.word("series_scope")),
    ];
    let row = |s: &Seen<'_>| {
        let scope = has_scopes.then(|| scope(writer, selection.collection, s));
        [Some(s.period.clone()), Some(s.text.clone()), scope].into_iter().flatten().collect::<Vec<String>>()
    };
    let rows: Vec<Vec<String>> = seen.iter().map(row).collect();
    if has_scopes {
        let numbers = [("n", others.to_string()), ("m", all.to_string())];
        notes.push(writer.filled("series_others", &numbers.each_ref().map(|(k, v)| (*k, v.as_str()))));
    }
    seen.retain(|s| s.scope == main && s.when.is_some_and(|w| at(w).is_some()));
    let measured: Vec<Measured> = seen.iter().filter_map(|s| s.measured).collect();
    let is_one = measured.windows(2).all(|w| w[0].counts.agrees(w[1].counts));
    let scale = scale(writer, &measured).filter(|_| is_one && measured.len() > 1);
    let mut drawn = Drawn {
        title: title.map_or_else(|| writer.filled("series_title", &[("title", &name)]), str::to_owned),
        chart: Chart::Steps(Vec::new()),
        notes,
        columns: columns.into_iter().flatten().collect(),
        rows: Some(rows),
        collection: Some(selection.collection),
    };
    let Some(mut scale) = scale else {
        drawn.notes.push(writer.word(if is_one { "series_none" } else { "series_mixed" }));
        return only_table(writer, &drawn, id);
    };
    if title.is_none() && !scale.name.is_empty() {
        drawn.title = writer.filled("of_unit", &[("title", &drawn.title), ("unit", &scale.name)]);
        scale.name.clear();
    }
    let breaks = breaks(writer, indicator);
    let frequency = frequency(writer, indicator);
    let joined = |n: usize| {
        seen[n].measured.is_some()
            && seen[n + 1].measured.is_some()
            && follows(&seen[n], &seen[n + 1], frequency)
            && !breaks.iter().any(|b| is_between(b.0, &seen[n], &seen[n + 1]))
    };
    let mut runs = Vec::new();
    let mut from = 0;
    for n in 0..seen.len() {
        if n + 1 == seen.len() || !joined(n) {
            if n + 1 - from >= LEAST {
                runs.push((from, n));
            }
            from = n + 1;
        }
    }
    if runs.is_empty() {
        drawn.notes.push(writer.word("series_few"));
    } else if (0..seen.len() - 1).any(|n| !follows(&seen[n], &seen[n + 1], frequency)) {
        drawn.notes.push(writer.word("series_gaps"));
    }
    for (_, when, reason) in &breaks {
        // The sentence has a stop of its own.
        let reason = reason.trim_end_matches(['。', '.', ' ']);
        drawn.notes.push(writer.filled("series_break_note", &[("date", when), ("reason", reason)]));
    }
    if measured.iter().any(|m| m.interval.low != m.interval.high) {
        drawn.notes.push(writer.word("series_open_note"));
    }
    let targets = targets(writer, indicator, measured[0]);
    for (_, note) in &targets {
        drawn.notes.push(note.clone());
    }
    let day = |s: &Seen<'_>| s.when.and_then(at).unwrap_or(0);
    let points = seen.iter().map(|s| Point {
        at: day(s),
        text: s.text.clone(),
        extent: if s.measured.is_some() { extent(s.measured) } else { Extent::Missing },
    });
    let inside = seen.first().map_or(0, day)..=seen.last().map_or(0, day);
    let series = Series {
        points: points.collect(),
        runs,
        breaks: breaks.iter().map(|b| b.0).filter(|at| inside.contains(at)).collect(),
        break_word: writer.word("series_break"),
        targets: targets.into_iter().map(|(target, _)| target).collect(),
        levels: levels(writer, &seen),
        scale,
    };
    drawn.chart = Chart::Series(series);
    drawn.html(writer, id)
}

/// The table alone, open.
fn only_table(writer: Writer<'_>, drawn: &Drawn, id: &str) -> String {
    let mut out = Frame { id, title: &drawn.title, class: "" }.open();
    let rows = drawn.rows.as_deref().unwrap_or_default();
    if rows.is_empty() {
        out.push_str(&format!("<p class=\"block-note\">{}</p>\n", escaped(&writer.word("series_empty"))));
    } else {
        drawn.notes.iter().for_each(|note| out.push_str(&format!("<p class=\"block-note\">{}</p>\n", escaped(note))));
        out.push_str(&drawn.table(rows));
    }
    out.push_str(&drawn.collection.map_or_else(String::new, |collection| csv(writer, collection)));
    out.push_str("</figure>\n");
    out
}

fn seen<'a>(writer: Writer<'a>, indicator: usize, selection: &Selection) -> Vec<Seen<'a>> {
    let site = &writer.world.site;
    let of = selection.collection;
    let fields = &site.collections[of].fields;
    let field = |name: &str| fields.iter().position(|f| f.name == name);
    let one = |page: usize, name: &str| {
        let index = field(name)?;
        Some((&fields[index], value_of(&site.pages[page], of, index)?))
    };
    let said = |found: Option<(&Field, &FieldValue)>| {
        found.map_or_else(|| writer.word("not_filled"), |(field, value)| writer.plain(field, value))
    };
    let first = |found: Option<(&'a Field, &'a FieldValue)>| match found?.1 {
        FieldValue::Known(values) => values.first(),
        FieldValue::Unknown(..) => None,
    };
    let mut out: Vec<Seen<'_>> = records(writer, indicator, selection)
        .into_iter()
        .map(|page| Seen {
            when: match first(one(page, "period")) {
                Some(Value::Date(when)) => Some(*when),
                _ => None,
            },
            period: said(one(page, "period")),
            text: said(one(page, "value")),
            measured: first(one(page, "value")).and_then(Measured::of),
            scope: ["place", "disaggregation"].map(|name| one(page, name).map(|(_, value)| value)),
        })
        .collect();
    out.sort_by_key(|s| s.when);
    out
}

/// What most observations are of; of several, the first.
fn main_scope<'a>(seen: &[Seen<'a>]) -> [Option<&'a FieldValue>; 2] {
    let mut scopes: Vec<([Option<&FieldValue>; 2], usize)> = Vec::new();
    for s in seen {
        match scopes.iter_mut().find(|(scope, _)| *scope == s.scope) {
            Some((_, count)) => *count += 1,
            None => scopes.push((s.scope, 1)),
        }
    }
    let most = scopes.iter().map(|(_, count)| *count).max();
    scopes.iter().find(|(_, count)| Some(*count) == most).map_or([None; 2], |(scope, _)| *scope)
}

fn scope(writer: Writer<'_>, of: usize, s: &Seen<'_>) -> String {
    let fields = &writer.world.site.collections[of].fields;
    let said = ["place", "disaggregation"].into_iter().zip(s.scope).filter_map(|(name, value)| {
        let field = fields.iter().find(|f| f.name == name)?;
        Some(writer.plain(field, value?))
    });
    said.collect::<Vec<String>>().join(&writer.word("list_separator"))
}

/// The middle of a period, as a number of days.
fn at(when: When) -> Option<i128> {
    let (first, last) = when.span()?;
    Some(i128::midpoint(first.0.into(), last.0.into()))
}

/// The most days from the middle of a period to that of the next, by how often is counted.
fn frequency(writer: Writer<'_>, indicator: usize) -> Option<i128> {
    let site = &writer.world.site;
    let (field, value) = site.pages[indicator].fields.iter().find(|(f, _)| site.field(*f).name == "frequency")?;
    let (Kind::Choice(choices), FieldValue::Known(values)) = (&site.field(*field).kind, value) else { return None };
    let [Value::Choice(choice)] = values.as_slice() else { return None };
    match choices.get(*choice)?.value.as_str() {
        "weekly" => Some(10),
        "monthly" => Some(45),
        "quarterly" => Some(135),
        "yearly" => Some(550),
        _ => None,
    }
}

/// Whether a period is the next one, of the same length.
fn follows(a: &Seen<'_>, b: &Seen<'_>, frequency: Option<i128>) -> bool {
    let number = |date: PartialDate| {
        let year = i32::from(date.year);
        match date.part {
            Part::Year => Some((0, year)),
            Part::Half(n) => Some((1, year * 2 + i32::from(n))),
            Part::Quarter(n) => Some((2, year * 4 + i32::from(n))),
            Part::Month(n) => Some((3, year * 12 + i32::from(n))),
            Part::Xun(..) | Part::Day(..) => None,
        }
    };
    let (Some(a), Some(b)) = (a.when, b.when) else { return false };
    if a.to.is_some() || b.to.is_some() || a.bound != b.bound {
        return false;
    }
    match (number(a.from), number(b.from)) {
        (Some(a), Some(b)) => a.0 == b.0 && b.1 == a.1 + 1,
        (None, None) => match (at(a), at(b), frequency) {
            (Some(a), Some(b), Some(most)) => b > a && b - a <= most,
            _ => false,
        },
        _ => false,
    }
}

/// When the method changed: as a day, in words, and why.
fn breaks(writer: Writer<'_>, indicator: usize) -> Vec<(i128, String, String)> {
    let Some((fields, items)) = items(writer, indicator, "breaks") else { return Vec::new() };
    let of = |item: &'_ [(usize, FieldValue)]| {
        let value = |name: &str| {
            let (at, value) = item.iter().find(|(at, _)| fields[*at].name == name)?;
            Some((&fields[*at], value))
        };
        let (field, when) = value("at")?;
        let FieldValue::Known(values) = when else { return None };
        let Some(Value::Date(date)) = values.first() else { return None };
        let (first, _) = date.span()?;
        let reason = value("reason").map_or_else(|| writer.word("not_filled"), |(f, v)| writer.plain(f, v));
        Some((i128::from(first.0), writer.plain(field, when), reason))
    };
    items.into_iter().filter_map(of).collect()
}

fn is_between(day: i128, a: &Seen<'_>, b: &Seen<'_>) -> bool {
    let (Some((first, _)), Some((_, last))) = (a.when.and_then(When::span), b.when.and_then(When::span)) else {
        return false;
    };
    i128::from(first.0) < day && day <= i128::from(last.0)
}

/// What was to be reached, with a sentence for each.
fn targets(writer: Writer<'_>, indicator: usize, like: Measured) -> Vec<(Target, String)> {
    let Some((fields, items)) = items(writer, indicator, "target") else { return Vec::new() };
    let of = |item: &[(usize, FieldValue)]| {
        let value = |name: &str| {
            let (at, value) = item.iter().find(|(at, _)| fields[*at].name == name)?;
            let FieldValue::Known(values) = value else { return None };
            Some((writer.plain(&fields[*at], value), values.first()?))
        };
        let (period, when) = value("period")?;
        let (text, number) = value("value")?;
        let measured = Measured::of(number).filter(|m| m.counts.agrees(like.counts))?;
        let Value::Date(when) = when else { return None };
        let note = writer.filled("series_target_note", &[("date", &period), ("value", &text)]);
        let text = writer.filled("series_target", &[("value", &text)]);
        Some((Target { at: at(*when)?, text, value: measured.value }, note))
    };
    items.into_iter().filter_map(of).collect()
}

/// A small record: its fields by index.
type Item<'a> = &'a [(usize, FieldValue)];

/// The small records in a field of a record.
fn items<'a>(writer: Writer<'a>, page: usize, name: &str) -> Option<(&'a [Field], Vec<Item<'a>>)> {
    let site = &writer.world.site;
    let (field, value) = site.pages[page].fields.iter().find(|(f, _)| site.field(*f).name == name)?;
    let (Kind::Items(fields), FieldValue::Known(values)) = (&site.field(*field).kind, value) else { return None };
    let items = values.iter().filter_map(|v| if let Value::Item(item) = v { Some(item.as_slice()) } else { None });
    Some((fields, items.collect()))
}

/// Periods below the line: each of them, or every second, third … to the last.
fn levels(writer: Writer<'_>, seen: &[Seen<'_>]) -> Levels {
    let mut all: Vec<(i128, String)> = Vec::new();
    for s in seen {
        let Some((when, at)) = s.when.and_then(|w| Some((w, at(w)?))) else { continue };
        if all.last().is_none_or(|(last, _)| *last < at) {
            all.push((at, when.text(writer.is_chinese())));
        }
    }
    let last = all.len().saturating_sub(1);
    let level = |step: usize| {
        let kept = all.iter().enumerate().filter(|(n, _)| (last - n).is_multiple_of(step));
        kept.map(|(_, tick)| tick.clone()).collect()
    };
    [1, 2, 3, 4, 6, 12, 24, 60].into_iter().filter(|step| *step == 1 || *step <= all.len()).map(level).collect()
}
