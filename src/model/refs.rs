//! Records by id, what refers to them, and what they must hold.

use std::collections::BTreeMap;

use super::fields::{Pending, missing};
use super::site::{FieldRef, FieldValue, PageKind, Value};
use super::tree::Builder;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::parse::yaml::Step;
use crate::text;

impl Builder {
    /// Records by id, their references, and what they must hold.
    pub(super) fn records(&mut self, problems: &mut Diagnostics) {
        for index in 0..self.site.pages.len() {
            let page = &self.site.pages[index];
            let PageKind::Record(collection) = page.kind else {
                continue;
            };
            let Some(id) = page.id.clone() else {
                problems.push(
                    Diagnostic::error("data/id", text!("这条记录没有 id（编号）", "this record has no `id`"))
                        .at(page.source.place(None))
                        .help(text!(
                            "写 `id: …`：一个不再更改的短名，例如 xin-jiao-xue-lou",
                            "write `id: …`: a short name that will never change"
                        )),
                );
                continue;
            };
            if page.language != 0 {
                continue;
            }
            if let Some(other) = self.site.records.get(&(collection, id.clone())) {
                let other = self.site.pages[*other].source.place(Some("id"));
                problems.push(
                    Diagnostic::error("data/id", text!("编号“{id}”用了两次", "the id `{id}` is used twice"))
                        .at(page.source.place(Some("id")))
                        .with(other, text!("另一处", "the other one"))
                        .help(text!("给其中一条换一个编号", "give one of them another id")),
                );
                continue;
            }
            self.site.records.insert((collection, id), index);
        }
        for (page, field, pending) in std::mem::take(&mut self.pending) {
            let (reference, _) = self.site.pages[page].fields[field];
            for Pending { value, inner, target, text } in pending {
                match self.find(&target, &text) {
                    Some(found) => put(&mut self.site.pages[page].fields[field].1, value, inner, found),
                    None => self.dangling(page, reference, &target, &text, problems),
                }
            }
        }
        self.required(problems);
    }

    fn find(&self, collection: &str, text: &str) -> Option<usize> {
        let id = text.strip_prefix(collection).and_then(|t| t.strip_prefix('/')).unwrap_or(text);
        let index = self.site.collections.iter().position(|c| c.name == collection)?;
        self.site.records.get(&(index, id.to_owned())).copied().or_else(|| {
            let mut named = self
                .site
                .records
                .range((index, String::new())..(index + 1, String::new()))
                .filter(|(_, p)| self.site.pages[**p].title == text);
            let first = named.next().map(|(_, p)| *p);
            first.filter(|_| named.next().is_none())
        })
    }

    fn dangling(&self, page: usize, field: FieldRef, collection: &str, text: &str, problems: &mut Diagnostics) {
        let name = &self.site.field(field).name;
        let ids = self.site.collections.iter().position(|c| c.name == collection).map(|c| {
            self.site
                .records
                .range((c, String::new())..(c + 1, String::new()))
                .map(|((_, id), _)| id.as_str())
                .collect::<Vec<_>>()
        });
        let problem = Diagnostic::error(
            "data/reference",
            text!("“{collection}”里没有“{text}”", "there is no `{text}` in `{collection}`"),
        )
        .at(self.place_of(page, field));
        problems.push(match crate::diagnostic::nearest(text, ids.unwrap_or_default()) {
            Some(near) => problem.help(text!("是不是“{near}”？", "did you mean `{near}`?")),
            None => problem.help(text!(
                "“{name}”要写那里一条记录的编号或标题",
                "`{name}` takes the id or the title of a record there"
            )),
        });
    }

    fn required(&self, problems: &mut Diagnostics) {
        let mut unique: BTreeMap<(FieldRefKey, String), usize> = BTreeMap::new();
        for (index, page) in self.site.pages.iter().enumerate() {
            let PageKind::Record(c) = page.kind else {
                continue;
            };
            for (i, field) in self.site.collections[c].fields.iter().enumerate() {
                let reference = FieldRef::Collection(c, i);
                let value = page.fields.iter().find(|(f, _)| *f == reference).map(|(_, v)| v);
                let written = || page.source.yaml().is_some_and(|(yaml, at)| has_key(yaml, at, field));
                if field.required && value.is_none() && !written() {
                    problems.push(missing(field).at(page.source.place(None)));
                }
                if let (true, Some(FieldValue::Known(values))) = (field.unique, value) {
                    let key = ((c, i), format!("{values:?}"));
                    if let Some(other) = unique.insert(key, index) {
                        let name = &field.name;
                        problems.push(
                            Diagnostic::error(
                                "data/constraint",
                                text!("“{name}”的值和另一条记录相同", "another record has the same `{name}`"),
                            )
                            .at(self.place_of(index, reference))
                            .with(self.place_of(other, reference), text!("另一处", "the other one")),
                        );
                    }
                }
            }
        }
    }

    fn place_of(&self, page: usize, field: FieldRef) -> crate::diagnostic::Place {
        let source = &self.site.pages[page].source;
        let words = self
            .site
            .field(field)
            .words()
            .find(|w| source.yaml().is_some_and(|(y, at)| node_at(y, at).is_some_and(|n| n.get(w).is_some())));
        source.place(words)
    }
}

type FieldRefKey = (usize, usize);

/// Puts the record that was found where its reference stands.
fn put(field: &mut FieldValue, value: usize, inner: Option<(usize, usize)>, found: usize) {
    let FieldValue::Known(values) = field else { return };
    match (inner, &mut values[value]) {
        (Some((own, value)), Value::Item(items)) => put(&mut items[own].1, value, None, found),
        (_, value) => *value = Value::Record(found),
    }
}

fn node_at<'a>(yaml: &'a crate::load::Yaml, at: &[Step]) -> Option<&'a crate::load::parse::yaml::Node> {
    use crate::load::parse::yaml::Node;
    at.iter().try_fold(&yaml.node, |node, step| match (step, node) {
        (Step::Index(i), Node::List(items)) => items.get(*i),
        (Step::Key(key), node) => node.get(key),
        _ => None,
    })
}

fn has_key(yaml: &crate::load::Yaml, at: &[Step], field: &super::schema::Field) -> bool {
    use crate::load::parse::yaml::Node;
    let node = node_at(yaml, at);
    field.words().any(|w| node.and_then(|n| n.get(w)).is_some_and(|v| *v != Node::Null))
}
