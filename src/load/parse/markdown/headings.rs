//! Ids of headings: the text in lower case, as forges make them, Han kept.

use std::collections::BTreeMap;

/// Gives every heading of a page an id of its own.
#[derive(Debug, Default)]
pub(super) struct Ids(BTreeMap<String, usize>);

impl Ids {
    /// The id for a heading with that text, or the one that the author set.
    pub(super) fn of(&mut self, text: &str, set: Option<&str>) -> String {
        let base = match set {
            Some(id) => id.to_owned(),
            None => anchor(text),
        };
        let base = if base.is_empty() { "section".to_owned() } else { base };
        let seen = self.0.entry(base.clone()).or_insert(0);
        *seen += 1;
        if *seen == 1 {
            return base;
        }
        let n = *seen;
        self.of(&format!("{base}-{n}"), Some(&format!("{base}-{n}")))
    }
}

fn anchor(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\u{4E00}'..='\u{9FFF}') {
            // Most there are, and the tables are large.
            id.push(c);
        } else if c.is_alphanumeric() || c == '_' {
            id.extend(c.to_lowercase());
        } else if (c.is_whitespace() || c == '-') && !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    id
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn ids_are_unique() {
        let mut ids = Ids::default();
        assert_eq!(ids.of("一、工作措施（2023）", None), "一工作措施2023");
        assert_eq!(ids.of("Two Words - here", None), "two-words-here");
        assert_eq!(ids.of("甲", None), "甲");
        assert_eq!(ids.of("甲-2", None), "甲-2");
        assert_eq!(ids.of("甲", None), "甲-2-2");
        assert_eq!(ids.of("！", None), "section");
        assert_eq!(ids.of("x", Some("own")), "own");
    }
}
