//! The glossary: terms of art, what they mean in plain words, and where they stand in a text.

mod find;
mod read;

use super::read::Localized;
use super::site::Citation;
use crate::diagnostic::Place;

pub use find::{Finder, Match};
pub(super) use read::of;

/// The glossary below the site's root.
pub const FILE: &str = "content/glossary.yaml";

/// A term and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it is written.
    pub place: Place,
    /// Its place on the page of the glossary.
    pub anchor: String,
    /// The term.
    pub title: Localized,
    /// Other words for it, in any language.
    pub aliases: Vec<String>,
    /// What it means.
    pub explanation: Localized,
    /// Where that is laid down.
    pub sources: Vec<Citation>,
}

/// All terms, in the order of `glossary.yaml`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Glossary {
    /// The terms.
    pub entries: Vec<Entry>,
    /// What finds them, by language.
    finders: Vec<Finder>,
}

impl Glossary {
    fn new(entries: Vec<Entry>, names: &[String], languages: &[&str]) -> Glossary {
        let words = |language: &str| {
            let mut words: Vec<(String, Option<usize>)> = names.iter().map(|name| (name.clone(), None)).collect();
            for (i, entry) in entries.iter().enumerate() {
                let all = std::iter::once(entry.title.get(language)).chain(entry.aliases.iter().map(String::as_str));
                words.extend(all.map(|word| (word.to_owned(), Some(i))));
            }
            words
        };
        let finders = languages.iter().map(|language| Finder::new(words(language))).collect();
        Glossary { entries, finders }
    }

    /// Whether there are no terms.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The terms in a text of a language, from the left, each as long as it can be.
    pub fn find<'t>(&'t self, language: usize, text: &'t str) -> impl Iterator<Item = Match> + 't {
        self.finders.get(language).into_iter().flat_map(move |finder| finder.find(text))
    }
}
