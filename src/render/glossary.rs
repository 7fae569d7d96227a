//! Terms explained where they stand: the first in running text leads to a note at the end of the body, which says what
//! it means. It works on paper and without scripts, and the words themselves stay as they are.

use std::fmt::Write as _;

use super::content::escape;
use super::roots::glossary_root;
use super::template::{World, word};
use crate::model::glossary::Entry;
use crate::value::is_chinese;

/// What is no running text: nothing is marked in it. A term that stands only there is explained all the same.
const QUIET: [&str; 16] = [
    "a",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "q",
    "code",
    "pre",
    "figure",
    "svg",
    "button",
    "summary",
    "script",
];

/// The body of a page with its terms marked; and the notes on them and on those that stand elsewhere on the page.
pub(super) fn explained(world: &World, page: usize, html: String) -> (String, String) {
    let (other, own) = (world.views.glossed.of(page), &world.site.pages[page]);
    let language = own.language;
    // What blocks show was not looked at.
    if world.site.glossary.is_empty() || other.is_empty() && own.blocks.is_empty() {
        return (html, String::new());
    }
    let (out, mut seen) = marked(world, language, &html);
    let mut notes_on = String::new();
    let rest: Vec<usize> = other.iter().copied().filter(|term| !seen.contains(term)).collect();
    seen.extend(rest);
    if !seen.is_empty() {
        notes(&mut notes_on, world, language, &seen);
    }
    (out, notes_on)
}

/// Where the note on a term stands within its page.
fn anchor(entry: &Entry) -> String {
    format!("mb-term-{}", entry.anchor)
}

/// Marks each term once, and tells which terms there are, as they come.
fn marked(world: &World, language: usize, html: &str) -> (String, Vec<usize>) {
    let site = &world.site;
    let languages = &site.config.languages;
    let (mut out, mut seen, mut linked) = (String::with_capacity(html.len()), Vec::new(), Vec::new());
    let (mut from, mut quiet) = (0, 0usize);
    while from < html.len() {
        let to = html[from..].find('<').map_or(html.len(), |at| from + at);
        let text = &html[from..to];
        let mut done = 0;
        for found in site.glossary.find(language, text) {
            if !seen.contains(&found.entry) {
                seen.push(found.entry);
            }
            if quiet > 0 || linked.contains(&found.entry) || is_quoted(&text[..found.at.start]) {
                continue;
            }
            linked.push(found.entry);
            let entry = &site.glossary.entries[found.entry];
            out.push_str(&text[done..found.at.start]);
            let words = &text[found.at.clone()];
            let is_foreign = !languages[language].is_chinese() && words.chars().any(is_chinese);
            let chinese = languages.iter().find(|tag| tag.is_chinese()).map_or("zh", |tag| tag.as_str());
            let of = if is_foreign { format!(" lang=\"{chinese}\"") } else { String::new() };
            // The text is HTML already; writing into a string cannot fail.
            let _ = write!(out, "<a class=\"gloss\" href=\"#{}\"{of}>{words}</a>", anchor(entry));
            done = found.at.end;
        }
        out.push_str(&text[done..]);
        from = tag_end(html, to);
        let tag = &html[to..from];
        out.push_str(tag);
        let is_end = tag.starts_with("</");
        let name = tag.trim_start_matches(['<', '/']);
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if QUIET.contains(&name) {
            quiet = if is_end { quiet.saturating_sub(1) } else { quiet + 1 };
        }
    }
    (out, seen)
}

/// Whether a quotation is open where a text ends.
fn is_quoted(text: &str) -> bool {
    let (open, close) = (text.rfind(['“', '「', '『']), text.rfind(['”', '」', '』']));
    open.is_some_and(|open| close.is_none_or(|close| close < open))
}

/// Where a tag ends that begins here.
fn tag_end(html: &str, from: usize) -> usize {
    let mut quote = None;
    for (at, byte) in html.as_bytes()[from..].iter().enumerate() {
        match (quote, *byte) {
            (None, b'>') => return from + at + 1,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    html.len()
}

/// The notes at the end of a body.
fn notes(out: &mut String, world: &World, language: usize, terms: &[usize]) {
    let words = &world.theme.strings[language];
    let languages = &world.site.config.languages;
    let (tag, first) = (languages[language].as_str(), languages[0].as_str());
    let in_language = |text: &crate::model::Localized| {
        text.foreign(tag, first).map(|other| format!(" lang=\"{other}\"")).unwrap_or_default()
    };
    // Writing into a string cannot fail.
    let _ = write!(out, "<section class=\"glosses\" aria-labelledby=\"mb-glosses\">\n<h2 id=\"mb-glosses\">");
    escape(out, &word(words, "glosses", &[]));
    out.push_str("</h2>\n<dl>\n");
    for term in terms {
        let entry = &world.site.glossary.entries[*term];
        let _ = write!(out, "<div id=\"{}\"><dt{}>", anchor(entry), in_language(&entry.title));
        escape(out, entry.title.get(tag));
        let _ = write!(out, "</dt><dd{}>", in_language(&entry.explanation));
        escape(out, entry.explanation.get(tag));
        out.push_str("</dd></div>\n");
    }
    out.push_str("</dl>\n");
    if let Some(route) = glossary_root(&world.site, language) {
        let _ = write!(out, "<p class=\"more\"><a href=\"{}\">", world.based(&route));
        escape(out, &word(words, "glosses_all", &[]));
        out.push_str("</a></p>\n");
    }
    out.push_str("</section>\n");
}
