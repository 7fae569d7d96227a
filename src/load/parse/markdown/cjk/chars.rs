//! Which characters are Chinese, Japanese or Korean, and which are punctuation.
//!
//! Ranges are blocks of Unicode, not single characters, so that they need no care when Unicode
//! grows. Punctuation is told from the standard library's classes; a test compares it with the
//! parser's own table.

/// Whether a soft line break (CommonMark 0.31.2 §6.8) between these two characters is dropped.
///
/// It is when both are wide: Han, kana, CJK punctuation or full-width forms. Korean parts words
/// by spaces, so Hangul is not among them. Quotation marks, dashes and dots shared with Latin
/// scripts go with the character on the other side.
pub fn joins(before: char, after: char) -> bool {
    match (is_wide(before), is_wide(after)) {
        (true, true) => true,
        (true, false) => is_unsure(after),
        (false, true) => is_unsure(before),
        (false, false) => false,
    }
}

/// Whether one between two shared marks is dropped, by the nearest characters on both sides that tell the script: where
/// there is one on one side only, it speaks for both.
pub(super) fn joins_within(before: Option<char>, after: Option<char>) -> bool {
    (before.is_some() || after.is_some()) && before.is_none_or(is_wide) && after.is_none_or(is_wide)
}

/// Han, kana, Bopomofo, their punctuation and full-width forms; not Hangul.
fn is_wide(c: char) -> bool {
    if is_common_han(c) {
        return true;
    }
    matches!(c,
        '\u{2E80}'..='\u{2FFF}' // radicals, description characters
        | '\u{3000}'..='\u{302D}' | '\u{3030}'..='\u{312F}' // punctuation, kana, Bopomofo
        | '\u{3190}'..='\u{31FF}' // Kanbun, Bopomofo, strokes, kana
        | '\u{3220}'..='\u{325F}' | '\u{3280}'..='\u{4DBF}' // enclosed, units, Han A
        | '\u{F900}'..='\u{FAFF}' // compatibility Han
        | '\u{FE10}'..='\u{FE1F}' | '\u{FE30}'..='\u{FE6F}' // vertical and small forms
        | '\u{FF01}'..='\u{FF9F}' | '\u{FFE0}'..='\u{FFE6}' // full-width forms, narrow kana
        | '\u{16FE0}'..='\u{16FFF}' // marks for old Han
        | '\u{1AFF0}'..='\u{1B16F}' // more kana
        | '\u{1F200}'..='\u{1F2FF}' // squared Han
        | '\u{20000}'..='\u{3FFFD}' // Han B and on
        | '\u{E0100}'..='\u{E01EF}' // variants of Han
    )
}

/// The block that nearly all Chinese text is made of; asked about first.
fn is_common_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// Korean letters.
fn is_hangul(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11FF}' | '\u{302E}'..='\u{302F}' | '\u{3130}'..='\u{318F}'
        | '\u{3200}'..='\u{321F}' | '\u{3260}'..='\u{327F}' | '\u{A960}'..='\u{A97F}'
        | '\u{AC00}'..='\u{D7FF}' | '\u{FFA0}'..='\u{FFDC}'
    )
}

/// Written by people who put no space round emphasis.
pub(super) fn is_cjk(c: char) -> bool {
    is_wide(c) || is_hangul(c)
}

/// Punctuation used in Chinese and Latin text alike: `‘’“”`, `…`, `—`, `·`.
pub(super) fn is_unsure(c: char) -> bool {
    matches!(c, '\u{B7}' | '\u{2014}' | '\u{2015}' | '\u{2018}'..='\u{201D}' | '\u{2025}'..='\u{2027}')
}

/// A bracket that may open a sum.
pub(super) fn is_opening_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '（' | '［' | '｛' | '〔' | '【')
}

/// A Unicode punctuation character in CommonMark's sense (0.31.2 §2.1): category P or S.
///
/// Exact for ASCII and for what stands in Chinese text. In scripts far away a combining mark may
/// pass for punctuation; a mark put in beside it changes no flanking.
pub(super) fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    // Nearly every character asked about; the classes below are slow to look up.
    if is_common_han(c) {
        return false;
    }
    match c {
        '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3020}' => return true,
        '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' => return true,
        _ => {}
    }
    if c.is_alphanumeric() {
        return is_lettered_symbol(c);
    }
    !(c.is_whitespace() || c.is_control() || is_silent(c))
}

/// `Ⓐ`, `🄰` and their like: symbols, though Unicode calls them alphabetic.
fn is_lettered_symbol(c: char) -> bool {
    matches!(c, '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F149}' | '\u{1F150}'..='\u{1F169}' | '\u{1F170}'..='\u{1F189}')
}

/// Combining marks, format characters, variation selectors, private use: neither letter nor
/// punctuation.
fn is_silent(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{61C}' | '\u{180B}'..='\u{180F}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{20D0}'..='\u{20FF}' | '\u{302A}'..='\u{302F}' | '\u{3099}' | '\u{309A}'
        | '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}' | '\u{FFFE}'..='\u{FFFF}'
        | '\u{E0000}'..='\u{10FFFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::{is_punctuation, joins};
    use pulldown_cmark::{Parser, html};

    /// Asks the parser: `a*` closes before punctuation or a letter, but opens only before a letter.
    fn parser_says_punctuation(c: char) -> bool {
        let source = format!("a*{c}b*");
        let mut out = String::new();
        html::push_html(&mut out, Parser::new(&source));
        !out.contains("<em>")
    }

    fn candidates() -> impl Iterator<Item = char> {
        ('!'..=char::MAX).filter(|c| !c.is_whitespace() && !matches!(c, '*' | '\\' | '<' | '&'))
    }

    #[test]
    fn no_punctuation_of_the_parser_is_missed() {
        let missed: Vec<char> = candidates().filter(|&c| parser_says_punctuation(c) && !is_punctuation(c)).collect();
        assert!(missed.is_empty(), "{missed:X?}");
    }

    #[test]
    fn punctuation_is_exact_where_chinese_text_needs_it() {
        // Leaves out only what Unicode has not assigned yet.
        let near = |c: char| {
            matches!(c, '\u{A0}'..='\u{377}' | '\u{200B}'..='\u{2064}' | '\u{20A0}'..='\u{20C0}'
                | '\u{2100}'..='\u{218B}' | '\u{2190}'..='\u{2426}' | '\u{2460}'..='\u{2B73}'
                | '\u{3000}'..='\u{303F}' | '\u{3041}'..='\u{3096}' | '\u{3099}'..='\u{30FF}'
                | '\u{3190}'..='\u{31E3}' | '\u{3220}'..='\u{9FFF}' | '\u{E000}'..='\u{FA6D}'
                | '\u{FE00}'..='\u{FE19}' | '\u{FE30}'..='\u{FE52}' | '\u{FE54}'..='\u{FE66}'
                | '\u{FF01}'..='\u{FFBE}' | '\u{FFE0}'..='\u{FFE6}')
        };
        let wrong: Vec<char> =
            candidates().filter(|&c| near(c) && is_punctuation(c) != parser_says_punctuation(c)).collect();
        assert!(wrong.is_empty(), "{wrong:X?}");
    }

    #[test]
    fn shared_punctuation_goes_with_its_wide_neighbour() {
        assert!(joins('，', '甲') && joins('甲', '乙') && joins('ア', 'イ') && joins('％', '〇'));
        assert!(joins('”', '甲') && joins('：', '“') && joins('—', '乙'));
        assert!(!joins('”', '“') && !joins('”', 'a') && !joins('x', '…'));
        assert!(!joins('甲', 'a') && !joins('1', '甲') && !joins('가', '나') && !joins('甲', '가'));
        assert!(joins('葛', '\u{E0100}') && joins('𠀀', '𪚥'));
    }
}
