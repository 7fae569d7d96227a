//! Diagnostics for people and for machines: pure, one file a format.

mod human;
mod json;

pub use human::{Style, human, summary};
pub use json::{json, json_with};
