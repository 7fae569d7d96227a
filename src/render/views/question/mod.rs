//! Views by question: what records of a collection come to, worked out from the fields of the model, never from what a
//! town calls them. Each is worked out once for a list page; nothing here writes words.

mod amounts;
mod catalogue;
mod commitments;
mod duties;
mod funds;
mod indicators;
mod meetings;
mod pipeline;
mod places;
mod problems;
mod whole;

pub(in crate::render) use amounts::Sum;
pub(in crate::render) use catalogue::{Covered, Matter, matters};
pub(in crate::render) use commitments::{Promise, board};
pub(in crate::render) use duties::{Role, roles};
pub(in crate::render) use funds::{Funds, funds, is_stated};
pub(in crate::render) use indicators::{Measured, indicators, measured};
pub(in crate::render) use meetings::meetings;
pub(in crate::render) use pipeline::{Line, Step, pipeline};
pub(in crate::render) use places::{Touching, place};
pub(in crate::render) use problems::{Answer, Problem, problems};
pub(in crate::render) use whole::{SHOWN, is_whole, paginate};
