//! What a site was read from beside the files of its pages: settings, schemas, data files and ledgers, for rules that look at
//! what is written and not at what it means. No output sees it.

use std::sync::Arc;

use super::ledger::{Child, Ledger};
use super::schema::{Field, Kind, Schema};
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
