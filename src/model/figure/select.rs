//! Selections: the records of a collection that meet some conditions.

use super::condition::{Condition, value_of};
use crate::model::schema::{Field, Kind};
use crate::model::site::{FieldValue, Site, Value};

/// Some records of a collection, and a field of theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The collection.
    pub collection: usize,
    /// The field that is taken.
    pub field: Option<usize>,
    /// What the records have to meet, all of it.
    pub conditions: Vec<Condition>,
    /// Where the field holds small records: which of their fields is taken, and what they have to meet.
    pub inner: Option<(usize, Vec<Condition>)>,
}

/// What a selection finds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selected {
    /// Records that meet all conditions, in the order of their ids.
    pub records: Vec<usize>,
    /// Records of which that is not known, each with the field that does not say.
    pub open: Vec<(usize, usize)>,
}

/// What a small record gives to a selection.
enum Found<'s> {
    Values(&'s [Value]),
    Open,
    Not,
}

fn of_item<'s>(item: &'s Value, fields: &[Field], sub: usize, conditions: &[Condition]) -> Found<'s> {
    let Value::Item(values) = item else { return Found::Not };
    let value = |field: usize| values.iter().find(|(at, _)| *at == field).map(|(_, value)| value);
    let mut open = false;
    for condition in conditions {
        match condition.meets_value(value(condition.field), fields.get(condition.field).is_some_and(|f| f.required)) {
            Some(true) => {}
            Some(false) => return Found::Not,
            None => open = true,
        }
    }
    match value(sub) {
        Some(FieldValue::Known(values)) if !open => Found::Values(values),
        _ => Found::Open,
    }
}

impl Selection {
    /// The records.
    pub fn select(&self, site: &Site) -> Selected {
        let mut out = Selected::default();
        let all = site.records.range((self.collection, String::new())..(self.collection + 1, String::new()));
        for page in all.map(|(_, page)| *page) {
            let mut open = None;
            let mut fails = false;
            for condition in &self.conditions {
                match condition.meets(site, self.collection, &site.pages[page]) {
                    Some(true) => {}
                    Some(false) => fails = true,
                    None => open = open.or(Some(condition.field)),
                }
            }
            match (fails, open) {
                (true, _) => {}
                (false, Some(field)) => out.open.push((page, field)),
                (false, None) => out.records.push(page),
            }
        }
        out
    }

    /// The values of the field, by record; what does not say goes to `open`.
    pub fn values<'s>(&self, site: &'s Site, selected: &mut Selected) -> Vec<(usize, &'s Value)> {
        let Some(field) = self.field else { return Vec::new() };
        let mut out = Vec::new();
        for page in &selected.records {
            match (value_of(&site.pages[*page], self.collection, field), &self.inner) {
                (Some(FieldValue::Known(values)), None) => out.extend(values.iter().map(|v| (*page, v))),
                (Some(FieldValue::Known(items)), Some((sub, conditions))) => {
                    let fields = match &site.collections[self.collection].fields[field].kind {
                        Kind::Items(fields) => fields.as_slice(),
                        _ => &[],
                    };
                    for item in items {
                        match of_item(item, fields, *sub, conditions) {
                            Found::Values(values) => out.extend(values.iter().map(|v| (*page, v))),
                            Found::Open => selected.open.push((*page, field)),
                            Found::Not => {}
                        }
                    }
                }
                // A record without small records has none.
                (None, Some(_)) => {}
                _ => selected.open.push((*page, field)),
            }
        }
        out
    }

    /// Whether its count proves something: the collection claims to be complete.
    pub fn is_complete(&self, site: &Site) -> bool {
        site.collections[self.collection].complete.is_some()
    }
}
