//! Rules and their verdicts. Pure: a rule sees a site or finished outputs, and nothing else.

pub(crate) mod account;
mod better;
mod catalogue;
mod choice;
mod columns;
mod example;
mod external;
mod facts;
mod inspection;
mod letters;
mod numbers;
mod phrases;
mod planned;
mod privacy;
mod prose;
mod registry;
mod rule;
mod rules;
mod searched;
mod settings;
mod shape;
mod slips;
mod run;
mod visit;
mod waive;

pub mod scan;

pub use account::{Account, Entry, Explanation, Judged, Ruled, Standing, Subject};
pub(crate) use account::{Given, Rec, record, with};
pub use choice::{Choice, family};
pub use example::{Base, Example, Made, PAGE, Written};
pub use external::{External, externals};
pub use facts::{Facts, Place as OutputPlace, Scope, inspect};
pub use inspection::{Inspection, Item as Inspected, Outcome, Seen, inspection};
pub use numbers::{named, numbers, planned};
pub use planned::{PLANNED, Planned};
pub use privacy::{Found, Secrets, numbers_masked, redact, redact_waived};
pub use registry::{RULES, find};
pub use rule::{Check, Rule, Verdict, VerdictKind, unread};
pub use rules::access::search_weight::limits;
pub use run::{Reach, account, apply_levels, on_outputs, on_site, settle, wants, wants_outputs};
pub use searched::{Heavy, Limits};
pub use settings::{level, settings};
pub use shape::Shape;
pub use visit::{Budget, compressed};
pub use waive::{Waived, waive};
