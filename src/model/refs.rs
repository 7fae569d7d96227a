//! Records by id, what refers to them, and what they must hold.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::fields::{Pending, missing};
use super::photos::PHOTOS;
use super::same;
use super::schema::{Field, Kind};
use super::site::{FieldRef, FieldValue, Page, PageKind, Value};
use super::source::Source;
use super::tree::Builder;
use super::typed::TypedChild;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
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
                // One that is written, but wrong, has been told.
                if page.source.writes("id") {
                    self.unsure.insert(collection);
                    continue;
                }
                self.nameless.insert((collection, page.title.clone()));
                problems.push(
                    Diagnostic::error("data/id", text!("这条记录没有 id（编号）", "this record has no `id`"))
                        .at(page.source.place(None))
                        .help(match page.source {
                            Source::Row(..) => text!(
                                "在这一行的“编号”里写一个不再更改的短名，例如 xin-jiao-xue-lou",
                                "write a short name that will never change into its `id`"
                            ),
                            _ => text!(
                                "写 `id: …`：一个不再更改的短名，例如 xin-jiao-xue-lou",
                                "write `id: …`: a short name that will never change"
                            ),
                        }),
                );
                continue;
            };
            if page.language != 0 {
                continue;
            }
            if let Some(other) = self.site.records.get(&(collection, id.clone())) {
                problems.push(used_twice(&id, page, &self.site.pages[*other]));
                continue;
            }
            self.site.records.insert((collection, id), index);
        }
        self.page_ids(problems);
        for ((collection, _), page) in &self.site.records {
            let title = self.site.pages[*page].title.clone();
            // It gets one below.
            if title.is_empty() {
                continue;
            }
            self.titles.entry((*collection, title)).and_modify(|found| *found = None).or_insert(Some(*page));
        }
        self.adopt(problems);
        let mut dangling = Vec::new();
        for (page, field, pending) in std::mem::take(&mut self.pending) {
            let (reference, _) = self.site.pages[page].fields[field];
            for waiting in pending {
                match self.find(&waiting.targets, &waiting.text) {
                    Found::One(found) => {
                        put(&mut self.site.pages[page].fields[field].1, waiting.value, waiting.inner, found);
                    }
                    Found::Several(_) | Found::None if self.is_told(page, &waiting) => {}
                    Found::Several(several) => problems.push(self.unclear(page, &waiting, &several)),
                    Found::None if waiting.targets.iter().any(|target| self.may_be(target, &waiting.text)) => {}
                    Found::None => dangling.push((page, reference, waiting)),
                }
            }
        }
        self.compose_titles(problems);
        // Now that all titles are known.
        let composed = self.composed_titles(&dangling);
        for (nth, (page, reference, waiting)) in dangling.iter().enumerate() {
            problems.push(self.dangling(*page, *reference, waiting, &composed, nth));
        }
        self.required(problems);
    }

    /// Pages that are no records have names of their own, too.
    fn page_ids(&self, problems: &mut Diagnostics) {
        let mut seen: BTreeMap<(usize, &str), usize> = BTreeMap::new();
        for (index, page) in self.site.pages.iter().enumerate() {
            let Some(id) = page.id.as_deref().filter(|_| !matches!(page.kind, PageKind::Record(_))) else { continue };
            if let Some(other) = seen.insert((page.language, id), index) {
                problems.push(used_twice(id, page, &self.site.pages[other]));
            }
        }
    }

    /// Gives small records from tables to the records to which they belong.
    fn adopt(&mut self, problems: &mut Diagnostics) {
        let mut orphans = 0;
        let mut contradicted = BTreeSet::new();
        for TypedChild { child, value, pending, problems: found } in std::mem::take(&mut self.children) {
            problems.append(found);
            let key = (child.collection, child.owner);
            let name = &self.site.collections[key.0].name;
            let Found::One(page) = self.find(std::slice::from_ref(name), &key.1) else {
                let is_told = key.1.is_empty() && child.ledger.has(child.row, "owner_id");
                if !is_told && !self.hidden_ids.contains(&key) && (key.1.is_empty() || !self.may_be(name, &key.1)) {
                    let place = child.ledger.place(child.row, Some("owner_id"));
                    problems.push(self.no_owner(key.0, &key.1, orphans).at(place));
                    orphans += 1;
                }
                continue;
            };
            let reference = FieldRef::Collection(child.collection, child.field);
            let fields = &mut self.site.pages[page].fields;
            let at = fields.iter().position(|(f, _)| *f == reference).unwrap_or_else(|| {
                fields.push((reference, FieldValue::Known(Vec::new())));
                fields.len() - 1
            });
            let FieldValue::Known(values) = &mut fields[at].1 else {
                // Said at the first of its rows.
                if contradicted.insert((page, child.field)) {
                    let field = &self.site.collections[child.collection].fields[child.field];
                    problems.push(contradicts_unknown(field).at(child.ledger.place(child.row, Some("owner_id"))));
                }
                continue;
            };
            let nth = values.len();
            values.push(value);
            if self.site.field(reference).name == PHOTOS {
                self.photo_rows.insert((page, nth), (child.ledger.clone(), child.row));
            }
            if !pending.is_empty() {
                let row = Some((child.ledger, child.row));
                let own = pending.into_iter().map(|p| Pending { value: nth, row: row.clone(), ..p });
                self.pending.push((page, at, own.collect()));
            }
        }
    }

    fn no_owner(&self, collection: usize, id: &str, nth: usize) -> Diagnostic {
        let title = self.site.collections[collection].title.get("zh-CN");
        let title_en = self.site.collections[collection].title.get("en");
        let ids = self.site.records.range((collection, String::new())..(collection + 1, String::new()));
        let problem = if id.is_empty() {
            Diagnostic::error(
                "data/id",
                text!("这一行没有写所属编号", "this row does not say to which record it belongs"),
            )
        } else {
            let what = text!("“{title}”里没有编号“{id}”", "there is no record `{id}` in `{title_en}`");
            Diagnostic::error("data/reference", what)
        };
        match crate::diagnostic::nearest(id, guessed(ids.map(|((_, id), _)| id.as_str()), nth)) {
            Some(near) => problem.help(text!("是不是“{near}”？", "did you mean `{near}`?")),
            None => problem.help(text!("写主表里那条记录的编号", "write the id of the record in the main sheet")),
        }
    }

    /// The record of that id (`COLLECTION/ID`, or `ID` where only one of the collections has it) or, where only one has
    /// it, of that title.
    fn find(&self, targets: &[String], text: &str) -> Found {
        let indexes = || targets.iter().filter_map(|t| self.site.collections.iter().position(|c| c.name == *t));
        let record = |index: usize, id: &str| self.site.records.get(&(index, id.to_owned())).copied();
        let named = indexes().find_map(|index| {
            let id = text.strip_prefix(self.site.collections[index].name.as_str())?.strip_prefix('/')?;
            record(index, id)
        });
        if let Some(found) = named {
            return Found::One(found);
        }
        let by_id: Vec<usize> = indexes().filter_map(|index| record(index, text)).collect();
        match by_id.as_slice() {
            [] => {}
            [one] => return Found::One(*one),
            _ => return Found::Several(by_id),
        }
        let titles: Vec<Option<usize>> =
            indexes().filter_map(|index| self.titles.get(&(index, text.to_owned())).copied()).collect();
        match titles.as_slice() {
            [] => Found::None,
            [Some(one)] => Found::One(*one),
            _ => {
                let of_title = |index: usize| {
                    let ids = self.site.records.range((index, String::new())..(index + 1, String::new()));
                    ids.map(|(_, page)| *page).filter(|page| self.site.pages[*page].title == text)
                };
                Found::Several(indexes().flat_map(of_title).collect())
            }
        }
    }

    /// A text that several records answer to.
    fn unclear(&self, page: usize, waiting: &Pending, several: &[usize]) -> Diagnostic {
        let text = &waiting.text;
        let there = self.titles_of(&waiting.targets);
        let name = |page: &usize| {
            let found = &self.site.pages[*page];
            let id = found.id.as_deref().unwrap_or_default();
            match found.kind {
                PageKind::Record(c) if waiting.targets.len() > 1 => format!("{}/{id}", self.site.collections[c].name),
                _ => id.to_owned(),
            }
        };
        let names: Vec<String> = several.iter().take(5).map(name).collect();
        let (zh, en, targets) = (names.join("、"), names.join(", "), waiting.targets.join(", "));
        let what = text!(
            "“{there}”里不止一条记录的编号或标题是“{text}”",
            "more than one record in `{targets}` has the id or title `{text}`"
        );
        let help = text!("写编号，分清是哪一条：{zh}", "write the id of the one that is meant: {en}");
        Diagnostic::error("data/reference", what).at(self.waiting_place(page, waiting)).help(help)
    }

    /// The titles of collections, in Chinese.
    fn titles_of(&self, targets: &[String]) -> String {
        let schemas = targets.iter().filter_map(|t| self.site.collections.iter().find(|c| c.name == *t));
        schemas.map(|schema| schema.title.get("zh-CN")).collect::<Vec<_>>().join("”“")
    }

    fn waiting_place(&self, page: usize, waiting: &Pending) -> Place {
        match &waiting.row {
            Some((ledger, row)) => ledger.step_place(*row, &waiting.at),
            None => self.site.pages[page].source.step_place(&waiting.at),
        }
    }

    /// Whether a record that was not found may be there, under an id that could not be read.
    fn may_be(&self, collection: &str, text: &str) -> bool {
        let index = self.site.collections.iter().position(|c| c.name == collection);
        let is_several = |c: usize| matches!(self.titles.get(&(c, text.to_owned())), Some(None));
        let is_nameless = |c: usize| self.nameless.contains(&(c, text.to_owned()));
        index.is_some_and(|c| !is_several(c) && (self.unsure.contains(&c) || is_nameless(c)))
    }

    /// Whether a reference stands in a part of a merged cell, of which it was said above.
    fn is_told(&self, page: usize, waiting: &Pending) -> bool {
        match (&waiting.row, &self.site.pages[page].source) {
            (Some((ledger, row)), _) | (None, Source::Row(ledger, row)) => ledger.is_copy(*row, &waiting.at),
            _ => false,
        }
    }

    /// The field in which a reference stands: of a small record its own.
    fn inner_field(&self, page: usize, field: FieldRef, waiting: &Pending) -> &Field {
        let outer = self.site.field(field);
        let value = self.site.pages[page].value(field);
        let item = match value {
            Some(FieldValue::Known(values)) => values.get(waiting.value),
            _ => None,
        };
        match (&outer.kind, waiting.inner, item) {
            (Kind::Items(fields), Some((own, _)), Some(Value::Item(items))) => {
                items.get(own).and_then(|(index, _)| fields.get(*index)).unwrap_or(outer)
            }
            _ => outer,
        }
    }

    /// Ids of records by the titles that were made of their fields, where something refers to one.
    fn composed_titles(&self, dangling: &[(usize, FieldRef, Pending)]) -> HashMap<(usize, &str), &str> {
        let mut found = HashMap::new();
        if dangling.is_empty() {
            return found;
        }
        for ((collection, id), page) in &self.site.records {
            if !self.site.collections[*collection].title_from.is_empty() {
                found.entry((*collection, self.site.pages[*page].title.as_str())).or_insert(id.as_str());
            }
        }
        found
    }

    /// Why what is there cannot be referred to in these words.
    fn out_of_reach(&self, waiting: &Pending, composed: &HashMap<(usize, &str), &str>) -> Option<Diagnostic> {
        let text = &waiting.text;
        let is_target = |target: &&String, index: usize| self.site.collections[index].name == **target;
        let indexes = (0..self.site.collections.len()).filter(|c| waiting.targets.iter().any(|t| is_target(&t, *c)));
        for index in indexes {
            let name = self.site.collections[index].name.as_str();
            let id = text.strip_prefix(name).and_then(|rest| rest.strip_prefix('/')).unwrap_or(text);
            if self.hidden_ids.contains(&(index, id.to_owned())) {
                let what = text!("“{text}”没有公开，不能引用", "`{text}` is not published and cannot be referred to");
                return Some(Diagnostic::error("data/reference", what).help(text!(
                    "它是草稿、还没到公开时间或已经撤下：等它公开，或先删掉这个引用",
                    "it is a draft, under embargo or withdrawn: wait until it is published, or remove the reference"
                )));
            }
            if let Some(id) = composed.get(&(index, text.as_str())) {
                let what = text!(
                    "“{text}”是由字段拼成的标题，不能用来引用",
                    "the title `{text}` is made of fields: nothing can refer to it"
                );
                return Some(
                    Diagnostic::error("data/reference", what).help(text!("写编号：{id}", "write the id: {id}")),
                );
            }
        }
        None
    }

    fn dangling(
        &self,
        page: usize,
        field: FieldRef,
        waiting: &Pending,
        composed: &HashMap<(usize, &str), &str>,
        nth: usize,
    ) -> Diagnostic {
        if let Some(problem) = self.out_of_reach(waiting, composed) {
            return problem.at(self.waiting_place(page, waiting));
        }
        let (text, targets) = (&waiting.text, &waiting.targets);
        let definition = self.inner_field(page, field, waiting);
        let (name, title) = (&definition.name, definition.title.get("zh-CN"));
        let (there, there_en) = (self.titles_of(targets), targets.join(", "));
        let ids = self.site.collections.iter().enumerate().filter(|(_, c)| targets.contains(&c.name));
        let ids =
            ids.flat_map(|(index, _)| self.site.records.range((index, String::new())..(index + 1, String::new())));
        let what = text!("“{there}”里没有“{text}”", "there is no `{text}` in `{there_en}`");
        let problem = Diagnostic::error("data/reference", what).at(self.waiting_place(page, waiting));
        // What is near to `COLLECTION/ID` is near to its id.
        let id = targets.iter().find_map(|t| text.strip_prefix(t.as_str())?.strip_prefix('/')).unwrap_or(text);
        match crate::diagnostic::nearest(id, guessed(ids.clone().map(|((_, id), _)| id.as_str()), nth)) {
            Some(near) => {
                let collection = ids.filter(|((_, id), _)| id == near).map(|((index, _), _)| *index).next();
                let name =
                    collection.filter(|_| targets.len() > 1).map(|index| self.site.collections[index].name.as_str());
                let near = name.map_or_else(|| near.to_owned(), |name| format!("{name}/{near}"));
                problem.help(text!("是不是“{near}”？", "did you mean `{near}`?"))
            }
            None => problem.help(text!(
                "“{title}”要写那里一条记录的编号或标题",
                "`{name}` takes the id or the title of a record there"
            )),
        }
    }

    fn required(&self, problems: &mut Diagnostics) {
        let mut unique: BTreeMap<(FieldRefKey, usize, String), usize> = BTreeMap::new();
        for (index, page) in self.site.pages.iter().enumerate() {
            let PageKind::Record(c) = page.kind else {
                continue;
            };
            for (i, field) in self.site.collections[c].fields.iter().enumerate() {
                let reference = FieldRef::Collection(c, i);
                let value = page.value(reference);
                if field.required && value.is_none() && !page.source.has(field) {
                    problems.push(missing(field).at(page.source.place(None)));
                }
                if let (true, Some(FieldValue::Known(values))) = (field.unique, value) {
                    let key = ((c, i), page.language, same::key(values));
                    if let Some(other) = unique.insert(key, index) {
                        let (name, title) = (&field.name, field.title.get("zh-CN"));
                        problems.push(
                            Diagnostic::error(
                                "data/constraint",
                                text!("“{title}”的值和另一条记录相同", "another record has the same `{name}`"),
                            )
                            .at(self.place_of(index, reference))
                            .with(self.place_of(other, reference), text!("另一处", "the other one"))
                            .help(text!(
                                "改掉一处；本来就可以相同的，删掉 _collection.yaml 里的 unique",
                                "change one of them; if they may be the same, remove `unique` in _collection.yaml"
                            )),
                        );
                    }
                }
            }
        }
    }

    fn place_of(&self, page: usize, field: FieldRef) -> Place {
        self.site.pages[page].source.field_place(self.site.field(field))
    }
}

fn used_twice(id: &str, page: &Page, other: &Page) -> Diagnostic {
    Diagnostic::error("data/id", text!("编号“{id}”用了两次", "the id `{id}` is used twice"))
        .at(page.source.place(Some("id")))
        .with(other.source.place(Some("id")), text!("另一处", "the other one"))
        .help(text!("给其中一条换一个编号", "give one of them another id"))
}

type FieldRefKey = (usize, usize);

/// What answers to a reference.
enum Found {
    One(usize),
    Several(Vec<usize>),
    None,
}

/// The words among which the nearest is looked for. Where everything is wrong, that would take long, and help nobody.
fn guessed<'a>(words: impl Iterator<Item = &'a str>, nth: usize) -> impl Iterator<Item = &'a str> {
    const MOST: usize = 100;
    words.take(if nth < MOST { usize::MAX } else { 0 })
}

/// Puts the record that was found where its reference stands.
fn put(field: &mut FieldValue, value: usize, inner: Option<(usize, usize)>, found: usize) {
    let FieldValue::Known(values) = field else { return };
    match (inner, &mut values[value]) {
        (Some((own, value)), Value::Item(items)) => put(&mut items[own].1, value, None, found),
        (_, value) => *value = Value::Record(found),
    }
}

fn contradicts_unknown(field: &Field) -> Diagnostic {
    let (name, title) = (&field.name, field.title.get("zh-CN"));
    let what = text!(
        "记录里写着“{title}”是未知，子表里却有它的内容",
        "the record says that its `{name}` are unknown, but here is one of them"
    );
    Diagnostic::error("data/unknown", what).help(text!(
        "删掉记录里的未知，或删掉子表里的这些行",
        "remove the unknown from the record, or these rows from the table"
    ))
}
