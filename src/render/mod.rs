//! The site becomes outputs: pure, and in parallel.

mod content;
mod export;
mod metadata;
mod outputs;
mod plan;
mod relative;
mod template;

pub mod theme;

pub use outputs::{Options, Rendered, render};
