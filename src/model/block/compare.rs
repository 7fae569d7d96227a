//! Reads charts that compare: two fields of each record, and the observations of an indicator.

use super::Form;
use super::read::{Blocks, Entries, entry, numbers, one_dimension, wrong};
use crate::diagnostic::Diagnostic;
use crate::model::figure::{self, Selection};
use crate::model::read::At;
use crate::model::schema::{Kind, Schema};
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
        if is_date(*from) && is_date(*to) {
            return Some(Form::Pairs(chosen, [*from, *to]));
        }
        let rows = chosen.rows(self.site).shown;
        let drawn = self.alike(&rows, of, schema, [*from, *to]);
        if let Err(problem) = drawn {
            self.r.problem(at, problem);
            return None;
        }
        Some(Form::Pairs(chosen, [*from, *to]))
    }

    /// Whether both fields hold numbers that count the same.
    fn alike(&self, rows: &[usize], of: usize, schema: &Schema, fields: [usize; 2]) -> Result<(), Diagnostic> {
        let is_date = |field: usize| matches!(schema.fields[field].kind, Kind::Date { .. });
        if fields.into_iter().any(is_date) {
            let help = text!("两个都用日期，或者两个都用数", "use two dates, or two numbers");
            let problem = text!("一个是日期，一个不是，没法对照", "one is a date and the other is not");
            return Err(wrong(problem).help(help));
        }
        let mut measured = Vec::new();
        for field in fields {
            measured.extend(numbers(self.site, rows, of, &schema.fields[field], field)?);
        }
        one_dimension(&measured, "这张图", "the chart")
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
