//! Set phrases in a text: which are not whole, hold something else, or are broken in the middle.

use std::ops::Range;

/// Parts that a place's name may follow as well: 全面建设社会主义现代化四川.
const OF_PLACES: [&str; 1] = ["全面建设社会主义现代化"];

/// A part by which a phrase is known, and all that it may be part of: what comes before it, and after.
struct Phrase<'p> {
    part: &'p str,
    wholes: Vec<(&'p str, &'p str, &'p str)>,
}

/// A phrase long enough to be known where its middle is broken.
struct Whole<'p> {
    name: &'p str,
    signs: Vec<char>,
    /// By which it is looked for.
    head: &'p str,
}

/// Phrases, ready to be looked for.
pub(super) struct Phrases<'p> {
    parts: Vec<Phrase<'p>>,
    wholes: Vec<Whole<'p>>,
}

/// Phrases, as a site writes them: `part=whole`, or the whole alone.
pub(super) fn phrases<'p>(words: &[&'p str]) -> Phrases<'p> {
    let parts = parts(words);
    let mut wholes: Vec<Whole<'p>> = Vec::new();
    for (name, ..) in parts.iter().flat_map(|phrase| &phrase.wholes) {
        let signs: Vec<char> = name.chars().collect();
        if signs.len() >= LONG && signs.iter().all(|c| is_han(*c)) && wholes.iter().all(|whole| whole.name != *name) {
            let head = name.char_indices().nth(signs.len() / 4).map_or(*name, |(at, _)| &name[..at]);
            wholes.push(Whole { name, signs, head });
        }
    }
    // What goes on after a whole is read with the longer one.
    let names: Vec<&str> = wholes.iter().map(|whole| whole.name).collect();
    wholes.retain(|whole| !names.iter().any(|name| *name != whole.name && name.starts_with(whole.name)));
    Phrases { parts, wholes }
}

/// Whether a phrase as a site writes it can be looked for.
pub(super) fn is_phrase(word: &str) -> bool {
    !parts(&[word]).is_empty()
}

fn parts<'p>(words: &[&'p str]) -> Vec<Phrase<'p>> {
    let mut out: Vec<Phrase<'p>> = Vec::new();
    for word in words {
        let (part, whole) = word.split_once('=').map_or((*word, *word), |(part, whole)| (part.trim(), whole.trim()));
        let last = whole.char_indices().next_back().map_or(0, |(at, _)| at);
        let part = if part == whole { &whole[..last] } else { part };
        let Some(at) = whole.find(part).filter(|_| part.chars().count() > 1) else { continue };
        let sides = (whole, &whole[..at], &whole[at + part.len()..]);
        match out.iter_mut().find(|phrase| phrase.part == part) {
            Some(phrase) => phrase.wholes.push(sides),
            None => out.push(Phrase { part, wholes: vec![sides] }),
        }
    }
    out
}

/// What is wrong with a phrase.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// Part of it is missing; the whole.
    Missing(String),
    /// Something stands in it; the whole.
    Mixed(String),
    /// Characters of it are others, or twice there; the whole.
    Changed(String),
}

impl Wrong {
    pub(super) fn whole(&self) -> &str {
        match self {
            Wrong::Missing(whole) | Wrong::Mixed(whole) | Wrong::Changed(whole) => whole,
        }
    }
}

/// The phrases in a text that are not whole, and where.
pub(super) fn broken(phrases: &Phrases<'_>, text: &str) -> Vec<(Range<usize>, Wrong)> {
    let mut found = Vec::new();
    for Phrase { part, wholes } in &phrases.parts {
        let head = part.char_indices().nth(2).map_or(*part, |(at, _)| &part[..at]);
        for at in memchr::memmem::find_iter(text.as_bytes(), head) {
            let Some((end, is_clean)) = follow(text, at, part) else { continue };
            let sides = wholes.iter().filter_map(|(_, before, after)| {
                let (_, before) = precede(text, at, before)?;
                let (end, after) = follow(text, end, after)?;
                Some((before && after, end))
            });
            // Of several wholes the one that stands here cleanly, if one does, and the longest.
            let whole = wholes[0].0.to_owned();
            let sides = sides.max();
            if let Some((_, end)) = sides.filter(|(_, end)| stutters(text, *end)) {
                found.push((at..end, Wrong::Changed(whole)));
                continue;
            }
            match sides.map(|(is_whole, _)| is_whole) {
                None if is_unknown(text, end, part) => {}
                None => found.push((at..end, Wrong::Missing(whole))),
                Some(is_whole) if !is_whole || !is_clean => found.push((at..end, Wrong::Mixed(whole))),
                Some(_) => {}
            }
        }
    }
    found.extend(near_misses(&phrases.wholes, text));
    // Two parts of one phrase may find the same fault.
    found.sort_by_key(|(at, _)| (at.start, at.end));
    found.dedup_by(|(b, y), (a, x)| b.start < a.end && x.whole() == y.whole());
    found
}

/// Whether the last character of a phrase stands twice, and the second is no word's beginning: 思想想为指导, and not 思想想问题.
fn stutters(text: &str, end: usize) -> bool {
    let Some(last) = text[..end].chars().next_back() else { return false };
    let mut after = text[end..].chars();
    after.next() == Some(last) && after.next().is_none_or(|c| !is_han(c) || "为的和与指".contains(c))
}

/// Whether nothing can be said of what follows a part: a link or the like begins there, or a place's name.
fn is_unknown(text: &str, end: usize, part: &str) -> bool {
    let next = text[end..].chars().find(|c| between(*c, None) != Some(Between::Nothing));
    next.is_some_and(|c| {
        matches!(c, '[' | ']' | '<' | '`' | '~' | '&' | '\\') || is_han(c) && OF_PLACES.contains(&part)
    })
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// Characters of a phrase at least, for what is broken within it to be told from other words.
const LONG: usize = 10;

/// And for it to be known with other characters in it.
const LONGER: usize = 14;

/// Phrases that begin and end as they should, and are broken in the middle.
fn near_misses(wholes: &[Whole<'_>], text: &str) -> Vec<(Range<usize>, Wrong)> {
    let mut found = Vec::new();
    for Whole { name, signs, head } in wholes {
        for at in memchr::memmem::find_iter(text.as_bytes(), head) {
            if wholes.iter().any(|other| follow(text, at, other.name).is_some()) {
                continue;
            }
            let own = following(text, at, signs.len() + 2);
            if let Some((end, wrong)) = miswritten(&own, signs, name) {
                found.push((at..end, wrong));
            }
        }
    }
    found
}

/// The Han characters from there on, up to a bound or to anything else, and where each ends.
fn following(text: &str, at: usize, most: usize) -> Vec<(char, usize)> {
    let mut out = Vec::new();
    let mut last = None;
    for (i, c) in text[at..].char_indices() {
        if is_han(c) {
            out.push((c, at + i + c.len_utf8()));
        } else if between(c, last) != Some(Between::Nothing) {
            break;
        }
        last = Some(c);
        if out.len() == most {
            break;
        }
    }
    out
}

/// Where a phrase ends that lacks characters, has two others or has some twice; its last two are as they should be.
fn miswritten(own: &[(char, usize)], whole: &[char], name: &str) -> Option<(usize, Wrong)> {
    const TAIL: usize = 2;
    let length = whole.len();
    (length - length / 4..=length + TAIL).find_map(|count| {
        let own = own.get(..count)?;
        let signs: Vec<char> = own.iter().map(|(c, _)| *c).collect();
        if count == length && is_shuffled(&signs, whole) {
            return Some((own.last()?.1, Wrong::Changed(name.to_owned())));
        }
        if !signs.ends_with(&whole[length - TAIL..]) {
            return None;
        }
        let same = signs.iter().zip(whole).take_while(|(a, b)| a == b).count();
        let tail = signs.iter().rev().zip(whole.iter().rev()).take_while(|(a, b)| a == b).count();
        let wrong = match count {
            _ if count < length && lacks(&signs, whole, same + tail >= count) => Wrong::Missing(name.to_owned()),
            _ if count == length && length >= LONGER && length - same - tail <= 2 => Wrong::Changed(name.to_owned()),
            // What is twice there can be found from both sides.
            _ if count > length && same + tail >= length && is_twice(&signs, same, count - length) => {
                Wrong::Changed(name.to_owned())
            }
            _ => return None,
        };
        Some((own.last()?.1, wrong))
    })
}

/// Whether these are the characters of a phrase in another order.
fn is_shuffled(signs: &[char], whole: &[char]) -> bool {
    let sorted = |signs: &[char]| {
        let mut signs = signs.to_vec();
        signs.sort_unstable();
        signs
    };
    signs != whole && sorted(signs) == sorted(whole)
}

/// Whether these are the characters of a phrase with few missing: more of them where they are missing in one place.
fn lacks(signs: &[char], whole: &[char], is_one_place: bool) -> bool {
    let mut rest = whole.iter();
    let few = if is_one_place && whole.len() >= LONGER { whole.len() / 4 } else { (whole.len() - 1) / 5 };
    whole.len() - signs.len() <= few && signs.iter().all(|sign| rest.any(|own| own == sign))
}

/// Whether so many characters stand twice, one time after the other, up to where `same` ends.
fn is_twice(signs: &[char], same: usize, count: usize) -> bool {
    (same.saturating_sub(count)..=same).any(|at| {
        let (first, second) = (signs.get(at..at + count), signs.get(at + count..at + 2 * count));
        first.is_some() && first == second
    })
}

/// What may stand between two characters of a phrase: nothing of the text itself, or something that does not belong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Between {
    /// A line that goes on, or a mark of Markdown.
    Nothing,
    /// A letter, digit or space, or something that nobody sees.
    Foreign,
}

fn between(c: char, last: Option<char>) -> Option<Between> {
    match c {
        '\n' | '\r' | '*' | '_' | '>' => Some(Between::Nothing),
        ' ' | '\t' if matches!(last, Some('\n' | '>' | ' ' | '\t')) => Some(Between::Nothing),
        c if c.is_ascii_alphanumeric() || c.is_whitespace() => Some(Between::Foreign),
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => Some(Between::Foreign),
        _ => None,
    }
}

/// Characters that may stand between two of a phrase.
const MOST: usize = 6;

/// Where a phrase ends that begins at `at`, and whether nothing foreign stands in it.
fn follow(text: &str, at: usize, phrase: &str) -> Option<(usize, bool)> {
    let (mut at, mut is_clean) = (at, true);
    for wanted in phrase.chars() {
        let (mut last, mut skipped) = (None, 0);
        loop {
            let c = text[at..].chars().next()?;
            at += c.len_utf8();
            if c == wanted {
                break;
            }
            is_clean &= between(c, last)? == Between::Nothing;
            (last, skipped) = (Some(c), skipped + 1);
            if skipped > MOST {
                return None;
            }
        }
    }
    Some((at, is_clean))
}

/// Where a phrase begins that ends at `at`, and whether nothing foreign stands in it.
fn precede(text: &str, at: usize, phrase: &str) -> Option<(usize, bool)> {
    let (mut at, mut is_clean) = (at, true);
    for wanted in phrase.chars().rev() {
        let mut skipped = 0;
        loop {
            let c = text[..at].chars().next_back()?;
            at -= c.len_utf8();
            if c == wanted {
                break;
            }
            let before = text[..at].chars().next_back();
            is_clean &= between(c, before)? == Between::Nothing;
            skipped += 1;
            if skipped > MOST {
                return None;
            }
        }
    }
    Some((at, is_clean))
}
