//! Conditional requests and ranges (RFC 9110 §13 and §14): pure.

/// Whether `If-None-Match` names an entity tag: in a list, weakly (§13.1.2), or by `*`.
pub(super) fn none_match(value: &str, etag: &str) -> bool {
    let mut rest = value.trim();
    if rest == "*" {
        return true;
    }
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        // What is no tag ends the list: nothing behind it is certain.
        let Some(quoted) = rest.strip_prefix("W/").unwrap_or(rest).strip_prefix('"') else { return false };
        let Some((tag, behind)) = quoted.split_once('"') else { return false };
        if etag.strip_prefix('"').and_then(|e| e.strip_suffix('"')) == Some(tag) {
            return true;
        }
        rest = behind;
    }
}

/// Whether a range may be answered: `If-Range` is absent or is this very tag. A weak tag or a date never fits, because
/// neither says that the bytes are the same (§13.1.5).
pub(super) fn in_range(if_range: Option<&str>, etag: &str) -> bool {
    if_range.is_none_or(|tag| tag.trim() == etag)
}

/// What a range asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Range {
    /// These bytes; both ends count.
    Part(usize, usize),
    /// Bytes that there are not.
    Unsatisfiable,
    /// Everything: it is no range that we know, or several, which a server may answer with the whole (§14.2).
    Whole,
}

/// Reads `Range`.
pub(super) fn range(value: &str, length: usize) -> Range {
    let Some((unit, set)) = value.split_once('=') else { return Range::Whole };
    if !unit.trim().eq_ignore_ascii_case("bytes") || set.contains(',') {
        return Range::Whole;
    }
    let Some((from, to)) = set.trim().split_once('-') else { return Range::Whole };
    let last = length.saturating_sub(1);
    let (from, to) = match (number(from), number(to)) {
        (Number::Of(from), Number::Of(to)) if from <= to => (from, to.min(last)),
        (Number::Of(from), Number::None) => (from, last),
        (Number::None, Number::Of(0)) => return Range::Unsatisfiable,
        (Number::None, Number::Of(suffix)) => (length.saturating_sub(suffix), last),
        _ => return Range::Whole,
    };
    if from < length { Range::Part(from, to) } else { Range::Unsatisfiable }
}

enum Number {
    None,
    Of(usize),
    Bad,
}

/// Digits and nothing else; what is too large for the machine is beyond the end of every file.
fn number(text: &str) -> Number {
    if text.is_empty() {
        Number::None
    } else if text.bytes().all(|b| b.is_ascii_digit()) {
        Number::Of(text.parse().unwrap_or(usize::MAX))
    } else {
        Number::Bad
    }
}

#[cfg(test)]
mod tests {
    use super::{Range, in_range, none_match, range};

    #[test]
    fn tags() {
        for yes in ["\"a\"", "W/\"a\"", "*", " * ", "\"b\", \"a\"", "\"b\",W/\"a\"", ",, \"a\"", "\"x,y\",\"a\""] {
            assert!(none_match(yes, "\"a\""), "{yes}");
        }
        for no in ["", "a", "\"b\"", "\"a", "w/\"a\"", "\"x,*,y\"", "\"b\", *", "W/", "\"A\"", "\"\""] {
            assert!(!none_match(no, "\"a\""), "{no}");
        }
        assert!(in_range(None, "\"a\"") && in_range(Some(" \"a\""), "\"a\""));
        for no in ["W/\"a\"", "\"b\"", "a", "Wed, 21 Oct 2015 07:28:00 GMT"] {
            assert!(!in_range(Some(no), "\"a\""), "{no}");
        }
    }

    #[test]
    fn ranges() {
        use Range::{Part, Unsatisfiable, Whole};
        for (text, expected) in [
            ("bytes=2-4", Part(2, 4)),
            ("bytes=0-0", Part(0, 0)),
            ("Bytes = 7-", Part(7, 9)),
            ("bytes=-3", Part(7, 9)),
            ("bytes=-300", Part(0, 9)),
            ("bytes=0-99999999999999999999999999", Part(0, 9)),
            ("bytes=10-", Unsatisfiable),
            ("bytes=99999999999999999999999999-", Unsatisfiable),
            ("bytes=-0", Unsatisfiable),
            ("bytes=4-2", Whole),
            ("bytes=-", Whole),
            ("bytes=+1-3", Whole),
            ("bytes=1-2,4-5", Whole),
            ("lines=1-2", Whole),
            ("bytes", Whole),
        ] {
            assert_eq!(range(text, 10), expected, "{text}");
        }
        assert_eq!((range("bytes=0-", 0), range("bytes=-1", 0)), (Unsatisfiable, Unsatisfiable), "nothing to cut from");
    }
}
