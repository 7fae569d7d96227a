//! Tables, wherever they stand, as grids of what their cells say: in bodies, as Markdown or as HTML, and in sheets.

use std::borrow::Cow;
use std::ops::Range;

use super::names::untagged;
use crate::check::scan::sibling;
use crate::load::Markdown;
use crate::load::parse::markdown::{Table, plain};
use crate::load::table::{Sheet, trimmed_text};

/// A table.
#[derive(Debug, Default)]
pub(super) struct Grid<'t> {
    pub rows: Vec<Vec<Cow<'t, str>>>,
    /// Where the rows stand in the text; none for a sheet.
    pub ranges: Vec<Range<usize>>,
    /// Where the cells of a table in HTML stand, each once.
    pub inner: Vec<Vec<Option<Range<usize>>>>,
    /// Whether what stands there is nothing but the row.
    pub is_lined: bool,
    /// Whether cells take up more places than are read.
    pub is_partly: bool,
}

impl Grid<'_> {
    /// What a cell says.
    pub(super) fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.get(column)).map_or("", |cell| cell)
    }

    /// Beside each cell of a row, the column of the next one that says anything else; cells that are merged say the same.
    pub(super) fn beside(&self, row: usize) -> Vec<Option<usize>> {
        let cells = self.rows.get(row).map_or(&[][..], |row| row);
        let mut out = vec![None; cells.len()];
        // The next cell that says anything, seen from the end.
        let mut next: Option<usize> = None;
        for column in (0..cells.len()).rev() {
            out[column] = next.and_then(|at| if cells[at] == cells[column] { out[at] } else { Some(at) });
            if !cells[column].is_empty() {
                next = Some(column);
            }
        }
        out
    }
}

/// The tables of a file.
pub(super) fn of_file(file: &Markdown) -> impl Iterator<Item = Grid<'_>> {
    let body = file.body();
    file.document.tables.iter().map(|table| of_markdown(body, table)).chain(of_html(body))
}

/// A table of a body in Markdown; its ranges are of the body.
fn of_markdown<'t>(body: &'t str, table: &Table) -> Grid<'t> {
    let (mut rows, mut ranges) = (Vec::new(), Vec::new());
    for cells in table.cells.chunks(table.columns.max(1)) {
        let of_cell = |cell: &Range<usize>| match plain(body.get(cell.clone()).unwrap_or_default().trim()) {
            Cow::Borrowed(text) if !text.contains('<') => Cow::Borrowed(trimmed_text(text)),
            text => Cow::Owned(trimmed_text(&untagged(&text)).to_owned()),
        };
        let start = cells.first().map_or(table.range.start, |cell| cell.start);
        let line = body[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let length = body[line..].find(['\n', '\r']).unwrap_or(body.len() - line);
        rows.push(cells.iter().map(of_cell).collect());
        ranges.push(line..line + length);
    }
    Grid { rows, ranges, inner: Vec::new(), is_lined: true, is_partly: false }
}

/// A sheet of a workbook, or a CSV file.
pub(super) fn of_sheet(sheet: &Sheet) -> Grid<'_> {
    let rows =
        sheet.rows.iter().map(|row| row.cells.iter().map(|cell| Cow::Borrowed(trimmed_text(&cell.text))).collect());
    Grid { rows: rows.collect(), ..Grid::default() }
}

/// The tables of a text that is nothing but text: rows in a row that begin with `|`.
pub(super) fn of_piped(text: &str) -> Vec<Grid<'_>> {
    let mut out: Vec<Grid<'_>> = Vec::new();
    let (mut at, mut is_open) = (0, false);
    for line in text.split_inclusive('\n') {
        let row = line.trim();
        match row.strip_prefix('|') {
            Some(cells) => {
                if !is_open {
                    out.push(Grid { is_lined: true, ..Grid::default() });
                }
                if let Some(grid) = out.last_mut() {
                    let cells = cells.strip_suffix('|').unwrap_or(cells);
                    grid.rows.push(cells.split('|').map(|cell| Cow::Borrowed(trimmed_text(cell))).collect());
                    grid.ranges.push(at..at + line.trim_end().len());
                }
                is_open = true;
            }
            None => is_open = false,
        }
        at += line.len();
    }
    out
}

/// The tables of a text in HTML.
pub(super) fn of_html(text: &str) -> Vec<Grid<'static>> {
    let mut out = Vec::new();
    let mut at = 0;
    // What is written four times over is more than any table that somebody made takes up.
    let mut left = LEAST + 4 * text.len();
    while let Some(start) = next_table(text, at) {
        let mut reader = Reader { text, left, ..Reader::default() };
        at = reader.read(start);
        left = reader.left;
        out.push(reader.grid);
    }
    out
}

/// Where the next table begins.
fn next_table(text: &str, mut from: usize) -> Option<usize> {
    while let Some(found) = memchr::memchr(b'<', text.as_bytes().get(from..)?) {
        from += found;
        if name(&text[from + 1..]).eq_ignore_ascii_case("table") {
            return Some(from);
        }
        from += 1;
    }
    None
}

/// The name with which a tag begins.
fn name(tag: &str) -> &str {
    let end = tag.bytes().take_while(u8::is_ascii_alphanumeric).count();
    &tag[..end]
}

/// Columns and rows at most that one cell takes up.
const SPAN: usize = 50;

/// Bytes at least that the cells of a text may come to which take up more than one place.
const LEAST: usize = 1 << 19;

/// Cells at most of a row: nobody writes wider tables, but a number in an attribute makes them.
const WIDEST: usize = 500;

#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    grid: Grid<'static>,
    /// Where the open cell begins, and where the reader is.
    start: usize,
    at: usize,
    /// The cell that is open: what it says, and how many columns and rows it takes up.
    cell: Option<(String, usize, usize)>,
    /// What cells above say of rows that are still to come, by column.
    above: Vec<(usize, String)>,
    has_row: bool,
    /// Bytes that places may still come to which a cell takes up beside its own.
    left: usize,
}

impl Reader<'_> {
    /// Reads a table from its tag on; where it ends.
    fn read(&mut self, start: usize) -> usize {
        let (text, mut depth, mut at) = (self.text, 0_usize, start);
        while at < text.len() {
            let open = memchr::memchr(b'<', &text.as_bytes()[at..]).map_or(text.len(), |open| at + open);
            self.say(at..open);
            at = open;
            self.at = at;
            if at == text.len() {
                break;
            }
            let rest = &text[at + 1..];
            if rest.starts_with("!--") {
                at = rest.find("-->").map_or(text.len(), |end| at + 1 + end + 3);
                continue;
            }
            let is_end = rest.starts_with('/');
            let tag = name(&rest[usize::from(is_end)..]).to_ascii_lowercase();
            let after = at + 1 + tag.len();
            let end = rest.find('>').map_or(text.len(), |end| at + 1 + end + 1);
            match (tag.as_str(), is_end) {
                ("table", false) => depth += 1,
                ("table", true) => depth = depth.saturating_sub(1),
                ("tr", _) => {
                    self.end_row();
                    self.has_row = !is_end;
                    if !is_end {
                        self.grid.rows.push(Vec::new());
                        self.grid.ranges.push(at..end);
                        self.grid.inner.push(Vec::new());
                    }
                }
                ("td" | "th", false) if self.has_row => {
                    self.end_cell();
                    let span = |name| {
                        sibling(text, after, name).and_then(|n| n.trim().parse().ok()).unwrap_or(1).clamp(1, SPAN)
                    };
                    self.cell = Some((String::new(), span("colspan"), span("rowspan")));
                    self.start = end;
                }
                ("td" | "th", true) => self.end_cell(),
                ("br" | "p" | "div" | "li", _) => {
                    if let Some((said, ..)) = &mut self.cell {
                        said.push('\n');
                    }
                }
                _ => {}
            }
            at = end;
            if depth == 0 {
                break;
            }
        }
        self.end_row();
        at
    }

    fn say(&mut self, range: Range<usize>) {
        if let Some((said, ..)) = &mut self.cell {
            said.push_str(&self.text[range]);
        }
    }

    fn end_cell(&mut self) {
        let Some((said, columns, rows)) = self.cell.take() else { return };
        let said = if said.contains('&') { plain(&said).into_owned() } else { said };
        let said = trimmed_text(&said).to_owned();
        let mut inner = Some(self.start..self.at).filter(|range| range.start < range.end);
        for nth in 0..columns {
            self.fill();
            if nth > 0 && !self.affords(&said) {
                return;
            }
            let Some(row) = self.grid.rows.last_mut().filter(|row| row.len() < WIDEST) else {
                self.grid.is_partly = true;
                return;
            };
            let at = row.len();
            row.push(Cow::Owned(said.clone()));
            if let Some(cells) = self.grid.inner.last_mut() {
                cells.resize(at, None);
                cells.push(inner.take());
            }
            if rows > 1 {
                self.above.resize(self.above.len().max(at + 1), (0, String::new()));
                self.above[at] = (rows - 1, said.clone());
            }
        }
    }

    /// Whether what a cell says may stand in one place more.
    fn affords(&mut self, said: &str) -> bool {
        let cost = said.len() + size_of::<Cow<'_, str>>();
        self.grid.is_partly |= cost > self.left;
        self.left = self.left.saturating_sub(cost);
        !self.grid.is_partly
    }

    /// Fills the places that cells above take up.
    fn fill(&mut self) {
        let Some(mut at) = self.grid.rows.last().map(Vec::len) else { return };
        while let Some((left, said)) = self.above.get_mut(at).filter(|(left, _)| *left > 0) {
            *left -= 1;
            let said = said.clone();
            if !self.affords(&said) {
                return self.above.clear();
            }
            if let Some(row) = self.grid.rows.last_mut() {
                row.push(Cow::Owned(said));
            }
            at += 1;
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if self.has_row {
            self.fill();
        }
        self.has_row = false;
    }
}

#[cfg(test)]
mod tests {
    use super::of_html;

    #[test]
    fn tables_in_html() {
        let text = "<TABLE><tr><th rowspan=2>村</th><th colspan='2'>人</th></tr>\n<tr><th>姓&nbsp;名<th>备注</tr>\
                    <tr><td><p>李村</p><td><b>张</b>三<!-- 李四 --><td>一<br>二</table>后<table><tr><td>甲";
        let said: Vec<Vec<Vec<String>>> = of_html(text)
            .iter()
            .map(|grid| grid.rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect())
            .collect();
        let [first, second] = &said[..] else { panic!("two tables") };
        assert_eq!(first[0], ["村", "人", "人"]);
        assert_eq!(first[1], ["村", "姓\u{a0}名", "备注"]);
        assert_eq!(first[2], ["李村", "张三", "一\n二"]);
        assert_eq!(second[..], [["甲"]]);
        assert!(of_html("甲<tablet>乙 < table").is_empty());
    }
}
