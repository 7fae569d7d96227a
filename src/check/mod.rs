//! Rules and their verdicts. Pure: a rule sees a site or finished outputs, and nothing else.

pub(crate) mod account;
mod better;
mod example;
mod facts;
mod prose;
mod registry;
mod rule;
mod rules;
mod run;
mod visit;

pub mod scan;

pub use account::{Account, Entry, Explanation, Judged, Ruled, Standing, Subject};
pub(crate) use account::{Given, Rec, record, with};
pub use example::{Base, Example, Made, PAGE, Written};
pub use facts::{Facts, Place as OutputPlace, Scope, inspect};
pub use registry::{RULES, find};
pub use rule::{Check, Rule, Verdict, VerdictKind};
pub use run::{Reach, account, apply_levels, on_outputs, on_site, settle, wants, wants_outputs};
pub use visit::{Budget, compressed};
