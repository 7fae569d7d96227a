//! Any bytes as a Markdown file with front matter: read or refused, never a panic, and every place within the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mingbai::load::{SourceFile, Sources, parse};

fuzz_target!(|data: &[u8]| {
    for path in ["content/a.md", "content/a.yaml", "site.yaml"] {
        let file = SourceFile { path: path.into(), bytes: data.into() };
        let (_, problems) = parse(&Sources::new(vec![file]));
        for problem in problems {
            let place = problem.place.expect("every problem of a file has a place");
            assert!(place.line as usize <= data.iter().filter(|b| **b == b'\n').count() + 1);
        }
    }
});
