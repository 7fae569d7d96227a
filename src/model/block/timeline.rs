//! Deadlines of records: reads the block that shows them.

use super::read::{Blocks, entry, wrong};
use crate::load::keys::TIMELINE;
use crate::model::figure::{self, Selection};
use crate::model::read::At;
use crate::model::schema::{Kind, Schema};
use crate::text;

/// What is due when, as seen from the site's date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// What it shows.
    pub title: Option<String>,
    /// What readers should know beside it.
    pub note: Option<String>,
    /// Which records.
    pub selection: Selection,
    /// The field that holds the deadline.
    pub date: usize,
    /// Only what is due within so many days, and what is overdue.
    pub within: Option<i32>,
    /// How many at most.
    pub limit: Option<usize>,
}

/// Fields that hold a deadline, the first that a collection has.
const DATES: [&str; 3] = ["due_original", "due", "planned_end"];

impl Timeline {
    /// The deadlines of all records of a collection, where it has a field for them.
    pub fn of(schema: &Schema, collection: usize) -> Option<Timeline> {
        let selection = Selection { collection, field: None, conditions: Vec::new(), inner: None };
        let date = date(schema)?;
        Some(Timeline { title: None, note: None, selection, date, within: None, limit: None })
    }
}

/// The field that holds the deadline of a collection's records.
fn date(schema: &Schema) -> Option<usize> {
    let is_it = |name: &str, f: &&crate::model::schema::Field| f.name == name && is_date(f);
    DATES.iter().find_map(|name| schema.fields.iter().position(|f| is_it(name, &f)))
}

fn is_date(field: &crate::model::schema::Field) -> bool {
    !field.list && matches!(field.kind, Kind::Date { .. })
}

impl<'a> Blocks<'a> {
    pub(super) fn timeline(&mut self, root: &At<'a>) -> Option<Timeline> {
        let entries = self.r.map(root, TIMELINE);
        let title = self.title(&entries);
        let note = entry(&entries, "note").and_then(|at| self.r.text(&at)).filter(|t| !t.is_empty());
        let selection = self.selection(root, &entries)?;
        let schema = &self.site.collections[selection.collection];
        let date = match entry(&entries, "date") {
            Some(at) => {
                let word = self.r.text(&at)?;
                let field = figure::field(&mut self.r, &at, &word, schema)?;
                if !is_date(&schema.fields[field]) {
                    let (zh, en) = (schema.fields[field].title.get("zh-CN"), &schema.fields[field].name);
                    let help = text!("用日期的字段（type: date）", "use a field with `type: date`");
                    self.r.problem(&at, wrong(text!("“{zh}”不是日期", "`{en}` is no date")).help(help));
                    return None;
                }
                field
            }
            None => {
                let found = date(schema);
                if found.is_none() {
                    let (zh, en) = (schema.title.get("zh-CN"), &schema.name);
                    let help = text!("写 `date: 字段名`", "write `date: FIELD`");
                    let problem = text!(
                        "“{zh}”没有 due_original、due 或 planned_end 这样的期限字段",
                        "`{en}` has no field due_original, due or planned_end for its deadlines"
                    );
                    self.r.problem(root, wrong(problem).help(help));
                }
                found?
            }
        };
        let number = |this: &mut Self, key| match entry(&entries, key) {
            Some(at) => this.limit(&at).map(Some),
            None => Some(None),
        };
        let within = number(self, "within")?.map(|days| i32::try_from(days).unwrap_or(i32::MAX));
        let limit = number(self, "limit")?;
        Some(Timeline { title, note, selection, date, within, limit })
    }
}
