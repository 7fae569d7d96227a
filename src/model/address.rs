//! Addresses: joining, encoding, and what two of them have in common.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;

/// What a path of a URL cannot carry as it is (WHATWG URL, path percent-encode set, and `%` itself).
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'^')
    .add(b'|')
    .add(b'%')
    .add(b'\\')
    .add(b'[')
    .add(b']')
    .add(b'\'');

/// What a part of a query carries as it is (RFC 3986, unreserved).
const PART: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The same in a mail address (RFC 6068).
const MAIL: &AsciiSet = &PART.remove(b'@').remove(b'+');

/// A text as the value of a query.
pub fn encode_part(text: &str) -> String {
    utf8_percent_encode(text, PART).to_string()
}

/// A mail address as it stands in a `mailto:` link.
pub fn encode_mail(mail: &str) -> String {
    utf8_percent_encode(mail, MAIL).to_string()
}

/// A decoded route as it stands in a link.
pub fn encode(route: &str) -> String {
    utf8_percent_encode(route, PATH).to_string()
}

/// An encoded path as text; `None` where it is no UTF-8.
pub fn decode(path: &str) -> Option<String> {
    percent_decode_str(path).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

/// Joins a relative path to a folder (both without leading `/`); `None` where it leads out of the root.
pub fn join(folder: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = if folder.is_empty() { Vec::new() } else { folder.split('/').collect() };
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Under which two addresses are one on some file system: case folded, NFC, without a last `/`.
pub fn collision_key(route: &str) -> String {
    if route.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return route.trim_end_matches('/').to_owned();
    }
    route
        .nfc()
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .nfc()
        .collect::<String>()
        .trim_end_matches('/')
        .to_owned()
}

/// The file of an address: `/a/` → `a/index.html`, `/a.xml` → `a.xml`.
pub fn file_of(route: &str) -> String {
    let path = route.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{collision_key, decode, encode, file_of, join};

    #[test]
    fn paths() {
        assert_eq!(join("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(join("", "./c.md").as_deref(), Some("c.md"));
        assert_eq!(join("a", "../../c.md"), None);
        assert_eq!(file_of("/"), "index.html");
        assert_eq!(file_of("/a/"), "a/index.html");
        assert_eq!(file_of("/a.xml"), "a.xml");
        assert_eq!(encode("/项目/a b/"), "/%E9%A1%B9%E7%9B%AE/a%20b/");
        assert_eq!(decode("/%E9%A1%B9%E7%9B%AE/").as_deref(), Some("/项目/"));
        assert_eq!(collision_key("/A\u{308}b/"), collision_key("/äB"));
    }
}
