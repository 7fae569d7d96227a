//! Language tags (BCP 47).

use std::fmt;

/// A well-formed language tag of the common kind: language, optional script, optional region (`zh-CN`, `zh-Hans`, `en`).
///
/// Source: BCP 47 (RFC 5646) §2.1; extensions and private use are not accepted, since no public site needs them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LangTag(String);

impl LangTag {
    /// Parses a tag and writes it in the usual case (`zh-hans-cn` → `zh-Hans-CN`).
    pub fn parse(text: &str) -> Option<LangTag> {
        let mut parts = text.split('-');
        let language = parts.next()?;
        if !(2..=3).contains(&language.len()) || !language.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        let mut tag = language.to_ascii_lowercase();
        let mut last = 0;
        for part in parts {
            let (rank, part) = match part.len() {
                4 if part.bytes().all(|b| b.is_ascii_alphabetic()) => {
                    let (first, rest) = part.split_at(1);
                    (1, first.to_ascii_uppercase() + &rest.to_ascii_lowercase())
                }
                2 if part.bytes().all(|b| b.is_ascii_alphabetic()) => (2, part.to_ascii_uppercase()),
                3 if part.bytes().all(|b| b.is_ascii_digit()) => (2, part.to_owned()),
                _ => return None,
            };
            if rank <= last {
                return None;
            }
            last = rank;
            tag.push('-');
            tag.push_str(&part);
        }
        Some(LangTag(tag))
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the language is Chinese.
    pub fn is_chinese(&self) -> bool {
        self.0 == "zh" || self.0.starts_with("zh-")
    }
}

impl fmt::Display for LangTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Signs that belong to Chinese wherever they stand.
pub fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::LangTag;

    #[test]
    fn tags() {
        let tag = |t: &str| LangTag::parse(t).map(|t| t.to_string());
        assert_eq!(tag("zh-cn").as_deref(), Some("zh-CN"));
        assert_eq!(tag("ZH-hans-CN").as_deref(), Some("zh-Hans-CN"));
        assert_eq!(tag("es-419").as_deref(), Some("es-419"));
        for bad in ["", "z", "zh_CN", "zh-", "zh-CN-Hans", "中文", "../x"] {
            assert_eq!(tag(bad), None, "{bad}");
        }
    }
}
