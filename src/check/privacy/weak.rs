//! Masks that hide too little: more than seven digits of an id or telephone to be seen, or another number of signs than the
//! number had.

use std::ops::Range;

use super::digits::{Form, value};
use super::numbers::{is_known_card, is_region};
use super::scant::{gives_back, is_said_phone, scant};

/// What is weak about a mask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Weakness {
    /// So many digits of an id are to be seen.
    Id(usize),
    /// So many of a mobile number.
    Mobile(usize),
    /// A mobile number that is masked to another length: so many signs.
    Length(usize),
    /// So many digits of a bank card are to be seen.
    Card(usize),
}

/// Digits that may be seen.
const MOST: usize = 7;

/// And of a card: its bank and its last four.
const OF_CARDS: usize = 10;

/// Signs of a mask at least.
const FEWEST: usize = 2;

/// Digits of a number at least of which one alone is masked.
const TELLING: usize = 10;

/// Signs at most of what is looked for, and what may stand between.
const LONGEST: usize = 30;

pub(super) fn is_mask(c: char) -> bool {
    matches!(c, '*' | '＊' | '●' | '■' | '▇' | '█' | '×' | 'x' | 'X' | 'Ｘ' | '?' | '？' | '#' | '＃' | '✱' | '∗')
        || matches!(c, '□' | '○' | '◯' | '◆' | '◎' | '△' | '▲' | '﹡' | '※' | '〇')
}

/// The weak masks of a text.
pub(super) fn weak(text: &str, form: Form) -> Vec<(Weakness, Range<usize>)> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|b| b.is_ascii_digit() || *b == 0xEF) {
        at += next;
        let mut word = Word::read(text, at);
        // Most numbers have no mask.
        let is_bold = word.masks >= FEWEST && form == Form::Markdown && word.is_bold(text, at);
        if word.masks >= FEWEST
            && !is_bold
            && !is_measure(&text[at..word.end])
            && let Some(weakness) = word.judge()
        {
            out.push((weakness, at..word.end));
        } else if let Some((weakness, end)) = Grouped::read(text, at, word.end).and_then(|grouped| grouped.judge(form))
        {
            out.push((weakness, at..end));
            word.end = end;
        } else if word.head.len() + word.tail >= TELLING
            && let Some((weakness, range)) = scant(text, at, form)
        {
            word.end = range.end.max(word.end);
            out.push((weakness, range));
        }
        at = word.end.max(at + if bytes[at] == 0xEF { 3 } else { 1 });
    }
    out
}

/// Digits and signs of a mask without anything between.
struct Word {
    /// The digits before the mask.
    head: Vec<u8>,
    /// How many signs the mask has.
    masks: usize,
    /// How many digits come after it.
    tail: usize,
    end: usize,
}

impl Word {
    fn read(text: &str, start: usize) -> Word {
        let mut word = Word { head: Vec::new(), masks: 0, tail: 0, end: start };
        let mut chars = text[start..].char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let follows = chars.peek().is_some_and(|(_, next)| is_mask(*next));
            if let Some(digit) = value(c) {
                if word.masks == 0 { word.head.push(digit) } else { word.tail += 1 }
            } else if is_mask(c) && !word.head.is_empty() {
                // What was a digit between two masks is seen all the same.
                word.masks += 1;
            } else if !(c == '\\' && follows) {
                break;
            }
            word.end = start + at + c.len_utf8();
        }
        word
    }

    /// Whether stars within it are no mask but make it bold: as many stand before it, or twice in it. Those that close what
    /// was bold before it are taken off.
    fn is_bold(&mut self, text: &str, start: usize) -> bool {
        /// Stars in a row at most.
        const BOLD: usize = 3;
        let before = &text[..start];
        let outer = before.len() - before.trim_end_matches('*').len();
        let mut own = &text[start..self.end];
        let opens = (1..=BOLD).contains(&outer) && !before[..before.len() - outer].ends_with('\\');
        if opens && let Some(inner) = own.strip_suffix(&"*".repeat(outer)[..]) {
            self.masks = self.masks.saturating_sub(outer);
            own = inner;
        }
        let is_closed = own.len() < self.end - start;
        // Signs that are escaped are no marks.
        let runs = own.split(|c| c != '*').map(str::len).filter(|length| (1..=BOLD).contains(length));
        let mut seen = Vec::from_iter((opens && !is_closed).then_some(outer));
        !own.contains('\\')
            && runs.into_iter().any(|length| {
                let is_pair = seen.contains(&length);
                seen.push(length);
                is_pair
            })
    }

    fn judge(&self) -> Option<Weakness> {
        let (head, seen) = (self.head.as_slice(), self.head.len() + self.tail);
        let is_mobile = head.len() >= 2 && head[0] == 1 && (3..=9).contains(&head[1]);
        match seen + self.masks {
            18 | 15 if seen > MOST && head.len() >= 2 && head[0] > 0 => Some(Weakness::Id(seen)),
            11 if is_mobile && seen > MOST => Some(Weakness::Mobile(seen)),
            11 | 15 | 18 => None,
            16 | 17 | 19 if seen > OF_CARDS && head.len() > 3 && is_known_card(head) => Some(Weakness::Card(seen)),
            length if is_mobile && head.len() == 3 && self.tail == 4 && (9..=14).contains(&length) => {
                Some(Weakness::Length(length))
            }
            _ => None,
        }
    }
}

/// Whether it is a product: 150*200*300 is as long as it is wide and high.
fn is_measure(word: &str) -> bool {
    /// Digits of a factor at most.
    const MOST: usize = 6;
    let is_sign = |c: char| matches!(c, '*' | '＊' | '✱' | '∗' | '×' | 'x' | 'X' | 'Ｘ');
    let word = word.replace('\\', "");
    let factors: Vec<&str> = word.split(is_sign).collect();
    let is_factor = |factor: &&str| {
        factor.chars().all(|c| value(c).is_some())
            && (1..=MOST).contains(&factor.chars().count())
            && factor.chars().next().and_then(value) != Some(0)
    };
    factors.len() > 2 && factors.iter().all(is_factor)
}

/// Digits and signs of a mask in groups: `441423 19900101 ****`, `138-0013-80**`.
struct Grouped<'t> {
    text: &'t str,
    /// What stands between all of them.
    between: char,
    groups: Vec<Group>,
    start: usize,
}

struct Group {
    /// Its digits; none stands for a sign of a mask.
    signs: Vec<Option<u8>>,
    end: usize,
}

impl<'t> Grouped<'t> {
    /// Groups at most of anything that is looked for.
    const MOST: usize = 5;

    /// Reads them from the first on, which ends there.
    fn read(text: &'t str, start: usize, first: usize) -> Option<Grouped<'t>> {
        let between = text[first..].chars().next().filter(|c| matches!(c, ' ' | '-' | '\u{3000}' | '－' | '–'))?;
        let is_sign = |c: char| is_mask(c) || value(c).is_some();
        let (before, own) = (&text[..start], &text[start..first]);
        let may_begin = match own.chars().filter(|c| *c != '\\').count() {
            6 | 14 => true,
            3 | 4 | 7 => own.chars().next().and_then(value) == Some(1),
            _ => false,
        };
        if !may_begin {
            return None;
        }
        // Most numbers have no mask near.
        if !text[first..].chars().take(LONGEST).any(is_mask) {
            return None;
        }
        if before.strip_suffix(between).is_some_and(|before| between != ' ' && before.ends_with(is_sign)) {
            return None;
        }
        let mut out = Grouped { text, between, groups: Vec::new(), start };
        let mut at = start;
        while out.groups.len() <= Grouped::MOST {
            let mut group = Group { signs: Vec::new(), end: at };
            let mut chars = text[at..].chars().peekable();
            while let Some(c) = chars.next() {
                match value(c) {
                    Some(digit) => group.signs.push(Some(digit)),
                    None if is_mask(c) => group.signs.push(None),
                    None if c == '\\' && chars.peek().is_some_and(|next| is_mask(*next)) => {}
                    None => break,
                }
                group.end += c.len_utf8();
            }
            if group.signs.is_empty() {
                break;
            }
            at = group.end;
            out.groups.push(group);
            if !text[at..].starts_with(between) {
                break;
            }
            at += between.len_utf8();
        }
        (out.groups.len() > 1).then_some(out)
    }

    /// What is weak about it, and where it ends.
    fn judge(&self, form: Form) -> Option<(Weakness, usize)> {
        const IDS: [&[usize]; 5] = [&[6, 8, 4], &[6, 4, 4, 4], &[6, 4, 2, 2, 4], &[6, 12], &[14, 4]];
        const MOBILES: [&[usize]; 4] = [&[3, 4, 4], &[3, 8], &[7, 4], &[4, 3, 4]];
        let lengths: Vec<usize> = self.groups.iter().map(|group| group.signs.len()).collect();
        let fits = |pattern: &&&[usize]| {
            lengths.starts_with(pattern) && (lengths.len() == pattern.len() || self.between == ' ')
        };
        let of = |patterns: &[&[usize]]| patterns.iter().find(fits).map(|pattern| pattern.len());
        let (count, is_id) = of(&IDS).map(|n| (n, true)).or_else(|| of(&MOBILES).map(|n| (n, false)))?;
        let end = self.groups[count - 1].end;
        let signs: Vec<Option<u8>> = self.groups[..count].iter().flat_map(|group| group.signs.clone()).collect();
        let seen = signs.iter().flatten().count();
        let own = &self.text[self.start..end];
        let line = self.text[end..].split('\n').next().unwrap_or_default();
        let may_be_bold = form == Form::Markdown && !own.contains("\\*") && own.ends_with('*') && line.contains('*');
        let is_scant = signs.len() - seen < FEWEST;
        if seen == signs.len() || seen <= MOST || may_be_bold {
            return None;
        }
        if is_scant && !(if is_id { gives_back(&signs) } else { self.is_telephone(&signs) }) {
            return None;
        }
        let is_year = |digits: &[Option<u8>]| {
            matches!(digits, [None, ..] | [_, None, ..] | [Some(1), Some(8 | 9), ..] | [Some(2), Some(0), ..])
        };
        let weakness = match signs[..] {
            [Some(a), Some(b), c, d, ..]
                if is_id && is_region(&[a, b, c.unwrap_or(1), d.unwrap_or(1)]) && is_year(&signs[6..]) =>
            {
                Weakness::Id(seen)
            }
            [Some(1), Some(3..=9), ..] if !is_id => Weakness::Mobile(seen),
            _ => return None,
        };
        Some((weakness, end))
    }
}

impl Grouped<'_> {
    /// Whether eleven signs, of which one is masked, are a telephone: said to be one, or no figures in a row with a note.
    fn is_telephone(&self, signs: &[Option<u8>]) -> bool {
        is_said_phone(self.text, self.start) || self.between != ' ' || signs.last() != Some(&None)
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, Weakness, weak};

    #[test]
    fn what_hides_too_little() {
        for (text, want) in [
            ("340524********001X", Some(Weakness::Id(9))),
            ("340524********0012", Some(Weakness::Id(10))),
            ("34052419800101****", Some(Weakness::Id(14))),
            ("3405241980\\*\\*\\*\\*001X", Some(Weakness::Id(13))),
            ("13800*38000", None),
            ("13800*08000", Some(Weakness::Mobile(10))),
            ("44142319900101□□□□", Some(Weakness::Id(14))),
            ("6222020001234567***", Some(Weakness::Card(16))),
            ("622202*********4567", None),
            ("9222020001234567***", None),
            ("13800**8000", Some(Weakness::Mobile(9))),
            ("138****8000", None),
            ("138***8000", Some(Weakness::Length(10))),
            ("138＊＊＊＊8000", None),
            ("138xxxx8000", None),
            ("34*************010", None),
            ("340***********0010", None),
            ("2023****", None),
            ("15×20×30", None),
            ("**2023**年", None),
            ("甲###乙", None),
            ("441423 19900101 ****", Some(Weakness::Id(14))),
            ("441423-19900101-****", Some(Weakness::Id(14))),
            ("441423－19900101－＊＊＊＊", Some(Weakness::Id(14))),
            ("441423 1990 0101 ****", Some(Weakness::Id(14))),
            ("1 441423 19900101 **** 二级", Some(Weakness::Id(14))),
            ("441423 ******** 0017", Some(Weakness::Id(10))),
            ("138 0013 80**", Some(Weakness::Mobile(9))),
            ("138-0013-800*", Some(Weakness::Mobile(10))),
            ("138 00*3 8000", Some(Weakness::Mobile(10))),
            ("138-001*-8000", Some(Weakness::Mobile(10))),
            ("150 1200 300*", None),
            ("电话138 0013 800*", Some(Weakness::Mobile(10))),
            ("441423 19900101 00*7", Some(Weakness::Id(17))),
            ("441423 20231301 001*", None),
            ("138-0013-80**", Some(Weakness::Mobile(9))),
            ("138 0013 ****", None),
            ("138-****-8000", None),
            ("44**** ******** 0017", None),
            ("2206-441423-04-01-******", None),
            ("440000 20230101 ****", None),
            ("202308 20230831 ****", None),
            ("622202 1234 5678 ****", None),
            ("6222 0200 0123 ****", None),
            ("441423-19900101-****-01", None),
            ("2023-08-**", None),
            ("150*200*300", None),
            ("150×200×300", None),
            ("1500*3000*1", None),
            ("15000*24000*30000", None),
            ("138*0013*00", Some(Weakness::Mobile(9))),
        ] {
            assert_eq!(weak(text, Form::Plain).first().map(|(what, _)| *what), want, "{text}");
        }
    }

    #[test]
    fn bold_digits_are_no_mask() {
        for text in ["150\\*200\\*300", "138 0013 80**元**", "**441423 19900101 **甲"] {
            assert_eq!(weak(text, Form::Markdown), [], "{text}");
        }
        assert_eq!(weak("441423 19900101 \\*\\*\\*\\*", Form::Markdown).len(), 1);
        for text in ["**138**1111*0038*", "1*380*0138000", "**138**8000", "**13800**8000", "电话**1380013**8000"] {
            assert_eq!(weak(text, Form::Markdown), [], "{text}");
        }
        for text in [
            "138***8000",
            "13800\\*\\*8000",
            "**13800\\*\\*8000**",
            "13800**8000",
            "**13800*\\*8000**",
            "**340524****0101001X**",
        ] {
            assert_eq!(weak(text, Form::Markdown).len(), 1, "{text}");
        }
        assert_eq!(weak("**13800**8000", Form::Plain).len(), 1);
    }
}
