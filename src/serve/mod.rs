//! The preview server: what would be deployed, from memory, with reload and errors added in its responses only.

mod added;
mod changes;
mod conditions;
mod headers;
mod http;
mod look;
mod respond;
mod snapshot;
mod state;
mod viewer;
mod wording;

#[cfg(test)]
mod tests;

pub use http::{Options, Server, start};
pub use snapshot::Snapshot;
pub use state::{Excerpt, Problem, Report};
