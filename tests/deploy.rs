//! What hosts are told in `docs/deploy/` is what the program sends and what it can be asked for.
#![expect(clippy::disallowed_methods, reason = "this test reads the documentation")]

use mingbai::output::HEADERS;

fn text(path: &str) -> String {
    std::fs::read_to_string(format!("{}/docs/deploy/{path}", env!("CARGO_MANIFEST_DIR")))
        .expect("a file of docs/deploy")
}

#[test]
fn hosts_are_told_the_headers_of_the_preview() {
    for path in ["nginx/mingbai.conf", "object-storage/object-storage.md"] {
        let text = text(path).to_lowercase();
        for (name, value) in HEADERS {
            let lines: Vec<&str> = text.lines().filter(|line| line.contains(name)).collect();
            assert!(!lines.is_empty(), "{path} sets {name}");
            assert!(
                lines.iter().any(|line| line.contains(&value.to_lowercase())),
                "{path}: {name} is {value}: {lines:?}"
            );
        }
    }
}
