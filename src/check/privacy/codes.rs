//! Characters that are written as their codes: `&#52;`, `\u0034`, `%34` in an address.

use super::digits::Form;

/// A character that is written as its code (`&#52;`, `\u0034`), and where that ends.
pub(super) fn escaped(text: &str, at: usize, form: Form) -> Option<(char, usize)> {
    let rest = text.get(at..)?;
    match form {
        // JSON and scripts have these too.
        _ if rest.starts_with("\\u") => coded(rest.get(2..6)?, 16).map(|c| (c, at + 6)),
        Form::Markdown if rest.starts_with("\\U") => coded(rest.get(2..10)?, 16).map(|c| (c, at + 10)),
        _ if rest.starts_with("%3") => coded(rest.get(1..3)?, 16).filter(|_| is_in_link(text, at)).map(|c| (c, at + 3)),
        _ if rest.starts_with("\\x") => coded(rest.get(2..4)?, 16).map(|c| (c, at + 4)),
        Form::Markdown | Form::Html if rest.starts_with('&') => {
            let end = rest.bytes().take(12).position(|b| b == b';')?;
            let name = &rest[1..end];
            let c = match name.strip_prefix('#') {
                Some(hex) if hex.starts_with(['x', 'X']) => coded(&hex[1..], 16)?,
                Some(number) => coded(number, 10)?,
                None => match name {
                    "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
                    "shy" | "zwnj" | "zwj" | "ZeroWidthSpace" | "lrm" | "rlm" => '\u{200B}',
                    "ndash" | "mdash" | "hyphen" | "dash" | "minus" => '-',
                    _ => return None,
                },
            };
            Some((c, at + end + 1))
        }
        _ => None,
    }
}

/// Whether a place in a text is in an address, where any sign may be written as its code: `tel:%31%33…`.
fn is_in_link(text: &str, at: usize) -> bool {
    /// Bytes of an address before it at most.
    const MOST: usize = 200;
    const HEADS: [&str; 4] = ["tel:", "sms:", "://", "mailto:"];
    let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'"' | b'\'' | b'(' | b'<');
    let length = text.as_bytes()[..at].iter().rev().take(MOST).take_while(|b| !ends(b)).count();
    text.get(at - length..at).is_some_and(|word| HEADS.iter().any(|head| word.contains(head)))
}

fn coded(digits: &str, radix: u32) -> Option<char> {
    char::from_u32(u32::from_str_radix(digits, radix).ok()?)
}
