//! `privacy/*`: what is found of people in everything that is published, in one pass that all rules of the family share.

mod any_long;
mod attached;
mod beside;
mod boxes;
mod brackets;
mod broken;
mod carriers;
mod codes;
mod delimited;
mod digits;
mod document;
mod find;
mod grids;
mod headed;
mod headings;
mod listed;
mod mentioned;
mod name_words;
mod named_files;
mod names;
mod numbers;
mod people;
mod photo;
mod posts;
mod recorded;
mod redact;
mod registers;
mod scant;
mod spoken;
mod tables;
mod tell;
mod weak;
mod words;

pub use redact::{Secrets, numbers_masked, redact, redact_waived};

pub(in crate::check) use attached::Unseen;
pub(in crate::check) use carriers::{Leak, Weak};
pub(in crate::check) use find::{Kind, Sure};
pub(in crate::check) use listed::{Known, People};
pub(in crate::check) use people::of_page as people_of;
pub(in crate::check) use posts::{names_masked, names_somebody};
pub(in crate::check) use tables::Named;
pub(in crate::check) use tell::tell;
pub(in crate::check) use weak::Weakness;

use crate::diagnostic::Place;
use crate::model::{Masked, Site};

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    pub(in crate::check) leaks: Vec<Leak>,
    pub(in crate::check) weak: Vec<Weak>,
    pub(in crate::check) unseen: Vec<(Unseen, Place)>,
    pub(in crate::check) named: Vec<Named>,
    /// Lists of names in what visitors can download.
    pub(in crate::check) people: Vec<People>,
    /// What the site says is no person.
    pub(in crate::check) known: Known,
}

impl Found {
    /// Looks through everything that is published.
    pub(in crate::check) fn of(site: &Site) -> Found {
        let mut sheaf = carriers::all(site, &Masked::of(site));
        sheaf.append(carriers::attached(site));
        tables::all(site, &mut sheaf);
        let known = Known::of(site);
        let named = sheaf.named.into_iter().filter_map(|table| table.known(&known)).collect();
        let people = sheaf.people.into_iter().filter_map(|list| list.people(&known)).collect();
        Found { leaks: sheaf.leaks, weak: sheaf.weak, unseen: sheaf.unseen, named, people, known }
    }
}
