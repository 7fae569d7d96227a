//! Holds translations to their originals: the words may differ, ids, dates, figures and references may not.

use super::same;
use super::site::{FieldValue, Page};
use super::tree::Builder;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Text};
use crate::text;

impl Builder {
    /// Compares every page with the one in the default language of which it is a translation.
    pub(super) fn translated(&self, problems: &mut Diagnostics) {
        for (index, group) in &self.site.translations {
            let page = &self.site.pages[*index];
            let original = group.iter().map(|other| &self.site.pages[*other]).find(|other| other.language == 0);
            if let Some(original) = original.filter(|_| page.language != 0) {
                self.compared(page, original, problems);
            }
        }
    }

    fn compared(&self, page: &Page, original: &Page, problems: &mut Diagnostics) {
        let mut differs = |key: &str, what: Text| {
            let (here, there) = (page.source.place(Some(key)), original.source.place(Some(key)));
            problems.push(problem(what, here, there));
        };
        if let (Some(own), Some(id)) = (&page.id, &original.id)
            && own != id
        {
            let what =
                text!("译文的编号是“{own}”，原文的是“{id}”", "the id is `{own}`, and that of the original `{id}`");
            differs("id", what);
        }
        for (key, zh, own, first) in
            [("as_of", "截至", page.as_of, original.as_of), ("date", "日期", page.date, original.date)]
        {
            if own.is_some() && own != first {
                let what = text!("译文的“{zh}”和原文不一样", "`{key}` is not what the original says");
                differs(key, what);
            }
        }
        if let Some(own) = &page.notice {
            let first = original.notice.as_deref().cloned().unwrap_or_default();
            // The kind is a word, and may be written in the other language.
            for (key, zh, own, first) in [
                ("notice_from", "公示开始", own.from, first.from),
                ("notice_until", "公示截止", own.until, first.until),
            ] {
                if own.is_some() && own != first {
                    differs(key, text!("译文的“{zh}”和原文不一样", "`{key}` is not what the original says"));
                }
            }
        }
        for (reference, value) in &page.fields {
            let field = self.site.field(*reference);
            let first = original.fields.iter().find(|(other, _)| other == reference).map(|(_, value)| value);
            let is_same = match (value, first) {
                (FieldValue::Known(own), Some(FieldValue::Known(first))) => {
                    same::untranslated(own) == same::untranslated(first)
                }
                (FieldValue::Unknown(own, _), Some(FieldValue::Unknown(first, _))) => own == first,
                _ => false,
            };
            // What the original has and could not be read is told already.
            if is_same || first.is_none() && original.source.has(field) {
                continue;
            }
            let (name, title) = (&field.name, field.title.get("zh-CN"));
            let what = match first {
                Some(_) => text!("译文的“{title}”和原文不一样", "`{name}` is not what the original says"),
                None => {
                    text!("译文写了“{title}”，原文没有写", "the original does not say `{name}`, the translation does")
                }
            };
            problems.push(problem(what, page.source.field_place(field), original.source.field_place(field)));
        }
    }
}

fn problem(what: Text, here: Place, there: Place) -> Diagnostic {
    Diagnostic::error("data/translation", what)
        .at(here)
        .with(there, text!("原文", "the original"))
        .help(text!("核对来源，两处写成一样", "check the source, and write the same in both"))
}
