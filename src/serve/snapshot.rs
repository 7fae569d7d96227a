//! What is served: the outputs of one build, in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use super::look::Look;
use crate::model::address::decode;
use crate::output::{Output, OutputSet};

/// The outputs of one build. Nothing else can be asked for, so nothing else can be given away.
#[derive(Debug)]
pub struct Snapshot {
    /// The site's base path, with `/` at both ends.
    base: String,
    outputs: Arc<OutputSet>,
    /// Old addresses, decoded, with where they lead.
    redirects: BTreeMap<String, String>,
    /// Paths of outputs that are drafts.
    drafts: BTreeSet<String>,
    /// What is seen of pages that somebody asked for.
    looks: Mutex<BTreeMap<Arc<str>, Arc<Look>>>,
}

impl Snapshot {
    /// The site's base path (`/` at both ends), outputs, and old addresses with where they lead.
    pub fn new(base: &str, outputs: Arc<OutputSet>, redirects: Vec<(String, String)>) -> Snapshot {
        Snapshot {
            base: base.to_owned(),
            outputs,
            // Whoever asks may encode more or less than we do.
            redirects: redirects.into_iter().map(|(from, to)| (decode(&from).unwrap_or(from), to)).collect(),
            drafts: BTreeSet::new(),
            looks: Mutex::default(),
        }
    }

    /// The same with some pages marked as drafts, by their addresses.
    pub fn with_drafts<'a>(mut self, urls: impl Iterator<Item = &'a str>) -> Snapshot {
        self.drafts = urls.filter_map(|url| self.path_of(&decode(url)?)).collect();
        self
    }

    /// The base path below which it is served: links are written for it.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// The output of an address (decoded); a folder's is its `index.html`.
    pub(super) fn at(&self, address: &str) -> Option<&Arc<Output>> {
        self.get(&self.path_of(address)?)
    }

    fn path_of(&self, address: &str) -> Option<String> {
        let below = address.strip_prefix(&self.base)?;
        let index = if below.is_empty() || below.ends_with('/') { "index.html" } else { "" };
        Some(format!("{below}{index}"))
    }

    /// The output of a path below the base path.
    pub(super) fn get(&self, path: &str) -> Option<&Arc<Output>> {
        self.outputs.get(path)
    }

    /// All outputs.
    pub(super) fn outputs(&self) -> &OutputSet {
        &self.outputs
    }

    /// Where an old address (decoded) leads.
    pub(super) fn redirect(&self, address: &str) -> Option<&str> {
        self.redirects.get(address).map(String::as_str)
    }

    /// Paths of the drafts among the outputs.
    pub(super) fn drafts(&self) -> &BTreeSet<String> {
        &self.drafts
    }

    /// What is seen of an output of this snapshot.
    pub(super) fn look(&self, output: &Output) -> Arc<Look> {
        let looks = || self.looks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = looks().get(&output.path) {
            return known.clone();
        }
        let look = Arc::new(Look::of(self, output));
        looks().insert(output.path.clone(), look.clone());
        look
    }
}
