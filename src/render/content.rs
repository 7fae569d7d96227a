//! Bodies: the holes of a parsed document filled with addresses and words.

use crate::load::parse::markdown::What;
use crate::model::{Page, Site};
use crate::render::template::word;
use crate::render::theme::Strings;

/// The HTML of a page's body.
pub(super) fn html(site: &Site, strings: &Strings, page: &Page) -> String {
    let Some(document) = page.source.document() else { return String::new() };
    let extra: usize = page.addresses.iter().map(String::len).sum();
    let mut out = String::with_capacity(document.html.len() + extra + 32 * document.holes.len());
    let mut from = 0;
    for hole in &document.holes {
        out.push_str(&document.html[from..hole.at]);
        from = hole.at;
        match hole.what {
            What::Address(link) => attribute(&mut out, &page.addresses[link]),
            What::Title(link) => {
                let written = &document.links[link].destination;
                let record = written.strip_prefix("record:").and_then(|r| site.record(r));
                attribute(&mut out, record.map_or(page.addresses[link].as_str(), |r| &site.pages[r].title));
            }
            What::Word(key) => attribute(&mut out, &word(strings, key, &[])),
            What::Table(n) => attribute(&mut out, &word(strings, "table_label", &[("n", &n.to_string())])),
        }
    }
    out.push_str(&document.html[from..]);
    out
}

fn attribute(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
}
