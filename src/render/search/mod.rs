//! Search: what readers can look for, and the small files that a browser asks for it.
//!
//! Every page that readers may look for is a *document* with a number. Its text is taken from the finished page, line by
//! line ([`lines`]); what is the same to a reader is folded into the same signs ([`fold`]); runs of signs lead to the
//! documents that have them ([`grams`], [`reader`], [`postings`]), spread over many small files ([`shard`]), beside the texts themselves, against which
//! the browser checks what it has found. `themes/town/assets/search.js` reads them; `docs/search.md` has their format.

mod belongs;
mod documents;
mod entry;
mod files;
mod fold;
mod grams;
mod lines;
mod numbers;
mod postings;
mod reader;
mod same;
mod shard;
mod spots;

pub(super) use belongs::{documents_file, titled, what};
pub(super) use documents::{CONTENTS, Documents, planned};
pub(super) use entry::Entry;
pub(super) use files::texts;
pub(super) use postings::{Postings, changed};
pub(super) use reader::{Reader, TOGETHER};
pub(super) use shard::{EACH, shards_for, text_files};

/// Where the files stand, below the root.
pub(super) const ROOT: &str = "/search/";
