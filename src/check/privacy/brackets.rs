//! Brackets around a part of a number: `(139)2000-5151`, `139(2000)5151`, `441423(19900101)0017`.

use std::ops::Range;

use super::digits::Digit;
use super::numbers::{is_date, is_region};

const OPEN: [char; 2] = ['(', '（'];
const CLOSE: [char; 2] = [')', '）'];

/// Signs of a day.
const DAY: usize = 8;

/// Where a bracket ends that stands around the first three digits of a telephone: `(139)2000-5151`, `+86(139)20005151`. A
/// date behind `(139)` is one.
pub(super) fn bracket(text: &str, at: usize, digits: &[Digit]) -> Option<usize> {
    let is_head = |digits: &str| matches!(digits.as_bytes(), [b'1', b'3'..=b'9', b'0'..=b'9']);
    let c = text.get(at..)?.chars().next()?;
    let end = at + c.len_utf8();
    if !OPEN.contains(&c) && !CLOSE.contains(&c) {
        return None;
    }
    if let Some(inner) = within(text, at, c) {
        return Some(inner);
    }
    if OPEN.contains(&c) {
        let is_country = digits.iter().rev().map(|d| d.value).take(2).eq([6, 8]);
        let closes = text.get(end + 3..).is_some_and(|rest| rest.starts_with(CLOSE));
        return (is_country && closes && is_head(&text[end..end + 3])).then_some(end);
    }
    let before = text[..at].get(at.checked_sub(3)?..at)?;
    let is_open = is_head(before) && text[..at - 3].ends_with(OPEN);
    let is_date = || {
        let next: Vec<u8> = text.as_bytes()[end..].iter().take_while(|b| b.is_ascii_digit()).copied().collect();
        matches!(
            next[..],
            [b'1', b'9', _, _, b'0' | b'1', _, b'0'..=b'3', _] | [b'2', b'0', _, _, b'0' | b'1', _, b'0'..=b'3', _]
        )
    };
    (is_open && !is_date()).then_some(end)
}

/// Where a bracket ends that stands around the middle of a telephone, or of an id: there it is a day.
fn within(text: &str, at: usize, c: char) -> Option<usize> {
    let (bytes, end) = (text.as_bytes(), at + c.len_utf8());
    let ahead = |to: usize| bytes[..to].iter().rev().take(DAY).take_while(|b| b.is_ascii_digit()).count();
    let behind = |from: usize| bytes[from..].iter().take(DAY + 1).take_while(|b| b.is_ascii_digit()).count();
    let (inner, after) = if OPEN.contains(&c) {
        let inner = end..end + behind(end);
        let close = text[inner.end..].chars().next().filter(|c| CLOSE.contains(c))?;
        let after = inner.end + close.len_utf8();
        (inner, after)
    } else {
        (at - ahead(at)..at, end)
    };
    let before = text[..inner.start].strip_suffix(OPEN)?;
    let (start, tail) = (before.len() - ahead(before.len()), after + behind(after));
    let tail = tail + usize::from(tail - after == 3 && matches!(bytes.get(tail), Some(b'X' | b'x')));
    let values = |range: Range<usize>| bytes[range].iter().map(|b| b - b'0').collect::<Vec<u8>>();
    let (head, middle) = (values(start..before.len()), values(inner));
    // A number with a year in brackets is one of a document.
    let is_said = || before[..start].ends_with(['话', '机', '系', '：', ':']);
    let is_one = match head[..] {
        [1, 3..=9, _] => middle.len() == 4 && (is_said() || !matches!(middle[..], [1, 9, ..] | [2, 0, ..])),
        [a, b, c, d, _, _] => is_date(&middle) && is_region(&[a, b, c, d]),
        _ => false,
    };
    (is_one && tail - after == 4).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn brackets_within_numbers() {
        let both = |text: &str| {
            ['(', ')'].map(|sign| {
                let at = text.find(sign).expect("a bracket");
                within(text, at, sign).is_some()
            })
        };
        for text in ["139(2100)5151", "电话139(2000)5151。", "441423(19900101)0017", "441423(19900101)005X"] {
            assert_eq!(both(text), [true; 2], "{text}");
        }
        for text in [
            "139(2000)5151",
            "139(200)5151",
            "39(2000)5151",
            "441423(19901301)0017",
            "139(2000)51512",
            "0139(2000)5151",
            "139(二)5151",
        ] {
            assert_eq!(both(text), [false; 2], "{text}");
        }
    }
}
