//! Words as programs write them into photographs: in whatever encoding, with an end of zeros.

use crate::load::table::any_text;

/// Bytes as words; what is none in any encoding leaves its ASCII.
pub(super) fn decoded(bytes: &[u8]) -> String {
    let end = bytes.iter().rposition(|b| *b != 0).map_or(0, |at| at + 1);
    let own = &bytes[..end];
    if let Some(text) = any_text(own) {
        return text.into_owned();
    }
    let zeros = own.iter().filter(|b| **b == 0).count();
    if zeros * 4 > own.len() {
        return utf16(bytes, true);
    }
    // Zeros part two texts: who took it, and who edited it.
    let apart: Vec<u8> = own.iter().map(|b| if *b == 0 { b'\n' } else { *b }).collect();
    any_text(&apart).map_or_else(
        || apart.iter().map(|b| if b.is_ascii() { char::from(*b) } else { char::REPLACEMENT_CHARACTER }).collect(),
        std::borrow::Cow::into_owned,
    )
}

/// UTF-16 in the order of bytes in which it makes sense; where both do, in that which is likely.
pub(super) fn utf16(bytes: &[u8], is_little: bool) -> String {
    let read = |is_little: bool| {
        let unit = |pair: &[u8]| {
            let pair = [pair[0], pair[1]];
            if is_little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
        };
        let units = bytes.chunks_exact(2).map(unit).take_while(|unit| *unit != 0);
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>()
    };
    let is_usual =
        |c: &char| matches!(c, ' '..='~' | '\u{3000}'..='\u{303F}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FF5E}');
    let usual = |text: &str| text.chars().filter(is_usual).count();
    let (likely, other) = (read(is_little), read(!is_little));
    let text = if usual(&other) > usual(&likely) { other } else { likely };
    text.trim_start_matches('\u{FEFF}').to_owned()
}

/// What a person says of the photograph in Exif: eight bytes for the encoding stand before it.
pub(super) fn comment(bytes: &[u8], is_little: bool) -> String {
    match bytes.split_at_checked(8) {
        Some((b"UNICODE\0", said)) => utf16(said, is_little),
        Some((code, said)) if code.starts_with(b"ASCII") || code.starts_with(b"JIS") || code == [0; 8] => decoded(said),
        _ => decoded(bytes),
    }
}
