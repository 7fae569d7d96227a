//! What the records say against one another: findings as data, worked out once, for the public page of checks, for the
//! pages of records and for machines.
//!
//! What a *source* contradicts is published and stops nobody; what the *site* gets wrong is an error, and told as such.

mod complete;
mod json;
mod record;
mod words;

pub(super) use complete::incomplete;
pub(crate) use record::{Given, Rec, record, with};
pub(super) use record::{Item, by_ref, records};
pub(crate) use words::bound;
pub(super) use words::{list, quoted, value};

use std::collections::{BTreeMap, BTreeSet};

use super::rule::{Rule, Verdict, VerdictKind};
use crate::diagnostic::{Diagnostic, Place, Severity, Text};
use crate::model::{FieldRef, Site};
use crate::text;

/// How a finding stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Both sides are known and do not fit.
    DoesNotHold,
    /// It can be read in more than one way, or somebody owes an answer.
    Open,
    /// Something that it takes is not stated.
    CannotBeChecked,
    /// It does not fit, and it is said why.
    Explained,
    /// Both sides are known and fit.
    Holds,
}

impl Standing {
    /// All of them, the worst first.
    pub const ALL: [Standing; 5] =
        [Standing::DoesNotHold, Standing::Open, Standing::CannotBeChecked, Standing::Explained, Standing::Holds];

    /// As data names it.
    pub fn code(self) -> &'static str {
        match self {
            Standing::DoesNotHold => "does_not_hold",
            Standing::Open => "open",
            Standing::CannotBeChecked => "cannot_be_checked",
            Standing::Explained => "explained",
            Standing::Holds => "holds",
        }
    }
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A record, by its page.
    Record(usize),
    /// A collection as a whole.
    Collection(usize),
    /// A statement of `reconcile.yaml`.
    Statement(usize),
}

/// Why something that does not fit is as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The reason.
    pub reason: Text,
    /// The post that gives it.
    pub post: Option<Text>,
    /// What it rests on.
    pub source: Option<Text>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Name of the rule.
    pub rule: &'static str,
    /// How it stands.
    pub standing: Standing,
    /// What it is about.
    pub subject: Subject,
    /// What is the case, in a sentence.
    pub what: Text,
    /// Both sides, each in words.
    pub sides: Option<(Text, Text)>,
    /// The arithmetic between them, with its intervals.
    pub arithmetic: Option<Text>,
    /// What is not stated.
    pub missing: Vec<Text>,
    /// What would settle it.
    pub settle: Option<Text>,
    /// The records that went into it, the first being that at fault: page, and index of the field in its collection.
    pub records: Vec<(usize, Option<usize>)>,
    /// Why it is as it is.
    pub explanation: Option<Explanation>,
    /// Whether it is this program that lacks what it takes, and not the source: nobody can answer it, and so it is told.
    pub is_beyond: bool,
}

impl Entry {
    pub(super) fn new(rule: &'static str, standing: Standing, rec: Rec<'_>, field: &str, what: Text) -> Entry {
        Entry {
            rule,
            standing,
            subject: Subject::Record(rec.page),
            what,
            sides: None,
            arithmetic: None,
            missing: Vec::new(),
            settle: None,
            records: vec![(rec.page, rec.field(field))],
            explanation: None,
            is_beyond: false,
        }
    }

    pub(super) fn sides(mut self, left: Text, right: Text) -> Entry {
        self.sides = Some((left, right));
        self
    }

    pub(super) fn arithmetic(mut self, text: Text) -> Entry {
        self.arithmetic = Some(text);
        self
    }

    pub(super) fn missing(mut self, what: impl IntoIterator<Item = Text>) -> Entry {
        self.missing.extend(what);
        self
    }

    pub(super) fn settle(mut self, how: Text) -> Entry {
        self.settle = Some(how);
        self
    }

    pub(super) fn beyond(mut self) -> Entry {
        self.is_beyond = true;
        self
    }

    pub(super) fn explained(mut self, explanation: Explanation) -> Entry {
        self.standing = Standing::Explained;
        self.explanation = Some(explanation);
        self
    }

    pub(super) fn from(mut self, rec: Rec<'_>, field: &str) -> Entry {
        self.records.push((rec.page, rec.field(field)));
        self
    }

    /// Where its first record says so.
    pub fn place(&self, site: &Site) -> Option<Place> {
        if let Subject::Statement(index) = self.subject {
            return Some(site.statements[index].place.clone());
        }
        let (page, field) = self.records.first()?;
        let page = &site.pages[*page];
        let crate::model::PageKind::Record(collection) = page.kind else { return None };
        Some(match field.filter(|f| page.fields.iter().any(|(r, _)| *r == FieldRef::Collection(collection, *f))) {
            Some(field) => page.source.field_place(&site.collections[collection].fields[field]),
            None => page.source.place(None),
        })
    }

    /// Whether it cannot be checked by this program.
    fn is_unclear(&self) -> bool {
        self.is_beyond && self.standing == Standing::CannotBeChecked
    }

    /// What is the case, with what is missing where nothing else says so.
    fn said(&self) -> Text {
        if !self.is_unclear() {
            return self.what.clone();
        }
        let (what, missing) = (&self.what, list(self.missing.iter().cloned()));
        let (what, what_en, missing, missing_en) = (&what.zh, &what.en, missing.zh, missing.en);
        text!("{what}：不知道{missing}", "{what_en}, for want of {missing_en}")
    }

    /// What is said of it to the clerk.
    fn problem(&self, site: &Site, severity: Severity) -> Diagnostic {
        let mut problem = Diagnostic::new(self.rule, severity, self.said());
        problem.place = self.place(site);
        problem.help.clone_from(&self.settle);
        problem
    }
}

/// What a rule has found.
#[derive(Debug, Default, PartialEq)]
pub struct Judged {
    /// How often both sides were known and fitted.
    pub held: usize,
    /// What is to be told.
    pub entries: Vec<Entry>,
}

impl Judged {
    pub(super) fn hold(&mut self) {
        self.held += 1;
    }

    pub(super) fn push(&mut self, entry: Entry) {
        if entry.standing == Standing::Holds {
            self.held += 1;
        }
        self.entries.push(entry);
    }
}

/// A rule with what it has found.
#[derive(Debug)]
pub struct Ruled {
    /// The rule.
    pub rule: &'static Rule,
    /// What it has found.
    pub judged: Judged,
}

impl PartialEq for Ruled {
    fn eq(&self, other: &Ruled) -> bool {
        self.rule.name == other.rule.name && self.judged == other.judged
    }
}

impl Ruled {
    /// How many of a standing there are.
    pub fn count(&self, standing: Standing) -> usize {
        match standing {
            Standing::Holds => self.judged.held,
            standing => self.judged.entries.iter().filter(|e| e.standing == standing).count(),
        }
    }
}

/// The account: what every rule on records has found.
#[derive(Debug, Default, PartialEq)]
pub struct Account {
    /// By rule, in the order of their names.
    pub rules: Vec<Ruled>,
    /// How the rules on the site itself had come out when the account was made.
    pub own: Vec<Verdict>,
    /// Waivers that explain a finding, by their order in the site.
    pub waived: BTreeSet<usize>,
    /// Findings that a record went into, by its page: index of rule and of entry.
    by_page: BTreeMap<usize, Vec<(usize, usize)>>,
}

impl Account {
    pub(super) fn new(rules: Vec<Ruled>) -> Account {
        let mut by_page: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (r, ruled) in rules.iter().enumerate() {
            for (e, entry) in ruled.judged.entries.iter().enumerate() {
                for (page, _) in &entry.records {
                    let of_page = by_page.entry(*page).or_default();
                    if of_page.last() != Some(&(r, e)) {
                        of_page.push((r, e));
                    }
                }
            }
        }
        Account { rules, own: Vec::new(), waived: BTreeSet::new(), by_page }
    }

    /// All findings, by rule.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.rules.iter().flat_map(|r| &r.judged.entries)
    }

    /// How many of a standing there are.
    pub fn count(&self, standing: Standing) -> usize {
        self.rules.iter().map(|r| r.count(standing)).sum()
    }

    /// The findings that a record went into.
    pub fn of_page(&self, page: usize) -> impl Iterator<Item = &Entry> {
        let found = self.by_page.get(&page).map_or(&[][..], Vec::as_slice);
        found.iter().map(|(r, e)| &self.rules[*r].judged.entries[*e])
    }

    /// The rules that met what is beyond this program, as verdicts.
    pub(crate) fn unclear(&self) -> Vec<Verdict> {
        let of = |ruled: &Ruled| {
            let unclear = ruled.judged.entries.iter().find(|e| e.is_unclear())?;
            let kind = match ruled.count(Standing::DoesNotHold) {
                0 => VerdictKind::CannotBeChecked,
                _ => VerdictKind::Failed,
            };
            Some(Verdict { rule: ruled.rule.name, kind, findings: 0, why: Some(unclear.said()) })
        };
        self.rules.iter().filter_map(of).collect()
    }

    /// What does not hold by a rule that the site has to heed, as problems of that severity; what is beyond this program is
    /// no more than a warning.
    pub(super) fn problems(&self, site: &Site, severity: impl Fn(&Rule) -> Severity) -> Vec<Diagnostic> {
        let told = self.rules.iter().map(|r| (r, severity(r.rule))).filter(|(_, s)| *s != Severity::Note);
        let wrong = |r: &&Ruled, s| {
            let told = |e: &&Entry| e.standing == Standing::DoesNotHold || e.is_unclear();
            let entries = r.judged.entries.iter().filter(told);
            let of = |e: &Entry| e.problem(site, if e.is_unclear() { Severity::Warning } else { s });
            entries.map(of).collect::<Vec<_>>()
        };
        told.flat_map(|(r, s)| wrong(&r, s)).collect()
    }
}
