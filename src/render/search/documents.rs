//! Which outputs are found, and the numbers by which files of search call them.

use sha2::{Digest, Sha256};

use super::ROOT;
use super::belongs::what;
use super::shard::{shards_for, text_files};
use crate::model::Site;
use crate::output::hex;
use crate::render::plan::{Maker, Planned, nth, pages_of};
use crate::render::roots::{contents_root, has_own, search_root};

impl Maker {
    /// Whether its page is found by search.
    pub(in crate::render) fn is_document(self) -> bool {
        self.is_listed() && !matches!(self, Maker::Search(_) | Maker::Contents(..))
    }

    /// Whether its page mostly lists others.
    pub(super) fn is_list(self, site: &Site) -> bool {
        match self {
            Maker::Page(page) => site.pages.unnoted()[page].is_section(),
            Maker::Figure(..) | Maker::Bulletin(..) => false,
            _ => true,
        }
    }

    /// Whether it is made of the texts of other outputs; of the page of the search, what there is to say of its files.
    pub(in crate::render) fn is_of_texts(self) -> bool {
        self.is_search_file() || matches!(self, Maker::Search(_) | Maker::Contents(..))
    }

    /// Whether it is a file that the browser asks for.
    pub(in crate::render) fn is_search_file(self) -> bool {
        matches!(self, Maker::SearchDocuments | Maker::SearchTexts(_) | Maker::SearchRuns(_))
    }
}

/// Entries on a page of the list of all pages.
pub(in crate::render) const CONTENTS: usize = 400;

/// What search adds to the other outputs.
pub(in crate::render) fn planned(site: &Site, others: &[Planned]) -> Vec<Planned> {
    let mut out = Vec::new();
    if !site.config.search {
        return out;
    }
    let mut is_searched = false;
    let mut add = |route: String, maker: Maker| out.push(Planned { route, maker });
    let mut counts = vec![0; site.config.languages.len()];
    others.iter().filter(|p| p.maker.is_document()).for_each(|p| counts[what(site, p.maker).language(site)] += 1);
    for (language, count) in counts.iter().enumerate() {
        if let Some(route) = search_root(site, language) {
            add(route, Maker::Search(language));
            is_searched = true;
        }
        if let Some(route) = contents_root(site, language).filter(|route| !has_own(site, route)) {
            (1..=pages_of(*count, CONTENTS)).for_each(|n| add(nth(&route, n), Maker::Contents(language, n)));
        }
    }
    // Nobody would ask for the files.
    if !is_searched {
        return out;
    }
    let count: usize = counts.iter().sum();
    add(format!("{ROOT}docs.js"), Maker::SearchDocuments);
    (0..text_files(count)).for_each(|n| add(format!("{ROOT}t/{n}.js"), Maker::SearchTexts(n)));
    (0..shards_for(count)).for_each(|n| add(format!("{ROOT}g/{n}.js"), Maker::SearchRuns(n)));
    out
}

/// What search finds, by number.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::render) struct Documents {
    /// Their places in the plan: pages first, lists of them after.
    outputs: Vec<usize>,
    /// By place in the plan: its number, one more; 0 where it is none.
    numbers: Vec<u32>,
    /// Where in the plan the table, the first file of texts and the first of runs stand, if the site is searched.
    files: Option<[usize; 3]>,
    /// Tells this numbering from that of another build: files of two are never read together.
    stamp: String,
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
        let mut lists: Vec<usize> = found(true).collect();
        // The same list in two languages is as long in both: they do not stand in one file.
        lists.sort_by_key(|place| what(site, planned[*place].maker).language(site));
        let outputs: Vec<usize> = found(false).chain(lists).collect();
        let mut numbers = vec![0; planned.len()];
        outputs.iter().zip(1..).for_each(|(place, number)| numbers[*place] = number);
        let mut routes = Sha256::new();
        for place in &outputs {
            routes.update(&planned[*place].route);
            routes.update("\n");
        }
        let place = |maker: Maker| planned.iter().position(|planned| planned.maker == maker);
        let files = place(Maker::SearchDocuments)
            .and_then(|table| Some([table, place(Maker::SearchTexts(0))?, place(Maker::SearchRuns(0))?]));
        Documents { outputs, numbers, files, stamp: hex(&routes.finalize()[..4]) }
    }

    /// What tells this numbering from others.
    pub(in crate::render) fn stamp(&self) -> &str {
        &self.stamp
    }

    /// Where in the plan the table, the first file of texts and the first of runs stand; the others of these stand behind the first.
    /// Nothing where a page of one's own has taken the place of the search: then nobody asks for them.
    pub(in crate::render) fn files(&self) -> Option<[usize; 3]> {
        self.files
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
