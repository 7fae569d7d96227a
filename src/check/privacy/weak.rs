//! Masks that hide too little: more than seven digits of an id or telephone to be seen, or another number of signs than the
//! number had.

use std::ops::Range;

use super::digits::{Form, value};

/// What is weak about a mask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Weakness {
    /// So many digits of an id are to be seen.
    Id(usize),
    /// So many of a mobile number.
    Mobile(usize),
    /// A mobile number that is masked to another length: so many signs.
    Length(usize),
}

/// Digits that may be seen.
const MOST: usize = 7;

/// Signs of a mask at least.
const FEWEST: usize = 2;

fn is_mask(c: char) -> bool {
    matches!(c, '*' | '＊' | '●' | '■' | '▇' | '█' | '×' | 'x' | 'X' | 'Ｘ' | '?' | '？' | '#' | '＃' | '✱' | '∗')
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
            && let Some(weakness) = word.judge()
        {
            out.push((weakness, at..word.end));
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
            length if is_mobile && head.len() == 3 && self.tail == 4 && (9..=14).contains(&length) => {
                Some(Weakness::Length(length))
            }
            _ => None,
        }
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
        ] {
            assert_eq!(weak(text, Form::Plain).first().map(|(what, _)| *what), want, "{text}");
        }
    }

    #[test]
    fn bold_digits_are_no_mask() {
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
