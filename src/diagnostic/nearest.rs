//! The nearest known name, for typing errors.

/// Bytes of a beginning at least that tells what is meant: four letters, two Han characters.
const BEGINNING: usize = 4;

/// How long the beginning is that two words share, where it is most of the shorter one. Ids and paths begin alike and mean
/// other things.
fn beginning(one: &str, other: &str) -> usize {
    if !one.chars().all(|c| c.is_alphabetic() || c == '_') {
        return 0;
    }
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    let bytes: usize = same.map(|(c, _)| c.len_utf8()).sum();
    if bytes >= BEGINNING && bytes * 3 >= one.len().min(other.len()) * 2 { bytes } else { 0 }
}

/// The known word that `word` is most likely meant to be: one that differs by few characters, else the one that begins in
/// the same way. `None` where none is near; the first of equals wins.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut begins: (usize, Option<&str>) = (0, None);
    let length = word.chars().count();
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let own = candidate.chars().count();
        let shared = beginning(word, candidate);
        if shared > begins.0 {
            begins = (shared, Some(candidate));
        }
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
    best.map(|(_, word)| word).or(begins.1)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn typing_errors() {
        let known = ["title", "published", "标题", "发布日期", "slug", "explanation"];
        for (word, want) in [
            ("titel", Some("title")),
            ("pubished", Some("published")),
            ("标提", Some("标题")),
            ("发布日", Some("发布日期")),
            ("explain", Some("explanation")),
            ("publish", Some("published")),
            ("标题文字", Some("标题")),
            ("tit", None),
            ("published-2023", None),
            ("colour", None),
            ("甲", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known), want, "{word}");
        }
    }
}
