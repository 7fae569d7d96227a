//! Records in an order, and as many of them as are wanted.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::model::figure::{Counts, Measured, Selection, value_of};
use crate::model::site::{FieldValue, Site, Value};
use crate::value::Dimension;

/// By what records are ordered; `None` in [`Chosen`]: as in their list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A field, by its index; records that do not say come last.
    Field(usize),
    /// The title.
    Title,
    /// The id.
    Id,
}

/// Records in an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Which.
    pub selection: Selection,
    /// By what they are ordered.
    pub by: Option<By>,
    /// The other way round.
    pub descending: bool,
    /// How many at most.
    pub limit: Option<usize>,
}

/// What is chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// The records that are shown.
    pub shown: Vec<usize>,
    /// All of them.
    pub all: Vec<usize>,
    /// How many more there may be: whether they are meant is not known.
    pub open: usize,
}

impl Chosen {
    /// The records.
    pub fn rows(&self, site: &Site) -> Rows {
        let selected = self.selection.select(site);
        let mut all = selected.records;
        match self.by {
            // They are in the order of their ids.
            Some(By::Id) => {}
            Some(By::Title) => all.sort_by(|a, b| site.pages[*a].title.cmp(&site.pages[*b].title)),
            Some(By::Field(field)) => all.sort_by(|a, b| self.compare(site, field, *a, *b)),
            None => {
                let places = places(site);
                all.sort_by_key(|page| places.get(page));
            }
        }
        if self.descending {
            all.reverse();
            if let Some(By::Field(field)) = self.by {
                // Those that do not say are last in either direction.
                all.sort_by_key(|page| self.value(site, field, *page).is_none());
            }
        }
        let shown = all.iter().take(self.limit.unwrap_or(usize::MAX)).copied().collect();
        Rows { shown, all, open: selected.open.len() }
    }

    fn value<'s>(&self, site: &'s Site, field: usize, page: usize) -> Option<&'s Value> {
        match value_of(&site.pages[page], self.selection.collection, field)? {
            FieldValue::Known(values) => values.first(),
            FieldValue::Unknown(..) => None,
        }
    }

    fn compare(&self, site: &Site, field: usize, a: usize, b: usize) -> Ordering {
        match (self.value(site, field, a), self.value(site, field, b)) {
            (Some(a), Some(b)) => order(site, a, b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        }
    }
}

/// Where every page stands in the lists of the sections.
fn places(site: &Site) -> HashMap<usize, usize> {
    (0..site.sections.len()).flat_map(|s| site.listed(s)).enumerate().map(|(place, page)| (*page, place)).collect()
}

fn order(site: &Site, a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Date(a), Value::Date(b)) => a.partial_cmp(b).unwrap_or(Ordering::Equal),
        (Value::Choice(a), Value::Choice(b)) => a.cmp(b),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        (Value::Record(a), Value::Record(b)) => site.pages[*a].title.cmp(&site.pages[*b].title),
        _ => match (Measured::of(a), Measured::of(b)) {
            // What does not count the same is not compared, only kept together.
            (Some(a), Some(b)) => kind(a.counts).cmp(&kind(b.counts)).then(a.value.cmp(&b.value)),
            _ => Ordering::Equal,
        },
    }
}

/// What a value counts, in an order of its own.
fn kind(counts: Counts) -> (u8, Option<Dimension>, &'static str) {
    match counts {
        Counts::Money => (0, None, ""),
        Counts::Of(unit) if unit.dimension == Dimension::Count => (1, Some(unit.dimension), unit.name),
        Counts::Of(unit) => (1, Some(unit.dimension), ""),
        Counts::Number => (2, None, ""),
    }
}
