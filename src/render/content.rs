//! Bodies: the holes of a parsed document filled with addresses and words.

use std::borrow::Cow;
use std::fmt;

use crate::load::parse::markdown::{RECORD, What};
use crate::model::figure::Target;
use crate::model::{Page, Photo, Site};
use crate::render::block;
use crate::render::glossary;
use crate::render::template::{World, word};

/// The HTML of a page's body, with the notes on its terms at its end.
pub(super) fn html(world: &World, index: usize) -> String {
    let (mut text, notes) = parts(world, index);
    text.push_str(&notes);
    text
}

/// The HTML of a page's body, and the notes on its terms.
pub(super) fn parts(world: &World, index: usize) -> (String, String) {
    let site = &world.site;
    let page = &site.pages[index];
    let strings = &world.theme.strings[page.language];
    let Some(document) = page.source.document() else {
        return glossary::explained(world, index, String::new());
    };
    let extra: usize = page.addresses.iter().map(String::len).sum();
    let mut out = String::with_capacity(document.html.len() + extra + 32 * document.holes.len());
    let mut from = 0;
    for hole in &document.holes {
        out.push_str(&document.html[from..hole.at]);
        from = hole.at;
        match hole.what {
            What::Address(link) => match photo(site, page, link) {
                Some(photo) => escape_photo(&mut out, photo),
                None => escape(&mut out, &page.addresses[link]),
            },
            What::Title(link) => escape(&mut out, &title(site, page, link)),
            What::Value(link) => {
                let bound = bound(page, link);
                escape(&mut out, &bound.map_or_else(String::new, |target| target.machine(site)));
            }
            What::Block(n) => out.push_str(&block::html(world, index, n)),
            What::Word(key) => escape(&mut out, &word(strings, key, &[])),
            What::Table(n) => escape(&mut out, &word(strings, "table_label", &[("n", &n.to_string())])),
        }
    }
    out.push_str(&document.html[from..]);
    glossary::explained(world, index, out)
}

/// The photograph that an image of a body shows.
fn photo<'s>(site: &'s Site, page: &Page, link: usize) -> Option<&'s Photo> {
    if site.shown.is_empty() || !page.source.document()?.links[link].image {
        return None;
    }
    let address = page.addresses[link].split(['?', '#']).next()?;
    site.shown.get(address).map(|photo| &site.photos[*photo])
}

/// Fills `src="…"` with a photograph's address, and puts what browsers choose by behind it.
fn escape_photo(out: &mut String, photo: &Photo) {
    let [(_, _, _, src), ..] = photo.copies.as_slice() else { return };
    escape(out, src);
    out.push_str("\" srcset=\"");
    escape(out, &srcset(photo));
    // Prose is 36 characters wide where there is room, and no wider than the window.
    out.push_str("\" sizes=\"(min-width: 40em) 648px, 100vw");
    if let Some((width, height, ..)) = photo.copies.last() {
        // Writing into a string cannot fail.
        let _ = fmt::write(out, format_args!("\" width=\"{width}\" height=\"{height}\" decoding=\"async"));
    }
}

/// Addresses of a photograph's copies with their widths.
pub(super) fn srcset(photo: &Photo) -> String {
    let one = |(width, _, _, url): &(u32, u32, String, String)| format!("{url} {width}w");
    photo.copies.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What a link of a body is bound to.
pub(super) fn bound(page: &Page, link: usize) -> Option<Target> {
    let at = page.bound.binary_search_by_key(&Some(link), |b| b.link.or(Some(usize::MAX))).ok()?;
    Some(page.bound[at].target)
}

/// What a link without words is filled with: the value that it is bound to, the title of its record, its address.
pub(super) fn title<'s>(site: &'s Site, page: &'s Page, link: usize) -> Cow<'s, str> {
    if let Some(target) = bound(page, link) {
        return target.plain(site, page.language).into();
    }
    let links = page.source.document().map_or(&[][..], |d| &d.links);
    let record = links.get(link).and_then(|l| l.destination.strip_prefix(RECORD)).and_then(|r| site.record(r));
    match record {
        Some(record) => site.pages[record].title.as_str().into(),
        None => page.addresses.get(link).map_or("", String::as_str).into(),
    }
}

/// Appends text so that it is text in elements and in quoted attributes, of HTML and of XML.
pub(super) fn escape(out: &mut String, text: &str) {
    // Writing into a string cannot fail.
    let _ = escape_into(out, text);
}

/// The same for whatever can be written to.
pub(super) fn escape_into(out: &mut impl fmt::Write, text: &str) -> fmt::Result {
    if is_plain(text) {
        return out.write_str(text);
    }
    let mut from = 0;
    while let Some(at) = text.as_bytes()[from..].iter().position(|byte| NEEDS[usize::from(*byte)]) {
        let at = from + at;
        out.write_str(&text[from..at])?;
        out.write_str(reference(text.as_bytes()[at]).unwrap_or_default())?;
        from = at + 1;
    }
    out.write_str(&text[from..])
}

/// Whether a text surely needs no `reference`: nearly all do not. Every byte is asked and none is a way out, since of
/// that the compiler makes vector instructions, and of a search it does not.
fn is_plain(text: &str) -> bool {
    let may_need = |b: u8| (b < b' ') | (b == b'"') | (b == b'&') | (b == b'\'') | (b == b'<') | (b == b'>');
    !text.bytes().fold(false, |any, byte| any | may_need(byte))
}

/// The bytes for which there is a [`reference()`].
const NEEDS: [bool; 256] = {
    let mut needs = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        needs[byte] = reference(byte as u8).is_some();
        byte += 1;
    }
    needs
};

/// What stands for a byte that would not be text.
const fn reference(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\'' => Some("&#39;"),
        // Control characters that XML 1.0 cannot carry at all.
        0..=8 | 11 | 12 | 14..=31 => Some("\u{FFFD}"),
        _ => None,
    }
}
