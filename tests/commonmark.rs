//! Mending must not change a single example of the CommonMark specification.
//!
//! The examples are not kept here, since their licence is not ours. They come from the published
//! package `commonmark-spec`, which `tests/run` fetches, or from the file that the environment
//! variable `MINGBAI_COMMONMARK_SPEC` names.

#![expect(clippy::disallowed_methods, reason = "the examples are a file of another package")]

use mingbai::load::parse::markdown::cjk::{clean, mend};
use pulldown_cmark::{Options, Parser, html};
use std::path::{Path, PathBuf};

/// The examples of version 0.31.2.
const EXAMPLES: usize = 652;

/// How many of them the parser must render byte for byte as the specification does. The others
/// differ in ways that mean nothing, such as `"` for `&quot;`. A spec read wrongly has far fewer.
const EXACT_AT_LEAST: usize = 600;

struct Example {
    markdown: String,
    html: String,
}

fn spec_path() -> PathBuf {
    std::env::var_os("MINGBAI_COMMONMARK_SPEC").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("target/test-tools/node_modules/commonmark-spec/spec.txt"),
        PathBuf::from,
    )
}

fn read_spec() -> String {
    let path = spec_path();
    std::fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!(
            "{}: {error}\nThe CommonMark examples come from the npm package commonmark-spec. \
             Run `tests/run`, which fetches it, or set MINGBAI_COMMONMARK_SPEC to its spec.txt.",
            path.display()
        )
    })
}

/// Examples stand between fences of 32 backticks, with a line of one full stop before the HTML,
/// and arrows for tabs.
fn examples(spec: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let opening = format!("{fence} example");
    let mut found = Vec::new();
    let mut lines = spec.lines();
    while lines.any(|line| line == opening) {
        let mut example = Example { markdown: String::new(), html: String::new() };
        let mut part = &mut example.markdown;
        for line in lines.by_ref() {
            if line == fence {
                break;
            }
            if line == "." {
                part = &mut example.html;
                continue;
            }
            part.push_str(&line.replace('→', "\t"));
            part.push('\n');
        }
        found.push(example);
    }
    found
}

fn render(source: &str, options: Options) -> String {
    let mut out = String::new();
    html::push_html(&mut out, Parser::new_ext(source, options));
    out
}

fn render_mended(source: &str, options: Options) -> String {
    let mended = mend(source);
    let parser = Parser::new_ext(mended.text(), options).into_offset_iter();
    let mut out = String::new();
    html::push_html(&mut out, clean(&mended, parser).map(|(event, _)| event));
    out
}

#[test]
fn every_example_is_found_and_mostly_exact() {
    let spec = read_spec();
    let examples = examples(&spec);
    assert_eq!(examples.len(), EXAMPLES);
    let exact = examples.iter().filter(|example| render(&example.markdown, Options::empty()) == example.html).count();
    println!("{exact} of {EXAMPLES} examples are exact without mending");
    assert!(exact >= EXACT_AT_LEAST, "only {exact} of {EXAMPLES} are exact");
}

#[test]
fn mending_changes_no_example() {
    let spec = read_spec();
    let examples = examples(&spec);
    for options in [Options::empty(), Options::all()] {
        for example in &examples {
            let source = &example.markdown;
            assert_eq!(render_mended(source, options), render(source, options), "{source:?}");
        }
    }
}
