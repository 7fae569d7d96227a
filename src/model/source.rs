//! Where a page was read from: a Markdown file, an entry of a YAML file, a row of a table; what is written there, and at
//! which place.

use std::ops::Range;
use std::sync::Arc;

use super::fields::is_nothing;
use super::ledger::Ledger;
use super::schema::{Field, Kind};
use crate::diagnostic::Place;
use crate::load::keys;
use crate::load::parse::markdown::Document;
use crate::load::parse::yaml::{Node, Step};
use crate::load::{Markdown, Yaml};

/// Where a page was read from.
#[derive(Debug, Clone)]
pub enum Source {
    /// A Markdown file.
    Markdown(Arc<Markdown>),
    /// An entry of a YAML file.
    Yaml(Arc<Yaml>, Vec<Step>),
    /// A row of a table, by its index.
    Row(Arc<Ledger>, usize),
    /// Nothing: a section without an `_index.md`.
    None(Arc<str>),
}

/// What can be seen of it in a page: the place of an entry in its file is for diagnostics only, and what the entry says
/// stands in the page.
impl PartialEq for Source {
    fn eq(&self, other: &Source) -> bool {
        match (self, other) {
            (Source::Markdown(a), Source::Markdown(b)) => {
                Arc::ptr_eq(a, b) || a.front.path == b.front.path && a.front.text == b.front.text
            }
            (Source::Markdown(_), _) | (_, Source::Markdown(_)) => false,
            _ => self.path() == other.path() && self.entry() == other.entry(),
        }
    }
}

impl Source {
    /// Path of the file.
    pub fn path(&self) -> &Arc<str> {
        match self {
            Source::Markdown(file) => &file.front.path,
            Source::Yaml(yaml, _) => &yaml.path,
            Source::Row(ledger, _) => &ledger.sheet.file,
            Source::None(path) => path,
        }
    }

    /// The YAML with the fields, and the path to them.
    pub(super) fn yaml(&self) -> Option<(&Yaml, &[Step])> {
        match self {
            Source::Markdown(file) => Some((&file.front, &[])),
            Source::Yaml(yaml, at) => Some((yaml, at)),
            Source::Row(..) | Source::None(_) => None,
        }
    }

    /// Which of the many entries of its file it is: sheet and row, or place in a list; `None` where it is the only one.
    pub fn entry(&self) -> Option<(usize, usize)> {
        match self {
            Source::Yaml(_, at) => at.iter().find_map(|s| if let Step::Index(i) = s { Some((0, *i)) } else { None }),
            Source::Row(ledger, row) => Some((ledger.order, *row)),
            _ => None,
        }
    }

    /// Whether a field is written, be it well or badly.
    pub(super) fn has(&self, field: &Field) -> bool {
        self.word(field).is_some()
    }

    /// Whether a key of every page is written, be it well or badly, or may be in a column that nobody understands.
    pub fn writes(&self, key: &str) -> bool {
        if let Source::Row(ledger, row) = self {
            return ledger.has(*row, key);
        }
        let chinese = keys::PAGE.iter().find(|k| k.name == key).map_or(key, |k| k.chinese);
        let is_empty = |node: &Node| match node {
            Node::List(items) => items.is_empty(),
            Node::Map(entries) => entries.is_empty(),
            node => node.is_blank(),
        };
        let written = |node: &Node| [key, chinese].iter().any(|k| node.get(k).is_some_and(|value| !is_empty(value)));
        self.entry_node().is_some_and(written)
    }

    /// The YAML node with the fields.
    pub(super) fn entry_node(&self) -> Option<&Node> {
        let (yaml, at) = self.yaml()?;
        at.iter().try_fold(&yaml.node, |node, step| match (step, node) {
            (Step::Index(i), Node::List(items)) => items.get(*i),
            (Step::Key(key), node) => node.get(key),
            _ => None,
        })
    }

    /// The word under which a field is written.
    fn word<'a>(&'a self, field: &'a Field) -> Option<&'a str> {
        if let Source::Row(ledger, row) = self {
            return ledger.has(*row, &field.name).then_some(&field.name);
        }
        let node = self.entry_node()?;
        field.words().find(|w| node.get(w).is_some_and(|v| !is_nothing(v, field)))
    }

    /// The place of a field, under whatever name it is written; else of the whole entry.
    pub fn field_place(&self, field: &Field) -> Place {
        self.place(self.word(field))
    }

    /// The place of a field of a small record, under whatever names they are written; else of what holds it.
    pub(super) fn item_place(&self, field: &Field, nth: usize, inner: &Field) -> Place {
        let (Some((_, at)), Some(word)) = (self.yaml(), self.word(field)) else { return self.field_place(field) };
        let mut path = [at, &[Step::Key(word.to_owned()), Step::Index(nth)]].concat();
        let item = match self.entry_node().and_then(|node| node.get(word)) {
            Some(Node::List(items)) => items.get(nth),
            item => {
                path.pop();
                item
            }
        };
        let own = item.and_then(|item| inner.words().find(|word| item.get(word).is_some()));
        path.extend(own.map(|own| Step::Key(own.to_owned())));
        self.step_place(&path)
    }

    /// What is written under a field, and where in the file: one for each of its texts, of small records for those of their
    /// fields that are `wanted`.
    pub(super) fn written(&self, field: &Field, wanted: &dyn Fn(&Field) -> bool) -> Vec<(String, Range<usize>)> {
        let (Some((yaml, at)), Some(word)) = (self.yaml(), self.word(field)) else { return Vec::new() };
        let Some(node) = self.entry_node().and_then(|node| node.get(word)) else { return Vec::new() };
        let path = [at, &[Step::Key(word.to_owned())]].concat();
        let below = |path: &[Step], step: Step| [path, &[step]].concat();
        let mut out = Vec::new();
        let mut take = |node: &Node, path: &[Step]| {
            if let (Some(text), Some(range)) = (node.as_text(), yaml.value_range(path)) {
                out.push((text.to_owned(), range));
            }
        };
        let items: Vec<(&Node, Vec<Step>)> = match node {
            Node::List(items) => items.iter().enumerate().map(|(i, n)| (n, below(&path, Step::Index(i)))).collect(),
            node => vec![(node, path)],
        };
        for (item, path) in items {
            match &field.kind {
                Kind::Items(fields) => {
                    for inner in fields.iter().filter(|f| wanted(f)) {
                        for word in inner.words() {
                            if let Some(node) = item.get(word) {
                                take(node, &below(&path, Step::Key(word.to_owned())));
                            }
                        }
                    }
                }
                _ => take(item, &path),
            }
        }
        out
    }

    /// The body.
    pub fn document(&self) -> Option<&Document> {
        match self {
            Source::Markdown(file) => Some(&file.document),
            _ => None,
        }
    }

    /// How many words and Han characters its body has.
    pub fn words(&self) -> usize {
        if let Source::Markdown(file) = self { file.words() } else { 0 }
    }

    /// The place of a field, or of the whole entry.
    pub fn place(&self, key: Option<&str>) -> Place {
        if let Source::Row(ledger, row) = self {
            return ledger.place(*row, key);
        }
        match self.yaml() {
            Some((yaml, at)) => {
                let chinese = |key: &str| keys::PAGE.iter().find(|k| k.name == key).map(|k| k.chinese);
                let is_there = |key: &str| self.entry_node().is_some_and(|node| node.get(key).is_some());
                let key = key.map(|key| chinese(key).filter(|zh| is_there(zh)).unwrap_or(key));
                let step = key.map(|k| Step::Key(k.to_owned()));
                yaml.place(&[at, step.as_slice()].concat())
            }
            None => Place::file(self.path().clone()),
        }
    }

    /// The place of a path of keys and indexes, as it was read.
    pub(super) fn step_place(&self, at: &[Step]) -> Place {
        match (self, self.yaml()) {
            (Source::Row(ledger, row), _) => ledger.step_place(*row, at),
            (_, Some((yaml, _))) => yaml.place(at),
            _ => Place::file(self.path().clone()),
        }
    }

    /// The place of a byte range of the body.
    pub fn body_place(&self, range: Range<usize>) -> Place {
        match self {
            Source::Markdown(file) => file.front.source().place(file.body + range.start..file.body + range.end),
            _ => Place::file(self.path().clone()),
        }
    }
}
