//! Numbers in forms that have a box for each sign, or for each part of a number: `身份证号 |4|4|1|…|X|`, `电话 |139|2000|5151|`.

use std::ops::Range;

use super::carriers::Leak;
use super::digits::value;
use super::find::{Kind, MOST, Sure};
use super::grids::Grid;
use super::headed::is_unit;
use super::names::label;
use super::numbers::{is_card, is_citizen_id, is_known_card, is_mobile, is_nearly_citizen_id, masked};
use super::words::{ACCOUNTS, IDS};
use crate::diagnostic::Place;

/// Signs of an id, and of a telephone.
const ID: usize = 18;
const PHONE: usize = 11;

/// Signs of a part at most.
const LONGEST: usize = 8;

/// How parts are long, where nothing but what is said of them tells what they are.
const OF_PHONES: [&[usize]; 2] = [&[3, 4, 4], &[3, 8]];
const OF_IDS: [&[usize]; 4] = [&[6, 8, 4], &[6, 4, 4, 4], &[6, 4, 2, 2, 4], &[6, 8, 3, 1]];

/// What stands before boxes, or over them.
const PHONES: [&str; 10] =
    ["电话", "手机", "手机号", "手机号码", "电话号码", "联系电话", "联系方式", "联系号码", "手机电话", "本人电话"];

/// The numbers in the boxes of a table. `place`: where a row and column stand.
pub(super) fn boxed(grid: &Grid<'_>, place: impl Fn(usize, usize) -> Place) -> Vec<Leak> {
    let mut out = Vec::new();
    for (row, cells) in grid.rows.iter().enumerate() {
        // Most rows have no boxes.
        if cells.len() < 3 || cells.iter().filter(|cell| cell.starts_with(|c| value(c).is_some())).count() < 2 {
            continue;
        }
        let parts: Vec<Vec<u8>> = cells.iter().map(|cell| signs(cell).unwrap_or_default()).collect();
        let said = |column: usize| {
            let before = column.checked_sub(1).map(|at| grid.cell(row, at));
            let over = [row.checked_sub(1), Some(0)].into_iter().flatten().map(|at| grid.cell(at, column));
            before.into_iter().chain(over).filter(|said| !is_counted(said)).map(label).collect::<Vec<String>>()
        };
        let found = |(kind, sure, range, masked): (Kind, Sure, Range<usize>, String)| {
            // The line is the number.
            let place = Place { excerpt: None, ..place(row, range.start) };
            Leak { kind, sure, masked, place, within: None }
        };
        out.extend(in_row(&parts, said).into_iter().map(found));
    }
    out
}

/// Whether a label says how many there are: 电话（部）.
fn is_counted(said: &str) -> bool {
    let inner = said.trim().strip_suffix(['）', ')']).and_then(|said| said.rsplit_once(['（', '(']));
    inner.is_some_and(|(_, unit)| is_unit(unit))
}

/// The signs of a box: digits, or the one that ends an id.
fn signs(cell: &str) -> Option<Vec<u8>> {
    let count = cell.chars().count();
    let sign = |(at, c): (usize, char)| {
        value(c).or_else(|| (at + 1 == count && matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ')).then_some(10))
    };
    (1..=LONGEST).contains(&count).then(|| cell.chars().enumerate().map(sign).collect()).flatten()
}

/// The numbers of a row of boxes, and in which they stand. `said`: what is said before or over a box.
fn in_row(parts: &[Vec<u8>], said: impl Fn(usize) -> Vec<String>) -> Vec<(Kind, Sure, Range<usize>, String)> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        // More than any number has are none.
        let single = parts[at..].iter().take(MOST + 1).take_while(|part| part.len() == 1).count();
        let values: Vec<u8> = parts[at..at + single].iter().flatten().copied().collect();
        let mut add = |(kind, sure, length): (Kind, Sure, usize), values: &[u8], boxes: usize| {
            out.push((kind, sure, at..at + boxes, masked(&values[..length])));
            boxes
        };
        let says = |words: &[&str]| said(at).iter().any(|own| words.contains(&own.as_str()));
        // A row may begin with its number.
        if values.len() >= ID && is_citizen_id(&values[..ID]) {
            at += add((Kind::Citizen, Sure::Yes, ID), &values, ID);
            continue;
        }
        if values.len() >= ID && is_nearly_citizen_id(&values[..ID]) && says(&IDS) {
            at += add((Kind::Citizen, Sure::Maybe, ID), &values, ID);
            continue;
        }
        let is_account = || said(at).iter().any(|own| ACCOUNTS.iter().any(|word| own.contains(word)));
        if is_card(&values) && is_known_card(&values) && is_account() {
            at += add((Kind::Card, Sure::Yes, single), &values, single);
            continue;
        }
        if values.len() == PHONE && is_mobile(&values) && says(&PHONES) {
            at += add((Kind::Mobile, Sure::Yes, single), &values, single);
            continue;
        }
        let whole = |pattern: &&[usize]| {
            let own = parts.get(at..at + pattern.len())?;
            let fits = own.iter().map(Vec::len).eq(pattern.iter().copied());
            fits.then(|| own.concat())
        };
        let of = |patterns: &[&[usize]], is_one: fn(&[u8]) -> bool| {
            patterns.iter().find_map(|pattern| Some((whole(pattern).filter(|all| is_one(all))?, pattern.len())))
        };
        if let Some((all, boxes)) = of(&OF_PHONES, is_mobile).filter(|_| says(&PHONES)) {
            at += add((Kind::Mobile, Sure::Yes, PHONE), &all, boxes);
        } else if let Some((all, boxes)) = of(&OF_IDS, is_citizen_id).filter(|_| says(&IDS)) {
            at += add((Kind::Citizen, Sure::Yes, ID), &all, boxes);
        } else {
            at += 1;
        }
    }
    out
}

/// Where numbers stand in boxes in a line that is told.
pub(super) fn in_line(text: &str) -> Vec<Range<usize>> {
    const WALLS: [char; 5] = ['|', ',', '，', '\t', ';'];
    let mut out = Vec::new();
    let (mut parts, mut ranges): (Vec<Vec<u8>>, Vec<Range<usize>>) = (Vec::new(), Vec::new());
    let mut at = 0;
    for piece in text.split_inclusive(|c| WALLS.contains(&c) || c == '>' || c == '<') {
        let cell = piece.trim_end_matches(|c| WALLS.contains(&c) || c == '<').trim();
        // Tags stand between boxes too.
        if !cell.is_empty() && !cell.ends_with('>') {
            parts.push(signs(cell.trim_matches('"')).unwrap_or_default());
            ranges.push(at..at + piece.len());
        }
        at += piece.len();
    }
    let any = || PHONES.iter().chain(&IDS).chain(&ACCOUNTS).map(ToString::to_string).collect();
    for (.., boxes, _) in in_row(&parts, |_| any()) {
        out.push(ranges[boxes.start].start..ranges[boxes.end - 1].end);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Kind, in_line, in_row, signs};

    fn kinds(row: &str) -> Vec<Kind> {
        let cells: Vec<&str> = row.split(' ').collect();
        let parts: Vec<Vec<u8>> = cells.iter().map(|cell| signs(cell).unwrap_or_default()).collect();
        let said = |at: usize| at.checked_sub(1).map(|at| cells[at].to_owned()).into_iter().collect();
        in_row(&parts, said).into_iter().map(|(kind, ..)| kind).collect()
    }

    #[test]
    fn a_box_for_each_sign() {
        for (row, want) in [
            ("身份证号 4 4 1 4 2 3 1 9 9 0 0 1 0 1 0 0 5 X", Kind::Citizen),
            ("张三 4 4 1 4 2 3 1 9 9 0 0 1 0 1 0 0 1 7", Kind::Citizen),
            ("1 4 4 1 4 2 3 1 9 9 0 0 1 0 1 0 0 1 7 2", Kind::Citizen),
            ("身份证号 4 4 1 4 2 3 1 9 9 0 0 1 0 1 0 0 1 8", Kind::Citizen),
            ("身份证号码 441423 19900101 0017", Kind::Citizen),
            ("电话 1 3 9 2 0 0 0 5 1 5 1", Kind::Mobile),
            ("联系电话 139 2000 5151 村", Kind::Mobile),
            ("卡号 6 2 2 2 0 2 0 0 0 1 2 3 4 5 6 7 8 9 7", Kind::Card),
        ] {
            assert_eq!(kinds(row), [want], "{row}");
        }
        for row in [
            "户数 1 3 9 2 0 0 0 5 1 5 1",
            "电话 1 3 9 2 0 0 0 5 1 5 1 2",
            "移动电话 139 2000 5151",
            "电话 139 2000 515",
            "面积 139 2000 5151",
            "甲村 4 4 1 4 2 3 1 9 9 0 0 1 0 1 0 0 1 8",
            "区划 441423 19900101 0017",
            "得分 6 2 2 2 0 2 0 0 0 1 2 3 4 5 6 7 8 9 7",
        ] {
            assert_eq!(kinds(row), [], "{row}");
        }
    }

    #[test]
    fn in_lines_that_are_told() {
        for line in [
            "| 身份证号 | 4 | 4 | 1 | 4 | 2 | 3 | 1 | 9 | 9 | 0 | 0 | 1 | 0 | 1 | 0 | 0 | 5 | X |",
            "<tr><td>身份证号</td><td>4</td><td>4</td><td>1</td><td>4</td><td>2</td><td>3</td><td>1</td><td>9</td>\
             <td>9</td><td>0</td><td>0</td><td>1</td><td>0</td><td>1</td><td>0</td><td>0</td><td>5</td><td>X</td></tr>",
            "电话,139,2000,5151",
        ] {
            assert_eq!(in_line(line).len(), 1, "{line}");
        }
        assert!(in_line("| 甲 | 1 | 2 | 3 |").is_empty());
    }
}
