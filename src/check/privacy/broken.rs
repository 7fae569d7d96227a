//! Numbers that are broken by the end of a line, and ids by slashes or commas. Such a number is one only where all of it is
//! valid and no line of it is a number by itself.

use std::ops::Range;

use super::digits::Gap;
use super::find::{Around, Hit, Kind, MOST, Sure};
use super::numbers;

/// Ends of lines within a number at most.
const LINES: usize = 3;

/// How long the groups of an id are that is split by other signs.
const SPLIT: [&[usize]; 5] = [&[6, 8, 4], &[6, 4, 4, 4], &[6, 4, 2, 2, 4], &[6, 12], &[14, 4]];

/// Finds them. `hits`: what was found in the parts.
pub(super) fn broken(around: &Around<'_>, hits: &mut Vec<Hit>) {
    let run = around.run;
    let is_taken = |group: usize, hits: &[Hit]| {
        let at = run.digits[run.groups[group].start].start;
        hits.iter().any(|hit| hit.range.contains(&at))
    };
    let mut first = 0;
    while first < run.groups.len() {
        let from = run.groups[first].start;
        let fits = |last: &usize| run.groups[*last].end - from <= MOST && !is_taken(*last, hits);
        let all: Vec<usize> = (first..run.groups.len()).take_while(fits).collect();
        let found = all.into_iter().rev().find_map(|last| Some((around.over(first, last)?, last)));
        first = match found {
            Some((hit, last)) => {
                hits.push(hit);
                last + 1
            }
            None => first + 1,
        };
    }
}

impl Around<'_> {
    /// What the groups from the first to the last are, with wide gaps among them.
    fn over(&self, first: usize, last: usize) -> Option<Hit> {
        let run = self.run;
        let wide: Vec<Gap> = (first + 1..=last).filter_map(|at| run.gap(at)).filter(|gap| gap.is_wide()).collect();
        let range = run.groups[first].start..run.groups[last].end;
        let kind = *wide.first()?;
        let goes_on = [run.gap(first), run.gap(last + 1)].contains(&Some(Gap::Dot));
        if goes_on || wide.len() > LINES && kind == Gap::Line || wide.iter().any(|gap| *gap != kind) {
            return None;
        }
        let values: Vec<u8> = run.digits[range.clone()].iter().map(|d| d.value).collect();
        let is_split =
            || SPLIT.iter().any(|lengths| run.groups[first..=last].iter().map(Range::len).eq(lengths.iter().copied()));
        if numbers::is_citizen_id(&values) && (kind == Gap::Line || is_split()) && !self.is_credit_code(&range) {
            return Some(self.hit(Kind::Citizen, Sure::Yes, range));
        }
        if kind != Gap::Line {
            return None;
        }
        if let Some((sure, skipped)) = self.mobile(&values, first, last) {
            return Some(self.hit(Kind::Mobile, sure, range.start + skipped..range.end));
        }
        self.card(&values, first, last).map(|sure| self.hit(Kind::Card, sure, range))
    }
}
