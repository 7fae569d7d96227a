//! Finds the words of a glossary in a text: in one pass, the longest that begins somewhere, none within a name.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

/// A term in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Where it stands.
    pub at: Range<usize>,
    /// Which it is.
    pub entry: usize,
}

/// All words of a glossary in one language, by their first characters.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Finder {
    /// Which characters of the first plane begin a word: nearly none does, and a text has many.
    begins: Vec<u64>,
    /// Words by their first character, the longest first; a name has no entry.
    words: HashMap<char, Vec<(String, Option<usize>)>>,
}

/// Characters of the first plane, by 64.
const PLANE: usize = 0x1_0000 / 64;

impl Finder {
    /// Takes words with the entries that they stand for. Of two that are the same the first counts.
    pub(super) fn new(mut words: Vec<(String, Option<usize>)>) -> Finder {
        words.sort_by_key(|(word, _)| Reverse(word.len()));
        let mut out = Finder { begins: vec![0; PLANE], words: HashMap::new() };
        for (word, entry) in words {
            let Some(first) = word.chars().next() else { continue };
            for first in [first.to_ascii_lowercase(), first.to_ascii_uppercase()] {
                if let Some(bits) = out.begins.get_mut(first as usize / 64) {
                    *bits |= 1 << (first as usize % 64);
                }
            }
            out.words.entry(first.to_ascii_lowercase()).or_default().push((word, entry));
        }
        out
    }

    fn may_begin(&self, c: char) -> bool {
        self.begins.get(c as usize / 64).is_none_or(|bits| bits >> (c as usize % 64) & 1 == 1)
    }

    /// The word that begins here, and its length.
    fn word(&self, text: &str, at: usize, first: char) -> Option<(usize, Option<usize>)> {
        let rest = &text.as_bytes()[at..];
        let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        let stands_alone = |word: &str| {
            let inside = |own: Option<&u8>, next: Option<&u8>| is_letter(own) && is_letter(next);
            let bytes = word.as_bytes();
            let before = at.checked_sub(1).and_then(|i| text.as_bytes().get(i));
            !inside(bytes.first(), before) && !inside(bytes.last(), rest.get(word.len()))
        };
        let is_here = |word: &str| {
            rest.get(..word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word.as_bytes())) && stands_alone(word)
        };
        let words = self.words.get(&first.to_ascii_lowercase())?;
        words.iter().find(|(word, _)| is_here(word)).map(|(word, entry)| (word.len(), *entry))
    }

    /// The terms of a text, from the left.
    pub(super) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Match> + 't {
        let mut past = 0;
        text.char_indices().filter(|(_, c)| self.may_begin(*c)).filter_map(move |(at, c)| {
            if at < past {
                return None;
            }
            let (length, entry) = self.word(text, at, c)?;
            past = at + length;
            Some(Match { at: at..past, entry: entry? })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Finder;

    fn found(words: &[(&str, Option<usize>)], text: &str) -> Vec<(String, usize)> {
        let finder = Finder::new(words.iter().map(|(word, entry)| ((*word).to_owned(), *entry)).collect());
        finder.find(text).map(|m| (text[m.at].to_owned(), m.entry)).collect()
    }

    #[test]
    fn the_longest_word_counts() {
        let words = [("公益林", Some(0)), ("生态公益林", Some(1)), ("生态", Some(2))];
        assert_eq!(
            found(&words, "生态公益林和公益林，生态好"),
            [("生态公益林".to_owned(), 1), ("公益林".to_owned(), 0), ("生态".to_owned(), 2)]
        );
    }

    #[test]
    fn none_within_a_name() {
        let words = [("竹海", Some(0)), ("万亩竹海", None)];
        assert_eq!(found(&words, "万亩竹海里的竹海"), [("竹海".to_owned(), 0)]);
    }

    #[test]
    fn letters_stand_alone_and_their_size_does_not_matter() {
        let words = [("weir", Some(0)), ("land reserve", Some(1)), ("GDP", Some(2))];
        assert_eq!(
            found(&words, "Weirs, weird; a Weir. Land Reserve gdp，GDP增长"),
            [("Weir".to_owned(), 0), ("Land Reserve".to_owned(), 1), ("gdp".to_owned(), 2), ("GDP".to_owned(), 2)]
        );
    }

    #[test]
    fn rare_characters_are_found_too() {
        assert_eq!(found(&[("𬒈", Some(0))], "甲𬒈乙"), [("𬒈".to_owned(), 0)]);
        assert_eq!(found(&[], "甲"), []);
    }
}
