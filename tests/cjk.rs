//! Chinese Markdown as authors write it, and what readers must get.
//!
//! Every case is a source and its HTML. They run through the very functions that a build uses.

mod breaks;
mod emphasis;
mod structure;
mod untouched;

use mingbai::load::parse::markdown::cjk::{MARK, clean, mend};
use pulldown_cmark::{Event, Options, Parser, html};

/// A source, and the HTML it must become.
type Case = (&'static str, &'static str);

pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

fn render(source: &str) -> String {
    let mended = mend(source);
    let parser = Parser::new_ext(mended.text(), options()).into_offset_iter();
    let mut out = String::new();
    html::push_html(&mut out, clean(&mended, parser).map(|(event, _)| event));
    out
}

fn render_unmended(source: &str) -> String {
    let mut out = String::new();
    html::push_html(&mut out, Parser::new_ext(source, options()));
    out
}

/// Text must stand where its range says, or diagnostics point at the wrong words.
fn check_ranges(source: &str) {
    let mended = mend(source);
    let parser = Parser::new_ext(mended.text(), options()).into_offset_iter();
    for (event, range) in clean(&mended, parser) {
        let slice = &source[range];
        if let Event::Text(text) = event
            && !slice.contains(['&', '\r'])
        {
            assert_eq!(slice, &*text, "the range of a text in {source:?}");
        }
    }
}

fn check(cases: &[Case]) {
    let wrong: Vec<String> = cases.iter().filter_map(|(source, expected)| compare(source, expected).err()).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Cases of one paragraph each; its tags are left out.
fn check_inline(cases: &[Case]) {
    let wrong: Vec<String> =
        cases.iter().filter_map(|(source, inner)| compare(source, &format!("<p>{inner}</p>")).err()).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn compare(source: &str, expected: &str) -> Result<(), String> {
    let found = render(source);
    // In an address a mark would be written as its UTF-8 bytes.
    let is_clean = !found.contains(MARK) && !found.contains("%EF%B7%90");
    assert!(is_clean, "a mark is left in {found}");
    check_ranges(source);
    if found.trim_end() == expected {
        Ok(())
    } else {
        Err(format!("{source:?}\n  expected {expected:?}\n  found    {found:?}"))
    }
}

/// The parser alone must already give what is expected; mending must not change it.
fn check_same_as_unmended(sources: &[&str]) {
    for source in sources {
        assert_eq!(render(source), render_unmended(source), "{source:?}");
        check_ranges(source);
    }
}
