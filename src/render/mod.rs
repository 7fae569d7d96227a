//! The site becomes outputs: pure, and in parallel.

mod block;
mod bulletin;
mod chart;
mod collisions;
mod content;
mod dated;
mod explain;
mod export;
mod foreign;
mod glossary;
mod indexes;
mod memory;
mod metadata;
mod outputs;
mod pages;
mod plan;
mod qr;
mod relative;
mod roots;
mod search;
mod searching;
mod template;
mod views;
mod workers;

pub mod theme;

pub use bulletin::{bulletin_json, bulletin_text, dated_pages};
pub use indexes::header_lines;
pub use memory::{Memory, Remade, render_again};
pub use outputs::{Options, Rendered, render, render_with};
