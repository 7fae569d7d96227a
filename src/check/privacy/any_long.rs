//! Long numbers that were not found to be somebody's, and may be all the same: mistyped, glued to a word, or written as
//! nobody thought of. What an account itself publishes is none: sums, dates, codes of offices and projects, fixed telephones.

use std::ops::Range;

use super::digits::{FEWEST, Form, Gap, Run, runs};
use super::find::Around;
use super::numbers;
use crate::value::is_credit_code;

/// Where they stand. `found`: where numbers were found; `is_cell`: whether the text is all of a cell.
pub(super) fn long_numbers(text: &str, found: &[Range<usize>], is_cell: bool) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    runs(text, Form::Markdown, |run| {
        let around = Around { text, form: Form::Markdown, about: "", run };
        let mut from = 0;
        let mut see = |groups: Range<usize>| {
            for groups in split(run, groups) {
                let digits = run.groups[groups.start].start..run.groups[groups.end - 1].end;
                if digits.len() >= FEWEST && !is_published(&around, &groups, is_cell) {
                    out.push(run.digits[digits.start].start..run.digits[digits.end - 1].end);
                }
            }
        };
        while from < run.groups.len() {
            let known = known(run, from).or_else(|| {
                let at = run.digits[run.groups[from].start].start;
                found.iter().any(|range| range.contains(&at)).then_some(1)
            });
            match known {
                Some(count) => from += count,
                None => {
                    let is_open = |at: &usize| {
                        let start = run.digits[run.groups[*at].start].start;
                        self::known(run, *at).is_none() && !found.iter().any(|range| range.contains(&start))
                    };
                    let end = (from..run.groups.len()).take_while(is_open).last().map_or(from + 1, |last| last + 1);
                    see(from..end);
                    from = end;
                }
            }
        }
    });
    out
}

/// Groups that are long enough by themselves are numbers by themselves, with the decimals behind them.
fn split(run: &Run, groups: Range<usize>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut is_closed = true;
    for at in groups {
        let is_long = run.groups[at].len() >= FEWEST;
        let is_dotted = run.gap(at) == Some(Gap::Dot);
        match out.last_mut().filter(|_| is_dotted || !is_closed && !is_long) {
            Some(last) => last.end = at + 1,
            None => out.push(at..at + 1),
        }
        is_closed = is_long;
    }
    out
}

fn values(run: &Run, group: usize) -> Vec<u8> {
    run.digits[run.groups[group].clone()].iter().map(|digit| digit.value).collect()
}

/// How many groups from there on are a date, or the year and number behind the code of an index.
fn known(run: &Run, from: usize) -> Option<usize> {
    let first = values(run, from);
    let is_year = |digits: &[u8]| matches!(digits, [1, 9, ..] | [2, 0, ..]);
    let is_within = |digits: &[u8], most: u8| {
        (1..=2).contains(&digits.len())
            && (1..=most).contains(&digits.iter().fold(0, |n: u8, d| n.wrapping_mul(10).wrapping_add(*d)))
    };
    // The day of birth in an id is none.
    let length = |group: Option<usize>| group.and_then(|at| run.groups.get(at)).map_or(0, ExactSizeIterator::len);
    if (length(from.checked_sub(1)), length(Some(from)), length(Some(from + 1))) == (6, 8, 4) {
        return None;
    }
    if first.len() == 8 && is_year(&first) && is_within(&first[4..6], 12) && is_within(&first[6..], 31) {
        return Some(1);
    }
    if first.len() != 4 || !is_year(&first) || from + 1 >= run.groups.len() {
        return None;
    }
    let second = values(run, from + 1);
    if run.gap(from) == Some(Gap::Slash) && run.gap(from + 1) == Some(Gap::Hyphen) && (3..=6).contains(&second.len()) {
        return Some(2);
    }
    let is_even = from + 2 < run.groups.len() && run.gap(from + 1) == run.gap(from + 2);
    (is_even && is_within(&second, 12) && is_within(&values(run, from + 2), 31)).then_some(3)
}

/// Whether it is a number of those that are published.
fn is_published(around: &Around<'_>, groups: &Range<usize>, is_cell: bool) -> bool {
    /// Longer numbers are no sums.
    const LONGEST: usize = 14;
    const MONEY: [&str; 7] = ["元", "万元", "亿元", "万", "亿", "美元", "港元"];
    let run = around.run;
    let range = run.groups[groups.start].start..run.groups[groups.end - 1].end;
    let all: Vec<u8> = run.digits[range.clone()].iter().map(|digit| digit.value).collect();
    let lengths: Vec<usize> = run.groups[groups.clone()].iter().map(ExactSizeIterator::len).collect();
    let ends_with_mobile = all.len() >= FEWEST && numbers::is_mobile(&all[all.len() - FEWEST..]);
    let is_like = ends_with_mobile || all.len() > LONGEST;
    if lengths.len() == 1 || lengths.len() == 2 && run.gap(groups.start + 1) == Some(Gap::Dot) {
        let after = around.after(&range).trim_start();
        let is_sum = MONEY.iter().any(|unit| after.starts_with(unit)) || around.has_sign(&range);
        let is_decimal = lengths.len() == 2 && lengths[1] < FEWEST && !ends_with_mobile;
        let is_bare = is_cell && around.text.trim().len() == all.len() && !is_like;
        if is_sum || is_decimal || is_bare || around.has_unit(&range) && !is_like {
            return true;
        }
    }
    let code: String = all.iter().map(|d| if *d == 10 { 'X' } else { char::from(b'0' + d) }).collect();
    let is_landline = all[0] == 0 && matches!(lengths[..], [3 | 4, 7 | 8]);
    let is_project = lengths == [4, 6, 2, 2, 6];
    is_landline || is_project || lengths.len() == 1 && is_credit_code(&code)
}
