//! The last part of an address.

use super::number::half_width;
use super::readings::reading;
use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;

/// Why a slug is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlugError {
    /// Nothing is left of it.
    Empty,
    /// It would leave its folder (`..`, `/`, `\`) or be hidden (`.x`).
    Leaves,
    /// It holds a character that an address or a file name cannot carry well.
    Character(char),
    /// Programs take it for something else: `-x` for an option, `~x` for a temporary file, `con` for a device.
    Reserved,
    /// Longer than the 200 bytes that every file system keeps.
    Long,
}

/// Longest slug, in bytes: leaves room for an extension within the 255 bytes of common file systems.
const LONGEST: usize = 200;

/// The slug of a name: lower case, Han as pinyin (`会议纪要 3` → `hui-yi-ji-yao-3`), everything else that is no
/// letter, digit, `_` or `.` as a hyphen.
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    if name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_') {
        out.push_str(name.trim_matches('-'));
        out.truncate(LONGEST);
        return if is_device(&out) { format!("_{out}") } else { out };
    }
    let mut gap = false;
    let name: String = name.nfc().collect();
    let mut rest = name.chars();
    while let Some(c) = { rest.as_str().chars().next() } {
        if let Some((word, pinyin)) = c.to_pinyin().and_then(|_| reading(rest.as_str())) {
            if !out.is_empty() {
                out.push('-');
            }
            out.push_str(pinyin);
            gap = true;
            rest = rest.as_str()[word.len()..].chars();
            continue;
        }
        rest.next();
        if let Some(p) = c.to_pinyin() {
            if !out.is_empty() {
                out.push('-');
            }
            out.extend(p.plain().chars().map(|c| if c == 'ü' { 'v' } else { c }));
            gap = true;
        } else if is_shown(c) || (c == '.' && !out.is_empty()) {
            if gap && !out.is_empty() && !out.ends_with('-') {
                out.push('-');
            }
            gap = false;
            out.extend(c.to_lowercase());
        } else {
            gap = true;
        }
        if out.len() > LONGEST {
            break;
        }
    }
    while out.len() > LONGEST {
        out.pop();
    }
    let out = out.trim_end_matches(['-', '.']);
    if is_device(out) { format!("_{out}") } else { out.to_owned() }
}

/// Whether anything of a name stands in its slug.
pub fn has_slug(name: &str) -> bool {
    name.chars().any(|c| is_shown(c) || c.to_pinyin().is_some())
}

/// Whether Windows takes a file of that name for a device.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |prefix| stem.strip_prefix(prefix).is_some_and(|n| matches!(n.as_bytes(), [b'0'..=b'9']));
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// Letters and digits; some letters, such as the fillers of Hangul, nobody sees.
fn is_shown(c: char) -> bool {
    (c.is_alphanumeric() || c == '_') && !is_invisible(c)
}

/// Characters that nobody sees and that turn or join what stands around them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFF}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Han characters read one by one.
#[cfg(test)]
pub(super) fn single(word: &str) -> String {
    word.chars().map(|c| c.to_pinyin().map_or("", |p| p.plain())).collect::<Vec<_>>().join("-")
}

/// What stands for a name that has no slug: the numbers of its characters (`😀` → `u1f600`).
pub fn code(name: &str) -> String {
    name.chars().take(20).map(|c| format!("u{:x}", u32::from(c))).collect()
}

/// Whether a text can be the id of a record: it names a file and an address, and looks like no other id.
pub fn is_id(text: &str) -> bool {
    check_slug(text).is_ok() && half_width(text) == text && text.nfc().eq(text.chars())
}

/// Whether a slug that somebody wrote can be used as it is.
pub fn check_slug(slug: &str) -> Result<(), SlugError> {
    if slug.is_empty() {
        return Err(SlugError::Empty);
    }
    if slug.len() > LONGEST {
        return Err(SlugError::Long);
    }
    if slug.starts_with('.') || slug.ends_with('.') || slug.contains(['/', '\\']) {
        return Err(SlugError::Leaves);
    }
    if slug.starts_with(['-', '~']) || is_device(slug) {
        return Err(SlugError::Reserved);
    }
    match slug
        .chars()
        .find(|c| c.is_control() || is_invisible(*c) || c.is_whitespace() || "?#%:*\"<>|&'`\u{FDD0}".contains(*c))
    {
        Some(c) => Err(SlugError::Character(c)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{check_slug, has_slug, is_id, slug};
    use proptest::prelude::{any, prop_assert, proptest};

    #[test]
    fn names() {
        assert_eq!(slug("xm-000012"), "xm-000012");
        assert_eq!(slug("甲\u{FFA0}乙\u{3164}"), "jia-yi");
        assert_eq!(slug("曹角湾文旅"), "cao-jiao-wan-wen-lv");
        assert_eq!(slug("会议纪要 3（定稿）"), "hui-yi-ji-yao-3-ding-gao");
        assert_eq!(slug("Report 2023.final"), "report-2023.final");
        assert_eq!(slug("第1期"), "di-1-qi");
        assert_eq!(slug("……"), "");
        assert_eq!(slug(".hidden"), "hidden");
        for name in ["……", "---", "_", "甲", "😀", "é", "", "。3", "."] {
            assert_eq!(has_slug(name), !slug(name).is_empty(), "{name}");
        }
        assert_eq!(slug("重庆市长安镇"), "chong-qing-shi-chang-an-zhen");
        assert_eq!(slug("大埔县2023"), "da-bu-xian-2023");
        assert_eq!(
            [slug("CON"), slug("nul.2023"), slug("com1"), slug("contact")],
            ["_con", "_nul.2023", "_com1", "contact"]
        );
    }

    #[test]
    fn a_slug_cannot_leave_the_site() {
        for bad in [
            "",
            "..",
            "../x",
            "a/b",
            "a\\b",
            ".git",
            "a b",
            "a?b",
            "a#b",
            "a%2fb",
            "c:",
            "x\0",
            "a\n",
            "\u{202E}",
            "a\u{200B}",
            "~$x",
            "--help",
            "CON",
            "lpt1.x",
        ] {
            assert!(check_slug(bad).is_err(), "{bad:?}");
        }
        for good in ["a", "xm-1", "项目", "a.b", "a_b"] {
            assert!(check_slug(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn ids_look_like_no_other() {
        for bad in ["", "../x", "a/b", "A b", "项目１", "Ａ", "项目（一）", "cafe\u{301}", "-x"] {
            assert!(!is_id(bad), "{bad:?}");
        }
        for good in ["a", "xm-1", "项目-1", "A1", "2023.08"] {
            assert!(is_id(good), "{good}");
        }
    }

    #[test]
    fn letters_that_nobody_sees_make_no_slug() {
        assert_eq!(slug("甲\u{3164}乙\u{115F}"), "jia-yi");
        assert!(slug("\u{3164}").is_empty() && !has_slug("\u{3164}"));
    }

    proptest! {
        #[test]
        fn every_slug_made_is_good_or_empty(name in any::<String>()) {
            let made = slug(&name);
            prop_assert!(made.is_empty() || check_slug(&made).is_ok(), "{name:?} → {made:?}");
        }
    }
}
