//! Which outputs are found, and the numbers by which files of search call them.

use crate::model::Site;
use crate::render::plan::{Maker, Planned};

impl Maker {
    /// Whether its page is found by search.
    pub(in crate::render) fn is_document(self) -> bool {
        self.is_listed() && !matches!(self, Maker::Search(_))
    }

    /// Whether its page mostly lists others.
    pub(super) fn is_list(self, site: &Site) -> bool {
        match self {
            Maker::Page(page) => site.pages.unnoted()[page].is_section(),
            Maker::Figure(..) | Maker::Bulletin(..) => false,
            _ => true,
        }
    }

    /// Whether it is made of the texts of other outputs.
    pub(in crate::render) fn is_of_search(self) -> bool {
        matches!(self, Maker::SearchDocuments | Maker::SearchTexts(_) | Maker::SearchRuns(_))
    }
}

/// What search finds, by number.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::render) struct Documents {
    /// Their places in the plan: pages first, lists of them after.
    outputs: Vec<usize>,
    /// By place in the plan: its number, one more; 0 where it is none.
    numbers: Vec<u32>,
}

impl Documents {
    /// Those of a plan; none where the site cannot be searched.
    pub(in crate::render) fn of(site: &Site, planned: &[Planned]) -> Documents {
        if !site.config.search {
            return Documents::default();
        }
        let found = |lists: bool| {
            let is = move |planned: &Planned| planned.maker.is_document() && planned.maker.is_list(site) == lists;
            planned.iter().enumerate().filter(move |(_, planned)| is(planned)).map(|(place, _)| place)
        };
        let outputs: Vec<usize> = found(false).chain(found(true)).collect();
        let mut numbers = vec![0; planned.len()];
        outputs.iter().zip(1..).for_each(|(place, number)| numbers[*place] = number);
        Documents { outputs, numbers }
    }

    /// How many there are.
    pub(in crate::render) fn len(&self) -> usize {
        self.outputs.len()
    }

    /// Their places in the plan.
    pub(in crate::render) fn outputs(&self) -> &[usize] {
        &self.outputs
    }

    /// The number of the output at a place in the plan, if search finds it.
    pub(in crate::render) fn number(&self, place: usize) -> Option<usize> {
        self.numbers.get(place).and_then(|n| n.checked_sub(1)).map(|n| n as usize)
    }
}
