//! One line: a day, what it is about, and what there is to say of it.

use serde_json::{Value as Json, json};

use super::Voice;
use crate::model::{Field, FieldRef, FieldValue, Kind, Page, PageKind, Site, Value};
use crate::render::views::news::{At, Deadline, Done, Event, Happening, in_language, named, state_field, state_of};
use crate::value::{CivilDay as Day, When, days_between};

/// A line.
#[derive(Debug, Default)]
pub(in crate::render) struct Line {
    pub(in crate::render) date: String,
    pub(in crate::render) iso: String,
    /// What it is about: titles, addresses, and their language where it is not the voice's.
    pub(in crate::render) subjects: Vec<(String, String, Option<String>)>,
    /// The page that says so, where that is another one.
    pub(in crate::render) record: Option<String>,
    /// Which field was changed, from what to what, and what that means.
    pub(in crate::render) change: Option<Change>,
    /// That it is overdue, and for how long.
    pub(in crate::render) late: Option<String>,
    /// What else there is to say.
    pub(in crate::render) clauses: Vec<String>,
}

/// What a change did.
#[derive(Debug)]
pub(in crate::render) struct Change {
    pub(in crate::render) field: String,
    pub(in crate::render) old: Option<String>,
    pub(in crate::render) new: String,
    /// How far a deadline moved, in days.
    pub(in crate::render) days: Option<i32>,
    pub(in crate::render) moved: Option<String>,
}

impl Change {
    /// The change in a sentence.
    fn text(&self, voice: Voice<'_>) -> String {
        let holes =
            [("field", self.field.as_str()), ("old", self.old.as_deref().unwrap_or_default()), ("new", &self.new)];
        let said = voice.filled(if self.old.is_some() { "change_from_to" } else { "change_to" }, &holes);
        match &self.moved {
            Some(moved) if voice.chinese => format!("{said}，{moved}"),
            Some(moved) => format!("{said}, {moved}"),
            None => said,
        }
    }
}

impl Line {
    /// The line as a sentence.
    pub(super) fn text(&self, voice: Voice<'_>) -> String {
        let titles: Vec<&str> = self.subjects.iter().map(|(title, ..)| title.as_str()).collect();
        let titles = titles.join(if voice.chinese { "、" } else { ", " });
        let mut said: Vec<String> = self.late.iter().cloned().collect();
        said.extend(self.change.as_ref().map(|change| change.text(voice)));
        said.extend(self.clauses.iter().map(|clause| bare(clause).to_owned()));
        let (comma, colon, semicolon, stop) =
            if voice.chinese { ("，", "：", "；", "。") } else { (", ", ": ", "; ", ".") };
        let mut out = format!("{}{comma}{titles}", self.date);
        if !said.is_empty() {
            out.push_str(colon);
            out.push_str(&said.join(semicolon));
        }
        out.push_str(stop);
        out
    }

    /// The line for programs.
    pub(super) fn json(&self, voice: Voice<'_>) -> Json {
        let subject =
            |(title, url, _): &(String, String, Option<String>)| json!({"title": title, "url": voice.absolute(url)});
        json!({
            "date": self.iso,
            "about": self.subjects.iter().map(subject).collect::<Vec<_>>(),
            "record": self.record.as_deref().map(|url| voice.absolute(url)),
            "change": self.change.as_ref().map(|c| json!({"field": c.field, "old": c.old, "new": c.new, "days": c.days})),
            "overdue": self.late.is_some(),
            "text": self.text(voice),
        })
    }
}

/// A clause without its full stop: others follow it.
fn bare(clause: &str) -> &str {
    clause.trim_end_matches(['。', '；', '.', ';', ' '])
}

/// A page as the subject of a line.
fn subject(voice: Voice<'_>, page: usize) -> (String, String, Option<String>) {
    let page = &voice.site.pages[in_language(voice.site, page, voice.language)];
    let tag = voice.site.config.languages[page.language].as_str();
    (page.title.clone(), page.url.clone(), (tag != voice.tag).then(|| tag.to_owned()))
}

/// `field value`, where the record knows it.
fn stated(voice: Voice<'_>, page: &Page, name: &str) -> Option<String> {
    let (field, value) = named(voice.site, page, name)?;
    let holes = [("field", field.title.get(voice.tag)), ("value", &*voice.value(field, value))];
    Some(voice.filled("clause", &holes))
}

/// What a text field says, where it says something.
fn said(voice: Voice<'_>, page: &Page, name: &str) -> Option<String> {
    let (field, value) = named(voice.site, page, name)?;
    matches!(value, FieldValue::Known(_)).then(|| voice.value(field, value))
}

/// How far a deadline moved.
fn moved(voice: Voice<'_>, old: When, new: When) -> (Option<i32>, Option<String>) {
    let (Some(from), Some(to)) = (old.bounds().1, new.bounds().1) else { return (None, None) };
    let days = days_between(from, to);
    let key = match days {
        0 => "moved_none",
        1.. => "moved_later",
        _ => "moved_earlier",
    };
    (Some(days), Some(voice.filled(key, &[("n", &days.abs().to_string())])))
}

/// The line of something that happened.
pub(super) fn event(voice: Voice<'_>, event: &Event) -> Line {
    let site = voice.site;
    let page = &site.pages[event.page];
    let mut line = Line { date: event.when.text(voice.chinese), iso: event.when.to_string(), ..Line::default() };
    line.subjects = event.subjects(site).into_iter().map(|p| subject(voice, p)).collect();
    let own = subject(voice, event.page);
    if line.subjects.is_empty() {
        line.subjects.push(own);
    } else if event.subjects(site) != [event.page] {
        line.record = Some(own.1);
    }
    match event.what {
        Happening::Update => {
            let target = event.subjects(site).first().copied();
            let state = |name: &str| {
                let text = said(voice, page, name)?;
                let found = target.and_then(|t| state_of(site, t, &text));
                Some(found.map_or(text, |(field, choice)| match &field.kind {
                    Kind::Choice(choices) => choices[choice].label.get(voice.tag).to_owned(),
                    _ => String::new(),
                }))
            };
            if let Some(new) = state("to_state") {
                let field = target.and_then(|t| match site.pages[t].kind {
                    PageKind::Record(c) => state_field(&site.collections[c]).map(|f| &site.collections[c].fields[f]),
                    _ => None,
                });
                let field = field.map_or_else(|| voice.word("change_state"), |f| f.title.get(voice.tag).to_owned());
                line.change = Some(Change { field, old: state("from_state"), new, days: None, moved: None });
            }
            line.clauses.extend(said(voice, page, "text"));
            line.clauses.extend(stated(voice, page, "evidence_level"));
        }
        Happening::Correction => {
            line.change = correction(voice, event);
            line.clauses.extend(said(voice, page, "type"));
            line.clauses.extend(stated(voice, page, "reason"));
        }
        Happening::Moved => postponed(voice, event, &mut line),
        Happening::Step => line.clauses.extend(step(voice, event)),
        Happening::Page => line.clauses.extend((!page.summary.is_empty()).then(|| page.summary.clone())),
        Happening::Meeting | Happening::Money | Happening::New | Happening::Document => {
            line.clauses = columns(voice, page, event.at);
        }
    }
    line
}

/// What the list of a collection shows of a record, beside its day and what is not known.
fn columns(voice: Voice<'_>, page: &Page, at: Option<At>) -> Vec<String> {
    let PageKind::Record(c) = page.kind else { return Vec::new() };
    let schema = &voice.site.collections[c];
    let shown = schema.columns.iter().filter(|i| at.is_none_or(|at| at.field != **i));
    let known = shown.filter_map(|i| {
        let field = &schema.fields[*i];
        let value = page.value(FieldRef::Collection(c, *i)).filter(|v| matches!(v, FieldValue::Known(_)))?;
        let said = voice.value(field, value);
        // A choice says by itself what it is.
        let is_plain = matches!(field.kind, Kind::Choice(_));
        let holes = [("field", field.title.get(voice.tag)), ("value", said.as_str())];
        Some(if is_plain { said.clone() } else { voice.filled("clause", &holes) })
    });
    known.take(3).collect()
}

fn correction(voice: Voice<'_>, event: &Event) -> Option<Change> {
    let page = &voice.site.pages[event.page];
    let (old, new) = (said(voice, page, "old")?, said(voice, page, "new")?);
    let name = said(voice, page, "field").unwrap_or_default();
    let target = event.subjects(voice.site).first().map(|t| voice.site.pages[*t].kind);
    let field = match target {
        Some(PageKind::Record(c)) => voice.site.collections[c].fields.iter().find(|f| f.words().any(|w| w == name)),
        _ => None,
    };
    let is_date = field.is_some_and(|f| matches!(f.kind, Kind::Date { .. }));
    let both = When::parse(&old).ok().zip(When::parse(&new).ok()).filter(|_| is_date);
    // A deadline is moved; any other date was only wrong.
    let is_deadline =
        field.is_some_and(|f| matches!(f.name.as_str(), "due_original" | "due" | "planned_end" | "current_end"));
    let far = both.filter(|_| is_deadline).map(|(old, new)| moved(voice, old, new));
    let (days, moved) = far.unwrap_or_default();
    // Dates are told as dates everywhere.
    let (old, new) = match both {
        Some((old, new)) => (old.text(voice.chinese), new.text(voice.chinese)),
        None => (old, new),
    };
    let field = field.map_or(name, |f| f.title.get(voice.tag).to_owned());
    Some(Change { field, old: Some(old), new, days, moved })
}

/// A small record: its fields by index.
type Item<'a> = &'a [(usize, FieldValue)];

/// The small record that an event stands in, with its fields.
fn item_of<'a>(site: &'a Site, page: &'a Page, at: At) -> Option<(&'a [Field], Item<'a>)> {
    let PageKind::Record(c) = page.kind else { return None };
    let Kind::Items(inner) = &site.collections[c].fields[at.field].kind else { return None };
    let Some(FieldValue::Known(items)) = page.value(FieldRef::Collection(c, at.field)) else { return None };
    match items.get(at.item?.0) {
        Some(Value::Item(item)) => Some((inner, item)),
        _ => None,
    }
}

fn date_in(item: &[(usize, FieldValue)], fields: &[Field], name: &str) -> Option<When> {
    let found = item.iter().find(|(i, _)| fields[*i].name == name);
    match found {
        Some((_, FieldValue::Known(values))) => match values.as_slice() {
            [Value::Date(when)] => Some(*when),
            _ => None,
        },
        _ => None,
    }
}

fn postponed(voice: Voice<'_>, event: &Event, line: &mut Line) {
    let site = voice.site;
    let page = &site.pages[event.page];
    let Some(at) = event.at else { return };
    let Some((fields, item)) = item_of(site, page, at) else { return };
    let Some(new) = date_in(item, fields, "new") else { return };
    let number = at.item.map_or(0, |(n, _)| n);
    let before = number.checked_sub(1).and_then(|n| {
        let (fields, item) = item_of(site, page, At { item: Some((n, 0)), ..at })?;
        date_in(item, fields, "new")
    });
    let first = named(site, page, "due_original");
    let original = match first {
        Some((_, FieldValue::Known(values))) => match values.as_slice() {
            [Value::Date(when)] => Some(*when),
            _ => None,
        },
        _ => None,
    };
    let old = before.or(original);
    let (days, moved) = old.map_or((None, None), |old| moved(voice, old, new));
    let old = old.map(|old| old.text(voice.chinese)).or_else(|| first.map(|(field, value)| voice.value(field, value)));
    let field = first.map_or_else(|| voice.word("change_due"), |(field, _)| field.title.get(voice.tag).to_owned());
    line.change = Some(Change { field, old, new: new.text(voice.chinese), days, moved });
    for name in ["reason", "decided_by"] {
        if let Some((i, value)) = item.iter().find(|(i, _)| fields[*i].name == name) {
            let holes = [("field", fields[*i].title.get(voice.tag)), ("value", &*voice.value(&fields[*i], value))];
            line.clauses.push(voice.filled("clause", &holes));
        }
    }
}

/// What a small record is called: its first text.
fn item_name(voice: Voice<'_>, fields: &[Field], item: &[(usize, FieldValue)]) -> Option<String> {
    let (i, value) = item
        .iter()
        .filter(|(i, v)| matches!((&fields[*i].kind, v), (Kind::Text, FieldValue::Known(_))))
        .min_by_key(|(i, _)| *i)?;
    Some(voice.value(&fields[*i], value))
}

fn step(voice: Voice<'_>, event: &Event) -> Option<String> {
    let page = &voice.site.pages[event.page];
    let (at, PageKind::Record(c)) = (event.at?, page.kind) else { return None };
    let schema = &voice.site.collections[c];
    if at.item.is_none() {
        return Some(schema.fields[at.field].title.get(voice.tag).to_owned());
    }
    let (fields, item) = item_of(voice.site, page, at)?;
    item_name(voice, fields, item).or_else(|| Some(schema.fields[at.field].title.get(voice.tag).to_owned()))
}

/// The line of a deadline, as it stood at the end of a day; `late`: it is told because it passed.
pub(super) fn deadline(voice: Voice<'_>, deadline: &Deadline, until: Day, late: bool) -> Line {
    let site = voice.site;
    let page = &site.pages[deadline.page];
    let mut line = Line {
        date: deadline.when.text(voice.chinese),
        iso: deadline.when.to_string(),
        subjects: vec![subject(voice, deadline.page)],
        ..Line::default()
    };
    if late {
        let days = days_between(deadline.last, until).max(1);
        line.late = Some(voice.filled("late_by", &[("n", &days.to_string())]));
    }
    let PageKind::Record(c) = page.kind else { return line };
    let schema = &site.collections[c];
    let item = item_of(site, page, deadline.at);
    match item {
        Some((fields, item)) => line.clauses.extend(item_name(voice, fields, item)),
        None => line.clauses.push(schema.singular.get(voice.tag).to_owned()),
    }
    if let Some(original) = deadline.original {
        let (_, far) = moved(voice, original, deadline.when);
        let holes = [("date", &*original.text(voice.chinese)), ("moved", &*far.unwrap_or_default())];
        line.clauses.push(voice.filled("first_due", &holes));
    }
    match deadline.done {
        Done::Yes(Some(day)) if day <= until => {
            line.clauses.push(voice.filled("done_on", &[("date", &voice.day(day))]));
        }
        Done::Yes(None) => line.clauses.push(voice.word("done_undated")),
        _ => {
            let state = match item {
                Some((fields, item)) => {
                    item.iter().find(|(i, _)| fields[*i].name == "state").map(|(i, v)| (&fields[*i], v))
                }
                None => {
                    state_field(schema).and_then(|i| Some((&schema.fields[i], page.value(FieldRef::Collection(c, i))?)))
                }
            };
            if let Some((field, value)) = state {
                let holes = [("field", field.title.get(voice.tag)), ("value", &*voice.value(field, value))];
                line.clauses.push(voice.filled("clause", &holes));
            }
        }
    }
    line.clauses.extend(stated(voice, page, "responsible"));
    line
}

/// The records that a record refers to.
pub(super) fn referred(site: &Site, page: usize) -> Vec<usize> {
    let values = site.pages[page].fields.iter().filter_map(|(_, v)| match v {
        FieldValue::Known(values) => Some(values),
        FieldValue::Unknown(..) => None,
    });
    values.flatten().filter_map(|v| if let Value::Record(page) = v { Some(*page) } else { None }).collect()
}
