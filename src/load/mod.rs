//! The only reader of the disk: bytes become parsed sources.

mod again;
pub mod attached;
mod disk;
mod parsed;
mod sources;
mod text;

pub mod key_notes;
pub mod keys;
mod known;
pub mod parse;
pub mod table;

pub use again::{Reader, Taken};
pub use disk::{CONTENT, LARGEST, SITE_FILE, SOURCES, has_ignored_name, is_ignored, no_site, read_aside};
pub use known::{About, Known, Quiet};
pub use parsed::{COLLECTION_FILE, Markdown, Parsed, Tables, Yaml, parse, read_site};
pub use sources::{SourceFile, Sources};
pub use text::decode;
