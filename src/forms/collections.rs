//! The collections with which a new site begins: those of the repository, as files (`build.rs` lists them).

/// Path below a site's folder, and text, of each.
pub const COLLECTIONS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/collections.rs"));
