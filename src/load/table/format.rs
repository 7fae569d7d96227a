//! Formats of numbers: what a spreadsheet program writes beside a number that it shows, such as the 万元 of `0.00"万元"`.

use std::cmp::Ordering;

/// The unit that a format shows, as it is written; of one that only leaves out digits (`0,`) what it counts in.
pub(super) fn unit(code: &str) -> Option<String> {
    code.split(';').find_map(of_section).or_else(|| code.split(';').find_map(scale).map(str::to_owned))
}

/// What stands beside the digits of a section. What is between them or makes no word says nothing.
fn of_section(section: &str) -> Option<String> {
    let mut shown = String::new();
    let mut chars = section.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => shown.extend(chars.by_ref().take_while(|c| *c != '"')),
            // Brackets hold colours, conditions and, after a `$`, a currency with its language.
            '[' => {
                let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if let Some(currency) = inner.strip_prefix('$') {
                    shown.push_str(currency.split('-').next().unwrap_or_default());
                }
            }
            '\\' | '!' => shown.extend(chars.next()),
            // The next character is a width, or fills the cell.
            '_' | '*' => drop(chars.next()),
            '%' | '‰' => shown.push(c),
            c if !c.is_ascii() => shown.push(c),
            _ => {}
        }
    }
    shown.retain(|c| c.is_alphanumeric() || "%‰¥￥$€£/≥≤<>＜＞~～±".contains(c));
    (!shown.is_empty()).then_some(shown)
}

/// Of a section with commas after its last digit: each of them leaves out three.
fn scale(section: &str) -> Option<&'static str> {
    let is_digit = |c: char| matches!(c, '0' | '#' | '?');
    let rest = &section[section.rfind(is_digit)? + 1..];
    match rest.bytes().take_while(|b| *b == b',').count() {
        0 => None,
        1 => Some("千"),
        2 => Some("百万"),
        _ => Some("十亿"),
    }
}

/// Whether a format shows nothing of a cell: of a text, or of a number with that sign.
pub(super) fn hides(code: &str, of: Option<Ordering>) -> bool {
    let sections: Vec<String> = sections(code);
    // Conditions have sections of their own kind.
    if sections.len() < 2 || code.contains(['<', '>', '=']) {
        return false;
    }
    let index = match of {
        None if sections.len() < 4 => return false,
        None => 3,
        Some(Ordering::Equal) if sections.len() < 3 => 0,
        Some(Ordering::Equal) => 2,
        Some(Ordering::Less) => 1,
        Some(Ordering::Greater) => 0,
    };
    sections[index].is_empty()
}

/// The sections of a format without quotes, colours and spaces.
fn sections(code: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        let section = all.len() - 1;
        match c {
            ';' => all.push(String::new()),
            '"' => all[section].extend(chars.by_ref().take_while(|c| *c != '"').map(|_| 'x')),
            '[' => drop(chars.by_ref().find(|c| *c == ']')),
            '\\' | '!' => {
                chars.next();
                all[section].push('x');
            }
            '_' | '*' => drop(chars.next()),
            c if c.is_whitespace() => {}
            c => all[section].push(c),
        }
    }
    all
}

/// A number as a plain format shows it, `007` for 7 under `000`, and whether that is all of it.
pub(super) fn digits(code: &str, number: &str) -> Option<(String, bool)> {
    let code = sections(code).swap_remove(0);
    let (whole, decimals) = code.split_once('.').unwrap_or((&code, ""));
    let least = whole.trim_start_matches(['#', ',']);
    if least.is_empty() || !least.bytes().all(|b| b == b'0') && least != "##0" || !decimals.bytes().all(|b| b == b'0') {
        return None;
    }
    let (sign, number) = number.strip_prefix('-').map_or(("", number), |number| ("-", number));
    let (kept, rest) = number.split_once('.').unwrap_or((number, ""));
    let shown: String = rest.chars().chain(std::iter::repeat('0')).take(decimals.len()).collect();
    let point = if shown.is_empty() { "" } else { "." };
    Some((format!("{sign}{kept:0>width$}{point}{shown}", width = least.len()), rest.len() <= decimals.len()))
}

/// How much of a date a format shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Precision {
    Day,
    Month,
    Year,
    /// A day or month without its year: spreadsheet programs add the year in which it was typed.
    NoYear,
    /// A time of the day, or a word.
    NoDay,
}

/// How much of a date a format shows, by its code, or by its number where it is one that each language has its own of.
pub(super) fn precision(code: &str, id: Option<u32>) -> Precision {
    if code == "General" {
        return match id {
            Some(27 | 36 | 50 | 52 | 57) => Precision::Month,
            Some(28 | 29 | 51 | 53 | 54 | 58) => Precision::NoYear,
            Some(32..=35 | 55 | 56) => Precision::NoDay,
            _ => Precision::Day,
        };
    }
    let mut plain = String::new();
    let mut chars = code.split(';').next().unwrap_or_default().chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => drop(chars.by_ref().find(|c| *c == '"')),
            '[' => drop(chars.by_ref().find(|c| *c == ']')),
            '\\' | '!' | '_' | '*' => drop(chars.next()),
            c => plain.push(c.to_ascii_lowercase()),
        }
    }
    let plain = plain.replace("am/pm", "").replace("a/p", "");
    let has = |words: &[char]| plain.contains(words);
    match (has(&['y', 'e']), has(&['d']), has(&['m']), has(&['h', 's'])) {
        (true, true, ..) => Precision::Day,
        (true, false, true, _) => Precision::Month,
        (true, false, false, _) => Precision::Year,
        (false, true, ..) | (false, false, true, false) => Precision::NoYear,
        _ => Precision::NoDay,
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering::{Equal, Greater, Less};

    use super::{Precision, digits, hides, precision, unit};

    #[test]
    fn formats_that_show_nothing() {
        for (code, of, nothing) in [
            (";;;", Some(Greater), true),
            (";;;", None, true),
            (";;", None, false),
            ("0;-0;;@", Some(Equal), true),
            ("0;-0;;@", Some(Less), false),
            ("0;;", Some(Less), true),
            ("General", Some(Greater), false),
            ("\"\";\"\"", Some(Greater), true),
            ("\";\"0", Some(Greater), false),
            ("[>=10000]0,\"万\";", Some(Greater), false),
            ("_($* #,##0_);_($* (#,##0);_($* \"-\"_);_(@_)", Some(Equal), false),
        ] {
            assert_eq!(hides(code, of), nothing, "{code} {of:?}");
        }
    }

    #[test]
    fn numbers_as_they_are_shown() {
        for (code, number, shown) in [
            ("000", "7", Some(("007", true))),
            ("0.00", "1.1", Some(("1.10", true))),
            ("0.00", "3.14159", Some(("3.14", false))),
            ("#,##0", "6400", Some(("6400", true))),
            ("0", "-3.7", Some(("-3", false))),
            ("General", "7", None),
            ("@", "7", None),
            ("0%", "0.2", None),
            ("0\"万元\"", "5", None),
        ] {
            assert_eq!(digits(code, number), shown.map(|(text, all)| (text.to_owned(), all)), "{code}");
        }
    }

    #[test]
    fn dates_as_they_are_shown() {
        for (code, id, shown) in [
            ("yyyy\\-mm\\-dd", None, Precision::Day),
            ("mm-dd-yy", None, Precision::Day),
            ("yyyy\"年\"m\"月\"d\"日\"", None, Precision::Day),
            ("[$-804]yyyy\"年\"m\"月\";@", None, Precision::Month),
            ("yyyy", None, Precision::Year),
            ("mmm-yy", None, Precision::Month),
            ("m\"月\"d\"日\"", None, Precision::NoYear),
            ("h:mm AM/PM", None, Precision::NoDay),
            ("m/d/yy h:mm", None, Precision::Day),
            ("General", Some(57), Precision::Month),
            ("General", Some(31), Precision::Day),
        ] {
            assert_eq!(precision(code, id), shown, "{code}");
        }
    }

    #[test]
    fn units_of_formats() {
        for (code, shown) in [
            ("General", None),
            ("#,##0.00", None),
            ("@", None),
            ("0.00E+00", None),
            ("_($* #,##0.00_);_($* (#,##0.00);_($* \"-\"??_);_(@_)", None),
            ("#,##0;[Red]-#,##0", None),
            ("0\"万元\"", Some("万元")),
            ("0.00\"亿元\"", Some("亿元")),
            ("#,##0.00 \"元\";-#,##0.00 \"元\"", Some("元")),
            ("0%", Some("%")),
            ("0.0‰", Some("‰")),
            ("[>=10000]0\\.0,\"万\";0", Some("万")),
            ("0!.0,\"万\"", Some("万")),
            ("#,##0万元", Some("万元")),
            ("[$¥-804]#,##0.00", Some("¥")),
            ("[$-804]#,##0", None),
            ("[DBNum1][$-804]General", None),
            ("0,", Some("千")),
            ("#,##0.00,,", Some("百万")),
            ("0\" 人次 \"", Some("人次")),
        ] {
            assert_eq!(unit(code).as_deref(), shown, "{code}");
        }
    }
}
