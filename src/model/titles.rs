//! Titles that records take from their fields, in the order in which they need one another.

use super::schema::Field;
use super::site::{FieldRef, FieldValue, Page, PageKind, Value};
use super::tree::Builder;
use super::words::words;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::text;

/// How far a record is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// What it takes its title from is being looked at.
    Open,
    Done,
}

/// Records of a cycle that a message names.
const MOST: usize = 10;

impl Builder {
    /// Gives a title to each record that takes it from its fields; first to those that others take theirs from.
    pub(super) fn compose_titles(&mut self, problems: &mut Diagnostics) {
        if self.site.collections.iter().all(|c| c.title_from.is_empty()) {
            return;
        }
        let mut states = vec![State::New; self.site.pages.len()];
        for start in 0..states.len() {
            if states[start] != State::New || !self.is_untitled(start) {
                continue;
            }
            states[start] = State::Open;
            // A path of records, each of which needs the title of the next; and what each still has to look at.
            let mut path = vec![(start, self.needed(start))];
            while let Some((page, needed)) = path.last_mut() {
                let page = *page;
                match needed.pop() {
                    Some(next) if states[next] == State::New => {
                        states[next] = State::Open;
                        path.push((next, self.needed(next)));
                    }
                    Some(next) if states[next] == State::Open => {
                        let from = path.iter().position(|(p, _)| *p == next).unwrap_or_default();
                        let cycle: Vec<usize> = path[from..].iter().map(|(p, _)| *p).collect();
                        problems.push(self.endless(&cycle));
                    }
                    Some(_) => {}
                    None => {
                        if let Some(problem) = self.nothing_to_take(page) {
                            problems.push(problem);
                        }
                        self.site.pages[page].title = self.composed(page);
                        states[page] = State::Done;
                        path.pop();
                    }
                }
            }
        }
    }

    fn is_untitled(&self, page: usize) -> bool {
        let page = &self.site.pages[page];
        page.title.is_empty()
            && matches!(page.kind, PageKind::Record(c) if !self.site.collections[c].title_from.is_empty())
    }

    /// The fields that make a title, and what they hold.
    fn pieces<'a>(&'a self, page: &'a Page) -> impl Iterator<Item = (&'a Field, &'a Value)> {
        let collection = if let PageKind::Record(c) = page.kind { Some(c) } else { None };
        let fields =
            collection.into_iter().flat_map(|c| self.site.collections[c].title_from.iter().map(move |i| (c, *i)));
        fields.flat_map(move |(c, i)| {
            let found = page.value(FieldRef::Collection(c, i));
            let values = if let Some(FieldValue::Known(values)) = found { values.as_slice() } else { &[] };
            values.iter().map(move |value| (&self.site.collections[c].fields[i], value))
        })
    }

    /// Records without a title from which this one takes its own, the first last.
    fn needed(&self, page: usize) -> Vec<usize> {
        let mut needed: Vec<usize> = Vec::new();
        for (_, value) in self.pieces(&self.site.pages[page]) {
            if let Value::Record(other) = value
                && self.is_untitled(*other)
                && !needed.contains(other)
            {
                needed.push(*other);
            }
        }
        needed.reverse();
        needed
    }

    /// The title that its fields make, without those that say nothing; its id where none says anything.
    fn composed(&self, page: usize) -> String {
        let page = &self.site.pages[page];
        let texts = self.pieces(page).map(|(field, value)| words(&self.site, field, value, page.language));
        let texts: Vec<_> = texts.filter(|text| !text.trim().is_empty()).collect();
        if texts.is_empty() {
            return page.id.clone().unwrap_or_default();
        }
        texts.join(if self.site.config.languages[page.language].is_chinese() { "，" } else { ", " })
    }

    /// What to say of a record that has no title and nothing of which to make one.
    fn nothing_to_take(&self, page: usize) -> Option<Diagnostic> {
        let page = &self.site.pages[page];
        let PageKind::Record(collection) = page.kind else { return None };
        let schema = &self.site.collections[collection];
        let fields = || schema.title_from.iter().map(|i| (*i, &schema.fields[*i]));
        let says_nothing = |(i, field): (usize, &Field)| {
            match page.fields.iter().find(|(f, _)| *f == FieldRef::Collection(collection, i)) {
                Some((_, value)) => matches!(value, FieldValue::Unknown(..)),
                // What is written and wrong is told already.
                None => !page.source.has(field),
            }
        };
        if page.draft || !fields().all(says_nothing) {
            return None;
        }
        let names: Vec<&str> = fields().map(|(_, f)| f.title.get("zh-CN")).collect();
        let english: Vec<&str> = fields().map(|(_, f)| f.name.as_str()).collect();
        let (names, english) = (names.join("、"), english.join(", "));
        let what = text!(
            "没有标题，拼成标题的字段也都没有内容",
            "there is no title, and nothing in the fields of which one is made"
        );
        Some(
            Diagnostic::error("content/title", what)
                .at(page.source.place(None))
                .help(text!("写上标题，或填写 {names}", "write a title, or fill in {english}")),
        )
    }

    /// Records that take their titles from one another.
    fn endless(&self, cycle: &[usize]) -> Diagnostic {
        let id = |page: usize| self.site.pages[page].id.as_deref().unwrap_or_default();
        let first = cycle.iter().enumerate().min_by_key(|(_, page)| **page).map_or(0, |(i, _)| i);
        let turned: Vec<usize> = cycle[first..].iter().chain(&cycle[..first]).copied().collect();
        let mut names: Vec<&str> = turned.iter().take(MOST).map(|p| id(*p)).collect();
        names.push(if turned.len() > MOST { "…" } else { names[0] });
        let names = names.join(" → ");
        // The field of a record that leads to the next one.
        let place = |at: usize| -> Place {
            let (page, next) = (&self.site.pages[turned[at]], turned[(at + 1) % turned.len()]);
            let field = self.pieces(page).find(|(_, value)| **value == Value::Record(next)).map(|(field, _)| field);
            field.map_or_else(|| page.source.place(None), |field| page.source.field_place(field))
        };
        let what = text!(
            "这些记录的标题取自对方的标题，没有尽头：{names}",
            "these records take their titles from one another without end: {names}"
        );
        let problem = Diagnostic::error("content/title", what).at(place(0)).help(text!(
            "给其中一条写上标题，或从 title_from 里去掉这个引用",
            "give one of them a title of its own, or take the reference out of `title_from`"
        ));
        (1..turned.len().min(MOST))
            .fold(problem, |problem, at| problem.with(place(at), text!("下一条", "the next one")))
    }
}
