//! The default theme, built into the program.

/// Path below `themes/town/` and bytes of every file.
pub(super) const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/theme.rs"));
