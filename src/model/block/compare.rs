//! Reads charts that compare: two fields of each record, and the observations of an indicator.

use super::Form;
use super::read::{Blocks, Entries, entry, numbers, one_dimension, wrong};
use crate::model::figure::{self, Selection};
use crate::model::read::At;
use crate::model::schema::Kind;
use crate::model::site::Site;
use crate::text;

impl<'a> Blocks<'a> {
    /// Two fields of each record: dates, or numbers that count the same.
    pub(super) fn pairs(&mut self, root: &At<'a>, entries: &Entries<'a>) -> Option<Form> {
        let chosen = self.chosen(root, entries)?;
        let of = chosen.selection.collection;
        let schema = &self.site.collections[of];
        let mut found = Vec::new();
        for (key, chinese) in [("from", "从"), ("to", "到")] {
            let at = self.wanted(root, entries, key, chinese)?;
            let word = self.r.text(&at)?;
            found.push((figure::field(&mut self.r, &at, &word, schema)?, at));
        }
        let is_date =
            |field: usize| !schema.fields[field].list && matches!(schema.fields[field].kind, Kind::Date { .. });
        let [(from, _), (to, at)] = found.as_slice() else { return None };
        let fields = [*from, *to];
        if from == to {
            let help =
                text!("from（从）和 to（到）写两个不同的字段", "name two different fields under `from` and `to`");
            let problem = text!("和自己对照，没有什么可看的", "a field compared with itself shows nothing");
            self.r.problem(at, wrong(problem).help(help));
            return None;
        }
        match fields.map(is_date) {
            [true, true] => return Some(Form::Pairs(chosen, fields)),
            [false, false] => {}
            _ => {
                let help = text!("两个都用日期，或者两个都用数", "use two dates, or two numbers");
                let problem = text!("一个是日期，一个不是，没法对照", "one is a date and the other is not");
                self.r.problem(at, wrong(problem).help(help));
                return None;
            }
        }
        let rows = chosen.rows(self.site).shown;
        let mut measured = Vec::new();
        for (field, at) in &found {
            match numbers(self.site, &rows, of, &schema.fields[*field], *field) {
                Ok(found) => measured.extend(found),
                Err(problem) => {
                    self.r.problem(at, problem);
                    return None;
                }
            }
        }
        let drawn = one_dimension(&measured, "这张图", "the chart");
        self.told(at, drawn).map(|()| Form::Pairs(chosen, fields))
    }

    /// The observations of an indicator.
    pub(super) fn series(&mut self, root: &At<'a>, entries: &Entries<'a>) -> Option<Form> {
        let at = self.wanted(root, entries, "record", "记录")?;
        let (page, collection) = self.record(&at)?;
        let Some(of) = observations(self.site, collection) else {
            let (zh, en) =
                (self.site.collections[collection].title.get("zh-CN"), &self.site.collections[collection].name);
            let help = text!(
                "要有一个集合，字段 indicator 引用它，另有 period（日期）和 value（数）",
                "it takes a collection with `indicator`, which refers to it, `period` (a date) and `value` (a number)"
            );
            self.r.problem(&at, wrong(text!("“{zh}”没有观测值", "`{en}` has no observations")).help(help));
            return None;
        };
        let schema = &self.site.collections[of];
        let conditions = match entry(entries, "where") {
            Some(at) => figure::conditions(&mut self.r, &at, self.site, schema)?,
            None => Vec::new(),
        };
        Some(Form::Series(page, Selection { collection: of, field: None, conditions, inner: None }))
    }
}

/// The collection with the observations of a collection's records.
pub fn observations(site: &Site, of: usize) -> Option<usize> {
    let name = &site.collections[of].name;
    site.collections.iter().position(|schema| {
        let field = |name: &str| schema.fields.iter().find(|f| f.name == name && !f.list);
        field("indicator").is_some_and(|f| f.targets().contains(name))
            && field("period").is_some_and(|f| matches!(f.kind, Kind::Date { .. }))
            && field("value").is_some_and(|f| f.is_number())
    })
}
