//! What a site was read from beside the files of its pages: settings, schemas, data files and ledgers, for rules that look at
//! what is written and not at what it means. No output sees it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::ledger::{Child, Ledger};
use super::schema::{Field, Kind, Schema};
use super::site::{PageKind, Site};
use super::source::Source;
use crate::load::Yaml;

/// The files, each once.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// YAML files: settings, schemas, records, figures, statements, terms.
    pub yamls: Vec<Arc<Yaml>>,
    /// Ledgers, with their collection; of small records also the array that they fill.
    pub ledgers: Vec<(Arc<Ledger>, usize, Option<usize>)>,
}

impl Texts {
    pub(super) fn yaml(&mut self, yaml: &Arc<Yaml>) {
        if !self.yamls.iter().rev().any(|other| Arc::ptr_eq(other, yaml)) {
            self.yamls.push(yaml.clone());
        }
    }

    /// Takes note of where a record was read.
    pub(super) fn source(&mut self, source: &Source, collection: Option<usize>) {
        match (source, collection) {
            (Source::Yaml(yaml, _), _) => self.yaml(yaml),
            (Source::Row(ledger, _), Some(collection)) => self.ledger(ledger, collection, None),
            _ => {}
        }
    }

    /// Takes note of where a small record was read.
    pub(super) fn child(&mut self, child: &Child) {
        self.ledger(&child.ledger, child.collection, Some(child.field));
    }

    fn ledger(&mut self, ledger: &Arc<Ledger>, collection: usize, array: Option<usize>) {
        if !self.ledgers.iter().rev().any(|(other, ..)| Arc::ptr_eq(other, ledger)) {
            self.ledgers.push((ledger.clone(), collection, array));
        }
    }

    /// The fields that the columns of a ledger may stand for.
    pub fn fields(collections: &[Schema], collection: usize, array: Option<usize>) -> &[Field] {
        let own = &collections[collection].fields;
        match array.map(|at| &own[at].kind) {
            Some(Kind::Items(fields)) => fields,
            _ => own,
        }
    }
}

/// What is written in fields that are masked.
#[derive(Debug, Default)]
pub struct Masked {
    /// The texts, the longest first.
    pub texts: Vec<String>,
    /// Where they stand in YAML and front matter, by file.
    pub ranges: BTreeMap<Arc<str>, Vec<Range<usize>>>,
}

impl Masked {
    /// Gathers it; nothing where no field is masked.
    pub fn of(site: &Site) -> Masked {
        let is_masked = |field: &Field| match &field.kind {
            Kind::Items(fields) => fields.iter().any(|f| f.mask.is_some()),
            _ => field.mask.is_some(),
        };
        let mut out = Masked::default();
        let has_any = |schema: &Schema| schema.fields.iter().any(is_masked);
        if !site.collections.iter().any(has_any) && !site.config.fields.iter().any(is_masked) {
            return out;
        }
        let mut texts: BTreeSet<String> = BTreeSet::new();
        for page in site.pages.unnoted() {
            let own = if let PageKind::Record(c) = page.kind { site.collections[c].fields.as_slice() } else { &[] };
            for field in own.iter().chain(&site.config.fields).filter(|f| is_masked(f)) {
                for (text, range) in page.source.written(field, &|f| f.mask.is_some()) {
                    texts.insert(text);
                    out.ranges.entry(page.source.path().clone()).or_default().push(range);
                }
            }
        }
        for (ledger, collection, array) in &site.texts.ledgers {
            let fields = Texts::fields(&site.collections, *collection, *array);
            for (column, name, _) in ledger.columns() {
                if fields.iter().any(|f| f.name == name && f.mask.is_some()) {
                    let cells = ledger.sheet.rows.iter().filter_map(|row| row.cells.get(column));
                    texts.extend(cells.map(|cell| cell.text.clone()));
                }
            }
        }
        out.texts = texts.into_iter().filter(|text| text.chars().count() > 1).collect();
        out.texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        out
    }
}
