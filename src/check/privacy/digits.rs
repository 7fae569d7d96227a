//! Digits as they stand in a text, however they are written: full-width, with signs that nobody sees between them, split by
//! mark-up, spaces or hyphens. What is found are runs: digits with what stands between each and the one before.

use std::ops::Range;

use super::brackets::bracket;
use super::codes::escaped;
use super::numbers::is_citizen_id;

/// How a text is marked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Not at all; a line is by itself.
    Plain,
    /// Not at all, and all of it is shown as one, such as a cell.
    Cell,
    /// As Markdown with YAML before it.
    Markdown,
    /// As HTML or XML.
    Html,
}

/// What stands between a digit and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing, or nothing that is shown.
    None,
    /// Space.
    Space,
    /// A hyphen, dash or underscore.
    Hyphen,
    /// A dot.
    Dot,
    /// A dot and space: of an item's number, or at the end of a sentence.
    Stop,
    /// The end of a line.
    Line,
    /// A slash.
    Slash,
    /// A full-width comma.
    Comma,
}

impl Gap {
    /// Whether what stands on both sides is one number only where nothing else can be made of it.
    pub(super) fn is_wide(self) -> bool {
        matches!(self, Gap::Line | Gap::Slash | Gap::Comma)
    }
}

/// A digit; 10 stands for an `X` that ends an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digit {
    pub value: u8,
    /// Where it stands.
    pub start: usize,
    pub end: usize,
    /// What stands before it. The first digit after an `X` begins a group even where there is nothing.
    pub gap: Gap,
}

/// Digits with no more between them than [`Gap`] knows.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub digits: Vec<Digit>,
    /// The groups, as indexes of the digits.
    pub groups: Vec<Range<usize>>,
}

impl Run {
    fn push(&mut self, digit: Digit) {
        let follows_x = self.digits.last().is_some_and(|last| last.value == 10);
        let at = self.digits.len();
        match self.groups.last_mut() {
            Some(group) if digit.gap == Gap::None && !follows_x => group.end = at + 1,
            _ => self.groups.push(at..at + 1),
        }
        self.digits.push(digit);
    }

    /// Whether an `X` may end an id here: after as many digits as stand before it, counted from a line or group on.
    fn may_end(&self, gap: Gap) -> bool {
        let line = self.digits.iter().rposition(|digit| digit.gap.is_wide()).unwrap_or(0);
        let mut count = 0;
        let mut tails = self.groups.iter().rev().map(|group| {
            count += group.len();
            count
        });
        !gap.is_wide() && self.digits.len() - line >= BEFORE_X || tails.any(|count| count == BEFORE_X)
    }

    /// Whether an `X` ends an id here, whatever follows: the digits before it say so.
    fn proves(&self) -> bool {
        let Some(group) = self.groups.last().filter(|group| group.len() >= BEFORE_X) else { return false };
        let before = &self.digits[group.end - BEFORE_X..group.end];
        is_citizen_id(&before.iter().map(|digit| digit.value).chain([10]).collect::<Vec<u8>>())
    }

    fn clear(&mut self) {
        self.digits.clear();
        self.groups.clear();
    }

    /// The same digits, apart where a wide gap stands.
    pub(super) fn parts(&self) -> Vec<Run> {
        let mut out: Vec<Run> = Vec::new();
        for digit in &self.digits {
            match out.last_mut().filter(|_| !digit.gap.is_wide()) {
                Some(part) => part.push(*digit),
                None => {
                    let mut part = Run::default();
                    part.push(*digit);
                    out.push(part);
                }
            }
        }
        out
    }

    /// The digits of a group, apart wherever anything stands between them that nobody sees; none where nothing does. The second
    /// of each says whether it is the mask of another number that stands there, before it or behind it.
    pub(super) fn pieces(&self, group: usize, text: &str) -> Vec<(Run, bool)> {
        /// Stars in a row that are a mask, and no marks.
        const STARS: usize = 4;
        let mut out: Vec<(Run, bool)> = Vec::new();
        let (mut last, digits) = (None, &self.digits[self.groups[group].clone()]);
        for digit in digits {
            let between = last.and_then(|end| text.get(end..digit.start)).filter(|between| !between.is_empty());
            let stars = |between: &str| between.bytes().filter(|b| *b == b'*').count();
            let is_masked = between.is_some_and(|between| stars(between) >= STARS);
            // One or two make a word bold, or multiply.
            let between = between.filter(|between| is_masked || stars(between) == 0);
            if between.is_some() || out.is_empty() {
                if let Some((_, before)) = out.last_mut() {
                    *before |= is_masked;
                }
                out.push((Run::default(), is_masked));
            }
            if let Some((piece, _)) = out.last_mut() {
                piece.push(Digit { gap: Gap::None, ..*digit });
            }
            last = Some(digit.end);
        }
        if out.len() > 1 { out } else { Vec::new() }
    }

    /// What stands before a group.
    pub(super) fn gap(&self, group: usize) -> Option<Gap> {
        let range = self.groups.get(group)?;
        (group > 0).then(|| self.digits[range.start].gap)
    }
}

/// Fewest digits of a run that anybody wants to know of.
pub(super) const FEWEST: usize = 11;

/// Bytes between two digits at most that count as nothing: a tag has an end.
const LONGEST: usize = 400;

/// Signs in a row at most that count as one gap.
const SIGNS: usize = 4;

/// Signs in a row at most, where a line begins with them.
const INDENT: usize = 60;

/// Digits of an id before the sign that ends it.
const BEFORE_X: usize = 17;

/// The first bytes that a digit may have.
const MAY_BEGIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut digit = b'0' as usize;
    while digit <= b'9' as usize {
        table[digit] = true;
        digit += 1;
    }
    // A digit that is written as its code.
    table[b'&' as usize] = true;
    table[b'\\' as usize] = true;
    table[b'%' as usize] = true;
    // Full-width and mathematical digits.
    table[0xEF] = true;
    table[0xF0] = true;
    table
};

/// Calls `see` with every run of digits that is long enough.
pub(super) fn runs(text: &str, form: Form, mut see: impl FnMut(&Run)) {
    let bytes = text.as_bytes();
    let mut run = Run::default();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|b| MAY_BEGIN[usize::from(*b)]) {
        at += next;
        let Some((value, end)) = digit(text, at, form) else {
            at += match bytes[at] {
                0xF0.. => 4,
                0x80.. => 3,
                _ => 1,
            };
            continue;
        };
        // A reference is read from its first sign on.
        run.clear();
        run.push(Digit { value, start: at, end, gap: Gap::None });
        at = follow(text, end, form, &mut run);
        if run.digits.len() >= FEWEST {
            see(&run);
        }
    }
}

/// Goes on from the end of a digit as long as digits follow; where the last one ends.
fn follow(text: &str, mut end: usize, form: Form, run: &mut Run) -> usize {
    loop {
        let (mut at, mut gap, mut signs) = (end, Gap::None, 0);
        let found = loop {
            if let Some((value, next)) = digit(text, at, form) {
                break Some((value, at, next));
            }
            if let Some((next, goes_on)) = check_sign(text, at)
                && if goes_on { gap == Gap::None && run.proves() } else { run.may_end(gap) }
            {
                break Some((10, at, next));
            }
            if gap == Gap::Line && begins_item(text, at) {
                break None;
            }
            if let Some(next) = unseen(text, at, form) {
                at = next;
            } else if let Some(next) = bracket(text, at, &run.digits).filter(|_| gap != Gap::Line) {
                (gap, at) = (Gap::Space, next);
            } else if let Some((kind, next)) = between(text, at, form) {
                signs += 1;
                let most = if gap == Gap::Line { INDENT } else { SIGNS };
                let Some(both) = joined(gap, kind).filter(|_| signs <= most) else { break None };
                (gap, at) = (both, next);
            } else {
                break None;
            }
            if at - end > LONGEST {
                break None;
            }
        };
        let Some((value, start, next)) = found else { return end };
        run.push(Digit { value, start, end: next, gap });
        end = next;
    }
}

/// What two signs after one another are, if they may stand within a number.
fn joined(gap: Gap, next: Gap) -> Option<Gap> {
    match (gap, next) {
        (Gap::None | Gap::Space, _) | (Gap::Hyphen, Gap::Line) => Some(next),
        (Gap::Dot, Gap::Space) => Some(Gap::Stop),
        (_, Gap::Space) | (Gap::Hyphen | Gap::Dot, Gap::Hyphen | Gap::Dot) => Some(gap),
        _ => None,
    }
}

/// Whether an item of a list begins there.
fn begins_item(text: &str, at: usize) -> bool {
    matches!(text.as_bytes()[at..], [b'*', b' ' | b'\t', ..])
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// A digit that begins here, and where it ends.
fn digit(text: &str, at: usize, form: Form) -> Option<(u8, usize)> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii_digit() {
        return Some((byte - b'0', at + 1));
    }
    if byte.is_ascii() {
        let (c, end) = escaped(text, at, form)?;
        return Some((value(c)?, end));
    }
    let c = char_at(text, at)?;
    Some((value(c)?, at + c.len_utf8()))
}

/// The value of a digit of any width.
pub(super) fn value(c: char) -> Option<u8> {
    let code = u32::from(c);
    let value = match c {
        '0'..='9' => code - 0x30,
        '０'..='９' => code - 0xFF10,
        '\u{1D7CE}'..='\u{1D7FF}' => (code - 0x1D7CE) % 10,
        _ => return None,
    };
    u8::try_from(value).ok()
}

/// The sign that ends an id, in the ways in which it is written, and whether a word goes on behind it.
fn check_sign(text: &str, at: usize) -> Option<(usize, bool)> {
    let c = char_at(text, at)?;
    let is_sign = matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ' | 'Ⅹ' | 'ⅹ' | 'Х' | 'х' | '×');
    let end = at + c.len_utf8();
    let goes_on = text.as_bytes().get(end).is_some_and(u8::is_ascii_alphabetic);
    is_sign.then_some((end, goes_on))
}

/// Where something ends that begins here and is not shown.
fn unseen(text: &str, at: usize, form: Form) -> Option<usize> {
    let c = char_at(text, at)?;
    if is_unseen(c) {
        return Some(at + c.len_utf8());
    }
    let rest = &text[at..];
    match (form, c) {
        (Form::Markdown | Form::Html, '&') => {
            escaped(text, at, form).filter(|(c, _)| is_unseen(*c)).map(|(_, end)| end)
        }
        (Form::Markdown | Form::Html, '<') => inline_tag(rest).map(|length| at + length),
        // An escape is of the sign after it, unless that is a digit's code.
        (Form::Markdown, '*' | '`' | '~' | '[') => Some(at + 1),
        (Form::Markdown, '\\') if rest[1..].starts_with(|c: char| c.is_ascii_punctuation()) => Some(at + 1),
        (Form::Markdown, ']') => {
            let target = rest.strip_prefix("](")?;
            let end = target.bytes().take(LONGEST).position(|b| matches!(b, b')' | b'\n'))?;
            (target.as_bytes()[end] == b')').then_some(at + 2 + end + 1)
        }
        _ => None,
    }
}

/// Characters without any width, and variation selectors.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{E0000}'..='\u{E007F}'
    )
}

/// How long a comment or a tag is that begins here and breaks no line.
fn inline_tag(rest: &str) -> Option<usize> {
    const INLINE: [&str; 28] = [
        "a", "abbr", "b", "bdi", "bdo", "big", "code", "del", "em", "font", "i", "ins", "kbd", "label", "mark", "nobr",
        "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tspan", "u",
    ];
    let window = &rest.as_bytes()[..rest.len().min(LONGEST)];
    if window.starts_with(b"<!--") {
        return memchr::memmem::find(window, b"-->").map(|end| end + 3);
    }
    let end = window.iter().position(|b| *b == b'>')?;
    let inner = rest.get(1..end)?.trim_start_matches('/');
    let name: &str = inner.split(|c: char| c.is_whitespace() || c == '/').next()?;
    let name = name.to_ascii_lowercase();
    (INLINE.contains(&name.as_str()) || name == "wbr").then_some(end + 1)
}

/// What kind of sign stands here that people write within numbers.
fn between(text: &str, at: usize, form: Form) -> Option<(Gap, usize)> {
    if let Some(end) = line_end(text, at, form) {
        return Some((Gap::Line, end));
    }
    let c = char_at(text, at)?;
    let (c, end) = match (form, c) {
        (Form::Markdown | Form::Html, '&') => escaped(text, at, form)?,
        _ => (c, at + c.len_utf8()),
    };
    let gap = match c {
        ' ' | '\t' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => Gap::Space,
        '-' | '_' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '－' | '＿' => Gap::Hyphen,
        '.' | '．' | '·' | '・' => Gap::Dot,
        '/' | '／' => Gap::Slash,
        '，' => Gap::Comma,
        _ => return None,
    };
    Some((gap, end))
}

/// Where the next line begins, if this one ends here and the two are shown as one: lines of a paragraph or of a cell, and
/// what a tag breaks.
fn line_end(text: &str, at: usize, form: Form) -> Option<usize> {
    let rest = &text[at..];
    let newline = |rest: &str| if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
    let length = match form {
        Form::Plain => 0,
        Form::Cell => newline(rest),
        Form::Markdown if rest.starts_with('\\') => Some(newline(&rest[1..])).filter(|n| *n > 0).map_or(0, |n| n + 1),
        Form::Markdown if newline(rest) > 0 => {
            // A quotation goes on with its own mark.
            let length = newline(rest);
            let line = &rest[length..];
            length + (line.len() - line.trim_start_matches(['>', ' ']).len())
        }
        Form::Markdown | Form::Html => {
            let tag = rest.get(..3).filter(|tag| tag.eq_ignore_ascii_case("<br"))?;
            let inner = rest[tag.len()..].trim_start_matches([' ', '/']);
            let after = inner.strip_prefix('>')?;
            rest.len() - after.len() + newline(after)
        }
    };
    (length > 0).then_some(at + length)
}

#[cfg(test)]
mod tests {
    use super::{Form, Run, runs};

    fn all(text: &str, form: Form) -> Vec<String> {
        let mut out = Vec::new();
        runs(text, form, |run| {
            let group = |run: &Run, range: &std::ops::Range<usize>| {
                run.digits[range.clone()]
                    .iter()
                    .map(|d| if d.value == 10 { "X".to_owned() } else { d.value.to_string() })
                    .collect::<String>()
            };
            let parts = run.parts();
            let words = parts
                .iter()
                .map(|part| part.groups.iter().map(|range| group(part, range)).collect::<Vec<_>>().join(" "));
            out.push(words.collect::<Vec<_>>().join("|"));
        });
        out
    }

    #[test]
    fn however_they_are_written() {
        let id = "34052419800101001X";
        for text in [
            id,
            "３４０５２４１９８００１０１００１Ｘ",
            "340524\u{200B}19800101\u{AD}001x",
            "340524<b>19800101</b>001X",
            "340524**19800101**001X",
            "340524`19800101`001Ⅹ",
            "340524[19800101](x.html)001X",
            "340524<!-- x -->19800101001X",
            "3405241980010100&#49;X",
            "3405241980010100\\u0031X",
        ] {
            assert_eq!(all(text, Form::Markdown), [id], "{text}");
        }
        for text in ["340524 19800101 001X", "340524-19800101-001X", "340524&nbsp;19800101&nbsp;001X"] {
            assert_eq!(all(text, Form::Markdown), ["340524 19800101 001X"], "{text}");
        }
        assert_eq!(all("34052419800101001X13800138000", Form::Plain), ["34052419800101001X 13800138000"]);
    }

    #[test]
    fn what_stands_apart_is_not_joined() {
        for text in ["138001\n38000", "138001|38000", "138001,38000", "138001</td><td>38000"] {
            assert_eq!(all(text, Form::Html), Vec::<String>::new(), "{text}");
        }
        for text in ["138001<br>38000", "138001/38000", "138001<br/>\n38000"] {
            assert_eq!(all(text, Form::Html), ["138001|38000"], "{text}");
        }
        for text in ["138001\n38000", "138001\\\n38000", "> 138001\n> 38000"] {
            assert_eq!(all(text, Form::Markdown), ["138001|38000"], "{text}");
        }
        for text in ["138001\n\n38000", "138001\n- 38000", "138001\n* 38000", "138001.\n38000"] {
            assert_eq!(all(text, Form::Markdown), Vec::<String>::new(), "{text}");
        }
        assert_eq!(all("138001**38000", Form::Plain), Vec::<String>::new());
    }
}
