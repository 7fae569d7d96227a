//! The YAML at the top of a Markdown file: where it begins and ends, and what clerks get wrong about it.

use std::ops::Range;

/// A Markdown file, cut in two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// Byte range of the YAML between the `---` lines; `None` where there is no front matter.
    pub yaml: Option<Range<usize>>,
    /// Where the body begins.
    pub body: usize,
}

/// What is wrong with the frame of the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FrameError {
    /// The closing `---` is missing; the range is that of the opening line.
    NotClosed(Range<usize>),
    /// The opening `---` is missing; the range is that of the first line.
    NotOpened(Range<usize>),
    /// A full-width colon after a key; the ranges of the colon and of the key.
    WideColon(Range<usize>, Range<usize>),
    /// A tab where YAML wants spaces.
    Tab(Range<usize>),
    /// A line that was to be `---`, written with other dashes or too many.
    WrongFence(Range<usize>),
    /// Something before the opening `---`.
    NotFirst(Range<usize>),
    /// No space after the colon of a key, or one that YAML does not know; the ranges of what follows and of the key.
    NoSpace(Range<usize>, Range<usize>),
}

/// Cuts a file. `is_key` tells whether a word is a key of front matter; by it a missing opening line is recognised.
pub fn split(text: &str, is_key: impl Fn(&str) -> bool) -> Result<Parts, FrameError> {
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let mut lines = Lines { text, at: start };
    let Some(first) = lines.next() else {
        return Ok(Parts { yaml: None, body: start });
    };
    if !is_fence(&text[first.clone()]) {
        if let Some(error) = wrong_opening(text, start, &is_key) {
            return Err(error);
        }
        return match opening_missing(text, start, is_key) {
            Some(range) => Err(FrameError::NotOpened(range)),
            None => Ok(Parts { yaml: None, body: start }),
        };
    }
    let yaml_start = lines.at;
    while let Some(line) = lines.next() {
        if is_fence(&text[line.clone()]) {
            let yaml = yaml_start..line.start;
            if let Some(wrong) = wrong_fence(text, &yaml) {
                return Err(FrameError::WrongFence(wrong));
            }
            if has_prose(text, &yaml, &is_key) {
                return Err(FrameError::NotClosed(first));
            }
            check_lines(text, &yaml, &is_key)?;
            return Ok(Parts { yaml: Some(yaml), body: lines.at });
        }
    }
    match wrong_fence(text, &(yaml_start..text.len())) {
        Some(wrong) => Err(FrameError::WrongFence(wrong)),
        None => Err(FrameError::NotClosed(first)),
    }
}

/// Whether a line is dashes that were to be `---`: full-width ones, those of automatic correction, or too many.
fn is_like_fence(line: &str) -> bool {
    const DASHES: &str = "-－﹣—–‐‑―─━";
    let line = line.trim();
    // Nearly every line begins with something else.
    if !line.starts_with(|c| DASHES.contains(c)) {
        return false;
    }
    let dashes = line.chars().filter(|c| DASHES.contains(*c)).count();
    !is_fence(line) && dashes == line.chars().count() && (dashes >= 3 || line == "——")
}

/// Dashes among the first lines of what should be keys and values. A setext underline is no such thing.
fn wrong_fence(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    Lines { text: &text[..range.end], at: range.start }.take(60).find(|line| is_like_fence(&text[line.clone()]))
}

/// A first line that was to be `---`, or a `---` that is not the first: both before a known key.
fn wrong_opening(text: &str, start: usize, is_key: &impl Fn(&str) -> bool) -> Option<FrameError> {
    let mut lines = Lines { text, at: start }.skip_while(|line| text[line.clone()].trim().is_empty());
    let (fence, next) = (lines.next()?, lines.next()?);
    let (key, _) = text[next].split_once([':', '：'])?;
    if !is_key(key.trim()) {
        return None;
    }
    let line = &text[fence.clone()];
    if is_like_fence(line) {
        return Some(FrameError::WrongFence(fence));
    }
    is_fence(line.trim()).then_some(FrameError::NotFirst(fence))
}

/// Whether text stands among keys and values, behind an empty line: then the closing `---` was forgotten, and a rule of
/// the body was taken for it.
fn has_prose(text: &str, yaml: &Range<usize>, is_key: &impl Fn(&str) -> bool) -> bool {
    let lines = Lines { text: &text[..yaml.end], at: yaml.start };
    let mut after_blank = false;
    for line in lines {
        let line = &text[line];
        if line.trim().is_empty() {
            after_blank = true;
        } else if after_blank && !line.starts_with([' ', '\t', '#', '-', ']', '}', '"', '\'', '?']) {
            match line.split_once([':', '：']) {
                None => return true,
                Some((key, rest))
                    if !is_key(key.trim()) && !rest.is_empty() && !line[key.len()..].starts_with(": ") =>
                {
                    return true;
                }
                Some(_) => {}
            }
        }
    }
    false
}

/// Full-width colons and tabs, which YAML would misread or report in other words.
pub fn check_lines(text: &str, yaml: &Range<usize>, is_key: &impl Fn(&str) -> bool) -> Result<(), FrameError> {
    let lines = Lines { text: &text[..yaml.end], at: yaml.start };
    let mut block: Option<usize> = None;
    for line in lines {
        let content = &text[line.clone()];
        let indent = content.len() - content.trim_start_matches([' ', '\t']).len();
        if let Some(depth) = block {
            if content.trim().is_empty() || indent > depth {
                continue;
            }
            block = None;
        }
        if let Some(tab) = content[..indent].find('\t') {
            return Err(FrameError::Tab(line.start + tab..line.start + tab + 1));
        }
        let item = content[indent..].trim_start_matches("- ");
        let at = line.end - item.len();
        let end = item.find([':', '：', '"', '\'', '#', '[', '{']).unwrap_or(item.len());
        if item[end..].starts_with('：') {
            let key = item[..end].trim_end();
            let plain =
                !key.is_empty() && key.chars().count() <= 20 && key.chars().all(|c| c.is_alphanumeric() || c == '_');
            if plain && (indent == 0 || !content.trim_start().starts_with('-')) {
                return Err(FrameError::WideColon(at + end..at + end + '：'.len_utf8(), at..at + key.len()));
            }
        }
        if let Some(rest) = item[end..].strip_prefix(':') {
            let key = item[..end].trim_end();
            let wide = rest.chars().next().filter(|c| matches!(c, '\u{3000}' | '\u{A0}'));
            if wide.is_some() || !rest.is_empty() && !rest.starts_with([' ', '\t']) && indent == 0 && is_key(key) {
                let from = at + end + 1;
                return Err(FrameError::NoSpace(from..from + wide.map_or(0, char::len_utf8), at..at + key.len()));
            }
        }
        let value = content.trim_end();
        if value.ends_with(['|', '>'])
            || value.ends_with("|-")
            || value.ends_with(">-")
            || value.ends_with("|+")
            || value.ends_with(">+")
        {
            block = Some(indent);
        }
    }
    Ok(())
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

/// A file whose first line is `key: value` of a known key and which has a `---` line soon after.
fn opening_missing(text: &str, start: usize, is_key: impl Fn(&str) -> bool) -> Option<Range<usize>> {
    let mut lines = Lines { text, at: start }.skip_while(|l| text[l.clone()].trim().is_empty());
    let first = lines.next()?;
    let (key, _) = text[first.clone()].split_once([':', '：'])?;
    if !is_key(key.trim()) {
        return None;
    }
    lines.take(60).any(|l| is_fence(&text[l])).then_some(first)
}

/// Byte ranges of the lines of a text, without their ends.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.at;
        let end = memchr::memchr(b'\n', &self.text.as_bytes()[start..]).map_or(self.text.len(), |i| start + i);
        self.at = (end + 1).min(self.text.len());
        let line = &self.text[start..end];
        Some(start..start + line.strip_suffix('\r').unwrap_or(line).len())
    }
}

#[cfg(test)]
mod tests {
    use super::{FrameError, Parts, split};
    use proptest::prelude::{any, prop_assert, proptest};

    fn cut(text: &str) -> Result<(Option<&str>, &str), FrameError> {
        let Parts { yaml, body } = split(text, |k| ["title", "标题"].contains(&k))?;
        Ok((yaml.map(|y| &text[y]), &text[body..]))
    }

    #[test]
    fn frames() {
        assert_eq!(cut("---\ntitle: 甲\n---\n文"), Ok((Some("title: 甲\n"), "文")));
        assert_eq!(cut("\u{FEFF}---\r\ntitle: 甲\r\n---\r\n文"), Ok((Some("title: 甲\r\n"), "文")));
        assert_eq!(cut("---\n---\n"), Ok((Some(""), "")));
        assert_eq!(cut("文\n\n---\n"), Ok((None, "文\n\n---\n")));
        assert_eq!(cut(""), Ok((None, "")));
        assert_eq!(cut("注意：这里\n\n---\n"), Ok((None, "注意：这里\n\n---\n")));
        assert_eq!(cut("---\ntitle: 甲\n文"), Err(FrameError::NotClosed(0..3)));
        assert_eq!(cut("title: 甲\n---\n文"), Err(FrameError::NotOpened(0..10)));
        assert_eq!(cut("标题：甲\ndraft: true\n---\n文"), Err(FrameError::NotOpened(0..12)));
    }

    #[test]
    fn wide_colons() {
        assert_eq!(cut("---\n标题：甲\n---\n"), Err(FrameError::WideColon(10..13, 4..10)));
        assert_eq!(cut("---\na:\n  键：甲\n---\n"), Err(FrameError::WideColon(12..15, 9..12)));
        for fine in [
            "title: 甲：乙",
            "title: |\n  甲：乙",
            "title: '甲：乙'",
            "\"甲：乙\": 1",
            "sources:\n  - 文件：第1页",
            "# 注：x\na: 1",
        ] {
            assert!(cut(&format!("---\n{fine}\n---\n")).is_ok(), "{fine}");
        }
        assert_eq!(cut("---\na:\n\tb: 1\n---\n"), Err(FrameError::Tab(7..8)));
    }

    #[test]
    fn what_clerks_write_instead() {
        for wrong in ["－－－", "———", "——", "----", "–––", "--- -"] {
            let is_like = wrong != "--- -";
            let opening = format!("{wrong}\ntitle: 甲\n---\n文");
            let opened = cut(&opening);
            assert_eq!(matches!(opened, Err(FrameError::WrongFence(_))), is_like, "{wrong}");
            let closing = format!("---\ntitle: 甲\n{wrong}\n文\n\n---\n");
            let closed = cut(&closing);
            assert_eq!(matches!(closed, Err(FrameError::WrongFence(_))), is_like, "{wrong}");
        }
        assert_eq!(cut("\n\n---\ntitle: 甲\n---\n"), Err(FrameError::NotFirst(2..5)));
        assert_eq!(cut(" ---\ntitle: 甲\n---\n"), Err(FrameError::NotFirst(0..4)));
        assert_eq!(cut("———\n文\n"), Ok((None, "———\n文\n")));
        assert_eq!(cut("\n---\n\n文：乙\n"), Ok((None, "\n---\n\n文：乙\n")));
        assert_eq!(cut("---\ntitle: 甲\n\n正文。\n\n---\n"), Err(FrameError::NotClosed(0..3)));
        assert_eq!(cut("---\ntitle: 甲\n\n注意：明天\n\n---\n"), Err(FrameError::NotClosed(0..3)));
        assert!(cut("---\ntitle: 甲\n\nother: 乙\n# 注\na:\n- x\n\n'b': 1\n---\n").is_ok());
        assert_eq!(cut("---\ntitle:　甲\n---\n"), Err(FrameError::NoSpace(10..13, 4..9)));
        assert_eq!(cut("---\ntitle:\u{A0}甲\n---\n"), Err(FrameError::NoSpace(10..12, 4..9)));
        assert_eq!(cut("---\n标题:甲\n---\n"), Err(FrameError::NoSpace(11..11, 4..10)));
        assert!(cut("---\ntitle: a:b\nurl:x\n---\n").is_ok());
    }

    proptest! {
        #[test]
        fn any_text_is_cut_or_refused(text in any::<String>()) {
            if let Ok(parts) = split(&text, |_| true) {
                prop_assert!(text.is_char_boundary(parts.body));
            }
        }
    }
}
