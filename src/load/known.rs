//! What was found out about a file's text by itself: it lasts as long as the file is not read anew, so that a site that is
//! built again and again is not looked through each time.

use std::sync::OnceLock;

/// What a file was looked through for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Numbers of people.
    People,
    /// Marks and letters that may be slips.
    Marks,
    /// Traditional characters.
    Characters,
}

/// What is known of a file's text. It may depend on nothing else.
#[derive(Debug, Clone, Default)]
pub struct Known([OnceLock<bool>; 3]);

impl Known {
    /// Whether there is such a thing in the text; `look` finds it out, once.
    pub fn whether(&self, about: About, look: impl FnOnce() -> bool) -> bool {
        *self.0[about as usize].get_or_init(look)
    }
}
