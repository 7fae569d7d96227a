//! Explains a number: what it is, how it comes about in words, what went into it, what it rests on, and where the site uses
//! it. One account for the page, its JSON twin and the card beside a sentence.

use std::collections::{BTreeMap, BTreeSet};

use super::template::{Writer, word};
use super::views::value_of;
use crate::check::account::bound;
use crate::model::figure::{Condition, Figure, Formula, Input, Measured, Outcome, Selection, Target, Test};
use crate::model::{Citation, Field, FieldRef, FieldValue, Kind, PageKind, Site, Value, words};
use crate::value::{Interval, PartialDate};

/// Inputs that a page lists.
const MOST_PARTS: usize = 100;
/// Sources, posts and levels of evidence that a page names.
const MOST_SOURCES: usize = 20;

/// An account of a number.
pub(super) struct Explained<'a> {
    pub(super) title: String,
    /// Of a field: the record's title.
    pub(super) record: Option<&'a str>,
    pub(super) aliases: Vec<&'a str>,
    pub(super) description: &'a str,
    /// The value in words, or the words for what is not known.
    pub(super) text: String,
    pub(super) is_known: bool,
    /// Whether it counts a collection that does not claim to be complete.
    pub(super) is_open_count: bool,
    /// How it comes about.
    pub(super) formula: String,
    pub(super) conditions: Vec<String>,
    pub(super) rounding: Option<String>,
    pub(super) as_of: Option<String>,
    pub(super) evidence: Vec<String>,
    /// Posts, with the addresses of their records.
    pub(super) responsible: Vec<(String, Option<&'a str>)>,
    pub(super) sources: Vec<&'a Citation>,
    pub(super) parts: Vec<Part>,
    /// How many parts there are.
    pub(super) count: usize,
    /// Records that do not say.
    pub(super) open: Vec<Part>,
    /// Pages that bind it.
    pub(super) pages: Vec<usize>,
    /// Figures that it goes into.
    pub(super) figures: Vec<usize>,
}

/// What went into it: a record or another figure.
pub(super) struct Part {
    pub(super) title: String,
    pub(super) url: String,
    /// Which field of the record.
    pub(super) field: Option<String>,
    /// What it says.
    pub(super) text: Option<String>,
}

/// What a figure is called.
pub(super) fn title<'a>(figure: &'a Figure, tag: &str) -> &'a str {
    let title = figure.title.get(tag);
    if title.is_empty() { &figure.name } else { title }
}

/// Other words for a figure.
pub(super) fn aliases<'a>(figure: &'a Figure, tag: &str) -> Vec<&'a str> {
    figure.aliases.get(tag).split(['、', '，', ',']).map(str::trim).filter(|word| !word.is_empty()).collect()
}

/// The address that explains a target.
pub(super) fn url(writer: Writer<'_>, target: Target) -> String {
    let (route, anchor) = target.route(&writer.world.site, writer.language);
    let anchor = anchor.map_or_else(String::new, |a| format!("#{}", crate::model::address::encode(&a)));
    format!("{}{anchor}", writer.world.based(&route))
}

/// The value of a target in words, with its unknown in those of the theme.
pub(super) fn text(writer: Writer<'_>, target: Target) -> String {
    let site = &writer.world.site;
    let known = target.text(site, writer.language);
    known.unwrap_or_else(|| match (target.written_value(site), target.unknown(site)) {
        (Some(FieldValue::Unknown(unknown, note)), _) => writer.unknown(unknown.code(), note.as_deref()),
        (_, Some(unknown)) => writer.unknown(unknown.code(), None),
        _ => writer.word("cannot_check"),
    })
}

/// The account of a target.
pub(super) fn explain<'a>(writer: Writer<'a>, target: Target) -> Explained<'a> {
    let site: &'a Site = &writer.world.site;
    let mut out = match target {
        Target::Figure(index) => of_figure(writer, target, &site.figures[index]),
        Target::Field(page, _) => of_field(writer, target, page),
    };
    let uses = &writer.world.views.uses;
    out.pages = uses.pages(target).filter(|p| site.pages[*p].language == writer.language).collect();
    if out.pages.is_empty() {
        // Used in another language only is used all the same.
        out.pages = uses.pages(target).collect();
    }
    out.figures = uses.figures(target).collect();
    out
}

fn of_field<'a>(writer: Writer<'a>, target: Target, page: usize) -> Explained<'a> {
    let site: &'a Site = &writer.world.site;
    let record = &site.pages[page];
    let field: Option<&'a Field> = target.field(site);
    let basis = Basis::of(writer, &[page]);
    let (own, record_title) = match record.kind {
        // An observation is called by its own title: its field is only ever "value".
        PageKind::Record(c) if site.collections[c].fields.iter().any(|f| f.name == "indicator") => {
            (record.title.clone(), None)
        }
        _ => (field.map_or("", |f| f.title.get(writer.tag())).to_owned(), Some(record.title.as_str())),
    };
    Explained {
        title: own,
        record: record_title,
        aliases: Vec::new(),
        // What a field's description says is for those who fill it.
        description: "",
        text: text(writer, target),
        is_known: target.text(site, writer.language).is_some(),
        is_open_count: false,
        formula: String::new(),
        conditions: Vec::new(),
        rounding: None,
        as_of: basis.as_of(writer),
        evidence: basis.evidence,
        responsible: basis.responsible,
        sources: basis.sources,
        parts: Vec::new(),
        count: 0,
        open: Vec::new(),
        pages: Vec::new(),
        figures: Vec::new(),
    }
}

fn of_figure<'a>(writer: Writer<'a>, target: Target, figure: &'a Figure) -> Explained<'a> {
    let site: &'a Site = &writer.world.site;
    let chinese = writer.is_chinese();
    let mut records: Vec<usize> = target.records(site).into_iter().map(|(page, _)| page).collect();
    if records.is_empty() {
        // Of nothing it is said as of when the whole collection holds.
        records = counted(site, figure);
    }
    records.sort_unstable();
    records.dedup();
    let mut basis = Basis::of(writer, &records);
    let mut sources: Vec<&Citation> = figure.sources.iter().collect();
    sources.append(&mut basis.sources);
    sources.truncate(MOST_SOURCES);
    if let Some(post) = &figure.responsible {
        let record = site.record(post).map(|r| &site.pages[r]);
        basis.responsible = vec![(record.map_or(post.clone(), |r| r.title.clone()), record.map(|r| r.url.as_str()))];
    }
    let small = small_values(writer, figure);
    let part = |input: &Input| match *input {
        Input::Record(page, field) => {
            let mut part = record_part(writer, page, field);
            if let Some((name, values)) = &small {
                (part.field, part.text) = (Some(name.clone()), values.get(&page).cloned());
            }
            part
        }
        Input::Figure(index) => Part {
            title: title(&site.figures[index], writer.tag()).to_owned(),
            url: url(writer, Target::Figure(index)),
            field: None,
            text: Some(text(writer, Target::Figure(index))),
        },
    };
    let open: Vec<Part> = match &figure.outcome {
        Outcome::Open(open) => {
            open.iter().take(MOST_PARTS).map(|(page, field)| record_part(writer, *page, Some(*field))).collect()
        }
        _ => Vec::new(),
    };
    let (formula, conditions) = formula(writer, figure);
    Explained {
        title: title(figure, writer.tag()).to_owned(),
        record: None,
        aliases: aliases(figure, writer.tag()),
        description: figure.description.get(writer.tag()),
        text: text(writer, target),
        is_known: figure.outcome.value().is_some(),
        is_open_count: matches!(&figure.outcome, Outcome::Known(known) if known.is_open_count),
        formula,
        conditions,
        rounding: rounding(writer, figure),
        as_of: figure.as_of.map(|d| d.text(chinese)).or_else(|| basis.as_of(writer)),
        evidence: basis.evidence,
        responsible: basis.responsible,
        sources,
        parts: figure.inputs.iter().take(MOST_PARTS).map(part).collect(),
        count: figure.inputs.len(),
        open,
        pages: Vec::new(),
        figures: Vec::new(),
    }
}

/// How it is rounded, and what it may be where it was computed of doubtful numbers.
fn rounding(writer: Writer<'_>, figure: &Figure) -> Option<String> {
    let digits = figure.decimals.map(|n| match n {
        0 => writer.word("rounding_whole"),
        n => filled(writer, "rounding", &[("n", &n.to_string())]),
    });
    let is_computed = !matches!(figure.formula, Formula::Value(_) | Formula::Latest(_));
    // What differs only where nobody writes digits any more does not differ.
    let ends =
        |m: &Measured| [m.interval.low, m.interval.high].map(|v| bound(m.counts, Interval { low: v, high: v }).zh);
    let differ = |m: &Measured| ends(m)[0] != ends(m)[1];
    let range = figure.outcome.measured().filter(|m| is_computed && differ(m)).map(|m| {
        let range = bound(m.counts, m.interval);
        filled(writer, "figure_range", &[("range", if writer.is_chinese() { &range.zh } else { &range.en })])
    });
    let all: Vec<String> = [digits, range].into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join(if writer.is_chinese() { "" } else { " " }))
}

/// The records of the collection that a figure counts.
fn counted(site: &Site, figure: &Figure) -> Vec<usize> {
    match &figure.formula {
        Formula::Sum(of) | Formula::Count(of) | Formula::Latest(of) | Formula::Share(_, of) => {
            let all = site.records.range((of.collection, String::new())..(of.collection + 1, String::new()));
            all.map(|(_, page)| *page).collect()
        }
        Formula::Wrong | Formula::Value(_) | Formula::Ratio(..) | Formula::Difference(..) => Vec::new(),
    }
}

fn record_part(writer: Writer<'_>, page: usize, field: Option<usize>) -> Part {
    let site = &writer.world.site;
    let record = &site.pages[page];
    let target = field.map(|field| Target::Field(page, field));
    let name = target.and_then(|t| t.field(site)).map(|f| f.title.get(writer.tag()).to_owned());
    Part {
        title: record.title.clone(),
        url: target.map_or_else(|| record.url.clone(), |target| url(writer, target)),
        field: name,
        text: target.map(|target| text(writer, target)),
    }
}

/// Of a figure that is made of small records: what their field is called, and what each record's say.
fn small_values(writer: Writer<'_>, figure: &Figure) -> Option<(String, BTreeMap<usize, String>)> {
    let (Formula::Sum(selection) | Formula::Latest(selection)) = &figure.formula else { return None };
    let (inner, _) = inner(&writer.world.site, selection)?;
    let mut out: BTreeMap<usize, String> = BTreeMap::new();
    let mut selected = selection.select(&writer.world.site);
    for (page, value) in selection.values(&writer.world.site, &mut selected) {
        let text = words(&writer.world.site, inner, value, writer.language);
        let all = out.entry(page).or_default();
        if !all.is_empty() {
            all.push_str(&writer.word("list_separator"));
        }
        all.push_str(&text);
    }
    Some((field_title(writer, selection), out))
}

/// The field of small records that a selection takes, and all fields that they have.
fn inner<'a>(site: &'a Site, selection: &Selection) -> Option<(&'a Field, &'a [Field])> {
    let (inner, _) = selection.inner.as_ref()?;
    match &site.collections[selection.collection].fields[selection.field?].kind {
        Kind::Items(fields) => Some((fields.get(*inner)?, fields)),
        _ => None,
    }
}

/// What the field that a selection takes is called.
fn field_title(writer: Writer<'_>, selection: &Selection) -> String {
    let site = &writer.world.site;
    let own = selection.field.map_or("", |f| site.collections[selection.collection].fields[f].title.get(writer.tag()));
    match inner(site, selection) {
        Some((inner, _)) => filled(writer, "of_record", &[("title", own), ("field", inner.title.get(writer.tag()))]),
        None => own.to_owned(),
    }
}

fn filled(writer: Writer<'_>, key: &str, values: &[(&str, &str)]) -> String {
    word(&writer.world.theme.strings[writer.language], key, values)
}

/// How a figure comes about, in words, and the conditions that its records meet.
fn formula(writer: Writer<'_>, figure: &Figure) -> (String, Vec<String>) {
    let site = &writer.world.site;
    let of = |selection: &Selection, key: &str| {
        let schema = &site.collections[selection.collection];
        let field = field_title(writer, selection);
        let text = filled(writer, key, &[("collection", schema.title.get(writer.tag())), ("field", &field)]);
        (text, conditions(writer, selection))
    };
    let name = |target: Target| match target {
        Target::Figure(index) => title(&site.figures[index], writer.tag()).to_owned(),
        Target::Field(page, _) => site.pages[page].title.clone(),
    };
    match &figure.formula {
        Formula::Wrong => (writer.word("figure_empty"), Vec::new()),
        Formula::Value(target) => (filled(writer, "formula_value", &[("a", &name(*target))]), Vec::new()),
        Formula::Sum(selection) => of(selection, "formula_sum"),
        Formula::Count(selection) => of(selection, "formula_count"),
        Formula::Latest(selection) => of(selection, "formula_latest"),
        Formula::Share(part, whole) => {
            let (text, mut own) = of(part, "formula_share");
            let among = conditions(writer, whole);
            // What the whole has to meet, the part meets too.
            own.retain(|condition| !among.contains(condition));
            let among = among.iter().map(|c| filled(writer, "condition_among", &[("condition", c)]));
            (text, own.into_iter().chain(among).collect())
        }
        Formula::Ratio(a, b) => (filled(writer, "formula_ratio", &[("a", &name(*a)), ("b", &name(*b))]), Vec::new()),
        Formula::Difference(a, b) => {
            (filled(writer, "formula_difference", &[("a", &name(*a)), ("b", &name(*b))]), Vec::new())
        }
    }
}

fn conditions(writer: Writer<'_>, selection: &Selection) -> Vec<String> {
    let site = &writer.world.site;
    let schema = &site.collections[selection.collection];
    let one = |fields: &[Field], condition: &Condition| {
        let Some(field) = fields.get(condition.field) else { return String::new() };
        let all = |values: &[Value]| {
            let texts = values.iter().map(|v| words(site, field, v, writer.language).into_owned());
            texts.collect::<Vec<_>>().join(&writer.word("or_separator"))
        };
        let (key, value) = match &condition.test {
            Test::Is(values) => ("condition_is", all(values)),
            Test::Not(values) => ("condition_not", all(values)),
            Test::State(states) => {
                let states: BTreeSet<usize> = states.iter().copied().collect();
                let states: Vec<Value> = states.into_iter().map(Value::Choice).collect();
                ("condition_is", all(&states))
            }
            Test::From(value) => ("condition_from", all(std::slice::from_ref(value))),
            Test::Until(value) => ("condition_until", all(std::slice::from_ref(value))),
            Test::In(when) => ("condition_in", when.text(writer.is_chinese())),
            Test::Unknown(true) => ("condition_unknown", String::new()),
            Test::Unknown(false) => ("condition_known", String::new()),
        };
        filled(writer, key, &[("field", field.title.get(writer.tag())), ("value", &value)])
    };
    let own = selection.conditions.iter().map(|c| one(&schema.fields, c));
    let small = selection.inner.iter().flat_map(|(_, conditions)| conditions);
    let (_, fields) = inner(site, selection).unzip();
    own.chain(small.map(|c| one(fields.unwrap_or_default(), c))).collect()
}

/// What records say of what they rest on.
struct Basis<'a> {
    dates: Vec<PartialDate>,
    sources: Vec<&'a Citation>,
    evidence: Vec<String>,
    responsible: Vec<(String, Option<&'a str>)>,
}

/// Fields that every collection calls the same.
const EVIDENCE: &str = "evidence_level";
const RESPONSIBLE: &str = "responsible";
const INDICATOR: &str = "indicator";

impl<'a> Basis<'a> {
    fn of(writer: Writer<'a>, records: &[usize]) -> Basis<'a> {
        let site: &'a Site = &writer.world.site;
        let mut out = Basis { dates: Vec::new(), sources: Vec::new(), evidence: Vec::new(), responsible: Vec::new() };
        for page in records {
            let record = &site.pages[*page];
            out.dates.extend(record.as_of);
            for source in &record.sources {
                if out.sources.len() < MOST_SOURCES && !out.sources.contains(&source) {
                    out.sources.push(source);
                }
            }
            if let Some((field, value)) = named_field(site, *page, EVIDENCE) {
                let text = writer.plain(field, value);
                if out.evidence.len() < MOST_SOURCES && !out.evidence.contains(&text) {
                    out.evidence.push(text);
                }
            }
            let indicator = named_field(site, *page, INDICATOR).and_then(|(_, value)| match value {
                FieldValue::Known(values) => match values.as_slice() {
                    [Value::Record(indicator)] => Some(*indicator),
                    _ => None,
                },
                FieldValue::Unknown(..) => None,
            });
            let found = named_field(site, *page, RESPONSIBLE)
                .or_else(|| indicator.and_then(|indicator| named_field(site, indicator, RESPONSIBLE)));
            if let Some((field, value)) = found {
                let posts: Vec<(String, Option<&str>)> = match value {
                    FieldValue::Known(values) => values
                        .iter()
                        .map(|v| match v {
                            Value::Record(post) => {
                                let post = &site.pages[*post];
                                (post.title.clone(), Some(post.url.as_str()))
                            }
                            other => (words(site, field, other, writer.language).into_owned(), None),
                        })
                        .collect(),
                    FieldValue::Unknown(..) => vec![(writer.plain(field, value), None)],
                };
                for post in posts {
                    if out.responsible.len() < MOST_SOURCES && !out.responsible.contains(&post) {
                        out.responsible.push(post);
                    }
                }
            }
        }
        out.dates.sort_unstable();
        out.dates.dedup();
        out
    }

    /// As of when all of it holds.
    fn as_of(&self, writer: Writer<'_>) -> Option<String> {
        let chinese = writer.is_chinese();
        match self.dates.as_slice() {
            [] => None,
            [one] => Some(one.text(chinese)),
            [first, .., last] => {
                Some(filled(writer, "as_of_range", &[("first", &first.text(chinese)), ("last", &last.text(chinese))]))
            }
        }
    }
}

/// A field of a record by its name.
fn named_field<'a>(site: &'a Site, page: usize, name: &str) -> Option<(&'a Field, &'a FieldValue)> {
    let PageKind::Record(collection) = site.pages[page].kind else { return None };
    let index = site.collections[collection].fields.iter().position(|f| f.name == name)?;
    let value = value_of(&site.pages[page], collection, index)?;
    Some((site.field(FieldRef::Collection(collection, index)), value))
}
