//! Reads the tags of HTML outputs: ids, and every attribute that holds an address. One pass, no tree.
//!
//! It is for HTML that the program's own writers made (everything from content is escaped), so it needs no error
//! recovery; what it cannot make sense of it skips.

use std::borrow::Cow;
use std::ops::Range;

/// Something that a reader of tags wants to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// Name of the element.
    pub tag: &'a str,
    /// Name of the attribute.
    pub name: &'a str,
    /// Its value as written; [`unescape`] undoes its character references.
    pub raw: &'a str,
    /// Where the value stands.
    pub range: Range<usize>,
    /// Where the attributes of its element begin.
    pub start: usize,
}

/// What a reader of tags comes upon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<'a> {
    /// An element begins: its name, and where its attributes begin.
    Open(&'a str, usize),
    /// An attribute.
    Attribute(Attribute<'a>),
    /// What stands in a script or style (`tag`, text), and where the attributes of the element begin.
    Raw(&'a str, &'a str, usize),
}

/// Attributes that hold an address.
pub fn is_address(name: &str) -> bool {
    const NAMES: [&str; 10] =
        ["href", "src", "action", "poster", "data", "cite", "formaction", "xlink:href", "background", "ping"];
    NAMES.iter().any(|n| name.eq_ignore_ascii_case(n))
}

/// The value of another attribute of the element whose attributes begin at `start`.
pub fn sibling<'a>(html: &'a str, start: usize, name: &str) -> Option<&'a str> {
    let mut found = None;
    tag_attributes(html, "", start, &mut |part| {
        if let Part::Attribute(a) = part
            && found.is_none()
            && a.name.eq_ignore_ascii_case(name)
        {
            found = Some(a.raw);
        }
    });
    found
}

/// Calls `visit` for every attribute of every start tag.
pub fn attributes<'a>(html: &'a str, mut visit: impl FnMut(Attribute<'a>)) {
    parts(html, |part| {
        if let Part::Attribute(attribute) = part {
            visit(attribute);
        }
    });
}

/// Calls `visit` for every attribute of every start tag, and for what scripts and styles hold.
pub fn parts<'a>(html: &'a str, mut visit: impl FnMut(Part<'a>)) {
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + open + 1;
        if bytes[start..].starts_with(b"!--") {
            at = find(bytes, start, b"-->");
            continue;
        }
        if !bytes.get(start).is_some_and(u8::is_ascii_alphabetic) {
            at = start;
            continue;
        }
        let name_end = start + bytes[start..].iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'-').count();
        let tag = &html[start..name_end];
        visit(Part::Open(tag, name_end));
        at = tag_attributes(html, tag, name_end, &mut visit);
        if tag.eq_ignore_ascii_case("script") || tag.eq_ignore_ascii_case("style") {
            let (end, next) = raw_end(bytes, at, tag);
            visit(Part::Raw(tag, &html[at..end], name_end));
            at = next;
        }
    }
}

fn find(bytes: &[u8], from: usize, end: &[u8]) -> usize {
    memchr::memmem::find(&bytes[from..], end).map_or(bytes.len(), |i| from + i + end.len())
}

/// Where a script or style ends, and where what comes after its end begins.
fn raw_end(bytes: &[u8], from: usize, tag: &str) -> (usize, usize) {
    for at in memchr::memmem::find_iter(&bytes[from..], b"</").map(|i| from + i) {
        let name = at + 2..at + 2 + tag.len();
        if bytes.get(name.clone()).is_some_and(|b| b.eq_ignore_ascii_case(tag.as_bytes())) {
            return (at, name.end);
        }
    }
    (bytes.len(), bytes.len())
}

fn tag_attributes<'a>(html: &'a str, tag: &'a str, mut at: usize, visit: &mut impl FnMut(Part<'a>)) -> usize {
    let bytes = html.as_bytes();
    let first = at;
    loop {
        loop {
            match bytes.get(at) {
                None => return at,
                Some(b'>') => return at + 1,
                Some(b' ' | b'\n' | b'\t' | b'\r' | b'\x0C' | b'/') => at += 1,
                Some(_) => break,
            }
        }
        let start = at;
        let name =
            bytes[at..].iter().position(|b| matches!(b, b'=' | b'>' | b'/' | b' ' | b'\n' | b'\t' | b'\r' | b'\x0C'));
        at = name.map_or(bytes.len(), |n| at + n);
        if at == start {
            at += 1;
            continue;
        }
        let name = &html[start..at];
        let range = if bytes.get(at) == Some(&b'=') {
            at += 1;
            match bytes.get(at) {
                Some(quote @ (b'"' | b'\'')) => {
                    let value = at + 1;
                    let end = memchr::memchr(*quote, &bytes[value..]).map_or(bytes.len(), |i| value + i);
                    at = (end + 1).min(bytes.len());
                    value..end
                }
                _ => {
                    let value = at;
                    while bytes.get(at).is_some_and(|b| !b.is_ascii_whitespace() && *b != b'>') {
                        at += 1;
                    }
                    value..at
                }
            }
        } else {
            at..at
        };
        visit(Part::Attribute(Attribute { tag, name, raw: &html[range.clone()], range, start: first }));
    }
}

/// Undoes the character references that the program's own writers use.
pub fn unescape(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    const NAMED: [(&str, &str); 8] = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#34;", "\""),
        ("&#x2f;", "/"),
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(i) = rest.find('&') {
        out.push_str(&rest[..i]);
        rest = &rest[i..];
        match NAMED.iter().find(|(name, _)| rest.starts_with(name)) {
            Some((name, plain)) => {
                out.push_str(plain);
                rest = &rest[name.len()..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::{Part, attributes, parts, sibling, unescape};
    use proptest::prelude::{any, proptest};

    fn all(html: &str) -> Vec<String> {
        let mut out = Vec::new();
        attributes(html, |a| out.push(format!("{} {}={}", a.tag, a.name, unescape(a.raw))));
        out
    }

    #[test]
    fn tags() {
        assert_eq!(
            all("<a href=\"/x?a=1&amp;b=2\" id='y'>t</a><br><img src=z alt>"),
            ["a href=/x?a=1&b=2", "a id=y", "img src=z", "img alt="]
        );
        assert_eq!(all("<!-- <a href=x> --><script>\"<a href=y>\"</script><p class=\"c\">"), ["p class=c"]);
        assert_eq!(all("a < b <a href=\"未完"), ["a href=未完"]);
        assert_eq!(all("<a/href=x//>"), ["a href=x//"]);
        assert_eq!(all("<SCRIPT>a</script x=1><p id=y>"), ["p id=y"]);
    }

    #[test]
    fn what_stands_beside() {
        let html = "<meta b='1' Content=2 c>";
        assert_eq!(
            [sibling(html, 5, "content"), sibling(html, 5, "c"), sibling(html, 5, "d")],
            [Some("2"), Some(""), None]
        );
        let mut raw = Vec::new();
        parts("<script src=x></script><style>b</STYLE><script>c", |p| {
            if let Part::Raw(tag, text, _) = p {
                raw.push((tag, text));
            }
        });
        assert_eq!(raw, [("script", ""), ("style", "b"), ("script", "c")]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end(html in any::<String>()) {
            attributes(&html, |a| assert!(html.is_char_boundary(a.range.start) && html.is_char_boundary(a.range.end)));
        }
    }
}
