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
}

/// Cuts a file. `is_key` tells whether a word is a key of front matter; by it a missing opening line is recognised.
pub fn split(text: &str, is_key: impl Fn(&str) -> bool) -> Result<Parts, FrameError> {
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let mut lines = Lines { text, at: start };
    let Some(first) = lines.next() else {
        return Ok(Parts { yaml: None, body: start });
    };
    if !is_fence(&text[first.clone()]) {
        return match opening_missing(text, start, is_key) {
            Some(range) => Err(FrameError::NotOpened(range)),
            None => Ok(Parts { yaml: None, body: start }),
        };
    }
    let yaml_start = lines.at;
    while let Some(line) = lines.next() {
        if is_fence(&text[line.clone()]) {
            let yaml = yaml_start..line.start;
            check_lines(text, &yaml)?;
            return Ok(Parts { yaml: Some(yaml), body: lines.at });
        }
    }
    Err(FrameError::NotClosed(first))
}

/// Full-width colons and tabs, which YAML would misread or report in other words.
pub fn check_lines(text: &str, yaml: &Range<usize>) -> Result<(), FrameError> {
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

    proptest! {
        #[test]
        fn any_text_is_cut_or_refused(text in any::<String>()) {
            if let Ok(parts) = split(&text, |_| true) {
                prop_assert!(text.is_char_boundary(parts.body));
            }
        }
    }
}
