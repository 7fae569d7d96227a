//! What is served: the outputs of one build, in memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::output::{Output, Sink};

/// The outputs of one build. Nothing else can be asked for, so nothing else can be given away.
#[derive(Debug)]
pub struct Snapshot {
    /// The site's base path, with `/` at both ends.
    base: String,
    outputs: BTreeMap<Arc<str>, Output>,
    redirects: BTreeMap<String, String>,
}

/// What differs between two snapshots.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Difference {
    /// Paths of outputs that were added, changed or removed.
    pub(super) paths: Vec<String>,
}

impl Snapshot {
    /// The site's base path (`/` at both ends), outputs, and old addresses with where they lead.
    pub fn new(base: &str, outputs: Vec<Output>, redirects: Vec<(String, String)>) -> Snapshot {
        Snapshot {
            base: base.to_owned(),
            outputs: outputs.into_iter().map(|o| (o.path.clone(), o)).collect(),
            redirects: redirects.into_iter().collect(),
        }
    }

    /// The base path below which it is served: links are written for it.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// The output of an address, by the path that follows the base path; a folder's is its `index.html`.
    pub(super) fn at(&self, address: &str) -> Option<&Output> {
        let below = address.strip_prefix(&self.base)?;
        let index = if below.is_empty() || below.ends_with('/') { "index.html" } else { "" };
        self.get(&format!("{below}{index}"))
    }

    /// The output of a path below the base path.
    pub(super) fn get(&self, path: &str) -> Option<&Output> {
        self.outputs.get(path)
    }

    /// Where an old address leads.
    pub(super) fn redirect(&self, url: &str) -> Option<&str> {
        self.redirects.get(url).map(String::as_str)
    }

    /// What of the other one differs.
    pub(super) fn difference(&self, other: &Snapshot) -> Difference {
        let changed =
            self.outputs.iter().filter(|(p, o)| other.outputs.get(*p).is_none_or(|n| n.hash != o.hash)).map(|(p, _)| p);
        let added = other.outputs.keys().filter(|p| !self.outputs.contains_key(*p));
        Difference { paths: changed.chain(added).map(ToString::to_string).collect() }
    }
}

/// Collects the outputs of a build.
#[derive(Debug, Default)]
pub struct Collector(Mutex<Vec<Output>>);

impl Collector {
    /// What was collected.
    pub fn finish(self) -> Vec<Output> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Collector {
    fn accept(&self, output: Output) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(output);
    }
}
