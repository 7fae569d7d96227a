//! Parsed sources become a typed, linked, immutable site. Pure: what time it is comes in as a value.

mod base_url;
mod build;
mod config;
mod fields;
mod key_table;
mod links;
mod read;
mod refs;
mod schema;
mod site;
mod terms;
mod tree;
mod typed;

pub mod address;

pub use base_url::BaseUrl;
pub use build::build;
pub use config::{Config, Level, NavEntry, Overrides, TaxonomyDef};
pub use read::Localized;
pub use schema::{Choice, Field, Kind, Schema, Sort};
pub use site::{
    Attachment, Citation, FieldRef, FieldValue, Hidden, Page, PageKind, Section, Site, Source, Taxonomy, Term, Unknown,
    Value, Why,
};
