//! Where in a source something stands.

use std::ops::Range;
use std::sync::Arc;

/// A place in a source, with the line that it stands in, so that a report needs no source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// Path relative to the site's root, with `/`.
    pub file: Arc<str>,
    /// Line, from 1; 0 where the whole file is meant.
    pub line: u32,
    /// Column in characters, from 1; 0 where the whole line or file is meant.
    pub column: u32,
    /// How many characters of the line are meant; 0 where it is just a point.
    pub width: u32,
    /// The text of the line, without its end; of a cell, its value.
    pub excerpt: Option<Arc<str>>,
    /// The cell of a table: `台账!C17`, or `C17` of a CSV file.
    pub cell: Option<Arc<str>>,
}

impl Place {
    /// A whole file.
    pub fn file(path: impl Into<Arc<str>>) -> Self {
        Place { file: path.into(), line: 0, column: 0, width: 0, excerpt: None, cell: None }
    }

    /// A cell of a table: sheet (empty for a CSV file), row from 1, column from 0, what it says. Line and column count
    /// rows and columns, so that places are ordered as in the table.
    pub fn cell(path: impl Into<Arc<str>>, sheet: &str, row: u32, column: usize, value: &str) -> Self {
        let value: String = value.chars().take(EXCERPT).collect();
        let name = cell_name(row, column);
        let cell = if sheet.is_empty() { name } else { format!("{sheet}!{name}") };
        let excerpt = (!value.is_empty()).then(|| value.replace(['\n', '\r'], " ").into());
        let column = u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1);
        Place { file: path.into(), line: row, column, width: 0, excerpt, cell: Some(cell.into()) }
    }
}

impl Place {
    /// The sheet of a workbook that it is in; empty where there is none.
    pub fn sheet(&self) -> &str {
        self.cell.as_deref().and_then(|cell| cell.rsplit_once('!')).map_or("", |(sheet, _)| sheet)
    }
}

/// `C17`: the name of a cell, row from 1, column from 0.
fn cell_name(row: u32, column: usize) -> String {
    column_name(column) + &row.to_string()
}

/// `C`: the name of a column, from 0.
pub fn column_name(column: usize) -> String {
    let mut letters = Vec::new();
    let mut n = column + 1;
    while n > 0 {
        letters.push(char::from(b'A' + u8::try_from((n - 1) % 26).unwrap_or(0)));
        n = (n - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A text with its path: turns byte ranges into places.
#[derive(Debug, Clone, Copy)]
pub struct SourceText<'a> {
    /// Path relative to the site's root, with `/`.
    pub path: &'a str,
    /// The whole text of the file.
    pub text: &'a str,
}

/// Longest excerpt kept, in characters: a minified line must not fill the screen.
const EXCERPT: usize = 240;

/// Where the lines of a text begin, for whoever needs many places of it.
#[derive(Debug, Clone)]
pub struct Lines(Vec<usize>);

impl Lines {
    /// Looks a text through.
    pub fn of(text: &str) -> Lines {
        Lines(memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1).collect())
    }

    /// The number of the line that begins at a byte, from 1.
    fn number(&self, start: usize) -> usize {
        self.0.partition_point(|line| *line <= start) + 1
    }
}

impl SourceText<'_> {
    /// The place of a byte range; ends outside the text or inside a character are moved to the nearest good one.
    pub fn place(&self, range: Range<usize>) -> Place {
        self.placed(range, |start| memchr::memchr_iter(b'\n', &self.text.as_bytes()[..start]).count() + 1)
    }

    /// The same, of a text whose lines are known.
    pub fn place_among(&self, lines: &Lines, range: Range<usize>) -> Place {
        self.placed(range, |start| lines.number(start))
    }

    fn placed(&self, range: Range<usize>, number: impl Fn(usize) -> usize) -> Place {
        let start = floor(self.text, range.start);
        let end = floor(self.text, range.end.max(start));
        let line_start = self.text[..start].rfind('\n').map_or(0, |i| i + 1);
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |i| start + i);
        let line = self.text[line_start..line_end].trim_end_matches('\r');
        let number = number(line_start);
        let column = self.text[line_start..start].chars().count() + 1;
        let width = self.text[start..end.min(line_start + line.len()).max(start)].chars().count();
        let excerpt: String = line.chars().take(EXCERPT).collect();
        Place {
            file: self.path.into(),
            line: count(number),
            column: count(column),
            width: count(width),
            excerpt: Some(excerpt.into()),
            cell: None,
        }
    }

    /// The place of a line (from 1) and a column in characters (from 1), as other libraries report them.
    pub fn line_column(&self, line: usize, column: usize) -> Place {
        let mut start = 0;
        for _ in 1..line {
            match self.text[start..].find('\n') {
                Some(i) => start += i + 1,
                None => break,
            }
        }
        let rest = self.text[start..].split('\n').next().unwrap_or("");
        let at = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(i, _)| i);
        self.place(start + at..start + at)
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Lines, SourceText};

    #[test]
    fn columns_are_characters() {
        let source = SourceText { path: "a.md", text: "一二\n三四五\r\n六" };
        let at = source.text.find("四五").unwrap_or(0);
        let place = source.place(at..at + 6);
        assert_eq!((place.line, place.column, place.width), (2, 2, 2));
        assert_eq!(place.excerpt.as_deref(), Some("三四五"));
        assert_eq!(source.line_column(2, 2), source.place(at..at));
        assert_eq!(source.place(999..1000).line, 3);
        let lines = Lines::of(source.text);
        for at in 0..=source.text.len() {
            assert_eq!(source.place_among(&lines, at..at), source.place(at..at), "{at}");
        }
    }
}
