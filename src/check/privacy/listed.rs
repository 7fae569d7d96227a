//! Lists of people, before and after it is known what else bears such names: the site's own places, organisations and posts.

use std::collections::HashSet;

use super::names::Who;
use crate::diagnostic::{Place, Text};
use crate::model::{Kind, PageKind, Schema, Site};

/// Words that may be names, and whom each names.
pub(super) type Words = Vec<(String, Who)>;

/// A list that may name people.
#[derive(Debug, Clone)]
pub(super) struct List {
    pub words: Words,
    /// What stands over them.
    pub header: Text,
    pub place: Place,
}

impl List {
    /// The people of the list, if it has any.
    pub(super) fn people(self, known: &Known) -> Option<People> {
        let Count { count, is_sure } = known.count(&self.words)?;
        Some(People { count, is_sure, header: self.header, place: self.place })
    }
}

/// A list that names people. The names themselves are told nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct People {
    /// How many there are at least.
    pub count: usize,
    /// Whether at least one is surely somebody.
    pub is_sure: bool,
    /// What stands over them.
    pub header: Text,
    pub place: Place,
}

/// How many people some words name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    pub count: usize,
    pub is_sure: bool,
}

/// What the site itself says is no person: its places, organisations and posts.
#[derive(Debug, Default)]
pub(in crate::check) struct Known(HashSet<String>);

impl Known {
    /// Collections of organisations and posts, as `mingbai init` names them; places have codes.
    const COLLECTIONS: [&str; 3] = ["places", "organisations", "posts"];

    pub(in crate::check) fn of(site: &Site) -> Known {
        let has_code = |schema: &Schema| schema.fields.iter().any(|field| matches!(field.kind, Kind::PlaceCode));
        let is_of = |schema: &Schema| has_code(schema) || Known::COLLECTIONS.contains(&schema.name.as_str());
        let of: Vec<bool> = site.collections.iter().map(is_of).collect();
        let is_own = |kind: &PageKind| matches!(kind, PageKind::Record(collection) if of[*collection]);
        let records = site.pages.unnoted().iter().filter(|page| is_own(&page.kind));
        Known(records.map(|page| page.title.chars().filter(|c| !c.is_whitespace()).collect()).collect())
    }

    /// Whether the site says what that is; 大湾 is the place that it calls 大湾村.
    fn has(&self, word: &str) -> bool {
        const ENDS: [&str; 4] = ["村", "镇", "社区", "村委会"];
        self.0.contains(word)
            || !self.0.is_empty() && ENDS.iter().any(|end| self.0.contains(format!("{word}{end}").as_str()))
    }

    /// How many people the words name: places and firms are people only where most others surely are.
    pub(super) fn count(&self, words: &[(String, Who)]) -> Option<Count> {
        let (mut sure, mut doubtful, mut places) = (0, 0, 0);
        for (_, who) in words.iter().filter(|(word, _)| !self.has(word)) {
            match who {
                Who::Sure => sure += 1,
                Who::Doubtful => doubtful += 1,
                Who::Place => places += 1,
            }
        }
        let count = sure + doubtful + if sure > doubtful + places { places } else { 0 };
        (count > 0).then_some(Count { count, is_sure: sure > 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::{Count, Known, Who};

    #[test]
    fn places_are_people_only_among_people() {
        let count = |known: &[&str], words: &[(&str, Who)]| {
            let known = Known(known.iter().map(ToString::to_string).collect());
            let words: Vec<(String, Who)> = words.iter().map(|(word, who)| ((*word).to_owned(), *who)).collect();
            known.count(&words).map(|Count { count, is_sure }| (count, is_sure))
        };
        let (one, two, place) = (("张三", Who::Sure), ("李四", Who::Sure), ("张村", Who::Place));
        assert_eq!(count(&[], &[one, two, place]), Some((3, true)));
        assert_eq!(count(&[], &[one, place, place]), Some((1, true)));
        assert_eq!(count(&[], &[place, place]), None);
        assert_eq!(count(&[], &[("扎西", Who::Doubtful), place]), Some((1, false)));
        assert_eq!(count(&["张三"], &[one, place]), None);
        assert_eq!(count(&["张三村"], &[one, two]), Some((1, true)));
    }
}
