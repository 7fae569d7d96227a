//! Tables in texts that visitors can download: rows of cells with the same sign between, as CSV files have them, and as
//! tables are pasted into a `.txt` file.

use std::borrow::Cow;
use std::ops::Range;

use super::grids::Grid;
use super::names::is_names_label;
use crate::load::table::trimmed_text;

/// Signs between cells, the likeliest first; a space stands for any number of them.
const SIGNS: [char; 7] = ['\t', ',', '，', ';', '；', '|', ' '];

/// Rows at the head of a table.
const HEAD: usize = 8;

/// Bytes of a row at most.
const LONGEST: usize = 2000;

/// The tables of a text that have names: lines in a row with the same sign between their cells, below a header of names.
pub(super) fn of_lines(text: &str) -> Vec<Grid<'_>> {
    let mut out = Vec::new();
    let mut block: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n').chain(["\n"]) {
        let said = line.trim_end_matches(['\r', '\n']);
        // Tables in Markdown are read as such.
        if said.trim().is_empty() || said.len() > LONGEST || said.trim_start().starts_with('|') {
            out.extend(of_block(text, &block));
            block.clear();
        } else {
            block.push(at..at + said.len());
        }
        at += line.len();
    }
    out
}

fn of_block<'t>(text: &'t str, lines: &[Range<usize>]) -> Option<Grid<'t>> {
    let head = lines.get(..lines.len().min(HEAD)).filter(|_| lines.len() > 1)?;
    let is_header = |sign: char, nth: usize| {
        let own = &text[lines[nth].clone()];
        let all = cells(own, sign);
        // Sentences are parted by such signs too, words by spaces.
        let is_even = || {
            let below = lines[nth + 1..].iter().map(|line| &text[line.clone()]);
            !own.contains('。')
                && below.clone().all(|line| !line.ends_with('。') && cells(line, sign).len() == all.len())
        };
        all.len() > 1
            && all.iter().any(|cell| is_names_label(said(&own[cell.clone()])))
            && (matches!(sign, '\t' | '|') || is_even())
    };
    let sign = *SIGNS.iter().find(|sign| (0..head.len()).any(|nth| is_header(**sign, nth)))?;
    let mut grid = Grid { is_lined: true, ..Grid::default() };
    for line in lines {
        let own = &text[line.clone()];
        grid.rows.push(cells(own, sign).into_iter().map(|cell| Cow::Borrowed(said(&own[cell]))).collect());
        grid.ranges.push(line.clone());
    }
    Some(grid)
}

/// The cells of a line.
fn cells(line: &str, sign: char) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut is_quoted) = (0, false);
    let is_end = |c: char| if sign == ' ' { matches!(c, ' ' | '\u{3000}') } else { c == sign };
    for (at, c) in line.char_indices() {
        // A quotation mark within a word is one.
        if c == '"' && (is_quoted || line[start..at].trim().is_empty()) {
            is_quoted = !is_quoted;
        } else if is_end(c) && !is_quoted {
            out.push(start..at);
            start = at + c.len_utf8();
        }
    }
    out.push(start..line.len());
    if sign == ' ' {
        out.retain(|cell| !cell.is_empty());
    }
    out
}

/// What a cell says without its quotation marks.
fn said(cell: &str) -> &str {
    let cell = trimmed_text(cell);
    trimmed_text(cell.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')).unwrap_or(cell))
}

/// All of a CSV file as a table, with the places of its cells.
pub(super) fn of_csv(text: &str) -> Option<Grid<'_>> {
    let head: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(HEAD).collect();
    let count = |sign: char| head.iter().map(|line| cells(line, sign).len() - 1).sum::<usize>();
    let sign = *SIGNS[..SIGNS.len() - 1].iter().max_by_key(|sign| count(**sign)).filter(|sign| count(**sign) > 0)?;
    let mut grid = Grid { is_lined: true, ..Grid::default() };
    let mut row = 0..0;
    for line in text.split_inclusive('\n') {
        row.end += line.len();
        // A cell in quotation marks may hold ends of lines.
        if text[row.clone()].matches('"').count() % 2 == 1 && row.len() < LONGEST && row.end < text.len() {
            continue;
        }
        let own = &text[row.clone()];
        let own = own.trim_end_matches(['\r', '\n']);
        let all = cells(own, sign);
        grid.rows.push(all.iter().map(|cell| Cow::Borrowed(said(&own[cell.clone()]))).collect());
        grid.inner.push(all.iter().map(|cell| Some(row.start + cell.start..row.start + cell.end)).collect());
        grid.ranges.push(row.start..row.start + own.len());
        row = row.end..row.end;
    }
    Some(grid)
}

#[cfg(test)]
mod tests {
    use super::{of_csv, of_lines};

    fn rows(text: &str) -> Vec<Vec<Vec<String>>> {
        let of = |grid: &super::Grid<'_>| -> Vec<Vec<String>> {
            grid.rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect()
        };
        of_lines(text).iter().map(of).collect()
    }

    #[test]
    fn tables_in_texts() {
        for sign in ["\t", ",", "，", ";", "；", "|", "  ", "　"] {
            let text = format!("名单如下\n\n序号{sign}姓名{sign}村\n1{sign}张三{sign}李村\n\n完");
            let [table] = &rows(&text)[..] else { panic!("one table: {text}") };
            assert_eq!(table[..], [["序号", "姓名", "村"], ["1", "张三", "李村"]], "{text}");
        }
        for text in [
            "姓名\n张三",
            "姓名,村",
            "| 姓名 | 村 |\n| 张三 | 李村 |",
            "Name of it\n张三 李四",
            "村,户数\n李村,2",
            "公示对象：张三，李四\n住址，李村",
            "",
        ] {
            assert!(rows(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn cells_of_a_file() {
        let text = "甲,\"乙,\n丙\"\r\n1,2\r\n";
        let grid = of_csv(text).expect("a table");
        assert_eq!(grid.rows, [vec!["甲", "乙,\n丙"], vec!["1", "2"]]);
        assert_eq!(grid.inner[1][1].clone().map(|range| &text[range]), Some("2"));
        assert!(of_csv("一\n二\n").is_none());
        let open = format!("甲,\"乙\n{}", "1,2\n".repeat(2000));
        assert!(of_csv(&open).expect("a table").rows.len() > 1000, "a mark that nothing closes");
    }
}
