//! Masks that hide next to nothing: one sign of a telephone, which a few calls give back; one of an id or a card, which the
//! check digit gives back; the four last signs of an id and no more.

use std::ops::Range;

use super::digits::{Form, value};
use super::numbers::{is_card, is_citizen_id, is_date, is_known_card, is_region};
use super::weak::{Weakness, is_mask};

/// Signs at most of what is looked for.
const LONGEST: usize = 20;

/// Characters before a number that may say what it is.
const NEAR: usize = 12;

const PHONES: [&str; 5] = ["电话", "手机", "联系", "tel", "phone"];
const IDS: [&str; 4] = ["身份证", "证件", "公民身份", "身份号"];

/// What is weak about the digits and the sign that begin at `start`.
pub(super) fn scant(text: &str, start: usize, form: Form) -> Option<(Weakness, Range<usize>)> {
    fourteen(text, start).or_else(|| ten(text, start)).or_else(|| one_sign(text, start, form))
}

/// The digits that a number may have where one of its signs is masked: each in its place.
fn fillings(signs: &[Option<u8>]) -> impl Iterator<Item = Vec<u8>> + '_ {
    let last = signs.last() == Some(&None);
    (0..=10u8)
        .filter(move |digit| *digit < 10 || last)
        .map(|digit| signs.iter().map(|sign| sign.unwrap_or(digit)).collect())
}

/// Whether the check digit of an id gives back the one sign that is masked.
pub(super) fn gives_back(signs: &[Option<u8>]) -> bool {
    fillings(signs).any(|id| is_citizen_id(&id))
}

/// Whether it is said before a number that it is a telephone.
pub(super) fn is_said_phone(text: &str, start: usize) -> bool {
    says(text, start, &PHONES)
}

/// A telephone without its last sign, that is said to be one: 电话：1392000515_, 手机1392000515（后一位略）.
fn ten(text: &str, start: usize) -> Option<(Weakness, Range<usize>)> {
    const COUNT: usize = 10;
    const SAID: [&str; 8] = ["（后一位", "(后一位", "（末位", "(末位", "（最后一位", "(最后一位", "（尾号", "(尾号"];
    let (signs, end) = read(text, start)?;
    let rest = text[end..].trim_start_matches('\\');
    let is_cut = rest
        .strip_prefix(['_', '＿'])
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
        || SAID.iter().any(|word| rest.trim_start().starts_with(word));
    let is_one =
        signs.len() == COUNT && matches!(signs[..], [Some(1), Some(3..=9), ..]) && signs.iter().all(Option::is_some);
    let is_free = !text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '_' | '-'));
    (is_one && is_cut && is_free && is_said_phone(text, start)).then_some((Weakness::Mobile(COUNT), start..end))
}

/// A number of which one sign is masked.
fn one_sign(text: &str, start: usize, form: Form) -> Option<(Weakness, Range<usize>)> {
    let before = &text[..start];
    // The mask may come first.
    let own = before.chars().next_back().filter(|c| is_mask(*c) && !matches!(c, 'x' | 'X' | 'Ｘ' | '#'));
    let first = start - own.map_or(0, char::len_utf8);
    let (signs, end) = read(text, first)?;
    let at = signs.iter().position(Option::is_none)?;
    let only = signs.iter().filter(|sign| sign.is_none()).count() == 1;
    if !only || !is_free(text, first..end) {
        return None;
    }
    let weakness = match signs.len() {
        18 if gives_back(&signs) => Weakness::Id(17),
        11 if is_telephone(text, first..end, &signs, at) => Weakness::Mobile(10),
        16..=19
            if fillings(&signs).next().is_some_and(|card| is_known_card(&card))
                && fillings(&signs).take(10).any(|card| is_card(&card)) =>
        {
            Weakness::Card(signs.len() - 1)
        }
        _ => return None,
    };
    (form != Form::Markdown || !may_be_mark(text, first..end)).then_some((weakness, first..end))
}

/// The digits from there on, a sign of a mask among them being none, and where they end.
fn read(text: &str, start: usize) -> Option<(Vec<Option<u8>>, usize)> {
    let (mut signs, mut end) = (Vec::new(), start);
    let mut chars = text[start..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        match value(c) {
            Some(digit) => signs.push(Some(digit)),
            // The sign that ends an id.
            None if signs.len() == 17 && matches!(c, 'x' | 'X' | 'Ｘ') => signs.push(Some(10)),
            None if is_mask(c) => signs.push(None),
            None if c == '\\' && next.is_some_and(is_mask) => continue,
            None => break,
        }
        end = start + at + c.len_utf8();
        if signs.len() > LONGEST {
            return None;
        }
    }
    Some((signs, end))
}

/// Whether nothing stands beside that makes another word or number of it.
fn is_free(text: &str, range: Range<usize>) -> bool {
    let is_bound = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '_' | '=' | '&' | '%' | '+' | '#' | '-' | '$' | '¥' | '￥')
    };
    let before = text[..range.start].trim_end_matches('\\');
    let mut after = text[range.end..].chars();
    let goes_on = match after.next() {
        Some('.' | '-' | ',') => after.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        Some(c) => is_bound(c) || is_mask(c),
        None => false,
    };
    !goes_on && !before.ends_with(|c| is_bound(c) || is_mask(c) && c != '*')
}

/// Whether eleven signs are a telephone, and neither a product nor a number with a note.
fn is_telephone(text: &str, range: Range<usize>, signs: &[Option<u8>], at: usize) -> bool {
    let is_said = says(text, range.start, &PHONES);
    let begins = matches!(signs, [Some(1), Some(3..=9), ..]);
    if at < 2 {
        let rest = matches!(signs, [None, Some(3..=9), ..] | [Some(1), None, ..]);
        return is_said && rest;
    }
    let own = &text[range.clone()];
    let is_last = at + 1 == signs.len();
    // A question, or the number of a house.
    if !begins || is_last && own.ends_with(['?', '？', '#', '＃']) {
        return false;
    }
    const UNITS: &str = "元万亿千斤公吨米平立户人度个";
    let has_unit = text[range.end..].trim_start().starts_with(|c| UNITS.contains(c));
    is_said || !has_unit && (is_last || !is_product(own, signs, at))
}

/// Whether digits on both sides of a sign may be multiplied: 15000*24000, 18000000*12.
fn is_product(own: &str, signs: &[Option<u8>], at: usize) -> bool {
    let is_sign = |c: char| matches!(c, '*' | '＊' | '✱' | '∗' | '×' | 'x' | 'X' | 'Ｘ');
    let (left, right) = (&signs[..at], &signs[at + 1..]);
    let is_round = |side: &[Option<u8>]| side.last() == Some(&Some(0)) || side.len() <= 2;
    // Few write the wide star where they multiply.
    let is_wide = own.contains(['＊', '﹡']) && left.last() != Some(&Some(0)) && right.last() != Some(&Some(0));
    own.contains(is_sign)
        && !is_wide
        && right.first() != Some(&Some(0))
        && (is_round(left) || is_round(right) || left.len() <= 6 && right.len() <= 6)
}

/// Whether a star of Markdown may be a mark and not a sign: another one stands in its line or cell.
fn may_be_mark(text: &str, range: Range<usize>) -> bool {
    let own = &text[range.clone()];
    if !own.contains('*') || own.contains("\\*") || text[..range.start].ends_with('\\') {
        return false;
    }
    let before = text[..range.start].rsplit(['\n', '|']).next().unwrap_or_default();
    let after = text[range.end..].split(['\n', '|']).next().unwrap_or_default();
    // What begins an item is none.
    let before = before.trim_start().strip_prefix("* ").unwrap_or(before);
    let single = |side: &str| {
        let side = side.replace("\\*", "");
        side.split(|c| c != '*').any(|run| run.len() % 2 == 1)
    };
    single(before) || single(after)
}

/// The place and the day of birth of an id, without the four signs behind: `44142319900101----`, 身份证前十四位44142319900101.
fn fourteen(text: &str, start: usize) -> Option<(Weakness, Range<usize>)> {
    const COUNT: usize = 14;
    const CUT: [char; 9] = ['-', '_', '—', '－', '＿', '…', '～', '~', '.'];
    const SAID: [&str; 8] = ["（后", "(后", "（略", "(略", "（隐", "(隐", "（已", "(已"];
    let (signs, end) = read(text, start)?;
    let digits: Vec<u8> = signs.iter().copied().collect::<Option<_>>()?;
    if digits.len() != COUNT || !is_region(&digits[..4]) || !is_date(&digits[6..]) {
        return None;
    }
    let is_bound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '_' | '=' | '-');
    if text[..start].ends_with(is_bound) {
        return None;
    }
    let rest = &text[end..];
    let after = rest.trim_start_matches(['\\', '-', '_', '—', '－', '＿', '…', '～', '~', '.']);
    let cut: Vec<char> = rest[..rest.len() - after.len()].chars().filter(|c| CUT.contains(c)).collect();
    let goes_on = after.starts_with(|c: char| c.is_ascii_alphanumeric());
    let is_cut = match cut[..] {
        [] => SAID.iter().any(|word| rest.trim_start().starts_with(word)),
        ['…', ..] => true,
        _ => cut.len() >= 3,
    };
    let is_said =
        || cut.is_empty() && says(text, start, &IDS) && !rest.trim_start().starts_with(|c| value(c).is_some());
    (!goes_on && (is_cut || is_said())).then_some((Weakness::Id(COUNT), start..end))
}

/// Whether one of some words stands shortly before, with no other number between.
fn says(text: &str, start: usize, words: &[&str]) -> bool {
    let before = &text[..start];
    let from = before.char_indices().rev().nth(NEAR - 1).map_or(0, |(at, _)| at);
    let near = before[from..].rsplit(['\n', '|', '。']).next().unwrap_or_default();
    let near = near.rsplit(|c| value(c).is_some()).next().unwrap_or_default().to_lowercase();
    words.iter().any(|word| near.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{Form, Weakness, scant};

    fn all(text: &str, form: Form) -> Option<Weakness> {
        let at = text.find(|c: char| c.is_ascii_digit())?;
        scant(text, at, form).map(|(what, _)| what)
    }

    #[test]
    fn one_sign_hides_nothing() {
        for (text, want) in [
            ("1392000515*", Weakness::Mobile(10)),
            ("13920*05151", Weakness::Mobile(10)),
            ("139*0005151", Weakness::Mobile(10)),
            ("139\\*2000515", Weakness::Mobile(10)),
            ("电话1392000515\\*", Weakness::Mobile(10)),
            ("电话：13920*15151", Weakness::Mobile(10)),
            ("电话：*3920005151", Weakness::Mobile(10)),
            ("手机1392000515x。", Weakness::Mobile(10)),
            ("1392000515■", Weakness::Mobile(10)),
            ("| 李*明 | 1392000515* |", Weakness::Mobile(10)),
            ("* 1392000515*", Weakness::Mobile(10)),
            ("441423199001010*17", Weakness::Id(17)),
            ("44142319900101001*", Weakness::Id(17)),
            ("44142319900101005\\*", Weakness::Id(17)),
            ("441423199*0101005X", Weakness::Id(17)),
            ("*41423199001010017", Weakness::Id(17)),
            ("\\*41423199001010017", Weakness::Id(17)),
            ("622202000123456789*", Weakness::Card(18)),
            ("电话：1392000515_", Weakness::Mobile(10)),
            ("电话：1392000515\\_。", Weakness::Mobile(10)),
            ("手机1392000515（后一位略）", Weakness::Mobile(10)),
            ("13920﹡05151", Weakness::Mobile(10)),
            ("13920※05151", Weakness::Mobile(10)),
            ("13920〇05151", Weakness::Mobile(10)),
            ("13920005＊51", Weakness::Mobile(10)),
            ("44142319900101----", Weakness::Id(14)),
            ("44142319900101____", Weakness::Id(14)),
            ("44142319900101\\_\\_\\_\\_", Weakness::Id(14)),
            ("44142319900101……", Weakness::Id(14)),
            ("44142319900101（后四位略）", Weakness::Id(14)),
            ("身份证前十四位44142319900101。", Weakness::Id(14)),
        ] {
            assert_eq!(all(text, Form::Markdown), Some(want), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_it() {
        for text in [
            "*电话 1392000515*",
            "1392000515",
            "1392000515*元",
            "15000*24000",
            "15000×24000毫米",
            "18000000*12",
            "1600000*100",
            "1392000515_",
            "编号1392000515（后一位略）",
            "电话1392000515_7",
            "15000＊24000",
            "1392000515?",
            "1392000515#",
            "a1392000515*",
            "HT-1392000515*",
            "1392000515*3",
            "13920005151*",
            "139200051X",
            "44142319900101005X",
            "44142319901301001*",
            "18142319900101001*",
            "44142319900101001A",
            "20230831123456*",
            "44142320230831",
            "44142320230831-0001",
            "20230831-20230901",
            "2206-44142319900101",
            "项目编号44142320230831。",
            "44142320230831---01",
            "412202000123456789*",
        ] {
            assert_eq!(all(text, Form::Markdown), None, "{text}");
        }
    }
}
