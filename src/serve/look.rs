//! What somebody who has a page open sees of it: when that differs, the page is loaded again; where only style sheets
//! differ, they alone are.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::snapshot::Snapshot;
use crate::check::scan::{Attribute, attributes, is_address, sibling, unescape};
use crate::model::address::{decode, join};
use crate::output::{Output, hex, push_hex};

/// What is seen of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Look {
    /// Hash of the page without the addresses of its style sheets, and of what it shows or runs beside them.
    pub(super) frame: String,
    /// Its style sheets, in their order.
    pub(super) styles: Vec<Style>,
}

/// A style sheet of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Style {
    /// Address, as the page writes it.
    pub(super) url: String,
    /// Hash of it and of what it brings along.
    pub(super) hash: String,
}

impl Look {
    /// What is seen of an output.
    pub(super) fn of(snapshot: &Snapshot, output: &Output) -> Look {
        let html = String::from_utf8_lossy(output.bytes());
        let mut styles = Vec::new();
        let mut beside = BTreeMap::new();
        let mut frame = Sha256::new();
        let mut from = 0;
        attributes(&html, |a| match role(&html, &a) {
            Role::None => {}
            Role::Style => {
                frame.update(&html.as_bytes()[from..a.range.start]);
                from = a.range.end;
                let url = unescape(a.raw).into_owned();
                let mut parts = BTreeMap::new();
                follow(snapshot, &output.path, &url, &mut parts);
                styles.push(Style { url, hash: hash_of(&parts) });
            }
            Role::Beside => follow(snapshot, &output.path, &unescape(a.raw), &mut beside),
            Role::Set => {
                // `a.png 1x, b.png 2x`; an address has no comma in it, because it would be encoded.
                for part in unescape(a.raw).split(',') {
                    follow(snapshot, &output.path, part.split_whitespace().next().unwrap_or_default(), &mut beside);
                }
            }
        });
        frame.update(&html.as_bytes()[from..]);
        frame.update(hash_of(&beside));
        Look { frame: hex(&frame.finalize()[..16]), styles }
    }

    /// One hash of all style sheets.
    pub(super) fn style_hash(&self) -> String {
        let mut all = Sha256::new();
        for style in &self.styles {
            all.update(format!("{}\n{}\n", style.url, style.hash));
        }
        hex(&all.finalize()[..16])
    }
}

enum Role {
    None,
    Style,
    Beside,
    Set,
}

/// What a page does with the address in an attribute: links lead elsewhere, everything else is part of it.
fn role(html: &str, a: &Attribute<'_>) -> Role {
    let is = |name: &str| a.name.eq_ignore_ascii_case(name);
    let tag = |name: &str| a.tag.eq_ignore_ascii_case(name);
    if is("srcset") || is("imagesrcset") {
        return Role::Set;
    }
    if tag("link") && is("href") {
        let rel = sibling(html, a.start, "rel").unwrap_or_default();
        let has = |word: &str| rel.split_whitespace().any(|r| r.eq_ignore_ascii_case(word));
        return match () {
            () if has("stylesheet") && !has("alternate") => Role::Style,
            () if has("alternate") || has("canonical") || has("next") || has("prev") => Role::None,
            () => Role::Beside,
        };
    }
    let leads = is("cite") || is("ping") || is("action") || is("formaction");
    let links = (tag("a") || tag("area") || tag("base")) && !a.name.starts_with("data-");
    let holds = is_address(a.name) || (a.name.starts_with("data-") && a.raw.contains(['/', '.']));
    if holds && !leads && !links { Role::Beside } else { Role::None }
}

/// What a page that searches names.
const INDEX: &str = "search/docs.js";

/// Adds the output of an address and, of a style sheet, what it brings along. A page is not part of another.
fn follow(snapshot: &Snapshot, from: &str, address: &str, parts: &mut BTreeMap<String, String>) {
    let Some(path) = resolve(snapshot, from, address) else { return };
    let Some(output) = snapshot.get(&path).filter(|_| !path.ends_with(".html") && !parts.contains_key(&path)) else {
        return;
    };
    parts.insert(path.clone(), hex(output.hash()));
    // It stands for all files of the search, which a script asks for as they are needed.
    if path == INDEX {
        let all = snapshot.outputs().iter().filter(|output| output.path.starts_with("search/"));
        parts.extend(all.map(|output| (output.path.to_string(), hex(output.hash()))));
    }
    if path.ends_with(".css") {
        let css = String::from_utf8_lossy(output.bytes());
        for address in brought(&css) {
            follow(snapshot, &path, address, parts);
        }
    }
}

/// Addresses in a style sheet: `url(…)` and `@import "…"`.
fn brought(css: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in css.match_indices("url(") {
        let inner = css[at + 4..].split(')').next().unwrap_or_default().trim();
        found.push(inner.trim_matches(['"', '\'']));
    }
    for (at, _) in css.match_indices("@import") {
        let rest = css[at + 7..].trim_start();
        if let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            found.push(rest[1..].split(quote).next().unwrap_or_default());
        }
    }
    found
}

/// The output path that an address in an output means.
fn resolve(snapshot: &Snapshot, from: &str, address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    if path.is_empty() || path.starts_with("//") || path.split('/').next().is_some_and(|first| first.contains(':')) {
        return None;
    }
    let path = decode(path)?;
    match path.strip_prefix(snapshot.base()) {
        Some(below) => Some(below.to_owned()),
        None if path.starts_with('/') => None,
        None => join(from.rsplit_once('/').map_or("", |(folder, _)| folder), &path),
    }
}

fn hash_of(parts: &BTreeMap<String, String>) -> String {
    let mut all = Sha256::new();
    for (path, hash) in parts {
        all.update(format!("{path}\n{hash}\n"));
    }
    let mut text = String::new();
    push_hex(&mut text, &all.finalize()[..16]);
    text
}

#[cfg(test)]
mod tests {
    use super::Look;
    use crate::serve::tests::snapshot;

    fn look(page: &str, files: &[(&str, &str)]) -> Look {
        let mut all = vec![("a/index.html", page)];
        all.extend(files);
        let snapshot = snapshot("/gd/", &all);
        Look::of(&snapshot, snapshot.get("a/index.html").expect("the page"))
    }

    const PAGE: &str = "<link rel=stylesheet href=/gd/s.1.css><img src=\"../%E5%9B%BE.png\" srcset='b.png 1x, c.png 2x'>\
        <a href=/gd/d.pdf>x</a><link rel=alternate href=/gd/feed.xml><script src=/gd/x.js></script>";
    const FILES: &[(&str, &str)] = &[
        ("s.1.css", "@import 'i.css'; p { background: url( \"bg.svg\" ) }"),
        ("i.css", "@import 's.1.css'"),
        ("bg.svg", "1"),
        ("图.png", "1"),
        ("a/b.png", "1"),
        ("a/c.png", "1"),
        ("d.pdf", "1"),
        ("feed.xml", "1"),
        ("x.js", "1"),
    ];

    #[test]
    fn what_a_page_shows_is_part_of_it_and_what_it_links_to_is_not() {
        let old = look(PAGE, FILES);
        assert_eq!(old, look(PAGE, FILES));
        assert_eq!(old.styles.len(), 1);
        for (at, (path, _)) in FILES.iter().enumerate() {
            let mut files = FILES.to_vec();
            let changed = format!("{} 2", files[at].1);
            files[at].1 = &changed;
            let new = look(PAGE, &files);
            let differs = (old.frame != new.frame, old.style_hash() != new.style_hash());
            let expected = match *path {
                "s.1.css" | "i.css" | "bg.svg" => (false, true),
                "d.pdf" | "feed.xml" => (false, false),
                _ => (true, false),
            };
            assert_eq!(differs, expected, "{path}");
        }
    }

    #[test]
    fn a_new_name_of_a_style_sheet_is_no_other_page() {
        let renamed = PAGE.replace("s.1.css", "s.2.css");
        let files: Vec<_> =
            FILES.iter().map(|(p, t)| if *p == "s.1.css" { ("s.2.css", "p {}") } else { (*p, *t) }).collect();
        let (old, new) = (look(PAGE, FILES), look(&renamed, &files));
        assert_eq!(old.frame, new.frame);
        assert_eq!((new.styles[0].url.as_str(), old.styles[0].url.as_str()), ("/gd/s.2.css", "/gd/s.1.css"));
        assert_ne!(old.style_hash(), new.style_hash());
        assert_ne!(old.frame, look(&format!("{PAGE} "), FILES).frame);
    }

    #[test]
    fn addresses_that_lead_elsewhere_or_nowhere_are_left() {
        let page = "<img src=https://example.cn/gd/x.js><img src=//e/x><img src=data:x><img src=../../../x><img src>\
            <p data-n=1.5><p data-file='../x.js'>";
        let one = look(page, &[("x.js", "1")]);
        assert_ne!(one.frame, look(page, &[("x.js", "2")]).frame, "named for a script");
    }
}
