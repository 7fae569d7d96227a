//! Telephone numbers as people write them, and as a telephone dials them.

/// Words before an extension.
const INNER: [&str; 4] = ["转", "分机", "ext.", "ext"];

/// Where a number ends that begins a text: after five digits a bracket is a remark, `1234567（8:30-17:30）`.
fn end(text: &str) -> usize {
    let mut digits = 0;
    let is_over = |c: char| {
        digits += usize::from(c.is_ascii_digit());
        !(c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | ')' | '.') || c == '(' && digits < 5)
    };
    text.find(is_over).unwrap_or(text.len())
}

/// The first number of a text: whether it has a plus, its digits, its extension and what comes after it.
fn first(phone: &str) -> Option<(bool, String, Option<String>, String)> {
    let phone: String = phone.chars().map(half).collect();
    let digit = phone.find(|c: char| c.is_ascii_digit())?;
    let from = phone[..digit].trim_end_matches(['(', ' ']).strip_suffix('+').map_or(digit, str::len);
    let rest = &phone[from..];
    let to = end(rest);
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let after = rest[to..].trim_start();
    let inner = INNER.iter().find_map(|word| after.strip_prefix(word)).map(str::trim_start);
    let end = inner.map_or(0, |inner| inner.find(|c: char| !c.is_ascii_digit()).unwrap_or(inner.len()));
    let inner = inner.filter(|_| end > 0);
    let left = inner.map_or(after, |inner| &inner[end..]);
    Some((rest.starts_with('+'), digits(&rest[..to]), inner.map(|inner| inner[..end].to_owned()), left.to_owned()))
}

/// A `tel:` address (RFC 3966) of the first number of a text, with its extension; `None` where there is none.
pub fn tel(phone: &str) -> Option<String> {
    let (plus, number, inner, _) = first(phone)?;
    if number.len() < 3 {
        return None;
    }
    let plus = if plus { "+" } else { "" };
    Some(match inner {
        Some(inner) => format!("tel:{plus}{number};ext={inner}"),
        None => format!("tel:{plus}{number}"),
    })
}

/// Whether the first number of a text can be dialled: three digits at least and fifteen at most (ITU-T E.164), and no
/// letters in it. Words may stand before and after: 办公室：0753-1234567、0753-7654321.
pub fn is_dialled(phone: &str) -> bool {
    first(phone).is_some_and(|(_, number, _, after)| {
        (3..=15).contains(&number.len()) && !after.starts_with(|c: char| c.is_ascii_alphabetic())
    })
}

/// Full-width digits and signs as dialled.
fn half(c: char) -> char {
    match c {
        '０'..='９' | '＋' | '（' | '）' | '－' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '—' | '–' | '‐' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_dialled, tel};

    #[test]
    fn numbers_are_dialled() {
        assert_eq!(tel("0753-1234567").as_deref(), Some("tel:07531234567"));
        assert_eq!(tel("（０７５３）1234567 转 801").as_deref(), Some("tel:07531234567;ext=801"));
        assert_eq!(tel("+86 753 123 4567").as_deref(), Some("tel:+867531234567"));
        assert_eq!(tel("（+86）753 123 4567").as_deref(), Some("tel:+867531234567"));
        assert_eq!(tel("办公室：0753-1234567、0753-7654321").as_deref(), Some("tel:07531234567"));
        assert_eq!(tel("党政办（值班）0753-1234567").as_deref(), Some("tel:07531234567"));
        assert_eq!(tel("0753-1234567（8:30-17:30）").as_deref(), Some("tel:07531234567"));
        assert_eq!(tel("12345").as_deref(), Some("tel:12345"));
        assert_eq!(tel("见公告"), None);
        assert_eq!(tel("2号"), None);
    }

    #[test]
    fn what_no_telephone_takes_is_seen() {
        for good in [
            "0753-1234567",
            "0753-1234567转8",
            "（0753）123 4567 转 801",
            "+86 753 123 4567",
            "办公室：0753-1234567、0753-7654321",
            "0753-1234567（工作日8:30-17:30）",
            "0753-1234567 ext. 8",
            "12345",
        ] {
            assert!(is_dialled(good), "{good}");
        }
        for bad in ["call me", "见公告", "", "12", "0753-12E4567", "1234567890123456", "0753-1234567 0753-7654321"] {
            assert!(!is_dialled(bad), "{bad}");
        }
    }
}
