//! Mingbai (明白): a static site generator for public disclosure.
//!
//! The modules, in the order in which data flows. A module knows only those above it.
//!
//! | module | what it does |
//! |---|---|
//! | [`value`] | exact values: decimals, dates with their precision, language tags, slugs |
//! | [`diagnostic`] | what is wrong, where, and how to mend it |
//! | [`output`] | a file to be published |
//! | [`reads`] | what is read while an output is made |
//! | [`picture`] | what a photograph is, and smaller copies of it |
//! | [`load`] | the only reader of the disk; bytes become parsed sources |
//! | [`model`] | parsed sources become a typed, linked, immutable site |
//! | [`check`] | rules, each in its own file, and their verdicts |
//! | [`render`] | the site becomes outputs |
//! | [`forms`] | what is filled in by others: the workbook, ready records, schemas for editors |
//! | [`publish`] | the only writer of the disk: changed files only, whole or not at all |
//! | [`build`] | the pipeline on one screen |
//! | [`engine`] | builds again and again, and skips what would come out the same |
//! | [`watch`] | what changed on the disk, one save at a time |
//! | [`serve`] | the preview server |
//! | [`report`] | diagnostics for people and for machines |
//! | [`cli`] | the command line |

pub mod value;
pub mod diagnostic;
pub mod output;
pub mod reads;
pub mod picture;

pub mod load;
pub mod model;
pub mod check;
pub mod render;
pub mod forms;
pub mod publish;

pub mod build;
pub mod engine;
pub mod watch;
pub mod serve;
pub mod report;
pub mod cli;
