//! Rules and their verdicts. Pure: a rule sees a site or finished outputs, and nothing else.

mod facts;
mod registry;
mod rule;
mod rules;
mod run;

pub mod scan;

pub use facts::{Facts, Place as OutputPlace, Scope, inspect};
pub use registry::{RULES, find};
pub use rule::{Check, Rule, Verdict, VerdictKind};
pub use run::{Reach, apply_levels, on_outputs, on_site, settle, wants_outputs};
