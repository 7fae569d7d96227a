//! Any text as a body: inert HTML, holes in order and on character borders, positions within the source.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mingbai::load::parse::markdown::parse;

fuzz_target!(|text: &str| {
    if text.contains('\u{FDD0}') {
        return;
    }
    let document = parse(text, true);
    assert!(!document.html.contains("<script") && !document.html.contains('\u{FDD0}'));
    assert!(document.holes.windows(2).all(|w| w[0].at <= w[1].at));
    assert!(document.holes.iter().all(|h| document.html.is_char_boundary(h.at)));
    assert!(document.links.iter().all(|l| text.get(l.range.clone()).is_some()));
});
