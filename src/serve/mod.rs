//! The preview server: what would be deployed, from memory, with reload and errors added in its responses only.

mod events;
mod headers;
mod http;
mod respond;
mod snapshot;

pub use events::{Excerpt, Problem, Report};
pub use http::{Options, Server, start};
pub use snapshot::{Collector, Snapshot};
