//! An XMP packet: what its elements and attributes say, without what programs know of the file by themselves.

use super::Beside;
use super::text::{decoded, utf16};
use crate::check::privacy::digits::Form;

/// Bytes at the beginning that tell how it is encoded.
const HEAD: usize = 64;

/// Elements at most that only order what they are in.
const NEAR: usize = 8;

/// Reads a packet.
pub(super) fn read(packet: &[u8], out: &mut Beside) {
    if !out.takes(packet.len()) {
        return;
    }
    let head = &packet[..packet.len().min(HEAD)];
    let text = if head.contains(&0) { utf16(packet, head.first() != Some(&0)) } else { decoded(packet) };
    // Elements that are open, each by its name.
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find('<') {
        let of = open.iter().rev().take(NEAR).find(|name| !is_of_lists(name));
        say(out, of.unwrap_or(&"XMP"), &rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix("!--") {
            let end = after.find("-->").unwrap_or(after.len());
            say(out, "XMP", &after[..end]);
            rest = after.get(end + 3..).unwrap_or_default();
            continue;
        }
        let end = end_of_tag(rest);
        let tag = &rest[..end];
        rest = rest.get(end + 1..).unwrap_or_default();
        if tag.starts_with('/') {
            open.pop();
        } else if !tag.starts_with(['?', '!']) {
            let inner = tag.trim_end_matches('/');
            let name = inner.split(|c: char| c.is_whitespace()).next().unwrap_or_default();
            attributes(&inner[name.len()..], out);
            if inner.len() == tag.len() {
                open.push(name);
            }
        }
    }
}

/// Where a tag ends; what stands in quotes ends none.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(own), _) if own == byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}

fn attributes(mut rest: &str, out: &mut Beside) {
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else { break };
        let Some((value, next)) = after[1..].split_once(quote) else { break };
        say(out, name.trim(), value);
        rest = next;
    }
}

/// Elements that only order others.
fn is_of_lists(name: &str) -> bool {
    name.starts_with("rdf:") || name.starts_with("x:")
}

/// What an element or attribute says.
fn say(out: &mut Beside, name: &str, said: &str) {
    let own = name.rsplit(':').next().unwrap_or_default();
    if own.starts_with("GPS") && (own.ends_with("Latitude") || own.ends_with("Longitude")) {
        out.has_position |= said.bytes().any(|b| matches!(b, b'1'..=b'9'));
    } else if said.bytes().any(|b| b.is_ascii_digit() || !b.is_ascii()) && !is_of_programs(name, own) {
        /// Letters of a name at most, as anybody writes them.
        const LONGEST: usize = 40;
        let is_usual = own.len() <= LONGEST && own.bytes().all(|b| b.is_ascii_alphabetic());
        out.say(if is_usual { own } else { "XMP" }, said.to_owned(), Form::Html);
    }
}

/// Whether programs write it of the file: days, numbers of cameras and versions, settings, small pictures.
fn is_of_programs(name: &str, own: &str) -> bool {
    const OF_CAMERAS: [&str; 6] = ["exif:", "tiff:", "exifEX:", "crs:", "aux:", "xmlns:"];
    const OF_PEOPLE: [&str; 5] = ["UserComment", "ImageDescription", "Artist", "Copyright", "CameraOwnerName"];
    const WORDS: [&str; 9] = ["date", "time", "serial", "digest", "hash", "uuid", "version", "image", "data"];
    let lower = own.to_ascii_lowercase();
    OF_CAMERAS.iter().any(|prefix| name.starts_with(prefix)) && !OF_PEOPLE.contains(&own)
        || own.ends_with("ID")
        || matches!(own, "about" | "lang")
        || !OF_PEOPLE.contains(&own) && WORDS.iter().any(|word| lower.contains(word))
}
