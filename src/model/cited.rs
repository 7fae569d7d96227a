//! Documents behind sources: records of the collection `documents`, cited as `documents/ID` or by their titles. Any other
//! text names a document that is elsewhere.

use std::collections::HashMap;

use super::site::Site;
use crate::diagnostic::{Diagnostic, nearest};
use crate::text;
use crate::value::is_id;

/// The collection whose records may be cited.
const DOCUMENTS: &str = "documents";

/// What may be cited.
#[derive(Default)]
pub(super) struct Documents<'s> {
    /// Records by title; `None` where two share it.
    titles: HashMap<&'s str, Option<usize>>,
    /// Their ids; empty where a document may be hidden, since one that comes later may be cited.
    ids: Vec<&'s str>,
}

impl<'s> Documents<'s> {
    pub(super) fn of(site: &'s Site) -> Documents<'s> {
        let mut out = Documents::default();
        let Some(c) = site.collections.iter().position(|c| c.name == DOCUMENTS) else { return out };
        for ((_, id), record) in site.records.range((c, String::new())..(c + 1, String::new())) {
            let title = site.pages[*record].title.as_str();
            out.titles.entry(title).and_modify(|found| *found = None).or_insert(Some(*record));
            out.ids.push(id);
        }
        if site.hidden.iter().any(|hidden| hidden.path.starts_with("content/documents/")) {
            out.ids.clear();
        }
        out
    }

    /// The record behind a source.
    pub(super) fn find(&self, site: &Site, source: &str) -> Option<usize> {
        site.record(source).or_else(|| self.titles.get(source).copied().flatten())
    }

    /// A source that is written like the id of a document, of which there is no such record.
    pub(super) fn problem(&self, site: &Site, source: &str) -> Option<Diagnostic> {
        let of_collection = source.strip_prefix(DOCUMENTS).and_then(|rest| rest.strip_prefix('/'));
        let is_like_id = || source.is_ascii() && source.starts_with(|c: char| c.is_ascii_lowercase()) && is_id(source);
        let id = of_collection.or_else(|| is_like_id().then_some(source))?;
        if self.ids.is_empty() || self.find(site, source).is_some() {
            return None;
        }
        let what =
            text!("来源“{source}”不是 documents 里的文件", "the source `{source}` is no document of `documents`");
        let help = match nearest(id, self.ids.iter().copied()) {
            Some(near) => text!("是不是想写“documents/{near}”？", "did you mean `documents/{near}`?"),
            None => text!(
                "先在 documents 里登记这份文件；别处的文件写它的名称，例如《土地管理法》",
                "add it to `documents`; of a document that is elsewhere write the title"
            ),
        };
        Some(Diagnostic::error("data/reference", what).help(help))
    }
}
