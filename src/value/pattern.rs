//! Regular expressions for editors: each accepts every text that the parser of its value accepts, and little more.
//!
//! They are written in what JSON Schema, JavaScript and Python understand alike: no classes of Unicode, no `\d`.

use super::amount::YUAN;
use super::qualifier::Qualifier;
use super::stage::Stage;
use super::unit::{Dimension, Unit};
use super::when::ENDS;

/// A digit, in either width.
const DIGIT: &str = "[0-9０-９]";
/// A number with sign, separators and fraction.
const NUMBER: &str = r"[-+－＋−]?(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+|[0-9０-９]+)(?:[.．][0-9０-９]+)?";

fn one_of(words: impl IntoIterator<Item = String>) -> String {
    let mut words: Vec<String> = words.into_iter().collect();
    // Where one word begins with another, the longer one has to be tried first.
    words.sort_by_key(|w| std::cmp::Reverse(w.chars().count()));
    words.dedup();
    format!("(?:{})", words.join("|"))
}

fn whole(pattern: &str) -> String {
    format!(r"^\s*{pattern}\s*$")
}

/// A word in either width, with spaces between its characters where the parser drops all spaces.
fn word(text: &str, spaced: bool) -> String {
    let both = |c: char| match c {
        '!'..='~' if c.is_ascii_alphanumeric() || c == '%' => {
            let wide = char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c);
            format!("[{c}{wide}]")
        }
        '!'..='~' => {
            let wide = char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c);
            format!("(?:\\{c}|{wide})")
        }
        c => c.to_string(),
    };
    text.chars().map(both).collect::<Vec<_>>().join(if spaced { r"\s*" } else { "" })
}

/// A decimal number.
pub fn number() -> String {
    whole(NUMBER)
}

/// A whole number.
pub fn integer() -> String {
    whole(r"[-+－＋−]?(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+|[0-9０-９]+)(?:[.．][0０]+)?")
}

/// Twelve digits, the first two of which name a province.
pub fn place_code() -> String {
    whole(&format!("(?:[1１][1-9１-９]|[2-7２-７]{DIGIT}|[8８][0-2０-２]){DIGIT}{{10}}"))
}

struct DateParts {
    year: String,
    month: &'static str,
    day: String,
    xun: &'static str,
    quarter: &'static str,
    half: &'static str,
}

fn date_parts() -> DateParts {
    DateParts {
        year: format!(r"(?:{DIGIT}\s*){{4}}"),
        month: r"[+＋]?\s*(?:[1１]\s*[0-2０-２]|[0０]?\s*[1-9１-９])",
        day: format!(r"[+＋]?\s*(?:[12１２]\s*{DIGIT}|[3３]\s*[01０１]|[0０]?\s*[1-9１-９])"),
        xun: r"(?:[A-Ca-cＡ-Ｃａ-ｃ]|[上中下]\s*旬)",
        quarter: r"[+＋]?\s*[0０]?\s*[1-4１-４]",
        half: r"[+＋]?\s*[0０]?\s*[12１２]",
    }
}

/// What may stand after 年.
fn after_year(parts: &DateParts) -> String {
    let DateParts { month, day, xun, quarter, .. } = parts;
    let quarters = format!(r"第?\s*(?:[一二三四]|{quarter})\s*季\s*度");
    format!(r"(?:[上下]\s*半\s*年|{quarters}|{month}\s*月\s*(?:份|{xun}|{day}\s*[日号])?)")
}

/// Between the parts of a date in figures; a plus sign of its own needs none.
const BETWEEN: &str = r"(?:[-/.－／．−]|(?=[+＋]))";

fn partial(parts: &DateParts) -> String {
    let DateParts { year, month, day, xun, quarter, half } = parts;
    let within = format!(r"[QqＱｑ]\s*{quarter}|[HhＨｈ]\s*{half}");
    let months = format!(r"{month}\s*(?:[-/.－／．−]?\s*{xun}|{BETWEEN}\s*{day})?");
    format!(r"{year}(?:年\s*(?:度|{})?|[-/.－／．−]\s*(?:{within}|{months}))?", after_year(parts))
}

/// A day.
pub fn day() -> String {
    let DateParts { year, month, day, .. } = date_parts();
    let numeric = format!(r"[-/.－／．−]\s*{month}\s*{BETWEEN}\s*{day}");
    whole(&format!(r"{year}(?:{numeric}|年\s*{month}\s*月\s*{day}\s*[日号])"))
}

/// A date that may lack its day.
pub fn date() -> String {
    whole(&partial(&date_parts()))
}

/// A date, a range, or a bound.
pub fn when() -> String {
    let parts = date_parts();
    let date = partial(&parts);
    let DateParts { year, month, day, xun, .. } = &parts;
    let rest = format!(r"(?:{date}|{}|{xun}|{day}\s*[日号])", after_year(&parts));
    let marks = r"(?:[.．]\s*[.．]|至|到|—|~|～|[-－])";
    // The unit of the beginning may be left out.
    let date = format!(r"(?:{year}年\s*(?:{month}\s*月\s*)?{day}(?=\s*{marks})|{date})");
    let ends = one_of(ENDS.iter().filter(|(end, _)| !end.is_empty()).map(|(end, _)| word(end, true)));
    whole(&format!(r"{date}\s*(?:{marks}\s*{rest})?\s*(?:以?\s*{ends})?"))
}

/// A moment: a day, perhaps with a time.
pub fn moment() -> String {
    let day = day();
    let day = day.trim_start_matches('^').trim_end_matches('$');
    format!(r"^{day}(?:[Tt\sＴｔ]?\s*[0-9０-９][0-9０-９:：.．+＋zZｚＺ－−-]*)?\s*$")
}

/// A number with its words of doubt; `after`: what may stand behind the number and its scale.
fn written(scale: &str, after: &str) -> String {
    let before = one_of(Qualifier::words_before().map(str::to_owned));
    let behind = one_of(Qualifier::words_after().map(str::to_owned));
    format!(r"(?:{before}\s*){{0,2}}{NUMBER}\s*[多余]?\s*{scale}\s*[多余]?\s*{after}\s*(?:{behind})?")
}

/// An amount, perhaps with its stage; `unit`: whether one is declared, so that a number alone will do.
pub fn amount(unit: bool) -> String {
    let stages = one_of(Stage::all().flat_map(|s| [s.code(), s.text(true)]).map(str::to_owned));
    let stage = format!(r"(?:[（(]\s*{stages}\s*[)）])?");
    let yuan = one_of(YUAN.iter().map(|w| (*w).to_owned()));
    let with = written("[千万亿]?", &yuan);
    if !unit {
        return whole(&format!(r"{with}\s*{stage}"));
    }
    whole(&format!(r"(?:{with}|{})\s*{stage}", written("", "")))
}

fn units(suits: impl Fn(Unit) -> bool) -> String {
    one_of(Unit::words().filter(|(_, unit)| suits(*unit)).map(|(text, _)| word(text, false)))
}

/// A quantity; with a declared unit, one that agrees with it or none.
pub fn quantity(unit: Option<Unit>) -> String {
    let known = units(|u| unit.is_none_or(|own| own.agrees(u)));
    let after = if unit.is_some() { format!("{known}?") } else { known };
    whole(&written("[千万亿]?", &after))
}

/// A share.
pub fn ratio() -> String {
    let stated = written("[千万亿]?", &units(|u| u.dimension == Dimension::Share));
    whole(&format!(r"{stated}\s*(?:[(（]\s*{NUMBER}\s*[/／]\s*{NUMBER}\s*[)）])?"))
}
