//! Numbers below the header of a column in a body: what the header says counts for them, as a ledger's titles do.

use std::ops::Range;

use super::beside::{is_amount, is_of_phones, is_of_things};
use super::delimited::of_csv;
use super::digits::value;
use super::grids::{Grid, of_html};
use super::names::label;
use super::words::{ACCOUNTS, CODES, SERIALS, UNITS};
use crate::load::Markdown;
use crate::load::parse::markdown::plain;

/// A cell with digits enough for a number of somebody.
#[derive(Debug)]
pub(super) struct Headed {
    /// What stands over it, or at its left in a form.
    pub about: String,
    /// Whether that names a unit: what is measured has digits of its own.
    pub is_measured: bool,
    /// Where it stands in the file.
    pub range: Range<usize>,
}

/// Digits at least of anything that is looked for.
const FEWEST: usize = 11;

/// The cells of a file whose numbers a header says something of.
pub(super) fn headed(file: &Markdown) -> Vec<Headed> {
    let body = file.body();
    let mut out = Vec::new();
    let text = |cell: &Range<usize>| body.get(cell.clone()).unwrap_or_default();
    for table in &file.document.tables {
        for (at, cell) in table.cells.iter().enumerate() {
            let is_long = cell.len() >= FEWEST && text(cell).chars().filter_map(value).count() >= FEWEST;
            if !is_long {
                continue;
            }
            let column = at % table.columns.max(1);
            let over = (at >= table.columns).then(|| said(text(&table.cells[column])));
            let beside = || Some(said(text(&table.cells[at.checked_sub(1).filter(|_| column > 0)?])));
            let range = file.body + cell.start..file.body + cell.end;
            if let Some(about) = over.filter(|about| matters(about)) {
                out.push(Headed { is_measured: is_measured(&about), about, range });
            } else if let Some(about) = beside().filter(|about| is_measured(about)) {
                out.push(Headed { is_measured: true, about, range });
            }
        }
    }
    let html = in_html(body).into_iter().map(|cell| {
        let Range { start, end } = cell.range;
        Headed { range: file.body + start..file.body + end, ..cell }
    });
    out.extend(html);
    out
}

/// The same of a text with tables in HTML.
pub(super) fn in_html(text: &str) -> Vec<Headed> {
    in_grids(text, &of_html(text))
}

/// The same of a CSV file.
pub(super) fn in_csv(text: &str) -> Vec<Headed> {
    // Most have no number that is long enough.
    let is_long = |line: &str| line.len() >= FEWEST && line.chars().filter_map(value).count() >= FEWEST;
    if text.lines().any(is_long) {
        of_csv(text).map_or_else(Vec::new, |grid| in_grids(text, &[grid]))
    } else {
        Vec::new()
    }
}

fn in_grids(text: &str, grids: &[Grid<'_>]) -> Vec<Headed> {
    let mut out = Vec::new();
    for grid in grids {
        for (row, cells) in grid.inner.iter().enumerate() {
            for (column, range) in cells.iter().enumerate() {
                let Some(range) = range.clone().filter(|range| range.len() >= FEWEST) else { continue };
                if text.get(range.clone()).is_none_or(|cell| cell.chars().filter_map(value).count() < FEWEST) {
                    continue;
                }
                if let Some((about, is_measured)) = over(grid, row, column) {
                    out.push(Headed { about, is_measured, range });
                }
            }
        }
    }
    out
}

/// What is said over a cell or, in a form, beside it, and whether that names a unit.
pub(super) fn over(grid: &Grid<'_>, row: usize, column: usize) -> Option<(String, bool)> {
    /// Rows at the head of a table.
    const HEAD: usize = 3;
    let mut heads = (0..row.min(HEAD)).map(|at| said(grid.cell(at, column)));
    let over = heads.rfind(|head| !head.bytes().any(|b| b.is_ascii_digit())).filter(|about| matters(about));
    let beside = || Some((said(grid.cell(row, column.checked_sub(1)?)), true)).filter(|(about, _)| is_measured(about));
    over.map(|about| {
        let is_measured = is_measured(&about);
        (about, is_measured)
    })
    .or_else(beside)
}

fn said(cell: &str) -> String {
    plain(cell.trim()).chars().filter(|c| !c.is_whitespace()).collect()
}

fn matters(about: &str) -> bool {
    const IDS: [&str; 3] = ["身份证", "证件", "居民"];
    let words = SERIALS.iter().chain(&ACCOUNTS).chain(&CODES).chain(&IDS);
    is_measured(about)
        || is_amount(&label(about))
        || is_of_things(&label(about))
        || is_of_phones(about)
        || about.contains("微信")
        || words.into_iter().any(|word| about.contains(word))
}

/// Whether a header ends with a unit: 总投资（元）, 面积（平方米）, 金额（单位：万元）. 电话（个人） does not.
pub(super) fn is_measured(about: &str) -> bool {
    unit(about).is_some_and(is_unit)
}

/// The unit with which a header of what is no telephone ends.
pub(super) fn unit(about: &str) -> Option<&str> {
    let (_, inner) = about.strip_suffix(['）', ')'])?.rsplit_once(['（', '('])?;
    let label = label(about);
    let is_phone = ["电话", "手机", "联系"].iter().any(|word| label.contains(word));
    let unit = inner.trim_start_matches("单位").trim_start_matches(['：', ':']);
    (!label.is_empty() && !is_phone).then_some(unit)
}

/// Whether a word is a unit, and not somebody's name that ends like one.
pub(super) fn is_unit(unit: &str) -> bool {
    const WHOLE: [char; 8] = ['元', '米', '里', '亩', '吨', '顷', '斤', '克'];
    const BEFORE: &str = "万亿千百十平方立公美港欧日元米里亩吨顷斤克毫厘/／每人户年月天";
    UNITS.contains(&unit)
        || unit.ends_with(WHOLE) && unit.chars().count() > 1 && unit.chars().all(|c| BEFORE.contains(c))
}

#[cfg(test)]
mod tests {
    use super::{is_measured, matters};

    #[test]
    fn what_headers_say_of_numbers() {
        for about in ["总投资（元）", "面积(平方米)", "金额（单位：万元）", "用电（kWh）", "单价（元/吨）"]
        {
            assert!(is_measured(about), "{about}");
        }
        for about in ["联系电话（个人）", "电话（户主）", "电话", "手机（人社所）", "（元）电话"]
        {
            assert!(!is_measured(about), "{about}");
        }
        assert!(matters("项目编码") && matters("一卡通账号") && matters("联系电话") && !matters("户主"));
    }
}
