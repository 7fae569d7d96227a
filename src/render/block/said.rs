//! What a figure says in the words of an output, and what stands behind it.

use std::collections::BTreeSet;

use super::local;
use crate::model::figure::{Formula, Input, Known, Measured, Outcome, Target};
use crate::model::{Citation, Field, FieldRef, FieldValue, PageKind, Site, Value, words};
use crate::render::explain;
use crate::render::template::Writer;
use crate::value::PartialDate;

/// A figure in words.
pub(super) struct Said {
    pub(super) title: String,
    /// The value, or why there is none.
    pub(super) text: String,
    /// The number behind it, where it is known and one.
    pub(super) measured: Option<Measured>,
    /// For machines: the value in its smallest usual unit.
    pub(super) data: Option<String>,
    pub(super) is_known: bool,
    pub(super) stage: Option<&'static str>,
    /// Where it is explained.
    pub(super) url: String,
    /// As of when, in words.
    pub(super) as_of: Option<String>,
    /// Documents with their locators, where it rests on one record.
    pub(super) sources: Vec<(String, Option<String>)>,
    /// What else readers should know beside it, in words.
    pub(super) facts: Vec<String>,
}

/// A field of a record: its definition, and what the record holds.
fn field_of(site: &Site, page: usize, field: usize) -> (Option<&Field>, Option<&FieldValue>) {
    let record = &site.pages[page];
    let PageKind::Record(collection) = record.kind else { return (None, None) };
    let reference = FieldRef::Collection(collection, field);
    let value = record.value(reference);
    (site.collections[collection].fields.get(field), value)
}

/// Whether a record is an observation, which is called after what was observed and when.
fn is_observation(site: &Site, page: usize, field: &Field) -> bool {
    let PageKind::Record(collection) = site.pages[page].kind else { return false };
    let fields = &site.collections[collection].fields;
    field.name == "value" && ["indicator", "period"].iter().all(|name| fields.iter().any(|f| f.name == *name))
}

/// What a target says.
pub(super) fn said(writer: Writer<'_>, target: Target) -> Said {
    match target {
        Target::Field(page, field) => of_field(writer, page, field),
        Target::Figure(index) => of_figure(writer, index),
    }
}

fn of_field(writer: Writer<'_>, page: usize, index: usize) -> Said {
    let site = &writer.world.site;
    let (field, value) = field_of(site, page, index);
    let record = &site.pages[local(writer, page)];
    let title = match field {
        Some(field) if !is_observation(site, page, field) => {
            writer.filled("of_record", &[("title", &record.title), ("field", field.title.get(writer.tag()))])
        }
        _ => record.title.clone(),
    };
    let (text, one) = match (field, value) {
        (Some(field), Some(value)) => (writer.plain(field, value), only(value)),
        _ => (writer.word("not_filled"), None),
    };
    let (as_of, sources, facts) = basis(writer, &[page], None);
    Said {
        title,
        text,
        measured: one.and_then(Measured::of),
        data: one.and_then(data),
        is_known: matches!(value, Some(FieldValue::Known(_))),
        stage: one.and_then(|v| stage(writer, v)),
        url: explain::url(writer, Target::Field(page, index)),
        as_of,
        sources,
        facts,
    }
}

fn of_figure(writer: Writer<'_>, index: usize) -> Said {
    let site = &writer.world.site;
    let figure = &site.figures[index];
    let (as_of, sources, facts) = basis(writer, &records(site, index), figure.as_of);
    let mut said = Said {
        title: figure.title.get(writer.tag()).to_owned(),
        text: String::new(),
        measured: None,
        data: None,
        is_known: false,
        stage: None,
        url: explain::url(writer, Target::Figure(index)),
        as_of,
        sources,
        facts,
    };
    match &figure.outcome {
        Outcome::Known(known) => {
            said.text = text(writer, index, known);
            said.measured = Measured::of(&known.value).filter(|_| known.per.is_none());
            let own = matches!(known.value, Value::Amount(..) | Value::Quantity(_)).then(|| known.number()).flatten();
            said.data = own.or_else(|| data(&known.value)).filter(|_| known.per.is_none());
            said.is_known = true;
            said.stage = stage(writer, &known.value);
            if known.is_open_count {
                said.facts.push(writer.word("figure_open_count"));
            }
        }
        Outcome::Open(open) => {
            let records: BTreeSet<usize> = open.iter().map(|(page, _)| *page).collect();
            said.text = match (open.as_slice(), &figure.formula) {
                ([(page, field)], Formula::Value(_)) => of_field(writer, *page, *field).text,
                _ => writer.filled("figure_open", &[("n", &records.len().to_string())]),
            };
        }
        Outcome::Empty | Outcome::Wrong => said.text = writer.word("figure_empty"),
    }
    said
}

fn text(writer: Writer<'_>, index: usize, known: &Known) -> String {
    let site = &writer.world.site;
    let plain = Field::named("");
    let field = source_field(site, index).unwrap_or(&plain);
    let value = match &known.value {
        Value::Bool(value) => writer.word(if *value { "yes" } else { "no" }),
        value => words(site, field, value, writer.language).into_owned(),
    };
    match known.per {
        Some(unit) if writer.is_chinese() => format!("{value}/{}", unit.name),
        Some(unit) => format!("{value}/{}", unit.english),
        None => value,
    }
}

/// The field from which a figure takes its value as it is.
fn source_field(site: &Site, index: usize) -> Option<&Field> {
    match site.figures[index].inputs.first()? {
        Input::Record(page, Some(field)) => field_of(site, *page, *field).0,
        Input::Figure(other) if *other != index => source_field(site, *other),
        _ => None,
    }
}

/// All records that went into a figure.
fn records(site: &Site, index: usize) -> Vec<usize> {
    let (mut seen, mut next) = (BTreeSet::new(), vec![index]);
    let mut out = BTreeSet::new();
    while let Some(figure) = next.pop() {
        if !seen.insert(figure) {
            continue;
        }
        for input in &site.figures[figure].inputs {
            match input {
                Input::Record(page, _) => {
                    out.insert(*page);
                }
                Input::Figure(other) => next.push(*other),
            }
        }
    }
    out.into_iter().collect()
}

fn only(value: &FieldValue) -> Option<&Value> {
    match value {
        FieldValue::Known(values) if values.len() == 1 => values.first(),
        _ => None,
    }
}

fn stage(writer: Writer<'_>, value: &Value) -> Option<&'static str> {
    match value {
        Value::Amount(_, Some(stage)) => Some(stage.text(writer.is_chinese())),
        _ => None,
    }
}

/// Money in 元, quantities as plain numbers in their unit.
fn data(value: &Value) -> Option<String> {
    match value {
        Value::Amount(amount, _) => Some(amount.yuan()),
        Value::Quantity(quantity) => Some(quantity.number()),
        Value::Ratio(ratio) => Some(ratio.stated.number()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// As of when, documents with their locators, and what else stands behind a figure.
type Basis = (Option<String>, Vec<(String, Option<String>)>, Vec<String>);

fn basis(writer: Writer<'_>, records: &[usize], declared: Option<PartialDate>) -> Basis {
    let site = &writer.world.site;
    let dates: BTreeSet<Option<PartialDate>> = records.iter().map(|page| site.pages[*page].as_of).collect();
    let differ = declared.is_none() && dates.len() > 1;
    let date = declared.or_else(|| dates.into_iter().flatten().next());
    let as_of = match date {
        _ if differ => Some(writer.word("figure_as_of_differs")),
        Some(date) => Some(writer.filled("figure_as_of", &[("date", &date.text(writer.is_chinese()))])),
        None => None,
    };
    let [page] = records else {
        let count =
            (!records.is_empty()).then(|| writer.filled("figure_records", &[("n", &records.len().to_string())]));
        return (as_of, Vec::new(), count.into_iter().collect());
    };
    let page = &site.pages[*page];
    let source = |c: &Citation| {
        let title = c.page.map_or(c.document.as_str(), |p| site.pages[local(writer, p)].title.as_str());
        (title.to_owned(), c.locator.clone())
    };
    let evidence = page.fields.iter().find(|(f, _)| site.field(*f).name == "evidence_level");
    let evidence = evidence.map(|(f, value)| writer.plain(site.field(*f), value));
    (as_of, page.sources.iter().map(source).collect(), evidence.into_iter().collect())
}
