//! The account for machines.

use serde_json::{Value as Json, json};

use super::{Account, Entry, Standing, Subject};
use crate::diagnostic::Text;
use crate::model::{PageKind, Site};

impl Account {
    /// Every rule with its counts and findings, in one of the two languages of messages.
    pub fn json(&self, site: &Site, chinese: bool) -> Json {
        let writer = Writer { site, chinese };
        let counts = Standing::ALL.iter().map(|s| (s.code().to_owned(), self.count(*s).into()));
        let rules = self.rules.iter().map(|ruled| {
            let counts = Standing::ALL.iter().map(|s| (s.code().to_owned(), ruled.count(*s).into()));
            json!({
                "rule": ruled.rule.name,
                "what": ruled.rule.what[usize::from(!chinese)],
                "source": ruled.rule.source,
                "counts": Json::Object(counts.collect()),
            })
        });
        json!({
            "counts": Json::Object(counts.collect()),
            "rules": rules.collect::<Vec<_>>(),
            "findings": self.entries().map(|entry| writer.entry(entry)).collect::<Vec<_>>(),
        })
    }
}

struct Writer<'a> {
    site: &'a Site,
    chinese: bool,
}

impl Writer<'_> {
    fn text(&self, text: &Text) -> Json {
        if self.chinese { text.zh.as_str().into() } else { text.en.as_str().into() }
    }

    fn record(&self, page: usize, field: Option<usize>) -> Json {
        let page = &self.site.pages[page];
        let PageKind::Record(collection) = page.kind else { return Json::Null };
        let schema = &self.site.collections[collection];
        json!({
            "collection": schema.name,
            "id": page.id,
            "title": page.title,
            "url": format!("{}{}", self.site.config.base.origin, page.url),
            "field": field.map(|f| schema.fields[f].name.as_str()),
        })
    }

    fn entry(&self, entry: &Entry) -> Json {
        let text = |t: &Text| self.text(t);
        let subject = match entry.subject {
            Subject::Record(page) => self.record(page, None),
            Subject::Statement(s) => json!({"statement": self.site.statements[s].name}),
            Subject::Collection(c) => json!({"collection": self.site.collections[c].name}),
        };
        json!({
            "rule": entry.rule,
            "verdict": entry.standing.code(),
            "subject": subject,
            "what": text(&entry.what),
            "left": entry.sides.as_ref().map(|(left, _)| text(left)),
            "right": entry.sides.as_ref().map(|(_, right)| text(right)),
            "arithmetic": entry.arithmetic.as_ref().map(text),
            "missing": entry.missing.iter().map(text).collect::<Vec<_>>(),
            "settle": entry.settle.as_ref().map(text),
            "records": entry.records.iter().map(|(p, f)| self.record(*p, *f)).collect::<Vec<_>>(),
            "explanation": entry.explanation.as_ref().map(|e| json!({
                "reason": text(&e.reason),
                "post": e.post.as_ref().map(text),
                "source": e.source.as_ref().map(text),
            })),
        })
    }
}
