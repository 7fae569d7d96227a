//! Events: what records and pages say of a day, by the name of the field that the day stands in.

use std::collections::BTreeMap;

use super::super::deadline::End;
use crate::model::{Field, FieldRef, FieldValue, Kind, Page, PageKind, Schema, Site, Value};
use crate::value::{Bound, CivilDay as Day, PartialDate, When};

/// What kind of thing happened, in the order in which bulletins tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render) enum Happening {
    /// A record went a step on: an entry of `updates`.
    Update,
    /// A record has a new actual date: `actual_end`, `met`.
    Step,
    /// A meeting was held.
    Meeting,
    /// A contract was signed, a payment made.
    Money,
    /// Something was promised, found or awarded.
    New,
    /// A document was issued.
    Document,
    /// A page was published.
    Page,
    /// A deadline was moved.
    Moved,
    /// Something was corrected.
    Correction,
}

impl Happening {
    pub(in crate::render) const ALL: [Happening; 9] = [
        Happening::Update,
        Happening::Step,
        Happening::Meeting,
        Happening::Money,
        Happening::New,
        Happening::Document,
        Happening::Page,
        Happening::Moved,
        Happening::Correction,
    ];

    /// Its name for programs; the word of the theme is `happening_` and this.
    pub(in crate::render) fn name(self) -> &'static str {
        match self {
            Happening::Update => "update",
            Happening::Step => "step",
            Happening::Meeting => "meeting",
            Happening::Money => "money",
            Happening::New => "new",
            Happening::Document => "document",
            Happening::Page => "page",
            Happening::Moved => "moved",
            Happening::Correction => "correction",
        }
    }

    /// What a date in a field of that name tells of.
    fn of(schema: &Schema, field: &str) -> Option<Happening> {
        let has = |name: &str| schema.fields.iter().any(|f| f.name == name);
        Some(match field {
            "happened_on" => Happening::Update,
            "actual_start" | "actual_end" => Happening::Step,
            "held_on" => Happening::Meeting,
            "signed" | "paid_on" => Happening::Money,
            "made_on" | "found_on" | "decided_on" => Happening::New,
            "date_issued" => Happening::Document,
            "published_on" if has("old") && has("new") => Happening::Correction,
            "published_on" => Happening::Document,
            _ => return None,
        })
    }

    /// The same in small records.
    fn within(list: &str, field: &str) -> Option<Happening> {
        match (list, field) {
            ("due_changes", "decided_on") => Some(Happening::Moved),
            (_, "met" | "met_on") => Some(Happening::Step),
            _ => None,
        }
    }
}

/// Where a date stands: the field, and in a list of small records which of them and its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render) struct At {
    pub(in crate::render) field: usize,
    pub(in crate::render) item: Option<(usize, usize)>,
}

/// Something that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) struct Event {
    pub(in crate::render) what: Happening,
    /// The page that says so.
    pub(in crate::render) page: usize,
    /// Where; none: when it was published.
    pub(in crate::render) at: Option<At>,
    pub(in crate::render) when: When,
}

impl Event {
    /// Whether it changed what a record says.
    pub(in crate::render) fn is_change(&self) -> bool {
        matches!(self.what, Happening::Update | Happening::Moved | Happening::Correction)
    }

    /// The records that it is about: of updates and corrections those that they name, else the record itself.
    pub(in crate::render) fn subjects(&self, site: &Site) -> Vec<usize> {
        match self.what {
            Happening::Update | Happening::Correction => targets(site, self.page),
            _ => vec![self.page],
        }
    }
}

/// The value of a field of a record, by the field's name.
pub(in crate::render) fn named<'a>(site: &'a Site, page: &'a Page, name: &str) -> Option<(&'a Field, &'a FieldValue)> {
    let PageKind::Record(c) = page.kind else { return None };
    let at = site.collections[c].fields.iter().position(|f| f.name == name)?;
    Some((&site.collections[c].fields[at], page.value(FieldRef::Collection(c, at))?))
}

fn targets(site: &Site, page: usize) -> Vec<usize> {
    let Some((_, FieldValue::Known(values))) = named(site, &site.pages[page], "record") else { return Vec::new() };
    values.iter().filter_map(|v| if let Value::Record(page) = v { Some(*page) } else { None }).collect()
}

/// The field that holds the state of a collection's records.
pub(in crate::render) fn state_field(schema: &Schema) -> Option<usize> {
    schema.machine.as_ref().map(|m| m.state).or_else(|| schema.fields.iter().position(|f| f.name == "delivery"))
}

/// The state of a record that a text names, by value or label: the field and the choice.
pub(in crate::render) fn state_of<'a>(site: &'a Site, page: usize, text: &str) -> Option<(&'a Field, usize)> {
    let PageKind::Record(c) = site.pages[page].kind else { return None };
    let field = &site.collections[c].fields[state_field(&site.collections[c])?];
    let Kind::Choice(choices) = &field.kind else { return None };
    let choice = choices.iter().position(|c| c.value == text || c.label.all().any(|l| l == text))?;
    Some((field, choice))
}

/// What the dates of a collection's fields tell of.
enum Role {
    None,
    Day(Happening),
    Items(Vec<(usize, Happening)>),
}

fn roles(schema: &Schema) -> Vec<Role> {
    let role = |field: &Field| match &field.kind {
        Kind::Date { .. } if !field.list => Happening::of(schema, &field.name).map_or(Role::None, Role::Day),
        Kind::Items(inner) => {
            let dated = inner.iter().enumerate().filter(|(_, f)| matches!(f.kind, Kind::Date { .. }));
            Role::Items(dated.filter_map(|(i, f)| Some((i, Happening::within(&field.name, &f.name)?))).collect())
        }
        _ => Role::None,
    };
    schema.fields.iter().map(role).collect()
}

fn all(schema: &Schema) -> impl Iterator<Item = Happening> {
    roles(schema).into_iter().flat_map(|role| match role {
        Role::None => Vec::new(),
        Role::Day(what) => vec![what],
        Role::Items(items) => items.into_iter().map(|(_, what)| what).collect(),
    })
}

/// Whether a collection tells of what happens.
pub(super) fn tells(schema: &Schema) -> bool {
    all(schema).next().is_some()
}

/// Whether a collection tells of changes.
pub(super) fn tells_of_changes(schema: &Schema) -> bool {
    all(schema).any(|w| matches!(w, Happening::Update | Happening::Moved | Happening::Correction))
}

/// All events until a day, and by record the first day on which an update says that it is done.
pub(super) fn gather(site: &Site, pages: &[usize], as_of: Day) -> (Vec<Event>, BTreeMap<usize, Day>) {
    let roles: Vec<Vec<Role>> = site.collections.iter().map(roles).collect();
    let mut out: Vec<Event> = Vec::new();
    let mut add = |what, page, at, when: When| {
        // What is only bounded on one side has no day of its own; what lies ahead has not happened.
        if when.bound == Bound::Within && when.bounds().0.is_some_and(|first| first <= as_of) {
            out.push(Event { what, page, at, when });
        }
    };
    for index in pages.iter().copied() {
        let page = &site.pages[index];
        if page.kind == PageKind::Page
            && let Some(published) = page.published
        {
            add(Happening::Page, index, None, When::at(PartialDate::day(published.date())));
        }
        for (reference, value) in &page.fields {
            let (FieldRef::Collection(c, field), FieldValue::Known(values)) = (*reference, value) else { continue };
            match &roles[c][field] {
                Role::None => {}
                Role::Day(what) => {
                    if let [Value::Date(when)] = values.as_slice() {
                        add(*what, index, Some(At { field, item: None }), *when);
                    }
                }
                Role::Items(dated) => {
                    for (n, value) in values.iter().enumerate() {
                        let Value::Item(inner) = value else { continue };
                        for (i, what) in dated {
                            if let Some(when) = date_of(inner, *i) {
                                add(*what, index, Some(At { field, item: Some((n, *i)) }), when);
                            }
                        }
                    }
                }
            }
        }
    }
    let last = |e: &Event| e.when.bounds().1;
    out.sort_by(|a, b| {
        let key = |e: &Event| (last(e), e.when, e.what);
        key(a).cmp(&key(b)).then_with(|| site.pages[a.page].route.cmp(&site.pages[b.page].route)).then(a.at.cmp(&b.at))
    });
    let done = done(site, &out);
    (out, done)
}

fn done(site: &Site, events: &[Event]) -> BTreeMap<usize, Day> {
    let mut out = BTreeMap::new();
    for event in events.iter().filter(|e| e.what == Happening::Update) {
        let Some(day) = event.when.bounds().1 else { continue };
        let Some(to) = text_of(site, event.page, "to_state") else { continue };
        for target in targets(site, event.page) {
            if state_of(site, target, to)
                .is_some_and(|(field, choice)| super::due::end(field, choice) == End::Done(None))
            {
                out.entry(target).or_insert(day);
            }
        }
    }
    out
}

/// The text in a field of a record, by the field's name.
pub(super) fn text_of<'a>(site: &'a Site, page: usize, name: &str) -> Option<&'a str> {
    match named(site, &site.pages[page], name)? {
        (_, FieldValue::Known(values)) => match values.as_slice() {
            [Value::Text(text)] => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// The date in a field of a small record.
pub(super) fn date_of(item: &[(usize, FieldValue)], field: usize) -> Option<When> {
    match item.iter().find(|(i, _)| *i == field) {
        Some((_, FieldValue::Known(values))) => match values.as_slice() {
            [Value::Date(when)] => Some(*when),
            _ => None,
        },
        _ => None,
    }
}
