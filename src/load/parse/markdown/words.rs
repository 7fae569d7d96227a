//! How long a text is, in words.

/// Han and kana count one each, runs of other letters and digits one together.
pub(super) fn words(text: &str) -> usize {
    let mut count = 0;
    let mut inside = false;
    let mut rest = text;
    while let Some(first) = rest.as_bytes().first() {
        // U+5000 to U+9FFF, most of any Chinese text, needs no look at more than the first byte.
        let length = if matches!(first, 0xE5..=0xE9) {
            count += 1;
            inside = false;
            3
        } else {
            let c = rest.chars().next().unwrap_or_default();
            if is_word_of_its_own(c) {
                count += 1;
                inside = false;
            } else if c.is_alphanumeric() {
                count += usize::from(!inside);
                inside = true;
            } else {
                inside = inside && matches!(c, '.' | ',' | '\'' | '-');
            }
            c.len_utf8()
        };
        rest = &rest[length..];
    }
    count
}

/// Han characters and kana, of which each counts as a word.
fn is_word_of_its_own(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3031}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
