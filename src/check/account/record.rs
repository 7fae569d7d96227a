//! Records as rules on them see them: fields by their names in the model, choices by their codes. No rule knows an id, a
//! title or a word of a town.

use std::collections::BTreeMap;

use crate::diagnostic::{Place, Text};
use crate::model::{Field, FieldRef, FieldValue, Kind, Page, PageKind, Schema, Site, Track, Unknown, Value};
use crate::text;
use crate::value::When;

/// A record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rec<'s> {
    pub(crate) site: &'s Site,
    pub(crate) page: usize,
    pub(crate) collection: usize,
}

/// What a field says.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Given<'s> {
    /// There is no such field, or the record lacks it.
    Absent,
    /// It is not stated, and why.
    Unknown(Unknown),
    /// Its values.
    Known(&'s [Value]),
}

/// A small record in a field.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item<'s> {
    fields: &'s [Field],
    values: &'s [(usize, FieldValue)],
}

/// The record of a page.
pub(crate) fn record(site: &Site, page: usize) -> Option<Rec<'_>> {
    match site.pages[page].kind {
        PageKind::Record(collection) => Some(Rec { site, page, collection }),
        _ => None,
    }
}

/// All records in the default language, by collection and then as their sources have them: what they are called decides
/// nothing.
pub(crate) fn records(site: &Site) -> impl Iterator<Item = Rec<'_>> {
    let mut all: Vec<(usize, usize)> =
        site.records.iter().map(|((collection, _), page)| (*collection, *page)).collect();
    all.sort_unstable();
    all.into_iter().map(|(collection, page)| Rec { site, page, collection })
}

/// Records by those that a field of theirs names: many a rule goes from one to the other, in a site of any size.
pub(crate) fn by_ref<'s>(records: &[Rec<'s>], name: &str) -> BTreeMap<usize, Vec<Rec<'s>>> {
    let mut out: BTreeMap<usize, Vec<Rec<'s>>> = BTreeMap::new();
    for rec in records {
        for page in rec.refs(name) {
            out.entry(page).or_default().push(*rec);
        }
    }
    out
}

/// The records of all collections that have these fields.
pub(crate) fn with<'s>(site: &'s Site, names: &[&str]) -> Vec<Rec<'s>> {
    let has = |schema: &Schema| names.iter().all(|name| schema.fields.iter().any(|f| f.name == *name));
    let fit: Vec<bool> = site.collections.iter().map(has).collect();
    records(site).filter(|rec| fit[rec.collection]).collect()
}

impl<'s> Rec<'s> {
    pub(crate) fn here(self) -> &'s Page {
        &self.site.pages[self.page]
    }

    pub(crate) fn schema(self) -> &'s Schema {
        &self.site.collections[self.collection]
    }

    /// Index of a field.
    pub(crate) fn field(self, name: &str) -> Option<usize> {
        self.schema().fields.iter().position(|f| f.name == name)
    }

    /// What a field says, by its index.
    pub(crate) fn at(self, field: usize) -> Given<'s> {
        let wanted = FieldRef::Collection(self.collection, field);
        given(self.here().value(wanted))
    }

    /// What a field says.
    pub(crate) fn given(self, name: &str) -> Given<'s> {
        self.field(name).map_or(Given::Absent, |field| self.at(field))
    }

    /// Whether a field says anything.
    pub(crate) fn knows(self, name: &str) -> bool {
        matches!(self.given(name), Given::Known(values) if !values.is_empty())
    }

    /// The first value of a field.
    pub(crate) fn value(self, name: &str) -> Option<&'s Value> {
        self.given(name).first()
    }

    /// The code of the choice in a field.
    pub(crate) fn code(self, name: &str) -> Option<&'s str> {
        code(&self.schema().fields[self.field(name)?], self.value(name)?)
    }

    pub(crate) fn date(self, name: &str) -> Option<When> {
        self.given(name).date()
    }

    /// The deadline of a promise that is in force: the last one that it was changed to, else the first.
    pub(crate) fn deadline(self) -> Option<When> {
        let changed = self.items("due_changes").last().and_then(|item| item.at("new").date());
        changed.or_else(|| self.date("due_original"))
    }

    /// Whether a promise is kept, dropped or replaced: its deadline is waited for no more.
    pub(crate) fn is_settled(self) -> bool {
        matches!(self.code("delivery"), Some("delivered" | "delivered_changed" | "dropped" | "superseded"))
    }

    /// The records that a field names, by their pages.
    pub(crate) fn refs(self, name: &str) -> Vec<usize> {
        self.given(name).refs()
    }

    /// The records that a field names, as records.
    pub(crate) fn linked(self, name: &str) -> impl Iterator<Item = Rec<'s>> {
        self.refs(name).into_iter().filter_map(move |page| record(self.site, page))
    }

    /// A record of another page.
    pub(crate) fn linked_to(self, page: usize) -> Option<Rec<'s>> {
        record(self.site, page)
    }

    pub(crate) fn text(self, name: &str) -> Option<&'s str> {
        if let Some(Value::Text(text)) = self.value(name) { Some(text) } else { None }
    }

    /// The small records in a field.
    pub(crate) fn items(self, name: &str) -> Vec<Item<'s>> {
        self.field(name).map_or_else(Vec::new, |field| self.items_at(field))
    }

    pub(crate) fn items_at(self, field: usize) -> Vec<Item<'s>> {
        let (Kind::Items(fields), Given::Known(values)) = (&self.schema().fields[field].kind, self.at(field)) else {
            return Vec::new();
        };
        let item = |v: &'s Value| if let Value::Item(values) = v { Some(Item { fields, values }) } else { None };
        values.iter().filter_map(item).collect()
    }

    /// Where a field of it is written; with none, where the record begins.
    pub(in crate::check) fn place_of(self, field: Option<&str>) -> Place {
        match field.and_then(|name| self.field(name)) {
            Some(field) => self.here().source.field_place(&self.schema().fields[field]),
            None => self.here().source.place(None),
        }
    }

    /// “its title”.
    pub(crate) fn named(self) -> Text {
        super::quoted(&self.here().title)
    }

    /// What a field is called.
    pub(crate) fn label(self, name: &str) -> Text {
        let Some(field) = self.field(name).map(|i| &self.schema().fields[i]) else { return text!("{name}", "{name}") };
        let (zh, en) = (field.title.get("zh-CN"), field.title.get("en"));
        text!("{zh}", "{en}")
    }

    /// A field in words: its values, or that it is not stated.
    pub(crate) fn words(self, name: &str) -> Text {
        let Some(field) = self.field(name).map(|i| &self.schema().fields[i]) else { return text!("", "") };
        match self.given(name) {
            Given::Known(values) => super::list(values.iter().map(|v| super::value(self.site, field, v))),
            Given::Unknown(Unknown::NotApplicable) => text!("不适用", "does not apply"),
            _ => text!("原文未写", "not stated"),
        }
    }

    /// The steps of its track.
    pub(crate) fn track(self) -> Option<&'s Track> {
        let machine = self.schema().machine.as_ref()?;
        let track = match machine.track.map(|field| self.at(field).first()) {
            None => None,
            Some(Some(Value::Choice(choice))) => Some(*choice),
            Some(_) => return None,
        };
        machine.tracks.iter().find(|t| t.track == track)
    }

    /// How far it is in its track, and how many steps that has.
    pub(crate) fn step(self) -> Option<(usize, usize)> {
        let machine = self.schema().machine.as_ref()?;
        let Value::Choice(state) = self.at(machine.state).first()? else { return None };
        let track = self.track()?;
        Some((track.steps.iter().position(|s| s == state)?, track.steps.len()))
    }

    /// Where a state of that code stands in its track.
    pub(crate) fn step_of(self, code: &str) -> Option<usize> {
        let machine = self.schema().machine.as_ref()?;
        let Kind::Choice(choices) = &self.schema().fields[machine.state].kind else { return None };
        self.track()?.steps.iter().position(|s| choices[*s].value == code)
    }

    /// The state of its machine that goes by that code or name, whatever its track.
    pub(in crate::check) fn state_called(self, name: &str) -> Option<usize> {
        let machine = self.schema().machine.as_ref()?;
        let Kind::Choice(choices) = &self.schema().fields[machine.state].kind else { return None };
        choices.iter().position(|c| c.value == name || c.label.all().any(|label| label == name))
    }

    /// Where the state that goes by that code or name stands in its track.
    pub(in crate::check) fn step_called(self, name: &str) -> Option<usize> {
        let state = self.state_called(name)?;
        self.track()?.steps.iter().position(|s| *s == state)
    }

    /// What the state of that code is called.
    pub(in crate::check) fn called(self, code: &str) -> Text {
        let found = self.schema().machine.as_ref().zip(self.state_called(code));
        found.map_or_else(
            || text!("{code}", "{code}"),
            |(machine, state)| super::value(self.site, &self.schema().fields[machine.state], &Value::Choice(state)),
        )
    }

    /// What its state is called.
    pub(crate) fn state(self) -> Text {
        let field = self.schema().machine.as_ref().map(|m| self.schema().fields[m.state].name.as_str());
        self.words(field.unwrap_or("state"))
    }

    /// Whether what it says rests on more than somebody's own word.
    pub(crate) fn has_evidence(self) -> bool {
        matches!(self.code("evidence_level"), Some("document" | "verified"))
    }
}

impl<'s> Given<'s> {
    pub(crate) fn first(self) -> Option<&'s Value> {
        if let Given::Known(values) = self { values.first() } else { None }
    }

    pub(crate) fn date(self) -> Option<When> {
        if let Some(Value::Date(when)) = self.first() { Some(*when) } else { None }
    }

    pub(crate) fn refs(self) -> Vec<usize> {
        let Given::Known(values) = self else { return Vec::new() };
        let page = |v: &Value| if let Value::Record(page) = v { Some(*page) } else { None };
        values.iter().filter_map(page).collect()
    }
}

impl<'s> Item<'s> {
    pub(crate) fn at(self, name: &str) -> Given<'s> {
        let Some(field) = self.fields.iter().position(|f| f.name == name) else { return Given::Absent };
        given(self.values.iter().find(|(i, _)| *i == field).map(|(_, v)| v))
    }

    pub(crate) fn has(self, name: &str) -> bool {
        self.fields.iter().any(|f| f.name == name)
    }

    pub(crate) fn text(self, name: &str) -> Option<&'s str> {
        if let Some(Value::Text(text)) = self.at(name).first() { Some(text) } else { None }
    }

    pub(crate) fn code(self, name: &str) -> Option<&'s str> {
        code(self.fields.iter().find(|f| f.name == name)?, self.at(name).first()?)
    }

    /// The choice of a field in words.
    pub(crate) fn words(self, site: &Site, name: &str) -> Text {
        let field = self.fields.iter().find(|f| f.name == name);
        match field.zip(self.at(name).first()) {
            Some((field, value)) => super::value(site, field, value),
            None => text!("原文未写", "not stated"),
        }
    }
}

fn given(value: Option<&FieldValue>) -> Given<'_> {
    match value {
        None => Given::Absent,
        Some(FieldValue::Unknown(unknown, _)) => Given::Unknown(*unknown),
        Some(FieldValue::Known(values)) => Given::Known(values),
    }
}

fn code<'s>(field: &'s Field, value: &Value) -> Option<&'s str> {
    match (&field.kind, value) {
        (Kind::Choice(choices), Value::Choice(i)) => Some(choices[*i].value.as_str()),
        _ => None,
    }
}
