//! Money by its stages, each kept apart; and what other records state of money.

use super::amounts::Sum;
use crate::check::{Given, Rec};
use crate::model::block::ladder_fields;
use crate::model::{FieldRef, FieldValue, Kind, PageKind, Schema, Site, Value};
use crate::render::views::Views;

/// The stages of the money of a collection.
#[derive(Debug, Clone, Default)]
pub(in crate::render) struct Funds {
    /// The fields with amounts, in the order of their stages.
    pub(in crate::render) stages: Vec<usize>,
    /// What all records state of each.
    pub(in crate::render) sums: Vec<Sum>,
    /// Records, with the records that their money is for.
    pub(in crate::render) rows: Vec<(usize, Vec<usize>)>,
    /// Collections of what is agreed and paid.
    pub(in crate::render) onward: Vec<usize>,
    /// Amounts that records of other collections state: page and field.
    pub(in crate::render) elsewhere: Vec<(usize, usize)>,
}

/// The money of a collection, in a language.
pub(in crate::render) fn funds(site: &Site, views: &Views, collection: usize, language: usize) -> Funds {
    let schema = &site.collections[collection];
    let stages = ladder_fields(&schema.fields);
    let recs: Vec<Rec<'_>> =
        views.records(collection, language).iter().filter_map(|page| views.said(site, *page)).collect();
    let mut sums = vec![Sum::default(); stages.len()];
    for rec in &recs {
        sums.iter_mut().zip(&stages).for_each(|(sum, field)| sum.add(*rec, *field));
    }
    let onward: Vec<usize> =
        (0..site.collections.len()).filter(|c| is_onward(&site.collections[*c], &schema.name)).collect();
    let others = (0..site.collections.len()).filter(|c| *c != collection && !onward.contains(c));
    let elsewhere = others
        .flat_map(|c| views.records(c, language))
        .flat_map(|page| stated(site, views.base(site, *page)))
        .collect();
    let rows = recs.iter().map(|rec| (rec.page, meant_for(*rec))).collect();
    Funds { stages, sums, rows, onward, elsewhere }
}

/// Whether a collection holds contracts, or payments out of these funds.
fn is_onward(schema: &Schema, funds: &str) -> bool {
    let has = |name: &str| schema.fields.iter().any(|f| f.name == name);
    let has_amount = schema.fields.iter().any(|f| matches!(f.kind, Kind::Amount { .. }));
    let pays = schema.fields.iter().any(|f| !f.list && f.targets().iter().any(|t| t == funds)) && has("date");
    let pays = pays || schema.fields.iter().any(|f| f.name == "fund" && f.targets().iter().any(|t| t == funds));
    has_amount && (pays || (has("supplier") && has("value")))
}

/// The records that the field `projects` of a fund names, by itself or in small records.
fn meant_for(rec: Rec<'_>) -> Vec<usize> {
    let items = rec.items("projects");
    if items.is_empty() {
        return rec.refs("projects");
    }
    items.iter().flat_map(|item| item.at("project").refs()).collect()
}

/// The amounts that a record states, with their fields.
fn stated(site: &Site, page: usize) -> Vec<(usize, usize)> {
    let is_amount = |value: &FieldValue| matches!(value, FieldValue::Known(v) if matches!(v[..], [Value::Amount(..)]));
    let PageKind::Record(collection) = site.pages[page].kind else { return Vec::new() };
    let fields = site.pages[page].fields.iter().filter_map(|(field, value)| match field {
        FieldRef::Collection(c, field) if *c == collection && is_amount(value) => Some((page, *field)),
        _ => None,
    });
    fields.collect()
}

/// Whether a fund says how much at any stage.
pub(in crate::render) fn is_stated(rec: Rec<'_>, stages: &[usize]) -> bool {
    stages.iter().any(|field| matches!(rec.at(*field), Given::Known(_)))
}
