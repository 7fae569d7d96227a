//! The nearest known name, for typing errors.

/// The known word that `word` is most likely meant to be; `None` where none is near. The first of equals wins.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let own = candidate.chars().count();
        let longest = length.max(own);
        // One wrong character in words of two to five, about one in three in longer ones.
        let allowed = if longest < 2 || length < 2 { 0 } else { (longest / 3).max(1) };
        // It takes so many changes at least.
        if length.abs_diff(own) > allowed {
            continue;
        }
        let distance = strsim::damerau_levenshtein(word, candidate);
        if distance <= allowed && best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn typing_errors() {
        let known = ["title", "published", "标题", "发布日期", "slug"];
        for (word, want) in [
            ("titel", Some("title")),
            ("pubished", Some("published")),
            ("标提", Some("标题")),
            ("发布日", Some("发布日期")),
            ("colour", None),
            ("甲", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known), want, "{word}");
        }
    }
}
