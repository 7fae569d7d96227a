//! Diagnostics for people and for machines: pure, one file a format.

mod first;
mod github;
mod human;
mod json;
mod sarif;

use crate::diagnostic::{Diagnostic, Severity};

pub use first::{Mend, mends};
pub use github::github;
pub use human::{Style, first_mends, human, summary};
pub use json::{json, json_with};
pub use sarif::sarif;

/// A rule, in one language.
#[derive(Debug, Clone, Copy)]
pub struct RuleText {
    /// Its name.
    pub name: &'static str,
    /// How much a finding matters.
    pub severity: Severity,
    /// What it checks.
    pub what: &'static str,
    /// Why.
    pub why: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

/// A rule that could not be checked, there or anywhere, in one language.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Unchecked {
    /// Its name.
    pub rule: &'static str,
    /// Why.
    pub why: String,
}

/// A finding that is waived.
#[derive(Debug, Clone)]
pub struct Waived<'a> {
    /// The finding.
    pub problem: &'a Diagnostic,
    /// Why.
    pub reason: &'a str,
    /// By which post.
    pub by: &'a str,
    /// Until when.
    pub until: String,
}
