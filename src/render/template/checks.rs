//! The page of checks, and the findings that stand on the pages of records.

use std::sync::Arc;

use minijinja::value::Value;

use super::object::{named, or_none};
use super::strings::word;
use super::world::World;
use super::{Frame, Renderer};
use crate::check::{Check, Entry, Ruled, Standing, Subject, Verdict, VerdictKind};
use crate::diagnostic::{Diagnostic, Text};
use crate::model::PageKind;
use crate::model::reconcile::Term;
use crate::render::roots::checks_root;

/// Findings of a rule that the page shows; all of them stand in its JSON.
const SHOWN: usize = 300;

/// Statements that stand with the list of a collection; all of them stand on the page of checks.
const STATED: usize = 50;

/// Records of a finding that are named; the rest is counted.
const NAMED: usize = 12;

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

/// What is stated of the records of a collection, beside those that are listed: `{title, finding}` for each statement that
/// counts or adds them up, where the site publishes such.
pub(super) fn stated(world: &Arc<World>, collection: usize, language: usize) -> Value {
    if checks_root(&world.site, language).is_none() {
        return Value::from(Vec::<Value>::new());
    }
    let checks = Checks { world, language };
    let tag = world.site.config.languages[language].as_str();
    let is_of = |term: &Term| matches!(term, Term::Count(selection) | Term::Sum(selection) if selection.collection == collection);
    let found = world.account.entries().filter_map(|entry| {
        let Subject::Statement(index) = entry.subject else { return None };
        let statement = &world.site.statements[index];
        statement.left.iter().chain(&statement.right).any(is_of).then(|| {
            let title = Value::from(statement.title.get(tag));
            named(vec![("title", title), ("finding", checks.entry(entry))])
        })
    });
    Value::from(found.take(STATED).collect::<Vec<_>>())
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
        ("standings", checks.standings()),
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

    /// The findings by how they stand, the worst first, and by rule: `{code, title, count, rules: [{name, what, settle,
    /// count, more, findings}]}`. Of what holds it is told how much there is, but for statements.
    fn standings(self) -> Value {
        let own = usize::from(!self.is_chinese());
        let rule = |standing: Standing, ruled: &Ruled| {
            let is_shown = |e: &&Entry| {
                e.standing == standing && (standing != Standing::Holds || matches!(e.subject, Subject::Statement(_)))
            };
            let entries: Vec<&Entry> = ruled.judged.entries.iter().filter(is_shown).collect();
            let first = entries.first()?;
            // What would settle all of them is said once.
            let same = entries.len() > 1 && entries.iter().all(|e| e.settle == first.settle);
            let settle = first.settle.as_ref().filter(|_| same).map(|text| self.text(text));
            let findings = entries
                .iter()
                .take(SHOWN)
                .map(|e| named(vec![("subject", self.subject(e.subject)), ("finding", self.entry(e))]));
            Some(named(vec![
                ("name", Value::from(ruled.rule.name)),
                ("what", Value::from(ruled.rule.what[own])),
                ("settle", or_none(settle)),
                ("count", Value::from(entries.len())),
                ("more", Value::from(entries.len().saturating_sub(SHOWN))),
                ("findings", Value::from(findings.collect::<Vec<_>>())),
            ]))
        };
        let account = &self.world.account;
        let standings = Standing::ALL.iter().map(|standing| {
            let rules: Vec<Value> = account.rules.iter().filter_map(|ruled| rule(*standing, ruled)).collect();
            named(vec![
                ("code", Value::from(standing.code())),
                ("title", Value::from(self.standing(*standing))),
                ("count", Value::from(account.count(*standing))),
                ("rules", Value::from(rules)),
            ])
        });
        Value::from(standings.collect::<Vec<_>>())
    }

    fn subject(self, subject: Subject) -> Value {
        match subject {
            Subject::Record(page) => self.record(page, None),
            Subject::Statement(index) => {
                let tag = self.world.site.config.languages[self.language].as_str();
                let title = self.world.site.statements[index].title.get(tag);
                named(vec![("title", Value::from(title)), ("url", Value::from(()))])
            }
            Subject::Collection(collection) => {
                let of = &self.world.collections[collection][self.language];
                let part = |key| of.get_attr(key).unwrap_or_default();
                named(vec![("title", part("title")), ("url", part("url"))])
            }
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
            (VerdictKind::CannotBeChecked, Check::Outputs(_) | Check::Reading | Check::Network) => "ahead",
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
