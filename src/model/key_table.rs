//! Which keys a folder's pages may use, and what each means.

use std::collections::HashMap;

use super::config::Config;
use super::schema::Schema;
use super::site::FieldRef;
use crate::load::keys;

/// What a key of front matter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Page(&'static str),
    Section(&'static str),
    Taxonomy(usize),
    Field(FieldRef),
}

/// The keys that a folder's pages may use.
pub(super) struct KeyTable(pub(super) HashMap<String, Meaning>);

impl KeyTable {
    pub(super) fn new(config: &Config, collections: &[Schema], collection: Option<usize>) -> Self {
        let mut table: HashMap<String, Meaning> = HashMap::new();
        let mut add = |word: &str, meaning: Meaning| {
            table.entry(word.to_owned()).or_insert(meaning);
        };
        for key in keys::PAGE {
            add(key.name, Meaning::Page(key.name));
            add(key.chinese, Meaning::Page(key.name));
        }
        for key in keys::SECTION {
            add(key.name, Meaning::Section(key.name));
            add(key.chinese, Meaning::Section(key.name));
        }
        if let Some(c) = collection {
            for (i, field) in collections[c].fields.iter().enumerate() {
                field.words().for_each(|w| add(w, Meaning::Field(FieldRef::Collection(c, i))));
            }
        }
        for (i, field) in config.fields.iter().enumerate() {
            field.words().for_each(|w| add(w, Meaning::Field(FieldRef::Extra(i))));
        }
        for (i, taxonomy) in config.taxonomies.iter().enumerate() {
            add(&taxonomy.name, Meaning::Taxonomy(i));
            taxonomy.title.all().for_each(|w| add(w, Meaning::Taxonomy(i)));
        }
        KeyTable(table)
    }

    /// All of them, for suggestions.
    pub(super) fn words(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.0.keys().map(String::as_str).collect();
        words.sort_unstable();
        words
    }
}
