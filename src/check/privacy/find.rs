//! What of a text's digits is somebody's number. A citizen's id proves itself; a telephone or card needs that nothing beside
//! it says that it is something else.

use std::ops::Range;

use super::broken::broken;
use super::digits::{FEWEST, Form, Gap, Run, runs};
use super::numbers;
use super::words::{ACCOUNTS, PHONES};

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
            return judge(&Around { text, form, about, run }, &mut hits);
        }
        let mut within = Vec::new();
        for run in run.parts().iter().filter(|part| part.digits.len() >= FEWEST) {
            judge(&Around { text, form, about, run }, &mut within);
        }
        broken(&Around { text, form, about, run }, &mut within);
        hits.append(&mut within);
    });
    hits
}

/// Finds the numbers of a cell of something that is measured: not that which is its own, unless it is said to be somebody's.
pub(super) fn measured(text: &str, form: Form) -> Vec<Hit> {
    let mut hits = find(text, form, "");
    hits.retain_mut(|hit| {
        let before = &text[..hit.range.start];
        let is_said = PHONES.iter().chain(&ACCOUNTS).any(|word| before.contains(word));
        if hit.kind == Kind::Citizen || is_said {
            return true;
        }
        // Its own number is another one.
        hit.sure = hit.sure.max(Sure::Maybe);
        before.bytes().any(|b| b.is_ascii_digit())
    });
    hits
}

/// A run with what stands around it.
pub(super) struct Around<'t> {
    pub text: &'t str,
    pub form: Form,
    pub about: &'t str,
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
            None => {
                if around.is_alone(group, group) {
                    pieces(around, group, hits);
                }
                group += 1;
            }
        }
    }
}

/// The numbers in a group that is none itself, but has something between its digits that nobody sees: `139****5151` and at once
/// a card behind it.
fn pieces(around: &Around<'_>, group: usize, hits: &mut Vec<Hit>) {
    for (run, is_masked) in around.run.pieces(group, around.text) {
        if run.digits.len() < FEWEST || run.groups.len() != 1 {
            continue;
        }
        let found = Around { run: &run, ..*around }.one(0, 0).map(|(found, _)| found).unwrap_or_default();
        let is_sure = |kind| is_masked || kind == Kind::Citizen;
        hits.extend(found.into_iter().map(|hit| {
            let sure = if is_sure(hit.kind) { hit.sure } else { hit.sure.max(Sure::Maybe) };
            Hit { sure, ..hit }
        }));
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
        if first == last
            && let Some(sure) = self.within_other(&values, &range)
        {
            return only(Kind::Citizen, sure);
        }
        if let Some(sure) = self.rounded(&values, first, last) {
            return only(Kind::Citizen, sure);
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
        let dialled: [&[u8]; 8] = [
            &[],
            &[0],
            &[8, 6],
            &[0, 0, 8, 6],
            &[0, 8, 6],
            // Codes of cheaper calls.
            &[1, 7, 9, 5, 1],
            &[1, 7, 9, 1, 1],
            &[1, 2, 5, 9, 3],
        ];
        let skipped = dialled.iter().find_map(|prefix| {
            let rest = values.strip_prefix(*prefix)?;
            numbers::is_mobile(rest).then_some(prefix.len())
        })?;
        let is_one = first == last;
        let mut is_loose = false;
        let is_said = self.is_dialled(&range) || self.is_over_phones();
        // Programs write a telephone as any other number: `1.3920005151E+10`.
        if self.is_raised(first, last) {
            return is_said.then_some((Sure::Yes, skipped));
        }
        if !is_one {
            // A country's code may be a group of its own; the rest is written as telephone numbers are.
            let is_apart = skipped > 1
                && self.run.groups[first].len() == skipped
                && self.run.gap(first + 1).is_some_and(|gap| gap != Gap::Dot);
            let from = first + usize::from(is_apart);
            let is_whole = from == last && self.run.groups[from].len() == 11;
            let may_split = skipped == 0 || is_apart;
            if !(is_whole || may_split && self.is_grouped(from, last, &WHOLE)) {
                let sure = may_split.then(|| self.loosely(from, last, &range)).flatten()?;
                is_loose = sure != Sure::Yes;
            }
        }
        let (before, after) = (self.run.gap(first), self.run.gap(last + 1));
        let inner = self.run.gap(last).filter(|_| !is_one);
        let touches = |gap: Gap| before == Some(gap) || after == Some(gap);
        let is_whole = after == Some(Gap::Dot) && before != Some(Gap::Dot) && is_said && self.has_no_part(last);
        let goes_on = touches(Gap::Dot) && !is_whole && !(after != Some(Gap::Dot) && self.is_item(first));
        if goes_on || inner.is_some_and(touches) || self.has_unit(&range) || self.has_sign(&range) {
            return None;
        }
        if self.is_of_code(&range) {
            return None;
        }
        let follows = self.follows_id(first);
        if touches(Gap::None) && !follows || !self.is_free(&range, true, follows) {
            return None;
        }
        let is_doubtful = is_loose
            || touches(Gap::Hyphen)
            || self.is_serial(&range)
            || self.may_have_unit(&range)
            || self.is_of_account(&range)
            || self.is_in_address(&range);
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
        let goes_on = touches(Gap::Dot) && !(self.run.gap(last + 1) != Some(Gap::Dot) && self.is_item(first));
        let is_bound = goes_on || touches(Gap::None) || self.has_unit(&range) || self.has_sign(&range);
        if is_bound || self.is_credit_code(&range) || !self.is_free(&range, false, false) {
            return None;
        }
        match (is_said, numbers::is_known_card(values)) {
            // What begins like this is more often the account of a firm.
            (true, _) if values[0] == 1 && !self.says(&range, "卡") => None,
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

    /// Whether the groups are a telephone of which the parts are set otherwise: `139-2000 5151`, `13920 005151`.
    fn loosely(&self, first: usize, last: usize, range: &Range<usize>) -> Option<Sure> {
        /// Other ways to set it, where it is said to be one.
        const LOOSE: [&[usize]; 3] = [&[4, 4, 3], &[3, 2, 2, 2, 2], &[2, 3, 3, 3]];
        let groups = &self.run.groups[first..=last];
        let is_near = |group| matches!(self.run.gap(group), Some(Gap::Space | Gap::Hyphen));
        if !(first + 1..=last).all(is_near) {
            return None;
        }
        let is_said = self.is_dialled(range);
        let begins = |group: &Range<usize>, with: &[u8]| {
            self.run.digits[group.clone()].iter().map(|d| d.value).zip(with).all(|(digit, with)| digit == *with)
        };
        if is_said && LOOSE.iter().any(|lengths| groups.iter().map(ExactSizeIterator::len).eq(lengths.iter().copied()))
        {
            return Some(Sure::Yes);
        }
        match groups {
            [a, b, c] if [a, b, c].map(ExactSizeIterator::len) == [3, 4, 4] => {
                // Or a number and years.
                let is_year = |group| begins(group, &[2, 0]) || begins(group, &[1, 9]);
                Some(if is_year(c) && is_year(b) && !is_said { Sure::Maybe } else { Sure::Yes })
            }
            [a, b] if [a, b].map(ExactSizeIterator::len) == [5, 6] => match (is_said, begins(b, &[0])) {
                (true, _) => Some(Sure::Yes),
                (false, true) => Some(Sure::Maybe),
                (false, false) => None,
            },
            _ => None,
        }
    }

    /// Whether what stands before a group is no more than the number of an item, at the beginning of a line: `1.138…`.
    fn is_item(&self, first: usize) -> bool {
        let Some(mark) = first.checked_sub(1).map(|at| &self.run.groups[at]).filter(|mark| mark.len() <= 2) else {
            return false;
        };
        let digit = self.run.digits[mark.start];
        let line = self.text[..digit.start].rsplit('\n').next().unwrap_or_default();
        let is_first = mark.start == 0 || digit.gap == Gap::Line;
        is_first && digit.value > 0 && self.form == Form::Markdown && line.trim_matches(['>', '#', '*', ' ']).is_empty()
    }

    /// Whether no other digits stand beside.
    fn is_alone(&self, first: usize, last: usize) -> bool {
        let is_apart = |gap: Option<Gap>| matches!(gap, None | Some(Gap::Space | Gap::Stop));
        is_apart(self.run.gap(first)) && is_apart(self.run.gap(last + 1))
    }

    pub(super) fn hit(&self, kind: Kind, sure: Sure, range: Range<usize>) -> Hit {
        let digits = &self.run.digits[range];
        let values: Vec<u8> = digits.iter().map(|digit| digit.value).collect();
        let range = digits[0].start..digits[digits.len() - 1].end;
        Hit { kind, sure, range, masked: numbers::masked(&values) }
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
