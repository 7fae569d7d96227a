//! Statements that have to hold: two sides, each a sum of targets or a selection of records, and how they stand to each
//! other. What they come to is worked out here, what follows from it is a rule's.

mod read;

use super::figure::{Counts, Measured, Selection, Target};
use super::read::Localized;
use super::site::Site;
use crate::diagnostic::{Place, Text};
use crate::text;
use crate::value::{Interval, Unit};

pub(super) use read::of;

/// The file of statements below the site's root.
pub const FILE: &str = "content/reconcile.yaml";

/// How the sides have to stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// `=`: they are the same.
    Same,
    /// `<=`: the left is at most the right.
    AtMost,
    /// `>=`: the left is at least the right.
    AtLeast,
    /// `~`: what they leave open has something in common.
    Meets,
}

impl Relation {
    /// As the format writes them.
    pub const WORDS: [(&'static str, Relation); 4] =
        [("=", Relation::Same), ("<=", Relation::AtMost), (">=", Relation::AtLeast), ("~", Relation::Meets)];

    /// What it asks.
    pub fn words(self) -> Text {
        match self {
            Relation::Same => text!("两边应当相等", "both should be the same"),
            Relation::AtMost => text!("前一个应当不多于后一个", "the first should be at most the second"),
            Relation::AtLeast => text!("前一个应当不少于后一个", "the first should be at least the second"),
            Relation::Meets => text!("两边应当合得到一起", "both should be able to be the same"),
        }
    }
}

/// A part of a side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// What a record or a figure says.
    Target(Target),
    /// The sum of a field.
    Sum(Selection),
    /// How many records.
    Count(Selection),
}

/// Why a statement does not hold, by whom and on what ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The reason.
    pub reason: Localized,
    /// The post that gives it: as written, or the title of its record.
    pub post: String,
    /// What that rests on.
    pub source: String,
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its name, never reused.
    pub name: String,
    /// Where it is written.
    pub place: Place,
    /// What it is called.
    pub title: Localized,
    /// The left side: its terms are added up.
    pub left: Vec<Term>,
    /// How the sides have to stand.
    pub relation: Relation,
    /// The right side.
    pub right: Vec<Term>,
    /// Whether what is added up has nothing in common; `None`: nobody says.
    pub disjoint: Option<bool>,
    /// What is stated was rounded to this, in smallest units.
    pub rounding: Option<Measured>,
    /// Why it does not hold, where that is known.
    pub explained: Option<Explained>,
}

/// What a side comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// What it counts; `None` where nothing of it is known.
    pub counts: Option<Counts>,
    /// The stages that occur.
    pub stages: Vec<crate::value::Stage>,
    /// Everything that it may be.
    pub interval: Option<Interval>,
    /// Records that went into it: page and field.
    pub records: Vec<(usize, Option<usize>)>,
    /// What does not say: page and field.
    pub open: Vec<(usize, usize)>,
    /// Collections that do not claim to be complete, and were counted or added up.
    pub partial: Vec<usize>,
    /// Figures that are not known.
    pub unknown: Vec<usize>,
    /// Whether its parts count different things, or money of different stages, and make no sum.
    pub is_mixed: bool,
}

impl Statement {
    /// What a side comes to.
    pub fn side(&self, terms: &[Term], site: &Site) -> Side {
        let mut out = Side::default();
        for term in terms {
            out.add(term, site);
        }
        if let (Some(rounding), Some(interval)) = (self.rounding, out.interval) {
            let wide = terms.len().try_into().unwrap_or(1_i128) * rounding.value;
            let half = |bound: Option<i128>, by: i128| bound.map(|b| b + by);
            let (low, high) = (half(interval.low, -(wide / 2)), half(interval.high, (wide + 1) / 2));
            out.interval = Some(Interval { low, high });
        }
        out
    }
}

/// Millionths, in which pieces are counted.
const ONE: i128 = 1_000_000;

impl Side {
    fn add(&mut self, term: &Term, site: &Site) {
        match term {
            Term::Target(target) => {
                match target {
                    Target::Field(page, field) => self.records.push((*page, Some(*field))),
                    Target::Figure(index) => {
                        self.unknown.extend(target.outcome(site).measured().is_none().then_some(*index))
                    }
                }
                let outcome = target.outcome(site);
                if let super::figure::Outcome::Open(records) = &outcome {
                    self.open.extend(records);
                }
                match outcome.measured() {
                    Some(measured) => self.plus(measured),
                    None => self.interval = Some(Interval { low: None, high: None }),
                }
            }
            Term::Count(selection) => {
                let selected = selection.select(site);
                self.records.extend(selected.records.iter().map(|page| (*page, None)));
                let known = i128::try_from(selected.records.len()).unwrap_or_default() * ONE;
                let open = i128::try_from(selected.open.len()).unwrap_or_default() * ONE;
                self.open.extend(&selected.open);
                let complete = selection.is_complete(site);
                self.partial.extend((!complete).then_some(selection.collection));
                let interval = Interval { low: Some(known), high: complete.then_some(known + open) };
                // Pieces of whatever the other side counts.
                self.plus(Measured { counts: Counts::Number, stage: None, value: known, interval });
            }
            Term::Sum(selection) => {
                let mut selected = selection.select(site);
                let values = selection.values(site, &mut selected);
                self.records.extend(selected.records.iter().map(|page| (*page, selection.field)));
                for measured in values.iter().filter_map(|(_, value)| Measured::of(value)) {
                    self.plus(measured);
                }
                let complete = selection.is_complete(site);
                self.partial.extend((!complete).then_some(selection.collection));
                if let (false, Some(interval)) = (selected.open.is_empty() && complete, self.interval) {
                    // What is not known can only add to it.
                    self.interval = Some(Interval { high: None, ..interval });
                }
                self.open.extend(&selected.open);
            }
        }
    }

    fn plus(&mut self, measured: Measured) {
        self.stages.extend(measured.stage.filter(|s| !self.stages.contains(s)));
        match self.counts {
            Some(counts) if !same(counts, measured.counts) => self.is_mixed = true,
            _ => {}
        }
        self.is_mixed |= self.stages.len() > 1;
        // The unit of what is counted is that of the first that has one.
        if self.counts.is_none_or(|c| c == Counts::Number) {
            self.counts = Some(measured.counts);
        }
        self.interval = match self.interval {
            Some(interval) => interval.plus(measured.interval),
            None => Some(measured.interval),
        };
    }
}

/// Whether two may be held against each other: pieces are pieces of anything that is counted by the piece.
pub fn same(a: Counts, b: Counts) -> bool {
    let pieces = |unit: Unit| unit.factor == 1;
    match (a, b) {
        (Counts::Number, Counts::Of(unit)) | (Counts::Of(unit), Counts::Number) => pieces(unit),
        (a, b) => a.agrees(b),
    }
}
