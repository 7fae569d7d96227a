//! The page of checks, and the findings that stand on the pages of records.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::Value;

use super::object::{named, or_none};
use super::strings::word;
use super::world::World;
use super::{Frame, Renderer};
use crate::check::{Check, Entry, Ruled, Standing, Subject, Verdict, VerdictKind};
use crate::diagnostic::{Diagnostic, Text};
use crate::model::PageKind;
use crate::render::plan::checks_root;

/// Findings of a collection that the page shows, the worst first; all of them stand in its JSON.
const SHOWN: usize = 300;

/// Records of a finding that are named; the rest is counted.
const NAMED: usize = 12;

/// A subject with its findings.
type Of<'a> = (Subject, Vec<&'a Entry>);

/// One language of the account.
#[derive(Clone, Copy)]
struct Checks<'a> {
    world: &'a World,
    language: usize,
}

/// `site.checks`: where the page of checks stands, and how many findings there are.
pub(super) fn of_site(world: &World, language: usize) -> Value {
    let root = checks_root(&world.site, language);
    or_none(root.map(|route| {
        let checks = Checks { world, language };
        let counts = Standing::ALL.iter().map(|s| checks.counted(*s, world.account.count(*s)));
        named(vec![("url", Value::from(world.based(&route))), ("counts", Value::from(counts.collect::<Vec<_>>()))])
    }))
}

/// `page.findings`: what the account says of a record, where the site publishes it.
pub(super) fn findings(world: &Arc<World>, page: usize) -> Value {
    let language = world.site.pages[page].language;
    // Records are held against one another in the default language; translations say the same.
    let translations = world.site.translations.get(&page).into_iter().flatten();
    let of = translations.copied().find(|p| world.site.pages[*p].language == 0).unwrap_or(page);
    if checks_root(&world.site, language).is_none() {
        return Value::from(Vec::<Value>::new());
    }
    let checks = Checks { world, language };
    let mut entries: Vec<&Entry> = world.account.of_page(of).filter(|e| e.standing != Standing::Holds).collect();
    // A finding on a whole collection stands with that.
    entries.retain(|e| !matches!(e.subject, Subject::Collection(_)));
    entries.sort_by_key(|e| (e.subject != Subject::Record(of), e.standing));
    Value::from(entries.into_iter().map(|e| checks.entry(e)).collect::<Vec<_>>())
}

impl Renderer {
    /// The page of checks.
    pub(in crate::render) fn checks(&self, frame: &Frame<'_>) -> Result<String, Diagnostic> {
        let mut context = self.context(frame);
        context.push(("checks", account(&self.world, frame.language)));
        self.render("checks.html", context)
    }
}

/// `checks`: the whole account.
fn account(world: &Arc<World>, language: usize) -> Value {
    let checks = Checks { world, language };
    let account = &world.account;
    let counts = Standing::ALL.iter().map(|s| checks.counted(*s, account.count(*s)));
    let own = account.own.iter().filter_map(|verdict| checks.own(verdict));
    named(vec![
        ("counts", Value::from(counts.collect::<Vec<_>>())),
        ("total", Value::from(Standing::ALL.iter().map(|s| account.count(*s)).sum::<usize>())),
        ("groups", checks.groups()),
        ("rules", Value::from(account.rules.iter().map(|r| checks.rule(r)).collect::<Vec<_>>())),
        ("own", Value::from(own.collect::<Vec<_>>())),
        ("json", Value::from(checks_root(&world.site, language).map(|r| world.based(&format!("{r}index.json"))))),
    ])
}

impl Checks<'_> {
    fn is_chinese(self) -> bool {
        self.world.site.config.languages[self.language].is_chinese()
    }

    fn text(self, text: &Text) -> Value {
        Value::from(if self.is_chinese() { text.zh.as_str() } else { text.en.as_str() })
    }

    fn standing(self, standing: Standing) -> String {
        word(&self.world.theme.strings[self.language], &format!("standing_{}", standing.code()), &[])
    }

    fn counted(self, standing: Standing, count: usize) -> Value {
        named(vec![
            ("code", Value::from(standing.code())),
            ("title", Value::from(self.standing(standing))),
            ("count", Value::from(count)),
        ])
    }

    /// Title and address of a record in this language, where there is one.
    fn record(self, page: usize, field: Option<usize>) -> Value {
        let site = &self.world.site;
        let translated = site.translations.get(&page).into_iter().flatten();
        let here = translated.copied().find(|p| site.pages[*p].language == self.language).unwrap_or(page);
        let PageKind::Record(collection) = site.pages[page].kind else { return Value::from(()) };
        let tag = site.config.languages[self.language].as_str();
        let field = field.map(|f| Value::from(site.collections[collection].fields[f].title.get(tag)));
        named(vec![
            ("title", Value::from(site.pages[here].title.as_str())),
            ("url", Value::from(site.pages[here].url.as_str())),
            ("field", or_none(field)),
        ])
    }

    fn entry(self, entry: &Entry) -> Value {
        // Each record once, with the field that came first.
        let mut records: Vec<(usize, Option<usize>)> = Vec::new();
        for (page, field) in &entry.records {
            if !records.iter().any(|(p, _)| p == page) {
                records.push((*page, *field));
            }
        }
        let shown = records.iter().take(NAMED).map(|(p, f)| self.record(*p, *f));
        let (left, right) = match &entry.sides {
            Some((left, right)) => (self.text(left), self.text(right)),
            None => (Value::from(()), Value::from(())),
        };
        let explanation = entry.explanation.as_ref().map(|e| {
            named(vec![
                ("reason", self.text(&e.reason)),
                ("post", or_none(e.post.as_ref().map(|t| self.text(t)))),
                ("source", or_none(e.source.as_ref().map(|t| self.text(t)))),
            ])
        });
        named(vec![
            ("rule", Value::from(entry.rule)),
            ("standing", Value::from(entry.standing.code())),
            ("verdict", Value::from(self.standing(entry.standing))),
            ("what", self.text(&entry.what)),
            ("left", left),
            ("right", right),
            ("arithmetic", or_none(entry.arithmetic.as_ref().map(|t| self.text(t)))),
            ("missing", Value::from(entry.missing.iter().map(|t| self.text(t)).collect::<Vec<_>>())),
            ("settle", or_none(entry.settle.as_ref().map(|t| self.text(t)))),
            ("records", Value::from(shown.collect::<Vec<_>>())),
            ("more", Value::from(records.len().saturating_sub(NAMED))),
            ("explanation", or_none(explanation)),
        ])
    }

    /// The findings by collection and record, the worst first.
    fn groups(self) -> Value {
        let site = &self.world.site;
        let mut groups: BTreeMap<Option<usize>, BTreeMap<Subject, Vec<&Entry>>> = BTreeMap::new();
        for entry in self.world.account.entries() {
            // Of what holds it is told how much there is; a statement is shown either way.
            if entry.standing == Standing::Holds && !matches!(entry.subject, Subject::Statement(_)) {
                continue;
            }
            let collection = match entry.subject {
                Subject::Record(page) => match site.pages[page].kind {
                    PageKind::Record(collection) => Some(collection),
                    _ => continue,
                },
                Subject::Collection(collection) => Some(collection),
                Subject::Statement(_) => None,
            };
            groups.entry(collection).or_default().entry(entry.subject).or_default().push(entry);
        }
        let mut groups: Vec<(Option<usize>, Vec<Of<'_>>)> =
            groups.into_iter().map(|(c, of)| (c, of.into_iter().collect())).collect();
        for (_, subjects) in &mut groups {
            subjects.iter_mut().for_each(|(_, entries)| entries.sort_by_key(|e| e.standing));
            let worst = |entries: &[&Entry]| entries.iter().map(|e| e.standing).min();
            subjects.sort_by_key(|(subject, entries)| (worst(entries), *subject));
        }
        // As the navigation has them, then the others.
        let at = |c: Option<usize>| {
            let place = |c: usize| site.config.sections.iter().position(|s| s.path == site.collections[c].name);
            // What has to fit by the site's own word comes first.
            c.map(|c| place(c).unwrap_or(usize::MAX))
        };
        groups.sort_by_key(|(collection, _)| (at(*collection), *collection));
        let groups = groups.into_iter().map(|(collection, subjects)| {
            let count: usize = subjects.iter().map(|(_, e)| e.len()).sum();
            let mut left = SHOWN;
            let subjects = subjects.into_iter().take_while(move |(_, e)| {
                let has_room = left > 0;
                left = left.saturating_sub(e.len());
                has_room
            });
            let subjects: Vec<Of<'_>> = subjects.collect();
            let more = count - subjects.iter().map(|(_, e)| e.len()).sum::<usize>();
            let subjects = subjects.into_iter().map(|(subject, entries)| {
                let entries = entries.into_iter().map(|e| self.entry(e)).collect::<Vec<_>>();
                named(vec![("record", self.subject(subject)), ("findings", Value::from(entries))])
            });
            named(vec![
                ("collection", or_none(collection.map(|c| self.world.collections[c][self.language].clone()))),
                ("count", Value::from(count)),
                ("more", Value::from(more)),
                ("subjects", Value::from(subjects.collect::<Vec<_>>())),
            ])
        });
        Value::from(groups.collect::<Vec<_>>())
    }

    fn subject(self, subject: Subject) -> Value {
        match subject {
            Subject::Record(page) => self.record(page, None),
            Subject::Statement(index) => {
                let tag = self.world.site.config.languages[self.language].as_str();
                let title = self.world.site.statements[index].title.get(tag);
                named(vec![("title", Value::from(title)), ("url", Value::from(()))])
            }
            Subject::Collection(_) => Value::from(()),
        }
    }

    fn rule(self, ruled: &Ruled) -> Value {
        let counts = Standing::ALL.iter().map(|s| self.counted(*s, ruled.count(*s)));
        let own = usize::from(!self.is_chinese());
        named(vec![
            ("name", Value::from(ruled.rule.name)),
            ("what", Value::from(ruled.rule.what[own])),
            ("why", Value::from(ruled.rule.why[own])),
            ("counts", Value::from(counts.collect::<Vec<_>>())),
            ("total", Value::from(Standing::ALL.iter().map(|s| ruled.count(*s)).sum::<usize>())),
        ])
    }

    /// A rule on the site itself, with how it came out by now: what looks at finished pages has still to look.
    fn own(self, verdict: &Verdict) -> Option<Value> {
        let rule = crate::check::find(verdict.rule)?;
        let code = match (verdict.kind, rule.check) {
            (VerdictKind::Failed, _) => "failed",
            (VerdictKind::Passed, _) => "passed",
            (VerdictKind::CannotBeChecked, Check::Outputs(_) | Check::Reading) => "ahead",
            (VerdictKind::CannotBeChecked, _) => "unclear",
        };
        let strings = &self.world.theme.strings[self.language];
        Some(named(vec![
            ("name", Value::from(rule.name)),
            ("what", Value::from(rule.what[usize::from(!self.is_chinese())])),
            ("code", Value::from(code)),
            ("verdict", Value::from(word(strings, &format!("own_{code}"), &[]))),
            ("count", Value::from(verdict.findings)),
        ]))
    }
}
