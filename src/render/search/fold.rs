//! What is the same to a reader becomes the same sign: full and half width, case, the forms of punctuation, spaces. The
//! browser folds what is typed by the same rules (`search.js`), and a test compares both.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// What becomes of a sign.
enum Folded {
    /// It is not seen.
    Nothing,
    Space,
    One(char),
}

/// The sign that stands for one of ASCII that is seen.
fn narrow(byte: u8) -> u8 {
    match byte {
        b'[' => b'(',
        b']' => b')',
        _ => byte.to_ascii_lowercase(),
    }
}

/// The sign that stands for one of U+FF01 to U+FF5E.
fn wide(c: u32) -> u8 {
    narrow((c - 0xFEE0) as u8)
}

/// The signs that stand for U+3000 to U+301F; 0: another, or none.
const PUNCTUATION: [u8; 32] = *b"\0,.\0\0\0\0\0<><>\"\"\"\"()\0\0()()()()~\"\"\"";

/// The first sign of a text, and how many bytes it has, if it reads as one of ASCII that is seen, and that is known at a glance.
#[inline(always)]
fn as_ascii(text: &[u8]) -> Option<(u8, usize)> {
    match text {
        [byte @ b'!'..=b'~', ..] => Some((narrow(*byte), 1)),
        [0xE3, 0x80, third @ ..0xA0, ..] => {
            Some((PUNCTUATION[usize::from(third % 32)], 3)).filter(|(sign, _)| *sign > 0)
        }
        [0xEF, second @ (0xBC | 0xBD), third, ..] => {
            let c = 0xF000 | u32::from(second % 64) << 6 | u32::from(third % 64);
            (0xFF01..=0xFF5E).contains(&c).then(|| (wide(c), 3))
        }
        _ => None,
    }
}

/// The sign that stands for this one.
fn sign(c: char) -> Folded {
    if c.is_ascii() {
        return match c {
            '\t'..='\r' | ' ' => Folded::Space,
            _ => Folded::One(char::from(narrow(c as u8))),
        };
    }
    Folded::One(match c {
        '\u{AD}'
        | '\u{61C}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{E0100}'..='\u{E01EF}' => return Folded::Nothing,
        '\u{85}'
        | '\u{A0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200A}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202F}'
        | '\u{205F}'
        | '\u{3000}' => return Folded::Space,
        '\u{3001}'..='\u{301F}' => match PUNCTUATION[c as usize % 32] {
            0 => c,
            sign => char::from(sign),
        },
        '“' | '”' | '„' | '‟' => '"',
        '‘' | '’' | '‚' | '‛' => '\'',
        '\u{FF01}'..='\u{FF5E}' => char::from(wide(c as u32)),
        // Forms of punctuation for vertical lines, small and half as wide. Of some more than one sign is made: the first tells.
        '\u{FE10}'..='\u{FE6B}' | '\u{FF5F}'..='\u{FF65}' | '￥' => match c.nfkc().next() {
            Some(form) if form != c => return sign(form),
            _ => c,
        },
        '…' | '⋯' => '.',
        '•' | '・' | '‧' => '·',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' => '-',
        '∼' => '~',
        _ => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) => one,
                _ => c,
            }
        }
    })
}

/// Whether a sign is of a word that is parted from the next by a space.
fn is_narrow(c: char) -> bool {
    c.is_ascii_alphanumeric() || ('\u{C0}'..='\u{2E7F}').contains(&c) && c.is_alphabetic()
}

/// The folded signs of a line. Spaces count between narrow words only.
pub(super) fn fold(line: &str) -> Fold<'_> {
    Fold { signs: line.chars(), held: None, is_parted: false, last: None }
}

/// Folds a line, sign by sign.
#[derive(Debug)]
pub(super) struct Fold<'a> {
    signs: std::str::Chars<'a>,
    /// What comes behind a space.
    held: Option<char>,
    is_parted: bool,
    /// The last sign that may be of a narrow word.
    last: Option<char>,
}

impl Fold<'_> {
    /// Gives the code points of the next signs, as long as they are wanted and from U+4000 to U+9FFF: these stand for themselves, and
    /// are read without asking what they are. Whether there were any.
    #[inline(always)]
    pub(super) fn han(&mut self, mut take: impl FnMut(u32) -> bool) -> bool {
        if self.held.is_some() {
            return false;
        }
        let text = self.signs.as_str();
        let mut at = 0;
        while let Some([first @ 0xE4..=0xE9, second, third]) = text.as_bytes()[at..].first_chunk() {
            let bits = |byte: u8| u32::from(byte & 63);
            if !take(u32::from(first & 15) << 12 | bits(*second) << 6 | bits(*third)) {
                break;
            }
            at += 3;
        }
        if at > 0 {
            (self.is_parted, self.last) = (false, None);
            self.signs = text[at..].chars();
        }
        at > 0
    }

    /// Gives the next signs, as long as they are wanted and read as some of ASCII, if no space comes before them.
    #[inline(always)]
    pub(super) fn ascii(&mut self, mut take: impl FnMut(u8) -> bool) {
        if self.held.is_some() || self.is_parted {
            return;
        }
        let text = self.signs.as_str();
        let (mut at, mut last) = (0, None);
        while let Some((sign, length)) = as_ascii(&text.as_bytes()[at..]) {
            if !take(sign) {
                break;
            }
            last = Some(char::from(sign));
            at += length;
        }
        if at > 0 {
            self.last = last;
            self.signs = text[at..].chars();
        }
    }
}

impl Iterator for Fold<'_> {
    type Item = char;

    #[inline]
    fn next(&mut self) -> Option<char> {
        if let Some(c) = self.held.take() {
            return Some(c);
        }
        loop {
            let c = self.signs.next()?;
            // By far the most of them.
            if matches!(c, '\u{3400}'..='\u{9FFF}') {
                (self.is_parted, self.last) = (false, None);
                return Some(c);
            }
            match sign(c) {
                Folded::Nothing => {}
                Folded::Space => self.is_parted = true,
                Folded::One(c) => {
                    let parts = self.is_parted && is_narrow(c) && self.last.is_some_and(is_narrow);
                    (self.is_parted, self.last) = (false, Some(c));
                    self.held = parts.then_some(c);
                    return Some(if parts { ' ' } else { c });
                }
            }
        }
    }
}

/// Whether a sign stays what it is in NFC, whatever stands beside it.
pub(super) fn is_plain(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | ..'\u{300}' | '\u{2010}'..='\u{2060}' | '\u{3000}'..='\u{3029}' | '\u{3030}' | '\u{FF01}'..='\u{FF5E}')
}

/// A text in NFC (UAX #15).
pub(super) fn composed(text: &str) -> Cow<'_, str> {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

#[cfg(test)]
mod tests {
    use super::{composed, fold, is_plain};

    fn folded(text: &str) -> String {
        fold(text).collect()
    }

    #[test]
    fn what_reads_the_same_is_the_same() {
        assert_eq!(folded(" 16 万人次 "), "16万人次");
        assert_eq!(folded("１６万，（甲）：ＡＢＣ"), "16万,(甲):abc");
        assert_eq!(folded("「甲」『乙』“丙”《丁》〔2023〕7号"), "\"甲\"\"乙\"\"丙\"<丁>(2023)7号");
        assert_eq!(folded("The\u{3000}annual  report 2023 年\u{A0}度"), "the annual report 2023年度");
        assert_eq!(folded("a\u{200B}b – c"), "ab-c");
        assert_eq!(folded("葛\u{E0100}城\u{2066}隔\u{2069}\u{180B}离"), "葛城隔离");
        assert_eq!(folded("ÀÉ İ"), "àé İ");
        assert_eq!(folded("\u{3000}"), "");
        assert_eq!(
            folded("、。〃〆〈〉《》「」『』【】〒〔〕〖〗〘〙〚〛〜〝〞〟〠〡〰！［］｝～"),
            ",.〃〆<><>\"\"\"\"()〒()()()()~\"\"\"〠〡〰!()}~"
        );
        assert_eq!(folded("︵甲︶﹙乙﹚︽丙︾︿丁﹀｢戊｣､己｡"), "(甲)(乙)<丙><丁>\"戊\",己.");
        assert_eq!(folded("﹁甲﹂﹝乙﹞︻丙︼，︱﹘－﹐﹑︐︑︒︰･﹉"), "\"甲\"(乙)(丙),---,,,,..·");
    }

    #[test]
    fn what_is_composed() {
        assert_eq!(composed("e\u{301}"), "é");
        assert_eq!(composed("甲，乙"), "甲，乙");
        assert_eq!(composed("か\u{3099}"), "が");
        // Marks change places.
        assert_eq!(composed("甲\u{302B}\u{302A}乙"), "甲\u{302A}\u{302B}乙");
        assert!(!is_plain('\u{302A}') && is_plain('、') && is_plain('〰'));
    }
}
