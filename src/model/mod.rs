//! Parsed sources become a typed, linked, immutable site. Pure: what time it is comes in as a value.

mod again;
mod base_url;
pub mod block;
mod build;
mod choices;
mod cited;
mod compare;
mod config;
mod constraints;
mod fields;
pub mod figure;
pub mod glossary;
mod key_table;
mod ledger;
mod limit;
mod links;
mod machine;
mod notice_term;
mod notices;
mod out_of_reach;
mod pages;
mod options;
mod photos;
mod read;
pub mod reconcile;
mod refs;
mod same;
mod schema;
mod schema_read;
mod settings;
mod site;
mod source;
mod terms;
mod texts;
mod titles;
mod translated;
mod tree;
mod typed;
mod unknown;
mod values;
mod view;
mod waiver;
mod words;

pub mod address;

pub use again::{Derived, build_again};
pub use base_url::BaseUrl;
pub use build::build;
pub use compare::key_of_name;
pub use config::{Config, Level, NavEntry, Overrides, TaxonomyDef};
pub use ledger::Ledger;
pub use limit::Limit;
pub use notice_term::NoticeTerm;
pub use options::{Chosen, Fault, Given, Opt, Setting};
pub use photos::{PHOTOS, unmade};
pub use read::Localized;
pub use schema::{Cadence, Choice, Field, Kind, Machine, Schema, Sort, Track};
pub use site::{
    Attachment, Citation, FieldRef, FieldValue, Hidden, Page, PageKind, PagePhoto, Photo, Section, Site, Taxonomy,
    Term, Value, Why,
};
pub use source::Source;
pub use texts::{Masked, Texts};
pub use unknown::Unknown;
pub use view::View;
pub use waiver::Waiver;
pub(crate) use waiver::says_nothing;
pub use words::words;
