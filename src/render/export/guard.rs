//! Texts that a spreadsheet program would run as a formula when it opens a CSV (OWASP, CSV Injection).
//!
//! Such a text is led by an apostrophe, and so is one that begins with an apostrophe itself: whoever takes one apostrophe
//! off the front of every text that has one gets back what was stated.

use std::borrow::Cow;

use super::columns::{CellType, Column};

/// What begins a formula, in half and in full width, and the apostrophe that keeps it from being one.
const LEADS: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\'', '＝', '＋', '－', '＠'];

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let all_digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && fraction.is_none_or(all_digits)
}

/// A text as it stands in a CSV.
pub(super) fn guarded_text(text: &str) -> Cow<'_, str> {
    if text.starts_with(LEADS) && !is_number(text) { format!("'{text}").into() } else { text.into() }
}

/// A cell as it stands in a CSV.
pub(super) fn guarded<'a>(column: &Column, text: &'a str) -> Cow<'a, str> {
    if column.cell == CellType::String { guarded_text(text) } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::guarded_text;
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    #[test]
    fn formulas_are_texts_and_numbers_stay_numbers() {
        for formula in ["=1+1", "+A1", "-5%", "@SUM(A1)", "\t=1", "＝1", "-", "'x", "-1-1", "+1.", "--1"] {
            assert_eq!(guarded_text(formula), format!("'{formula}"));
        }
        for plain in ["", "-5", "+3.25", "6400万元", "a=b", "1-2"] {
            assert_eq!(guarded_text(plain), plain);
        }
    }

    proptest! {
        #[test]
        fn what_was_stated_comes_back(text in any::<String>(), lead in "['=+@-]{0,2}") {
            let stated = format!("{lead}{text}");
            let cell = guarded_text(&stated);
            prop_assert!(!cell.starts_with('=') && !cell.starts_with('@'));
            prop_assert_eq!(cell.strip_prefix('\'').unwrap_or(&cell), stated.as_str());
        }
    }
}
