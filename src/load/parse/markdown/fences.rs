//! Fenced blocks: which are the site's own, which look as if they should be, and which are code.

use std::ops::Range;

use super::document::Fence;
use crate::diagnostic::nearest;
use crate::load::keys::{BLOCK_KEYS, BLOCKS, find};

/// A fence that is open.
#[derive(Debug)]
pub(super) enum Open {
    /// A block of ours, and where its content stands as far as it has come.
    Ours(Fence),
    /// Code whose language is nearly the name of a block: that name, its place, and the code.
    Near(&'static str, Range<usize>, String),
}

impl Open {
    /// The fence of that language.
    pub(super) fn of(language: &str, range: &Range<usize>) -> Option<Open> {
        if let Some(name) = find(BLOCKS, language) {
            return Some(Open::Ours(Fence { name, range: range.clone(), content: range.start..range.start }));
        }
        let lower = language.to_lowercase();
        if let Some(name) = find(BLOCKS, &lower) {
            return Some(Open::Near(name, range.clone(), String::new()));
        }
        let near = nearest(&lower, BLOCKS.iter().flat_map(|k| [k.name, k.chinese]))?;
        Some(Open::Near(find(BLOCKS, near)?, range.clone(), String::new()))
    }

    /// Takes a stretch of its content.
    pub(super) fn take(&mut self, text: &str, range: &Range<usize>) {
        match self {
            Open::Ours(fence) if fence.content.is_empty() => fence.content = range.clone(),
            Open::Ours(fence) => fence.content.end = range.end,
            Open::Near(_, _, code) => code.push_str(text),
        }
    }
}

/// Whether a text has a key of a block at the beginning of a line.
pub(super) fn has_keys(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim_start().trim_start_matches(['-', ' ', '{']);
        line.split_once([':', '：']).is_some_and(|(key, _)| BLOCK_KEYS.iter().any(|keys| find(keys, key).is_some()))
    })
}
