//! The official inspection in its own terms: the items that fail a site by themselves (单项否决), with the counts that are
//! asked for and the thresholds, and those that cost points, as far as a site can be judged from its sources and outputs.
//! What takes a visitor or a person is said to be so, and so is what could not be looked at. Waivers, severities and limits
//! of the site mean nothing to an inspector, and nothing here.

mod scored;
mod seen;
mod vetoes;

pub use seen::Seen;

use super::privacy::numbers_masked;
use crate::diagnostic::Text;
use crate::model::Site;

/// How an item comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It fails the site.
    Fails,
    /// It does not yet, and is near to; of an item that costs points: there is something.
    Near,
    /// It takes a visitor or a person, or could not be looked at.
    CannotBeJudged,
    /// It does not.
    Clear,
}

impl Outcome {
    /// As data names it.
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Fails => "fails",
            Outcome::Near => "near",
            Outcome::CannotBeJudged => "cannot_be_judged",
            Outcome::Clear => "clear",
        }
    }
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What data calls it.
    pub code: &'static str,
    /// What it is called.
    pub name: [&'static str; 2],
    /// When it fails a site, or costs points.
    pub threshold: Text,
    /// What was found.
    pub found: Text,
    /// How many there are, where it is counted, and at how many it fails.
    pub count: Option<(usize, usize)>,
    /// How it comes out.
    pub outcome: Outcome,
    /// What to do this week.
    pub todo: Option<Text>,
    /// The columns or pages that it is about, at most a few.
    pub named: Vec<String>,
}

/// The whole inspection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// Items any of which fails the site.
    pub vetoes: Vec<Item>,
    /// Items that cost points.
    pub scored: Vec<Item>,
}

impl Inspection {
    /// How many vetoes come out so.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.vetoes.iter().filter(|item| item.outcome == outcome).count()
    }

    /// Whether any veto fails the site.
    pub fn fails(&self) -> bool {
        self.count(Outcome::Fails) > 0
    }

    /// What to do this week: what fails first, then what is near to, then what somebody has to look at. What several items
    /// ask for is said once.
    pub fn todo(&self) -> Vec<&Text> {
        let mut all: Vec<&Item> = self.vetoes.iter().chain(&self.scored).collect();
        all.sort_by_key(|item| item.outcome);
        let mut out: Vec<&Text> = Vec::new();
        for todo in all.into_iter().filter_map(|item| item.todo.as_ref()) {
            if !out.contains(&todo) {
                out.push(todo);
            }
        }
        out
    }
}

/// Names that are told of an item.
const NAMED: usize = 12;

fn first(mut names: Vec<String>) -> Vec<String> {
    names.truncate(NAMED);
    names
}

/// Judges a site by what was seen of it.
pub fn inspection(site: &Site, seen: &Seen<'_>) -> Inspection {
    let mut out = Inspection { vetoes: vetoes::vetoes(site, seen), scored: scored::scored(site, seen) };
    // Titles and names of files may hold numbers of people.
    for named in out.vetoes.iter_mut().chain(&mut out.scored).flat_map(|item| &mut item.named) {
        *named = numbers_masked(named);
    }
    out
}
