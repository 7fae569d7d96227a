//! Numbers in addresses and names of files: there a dot sets words apart, and letters and dates stand at once beside numbers.

use std::ops::Range;

use super::digits::Form;
use super::find::{Hit, Kind, Sure, find};
use super::numbers;

/// Finds the numbers of a name or an address.
pub(super) fn find_in_name(name: &str) -> Vec<Hit> {
    let mut hits = find(name, Form::Plain, "");
    let mut add = |more: Vec<Hit>| {
        for hit in more {
            let touches = |own: &Hit| own.range.start < hit.range.end && hit.range.start < own.range.end;
            if !hits.iter().any(touches) {
                hits.push(hit);
            }
        }
    };
    if name.contains('.') {
        add(find(&name.replace('.', ";"), Form::Plain, ""));
    }
    add(glued(name));
    hits
}

/// Numbers at once beside letters, or behind a date: somebody's as likely as that of a program.
fn glued(name: &str) -> Vec<Hit> {
    let bytes = name.as_bytes();
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(next) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let start = at + next;
        let end = start + bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
        at = end;
        let values: Vec<u8> = bytes[start..end].iter().map(|b| b - b'0').collect();
        let Some((kind, skipped)) = of_digits(&values, &bytes[end..]) else { continue };
        let range = start + skipped..end + usize::from(kind == Kind::Citizen && values.len() - skipped == 17);
        let is_beside = skipped > 0 || is_word(&bytes[..start], &bytes[end..]);
        if is_beside {
            let digits = range.len();
            let sign =
                |(nth, c): (usize, char)| if (3..digits - 2).contains(&nth) { '*' } else { c.to_ascii_uppercase() };
            let masked = name[range.clone()].chars().enumerate().map(sign).collect();
            let sure = if kind == Kind::Citizen { Sure::Yes } else { Sure::Maybe };
            out.push(Hit { kind, sure, range, masked });
        }
    }
    out
}

/// What digits are, and how many of them are a date before it.
fn of_digits(values: &[u8], after: &[u8]) -> Option<(Kind, usize)> {
    /// Digits of a date.
    const DATE: usize = 8;
    if numbers::is_mobile(values) {
        return Some((Kind::Mobile, 0));
    }
    let (date, rest) = values.split_at_checked(DATE).filter(|(date, _)| numbers::is_date(date))?;
    let ends_with_x = rest.len() == 17 && after.first().is_some_and(|b| matches!(b, b'X' | b'x'));
    let id: Vec<u8> = rest.iter().copied().chain(ends_with_x.then_some(10)).collect();
    debug_assert_eq!(date.len(), DATE);
    if numbers::is_citizen_id(&id) {
        return Some((Kind::Citizen, DATE));
    }
    // Programs name files by the time at which they wrote them.
    (numbers::is_mobile(rest) && !numbers::is_time(&rest[..6])).then_some((Kind::Mobile, DATE))
}

/// Whether words of letters stand beside digits, and not the signs of a code: then digits stand behind these too.
fn is_word(before: &[u8], after: &[u8]) -> bool {
    /// Letters of a name at least.
    const FEWEST: usize = 2;
    let ahead = before.iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
    let behind = after.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let is_code = |beyond: Option<&u8>| beyond.is_some_and(u8::is_ascii_digit);
    let beyond = before.len().checked_sub(ahead + 1).and_then(|at| before.get(at));
    let is_one = |count: usize, beyond| count == 0 || count >= FEWEST && !is_code(beyond);
    ahead + behind > 0 && is_one(ahead, beyond) && is_one(behind, after.get(behind))
}

/// Where numbers stand in those words of a text that are names of files or addresses.
pub(super) fn in_words(text: &str) -> Vec<Range<usize>> {
    let ends = |c: char| c.is_whitespace() || "“”‘’\"'`。；：<>｜|".contains(c);
    let (mut out, mut at) = (Vec::new(), 0);
    for piece in text.split_inclusive(ends) {
        let word = piece.trim_end_matches(ends);
        if is_name(word) {
            out.extend(find_in_name(word).into_iter().map(|hit| at + hit.range.start..at + hit.range.end));
        }
        at += piece.len();
    }
    out
}

/// Whether a word is an address, or the name of a file with its extension.
fn is_name(word: &str) -> bool {
    const FEWEST: usize = 11;
    let has_extension = || {
        word.rsplit_once('.').is_some_and(|(_, extension)| {
            (2..=8).contains(&extension.len()) && extension.starts_with(|c: char| c.is_ascii_alphabetic())
        })
    };
    word.len() > FEWEST
        && word.bytes().filter(u8::is_ascii_digit).count() >= FEWEST
        && (word.contains('/') || has_extension())
}

#[cfg(test)]
mod tests {
    use super::{Kind, Sure, find_in_name, in_words};

    #[test]
    fn numbers_in_names_of_files() {
        use Sure::{Maybe, Yes};
        for (name, sure) in [
            ("1.13920005151.pdf", Yes),
            ("2023.13920005151.pdf", Yes),
            ("13920005151.2023.pdf", Yes),
            ("13920005151.7z", Yes),
            ("138.0013.8000.pdf", Yes),
            ("/附件/李某13920005151.pdf", Yes),
            ("zhangsan13920005151.pdf", Maybe),
            ("13920005151zhang.pdf", Maybe),
            ("/zhang-san13920005151/", Maybe),
            ("2023091213920005151.pdf", Maybe),
        ] {
            let found = find_in_name(name);
            assert_eq!(
                found.iter().map(|hit| (hit.kind, hit.sure)).collect::<Vec<_>>(),
                [(Kind::Mobile, sure)],
                "{name}"
            );
            assert!(!found[0].masked.contains("0005"), "{name}");
        }
        for name in ["20230912441423199001010017.pdf", "2023091234052419800101001x.pdf"] {
            let found = find_in_name(name);
            assert!(found.len() == 1 && found[0].kind == Kind::Citizen && found[0].sure == Yes, "{name}");
            assert_eq!(found[0].range, 8..26, "{name}");
        }
        for name in [
            "a13920005151.pdf",
            "f3ab13920005151.pdf",
            "13920005151e7.pdf",
            "mmexport1392000515123.jpg",
            "P020230912613920005151.pdf",
            "20230912135023456.pdf",
            "2023091213502345678.pdf",
            "IMG_20230912_135023.jpg",
            "v1.13.920.jpg",
        ] {
            assert_eq!(find_in_name(name), [], "{name}");
        }
    }

    #[test]
    fn names_within_words() {
        let found = in_words("没有“content/zhangsan13920005151.pdf”这个文件");
        assert_eq!(found.len(), 1);
        for text in ["面积1.13920005151", "zhangsan13920005151", "见 a.b"] {
            assert_eq!(in_words(text), [], "{text}");
        }
    }
}
