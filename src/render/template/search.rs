//! The page where readers look for something, and the list of all pages.

use minijinja::value::Value;

use super::object::named;
use super::{Frame, Renderer};
use crate::diagnostic::Diagnostic;
use crate::render::search;

impl Renderer {
    /// Where readers look for something.
    pub(in crate::render) fn search(&self, frame: &Frame<'_>) -> Result<String, Diagnostic> {
        let mut context = self.context(frame);
        context.push(("root", Value::from(self.world.based(search::ROOT))));
        self.render("search.html", context)
    }

    /// A page of the list of all pages; `groups`: titles, and the pages of each with their addresses.
    pub(in crate::render) fn contents(
        &self,
        frame: &Frame<'_>,
        root: &str,
        number: usize,
        groups: &[(String, Vec<(String, String)>)],
    ) -> Result<String, Diagnostic> {
        let count: usize = groups.iter().map(|(_, pages)| pages.len()).sum();
        let (from, to) = ((number - 1) * search::CONTENTS, number * search::CONTENTS);
        let mut before = 0;
        let mut shown = Vec::new();
        for (title, pages) in groups {
            let cut = |at: usize| at.saturating_sub(before).min(pages.len());
            let part = &pages[cut(from)..cut(to)];
            before += pages.len();
            if !part.is_empty() {
                let link = |(title, url): &(String, String)| {
                    named(vec![("title", Value::from(title.as_str())), ("url", Value::from(url.as_str()))])
                };
                shown.push(named(vec![
                    ("title", Value::from(title.as_str())),
                    ("count", Value::from(pages.len())),
                    ("pages", Value::from(part.iter().map(link).collect::<Vec<_>>())),
                ]));
            }
        }
        let mut context = self.context(frame);
        context.push(("groups", Value::from(shown)));
        context.push(("count", Value::from(count)));
        context.push(("pager", self.pager_of(root, (count, Vec::new()), search::CONTENTS, number)));
        self.render("contents.html", context)
    }
}
