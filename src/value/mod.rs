//! Exact values: what clerks write, kept as they wrote it, and compared without a float.

#![deny(clippy::float_arithmetic)]

mod date;
mod lang_tag;
mod number;
mod slug;

pub use date::{DateError, Moment, Part, PartialDate, Zone};
pub use lang_tag::LangTag;
pub use number::{Number, half_width};
pub use slug::{SlugError, check_slug, slug};
