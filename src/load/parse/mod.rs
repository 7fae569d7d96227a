//! Bytes become trees with places: pure, and without knowledge of the rest of the site.
pub mod front_matter;
pub mod markdown;
mod spots;
pub mod yaml;
