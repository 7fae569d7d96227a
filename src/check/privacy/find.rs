//! What of a text's digits is somebody's number. A citizen's id proves itself; a telephone or card needs that nothing beside
//! it says that it is something else.

use std::ops::Range;

use super::broken::broken;
use super::digits::{FEWEST, Form, Gap, Run, is_unseen, runs};
use super::numbers;
use super::words::{ACCOUNTS, CODES, DIALS, OF_UNITS, SERIALS, SIGNS, UNITS};
use crate::value::is_credit_code;

/// What a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) enum Kind {
    /// A citizen's id.
    Citizen,
    /// One of before 1999.
    OldCitizen,
    /// A mobile number.
    Mobile,
    /// A bank card.
    Card,
}

/// How sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) enum Sure {
    /// It is.
    Yes,
    /// It looks like it, and may be something else.
    Maybe,
    /// Many other numbers look like this.
    Hardly,
}

/// A number that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Hit {
    pub kind: Kind,
    pub sure: Sure,
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// The number with nothing but its first three signs and its last two.
    pub masked: String,
}

/// Finds the numbers of a text. `about`: what is said of all of it, such as the header of its column.
pub(in crate::check) fn find(text: &str, form: Form, about: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    runs(text, form, |run| {
        if !run.digits.iter().any(|digit| digit.gap.is_wide()) {
            return judge(&Around { text, about, run }, &mut hits);
        }
        let mut within = Vec::new();
        for run in run.parts().iter().filter(|part| part.digits.len() >= FEWEST) {
            judge(&Around { text, about, run }, &mut within);
        }
        broken(&Around { text, about, run }, &mut within);
        hits.append(&mut within);
    });
    hits
}

/// A run with what stands around it.
pub(super) struct Around<'t> {
    text: &'t str,
    about: &'t str,
    pub run: &'t Run,
}

/// Digits at most of anything that is looked for.
pub(super) const MOST: usize = 19;

fn judge(around: &Around<'_>, hits: &mut Vec<Hit>) {
    let run = around.run;
    let mut group = 0;
    while group < run.groups.len() {
        let from = run.groups[group].start;
        // What is longer says more: the first sixteen digits of a card may be one by chance.
        let fits = |last: &usize| *last == group || run.groups[*last].end - from <= MOST;
        let last = (group..run.groups.len()).take_while(fits).last().unwrap_or(group);
        match (group..=last).rev().find_map(|last| around.one(group, last)) {
            Some((found, last)) => {
                hits.extend(found);
                group = last + 1;
            }
            None => group += 1,
        }
    }
}

impl Around<'_> {
    /// What the groups from the first to the last are, taken together.
    fn one(&self, first: usize, last: usize) -> Option<(Vec<Hit>, usize)> {
        let range = self.run.groups[first].start..self.run.groups[last].end;
        let values: Vec<u8> = self.run.digits[range.clone()].iter().map(|d| d.value).collect();
        let hit = |kind, sure, from: usize, to: usize| self.hit(kind, sure, range.start + from..range.start + to);
        let only = |kind, sure| Some((vec![hit(kind, sure, 0, values.len())], last));
        let length = values.len();
        if numbers::is_citizen_id(&values) && !self.is_credit_code(&range) {
            return only(Kind::Citizen, Sure::Yes);
        }
        if first == last
            && let Some(pieces) = glued(&values)
        {
            return Some((pieces.into_iter().map(|(kind, at)| hit(kind, Sure::Yes, at.start, at.end)).collect(), last));
        }
        if let Some((sure, skipped)) = self.mobile(&values, first, last) {
            return Some((vec![hit(Kind::Mobile, sure, skipped, length)], last));
        }
        if let Some(sure) = self.card(&values, first, last) {
            return only(Kind::Card, sure);
        }
        if numbers::is_old_citizen_id(&values)
            && self.is_alone(first, last)
            && self.is_grouped(first, last, &[&[15], &[6, 6, 3]])
        {
            let is_said = ["身份证", "证件", "居民"].iter().any(|word| self.says(&range, word));
            let is_other = self.is_serial(&range) || self.has_unit(&range);
            match (is_said, is_other) {
                (true, _) => return only(Kind::OldCitizen, Sure::Maybe),
                (false, false) => return only(Kind::OldCitizen, Sure::Hardly),
                _ => {}
            }
        }
        None
    }

    /// Whether these are a mobile number, and how many digits before it are of no account.
    pub(super) fn mobile(&self, values: &[u8], first: usize, last: usize) -> Option<(Sure, usize)> {
        let range = self.run.groups[first].start..self.run.groups[last].end;
        const WHOLE: [&[usize]; 5] = [&[3, 4, 4], &[3, 8], &[7, 4], &[4, 3, 4], &[1; 11]];
        let dialled: [&[u8]; 5] = [&[], &[0], &[8, 6], &[0, 0, 8, 6], &[0, 8, 6]];
        let skipped = dialled.iter().find_map(|prefix| {
            let rest = values.strip_prefix(*prefix)?;
            numbers::is_mobile(rest).then_some(prefix.len())
        })?;
        let is_one = first == last;
        if !is_one {
            // A country's code may be a group of its own; the rest is written as telephone numbers are.
            let is_apart = skipped > 1
                && self.run.groups[first].len() == skipped
                && self.run.gap(first + 1).is_some_and(|gap| gap != Gap::Dot);
            let from = first + usize::from(is_apart);
            let is_whole = from == last && self.run.groups[from].len() == 11;
            if !(is_whole || (skipped == 0 || is_apart) && self.is_grouped(from, last, &WHOLE)) {
                return None;
            }
        }
        let (before, after) = (self.run.gap(first), self.run.gap(last + 1));
        let inner = self.run.gap(last).filter(|_| !is_one);
        let touches = |gap: Gap| before == Some(gap) || after == Some(gap);
        if touches(Gap::Dot) || inner.is_some_and(touches) || self.has_unit(&range) || self.has_sign(&range) {
            return None;
        }
        let follows = self.follows_id(first);
        if touches(Gap::None) && !follows || !self.is_free(&range, true, follows) {
            return None;
        }
        let is_doubtful = touches(Gap::Hyphen) || self.is_serial(&range) || self.may_have_unit(&range);
        Some((if is_doubtful { Sure::Maybe } else { Sure::Yes }, skipped))
    }

    pub(super) fn card(&self, values: &[u8], first: usize, last: usize) -> Option<Sure> {
        const WHOLE: [&[usize]; 11] = [
            &[4, 4, 4, 4],
            &[4, 4, 4, 4, 1],
            &[4, 4, 4, 4, 2],
            &[4, 4, 4, 4, 3],
            &[6, 10],
            &[6, 13],
            &[6, 12],
            &[6, 11],
            &[6, 4, 4, 4],
            &[6, 4, 4, 5],
            &[8, 11],
        ];
        let range = self.run.groups[first].start..self.run.groups[last].end;
        if !numbers::is_card(values) || !numbers::may_be_card(values) {
            return None;
        }
        if first != last && !self.is_grouped(first, last, &WHOLE) {
            return None;
        }
        let is_said = ACCOUNTS.iter().any(|word| self.says(&range, word));
        let touches = |gap| self.run.gap(first) == Some(gap) || self.run.gap(last + 1) == Some(gap);
        let is_bound = touches(Gap::Dot) || touches(Gap::None) || self.has_unit(&range) || self.has_sign(&range);
        if is_bound || self.is_credit_code(&range) || !self.is_free(&range, false, false) {
            return None;
        }
        match (is_said, numbers::is_known_card(values)) {
            (true, _) => Some(Sure::Yes),
            (false, true) if !touches(Gap::Hyphen) && !self.is_serial(&range) => Some(Sure::Maybe),
            _ => None,
        }
    }

    /// Whether the groups are as long as one of these patterns, with the same kind of sign between all of them that are in
    /// one line.
    fn is_grouped(&self, first: usize, last: usize, patterns: &[&[usize]]) -> bool {
        let groups = &self.run.groups[first..=last];
        let mut signs = (first + 1..=last).filter_map(|group| self.run.gap(group)).filter(|gap| *gap != Gap::Line);
        let sign = signs.next();
        let is_even = signs.all(|gap| Some(gap) == sign);
        is_even && patterns.iter().any(|p| p.len() == groups.len() && groups.iter().zip(*p).all(|(g, n)| g.len() == *n))
    }

    /// Whether no other digits stand beside.
    fn is_alone(&self, first: usize, last: usize) -> bool {
        let is_apart = |gap: Option<Gap>| matches!(gap, None | Some(Gap::Space));
        is_apart(self.run.gap(first)) && is_apart(self.run.gap(last + 1))
    }

    /// Whether the group before it ends with the `X` of an id.
    fn follows_id(&self, first: usize) -> bool {
        first > 0 && self.run.digits[self.run.groups[first].start - 1].value == 10
    }

    pub(super) fn before(&self, range: &Range<usize>) -> &str {
        &self.text[..self.run.digits[range.start].start]
    }

    pub(super) fn after(&self, range: &Range<usize>) -> &str {
        &self.text[self.run.digits[range.end - 1].end..]
    }

    /// Whether no letter stands beside it: then it is a part of something else.
    fn is_free(&self, range: &Range<usize>, may_be_dialled: bool, follows_id: bool) -> bool {
        let (before, after) = (self.before(range), self.after(range));
        if after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return false;
        }
        // A number with its thousands apart.
        let thousands = after.strip_prefix(',').map(|rest| rest.bytes().take_while(u8::is_ascii_digit).count());
        let group = self.run.groups.iter().find(|group| group.end == range.end).map_or(0, ExactSizeIterator::len);
        if thousands == Some(3) && group <= 3 {
            return false;
        }
        let letters = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        if letters == 0 || follows_id {
            return true;
        }
        let word = before[before.len() - letters..].to_ascii_lowercase();
        // An escape (`\n138…`) is no word.
        may_be_dialled && DIALS.contains(&word.as_str()) || letters == 1 && before[..before.len() - 1].ends_with('\\')
    }

    fn has_unit(&self, range: &Range<usize>) -> bool {
        self.unit(range).is_some_and(|rest| !begins_word(rest))
    }

    /// Whether what follows at once begins like a unit, and goes on as a word: 个人业务, but also 度电.
    fn may_have_unit(&self, range: &Range<usize>) -> bool {
        !self.after(range).starts_with(' ') && self.unit(range).is_some_and(begins_word)
    }

    /// What stands behind the unit after it.
    fn unit(&self, range: &Range<usize>) -> Option<&str> {
        let after = self.after(range).trim_start_matches(|c: char| c == ' ' || is_unseen(c));
        UNITS.iter().find_map(|unit| after.strip_prefix(unit))
    }

    fn has_sign(&self, range: &Range<usize>) -> bool {
        let is_paired = |c: char| c == '=' || c == '#';
        // `id=138…` in an address is no sum, and neither is a heading.
        self.before(range).trim_end_matches(' ').ends_with(|c: char| SIGNS.contains(&c) && !is_paired(c))
    }

    /// Whether it is said to be the number of something else.
    fn is_serial(&self, range: &Range<usize>) -> bool {
        let label = label(self.before(range));
        SERIALS.iter().any(|word| label.ends_with(word) || self.about.contains(word))
    }

    /// Whether a word stands before it, in its line, or over all of it.
    fn says(&self, range: &Range<usize>, word: &str) -> bool {
        /// Bytes that are looked at.
        const NEAR: usize = 120;
        let before = self.before(range);
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let mut from = line.max(before.len().saturating_sub(NEAR));
        while !before.is_char_boundary(from) {
            from += 1;
        }
        before[from..].contains(word) || self.about.contains(word)
    }

    /// Whether it is a credit code, and is said to be one.
    pub(super) fn is_credit_code(&self, range: &Range<usize>) -> bool {
        let code: String = self.run.digits[range.clone()]
            .iter()
            .map(|d| if d.value == 10 { 'X' } else { char::from(b'0' + d.value) })
            .collect();
        // An index number goes on with its year: `…/2023-00012`.
        let after = self.after(range).as_bytes();
        let is_index =
            || matches!(after, [b'/', a, b, c, d, b'-', ..] if [a, b, c, d].iter().all(|d| d.is_ascii_digit()));
        is_credit_code(&code) && (is_index() || CODES.iter().any(|word| self.says(range, word)))
    }

    pub(super) fn hit(&self, kind: Kind, sure: Sure, range: Range<usize>) -> Hit {
        let digits = &self.run.digits[range];
        let sign = |(at, digit): (usize, &super::digits::Digit)| match digit.value {
            _ if (3..digits.len() - 2).contains(&at) => '*',
            10 => 'X',
            value => char::from(b'0' + value),
        };
        Hit {
            kind,
            sure,
            range: digits[0].start..digits[digits.len() - 1].end,
            masked: digits.iter().enumerate().map(sign).collect(),
        }
    }
}

/// Ids and telephones with nothing between them, which make up all of some digits: at least one id.
fn glued(values: &[u8]) -> Option<Vec<(Kind, Range<usize>)>> {
    let (mut out, mut at) = (Vec::new(), 0);
    while at < values.len() {
        let piece = |length: usize| values.get(at..at + length);
        let (kind, length) = match piece(18).filter(|id| numbers::is_citizen_id(id)) {
            Some(id) => (Kind::Citizen, id.len()),
            None => (Kind::Mobile, piece(11).filter(|phone| numbers::is_mobile(phone))?.len()),
        };
        out.push((kind, at..at + length));
        at += length;
    }
    (out.len() > 1 && out.iter().any(|(kind, _)| *kind == Kind::Citizen)).then_some(out)
}

/// What stands before a number, without the signs between.
fn label(before: &str) -> &str {
    before.trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, ':' | '：' | '"' | '\'' | '“' | '（' | '(' | '=' | '为' | '是' | '第' | '*' | '`' | '|')
    })
}

/// Whether what stands behind a unit makes a word of it: 人社所, 元岭村.
fn begins_word(rest: &str) -> bool {
    rest.starts_with(|c: char| matches!(c, '\u{4e00}'..='\u{9fff}') && !OF_UNITS.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::{Form, Kind, Sure, find};

    fn found(text: &str) -> Vec<(Kind, Sure)> {
        find(text, Form::Markdown, "").into_iter().map(|hit| (hit.kind, hit.sure)).collect()
    }

    #[test]
    fn numbers_of_people() {
        use Kind::{Card, Citizen, Mobile, OldCitizen};
        use Sure::{Hardly, Maybe, Yes};
        for (text, want) in [
            ("34052419800101001X", vec![(Citizen, Yes)]),
            ("340524 19800101 001X", vec![(Citizen, Yes)]),
            ("1. 34052419800101001X", vec![(Citizen, Yes)]),
            ("34052419800101001X13800138000", vec![(Citizen, Yes), (Mobile, Yes)]),
            ("34052419800101001X 13800138000", vec![(Citizen, Yes), (Mobile, Yes)]),
            ("身份证340524800101001", vec![(OldCitizen, Maybe)]),
            ("340524800101001", vec![(OldCitizen, Hardly)]),
            ("电话13800138000", vec![(Mobile, Yes)]),
            ("电话：138-0013-8000。", vec![(Mobile, Yes)]),
            ("138 0013 8000", vec![(Mobile, Yes)]),
            ("1 3 8 0 0 1 3 8 0 0 0", vec![(Mobile, Yes)]),
            ("+86 13800138000", vec![(Mobile, Yes)]),
            ("+86 138 0013 8000", vec![(Mobile, Yes)]),
            ("8613800138000", vec![(Mobile, Yes)]),
            ("008613800138000", vec![(Mobile, Yes)]),
            ("１３８００１３８０００", vec![(Mobile, Yes)]),
            ("张三,13800138000,100,村", vec![(Mobile, Yes)]),
            ("张三 13800138000 人社所", vec![(Mobile, Yes)]),
            ("李四 13800138000 元岭村", vec![(Mobile, Yes)]),
            ("电话13800138000度假村", vec![(Mobile, Maybe)]),
            ("13800138000,13900139000", vec![(Mobile, Yes), (Mobile, Yes)]),
            ("13800138000 13900139000", vec![(Mobile, Yes), (Mobile, Yes)]),
            ("13800138000、13900139000", vec![(Mobile, Yes), (Mobile, Yes)]),
            ("tel13800138000", vec![(Mobile, Yes)]),
            ("2023-13800138000", vec![(Mobile, Maybe)]),
            ("编号：13800138000", vec![(Mobile, Maybe)]),
            ("6222020000000000008", vec![]),
            ("卡号 4111111111111111", vec![(Card, Yes)]),
            ("卡号 4111 1111 1111 1111", vec![(Card, Yes)]),
            ("卡号 4111111111111111,100", vec![(Card, Yes)]),
            // With nothing between.
            ("44142319900101001744142319900101005X", vec![(Citizen, Yes), (Citizen, Yes)]),
            ("441423199001010017441423199001010025", vec![(Citizen, Yes), (Citizen, Yes)]),
            ("13800138000441423199001010017", vec![(Mobile, Yes), (Citizen, Yes)]),
            // With other signs between.
            ("441423/19900101/0017", vec![(Citizen, Yes)]),
            ("441423，19900101，0017", vec![(Citizen, Yes)]),
            ("340524/19800101/001X", vec![(Citizen, Yes)]),
            // Written as codes.
            ("\"\\u00313800138000\"", vec![(Mobile, Yes)]),
            ("\"\\U000000313800138000\"", vec![(Mobile, Yes)]),
            ("&#49;3800138000", vec![(Mobile, Yes)]),
            ("&#x31;3800138000", vec![(Mobile, Yes)]),
            // Over the ends of lines.
            ("电话138\n00138000", vec![(Mobile, Yes)]),
            ("电话：138\r\n> 0013 8000", vec![(Mobile, Yes)]),
            ("电话138 0013<br>8000", vec![(Mobile, Yes)]),
            ("电话138 0013<br />\n8000。", vec![(Mobile, Yes)]),
            ("phone: >-\n    138\n    0013\n    8000\n", vec![(Mobile, Yes)]),
            ("phone: \"138\\\n  00138000\"", vec![(Mobile, Yes)]),
            ("证号441423\n19900101\n0017", vec![(Citizen, Yes)]),
            ("证号4405\n2419800101001X", vec![]),
            ("证号3405\n2419800101001X", vec![(Citizen, Yes)]),
            ("证号34052419800101001\nX", vec![(Citizen, Yes)]),
            ("卡号 4111 1111\n1111 1111", vec![(Card, Yes)]),
            ("13800138000\n13900139000", vec![(Mobile, Yes), (Mobile, Yes)]),
        ] {
            assert_eq!(found(text), want, "{text}");
        }
    }

    #[test]
    fn numbers_of_other_things() {
        for text in [
            "12800138000",
            "13800138000元",
            "13800138000 万元",
            "13800138000.00",
            "¥13800138000",
            "0.13800138000",
            "138001380001",
            "a13800138000",
            "13800138000f",
            "0753-1234567",
            "010-12345678",
            "400-830-1234",
            "4111111111111111",
            "2206-441423-04-01-123456",
            "2023-08-31 2023-09-01",
            "150 2023 1200 300",
            "统一社会信用代码91350100M000100Y43",
            "13,800,138,000",
            "138,001,380,001",
            "13812345678 美元",
            "15912345678棵",
            // Beside the ends of lines.
            "电话138\n\n00138000",
            "- 138\n- 00138000",
            "* 138\n* 00138000",
            "138\n2. 0138000",
            "面积138\n0013 8000元",
            "a: 138\nb: 00138000",
            "| 138 |\n| 00138000 |",
            "数\n1\n138\n0013\n8000\n",
            "138\n0013\n8000\n99",
            "2015年1500\n2000000人次",
            "在2015\n2016\n2017\n2018年",
            "138/0013/8000",
            "138，0013，8000",
            "2023/08/31 2023/09/01",
            "4414/2319/9001/0100/17",
            "E115.12345678\n2023年",
        ] {
            assert_eq!(found(text), [], "{text:?}");
        }
        // A line of a text is by itself; of a cell it is not.
        assert_eq!(find("甲,138\n00138000,乙", Form::Plain, ""), []);
        assert_eq!(find("138 0013\n8000", Form::Cell, "").len(), 1);
        assert_eq!(find("2023\n1380", Form::Cell, ""), []);
    }
}
