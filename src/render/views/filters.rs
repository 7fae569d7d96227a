//! Filters of lists: for each value in use, the records that have it, at an address of its own.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::{FieldRef, FieldValue, Kind, PageKind, Site, Unknown, Value};
use crate::value::slug;

/// Values of one field that get a list of their own; the most used ones do.
const MOST_VALUES: usize = 100;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render) enum Chosen {
    /// The nth choice.
    Choice(usize),
    /// A record, by its page.
    Record(usize),
    /// Whether it is a no: yes comes first.
    No(bool),
    /// What the source does not say.
    Unknown(Unknown),
}

/// The records with one value.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::render) struct Filtered {
    pub(in crate::render) chosen: Chosen,
    /// Address below the root, decoded.
    pub(in crate::render) route: String,
    /// In the order of the collection's list.
    pub(in crate::render) pages: Vec<usize>,
    /// Whether the value says little without its field: yes, no, an unknown, or what another field may say too.
    pub(in crate::render) ambiguous: bool,
}

/// A field by which a list can be filtered, in one language.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::render) struct Filter {
    pub(in crate::render) collection: usize,
    pub(in crate::render) language: usize,
    pub(in crate::render) field: usize,
    /// Values in use, in the order of the schema or of their own list.
    pub(in crate::render) values: Vec<Filtered>,
    /// How many values are too many to have a list each.
    pub(in crate::render) left_out: usize,
    of_record: HashMap<usize, usize>,
}

impl Filter {
    /// The records that refer to a record by this field.
    pub(in crate::render) fn of_record(&self, page: usize) -> Option<&Filtered> {
        self.of_record.get(&page).map(|i| &self.values[*i])
    }
}

/// The filters of all collections: one pass over the records of each.
pub(super) fn gather(site: &Site, records: &[Vec<Vec<usize>>], rank: &[usize]) -> Vec<Filter> {
    let mut out = Vec::new();
    for (collection, schema) in site.collections.iter().enumerate() {
        for (language, pages) in records[collection].iter().enumerate() {
            let Some(section) = site.section(language, &schema.name) else { continue };
            let root = &site.pages[site.sections[section].page].route;
            let mut found: Vec<BTreeMap<Chosen, Vec<usize>>> = vec![BTreeMap::new(); schema.filters.len()];
            for page in pages {
                for (field, value) in &site.pages[*page].fields {
                    let FieldRef::Collection(_, field) = field else { continue };
                    let Some(at) = schema.filters.iter().position(|f| f == field) else { continue };
                    for chosen in chosen(value) {
                        let list = found[at].entry(chosen).or_default();
                        if list.last() != Some(page) {
                            list.push(*page);
                        }
                    }
                }
            }
            let first = out.len();
            for (at, values) in found.into_iter().enumerate().filter(|(_, values)| !values.is_empty()) {
                let field = schema.filters[at];
                let root = format!("{root}by/{}/", schema.fields[field].name);
                let (values, left_out) = bounded(site, &schema.fields[field].kind, values, rank, &root);
                let of_record = values.iter().enumerate().filter_map(|(i, v)| match v.chosen {
                    Chosen::Record(page) => Some((page, i)),
                    _ => None,
                });
                let of_record = of_record.collect();
                out.push(Filter { collection, language, field, values, left_out, of_record });
            }
            mark_ambiguous(site, &mut out[first..]);
        }
    }
    out
}

/// Marks values whose lists would be called the same.
fn mark_ambiguous(site: &Site, filters: &mut [Filter]) {
    let label = |filter: &Filter, chosen: Chosen| -> Option<String> {
        let tag = site.config.languages[filter.language].as_str();
        match (chosen, &site.collections[filter.collection].fields[filter.field].kind) {
            (Chosen::Choice(i), Kind::Choice(choices)) => Some(choices[i].label.get(tag).to_owned()),
            (Chosen::Record(page), _) => Some(site.pages[page].title.clone()),
            _ => None,
        }
    };
    let mut seen: HashMap<String, usize> = HashMap::new();
    let labels = filters.iter().flat_map(|f| f.values.iter().filter_map(|v| label(f, v.chosen)));
    labels.for_each(|label| *seen.entry(label).or_default() += 1);
    for filter in filters {
        let said: Vec<Option<String>> = filter.values.iter().map(|v| label(filter, v.chosen)).collect();
        for (value, label) in filter.values.iter_mut().zip(said) {
            value.ambiguous = label.is_none_or(|label| seen.get(&label).is_some_and(|n| *n > 1));
        }
    }
}

fn chosen(value: &FieldValue) -> Vec<Chosen> {
    match value {
        FieldValue::Unknown(unknown, _) => vec![Chosen::Unknown(*unknown)],
        FieldValue::Known(values) => {
            let one = |value: &Value| match value {
                Value::Choice(i) => Some(Chosen::Choice(*i)),
                Value::Record(page) => Some(Chosen::Record(*page)),
                Value::Bool(yes) => Some(Chosen::No(!yes)),
                _ => None,
            };
            values.iter().filter_map(one).collect()
        }
    }
}

/// The values that get a list, with their addresses.
fn bounded(
    site: &Site,
    kind: &Kind,
    values: BTreeMap<Chosen, Vec<usize>>,
    rank: &[usize],
    root: &str,
) -> (Vec<Filtered>, usize) {
    let mut values: Vec<(Chosen, Vec<usize>)> = values.into_iter().collect();
    let left_out = values.len().saturating_sub(MOST_VALUES);
    if left_out > 0 {
        values.sort_by_key(|(chosen, pages)| (std::cmp::Reverse(pages.len()), *chosen));
        values.truncate(MOST_VALUES);
    }
    values.sort_by_key(|(chosen, _)| match chosen {
        Chosen::Record(page) => (1, rank[*page], *chosen),
        Chosen::Unknown(_) => (2, 0, *chosen),
        _ => (0, 0, *chosen),
    });
    let mut taken = BTreeSet::new();
    let one = |(chosen, pages): (Chosen, Vec<usize>)| {
        let name = match (chosen, kind) {
            (Chosen::Choice(i), Kind::Choice(choices)) => slug(&choices[i].value),
            (Chosen::Record(page), kind) => {
                let (id, page) = (site.pages[page].id.as_deref().unwrap_or_default(), &site.pages[page]);
                match (page.kind, kind) {
                    // Two collections may have the same id.
                    (PageKind::Record(c), Kind::Reference(targets)) if targets.len() > 1 => {
                        slug(&format!("{}-{id}", site.collections[c].name))
                    }
                    _ => slug(id),
                }
            }
            (Chosen::No(no), _) => if no { "false" } else { "true" }.to_owned(),
            (Chosen::Unknown(unknown), _) => unknown.code().replace('_', "-"),
            _ => String::new(),
        };
        let name = if name.is_empty() { "value".to_owned() } else { name };
        let mut own = name.clone();
        let mut n = 2;
        while !taken.insert(own.clone()) {
            own = format!("{name}-{n}");
            n += 1;
        }
        Filtered { chosen, route: format!("{root}{own}/"), pages, ambiguous: false }
    };
    (values.into_iter().map(one).collect(), left_out)
}
