//! How long a text is, in words.

/// Han and kana count one each, runs of other letters and digits one together.
pub(super) fn words(text: &str) -> usize {
    let mut count = 0;
    let mut inside = false;
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(first) = bytes.get(at) {
        // What nearly all of any Chinese text is made of is told by its first bytes, without Unicode's tables.
        at += match first {
            // U+5000 to U+9FFF.
            0xE5..=0xE9 => {
                count += 1;
                inside = false;
                3
            }
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                count += usize::from(!inside);
                inside = true;
                1
            }
            0..=0x7F => {
                inside = inside && matches!(first, b'.' | b',' | b'\'' | b'-');
                1
            }
            _ => {
                let c = text[at..].chars().next().unwrap_or_default();
                if is_mark(c) {
                    inside = false;
                } else if is_word_of_its_own(c) {
                    count += 1;
                    inside = false;
                } else if c.is_alphanumeric() {
                    count += usize::from(!inside);
                    inside = true;
                } else {
                    inside = false;
                }
                c.len_utf8()
            }
        };
    }
    count
}

/// Punctuation of Chinese text. A letter among it would be a mistake; a test asks Unicode's tables.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{FF01}'..='\u{FF0F}'
        | '\u{FF1A}'..='\u{FF20}')
}

/// Han characters and kana, of which each counts as a word.
fn is_word_of_its_own(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3031}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::{is_mark, is_word_of_its_own, words};

    #[test]
    fn no_letter_is_a_mark() {
        let wrong: Vec<char> =
            ('\0'..=char::MAX).filter(|c| is_mark(*c) && (c.is_alphanumeric() || is_word_of_its_own(*c))).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn counted() {
        for (text, want) in [
            ("", 0),
            ("甲乙，丙。", 3),
            ("共1,234.50元", 3),
            ("don't stop", 2),
            ("a—b", 2),
            ("café 10℃、二", 3),
            ("カナ한국", 3),
            ("々〇一", 3),
        ] {
            assert_eq!(words(text), want, "{text}");
        }
    }
}
