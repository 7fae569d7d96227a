//! Numbers with a unit in running text: `约4000万元`, `16万人次`, `22%`, `三百亩`. Not those of names, dates, ordinals and
//! the numbers of documents.

use std::ops::Range;

use super::amount::YUAN;
use super::qualifier::Qualifier;
use super::unit::Unit;

/// A number with its unit, as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numeral {
    /// Where it stands, its qualifying words with it.
    pub range: Range<usize>,
}

/// Han numerals.
pub(crate) const HAN: &str = "零〇一二两三四五六七八九十百千万亿";
/// What a number in Han numerals begins with: 万亩竹海 and 百户 are names and no numbers.
const FIRST: &str = "一二两三四五六七八九十";
/// Units that are told from other words even after Han numerals (一次, 两个 and 一名 are no figures).
const PLAIN: [&str; 12] = ["人次", "平方米", "公顷", "公里", "元", "人", "户", "亩", "米", "吨", "%", "％"];
/// Characters before a number that make it an ordinal, a part of a name or a reference.
const LEADS: &str = "第¶§#〔[（-–./:：_号";
/// What stands between the two numbers of a range.
const RANGE: [&str; 7] = ["到", "至", "-", "–", "—", "~", "～"];
/// What makes something else of 个 and 次: a time, a word.
const FOLLOWERS: [(&str, &[&str]); 3] =
    [("个", &["月", "工作日", "小时", "星期", "钟"]), ("次", &["日", "年"]), ("名", &["单", "录", "称"])];

/// All numbers with a unit in a text, in order. `names` are words whose numerals are no figures.
pub fn numerals<'n>(text: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<Numeral> {
    let mut masked: Vec<Range<usize>> = Vec::new();
    for name in names.into_iter().filter(|name| !name.is_empty()) {
        masked.extend(text.match_indices(name).map(|(at, name)| at..at + name.len()));
    }
    let is_masked = |at: usize| masked.iter().any(|range| range.contains(&at));
    let mut out: Vec<Numeral> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let digits = digits_at(text, at);
        let han = if digits == at { han_at(text, at) } else { at };
        let end = digits.max(han);
        if end == at {
            at += c.len_utf8();
            continue;
        }
        let found = if is_masked(at) || is_led(&text[..at], digits > at) {
            None
        } else if digits > at {
            unit_after(text, end).map(|end| Numeral { range: at..end })
        } else {
            han_unit_after(text, at, end).map(|end| Numeral { range: at..end })
        };
        let Some(mut found) = found else {
            at = end;
            continue;
        };
        found.range.end = text.len() - after(&text[found.range.end..]).len();
        let from = out.last().map_or(0, |last| last.range.end);
        found.range.start = from + range_before(&text[from..found.range.start]).len();
        found.range.start = from + before(&text[from..found.range.start]).len();
        at = found.range.end;
        // 3万至4万元 is one.
        if let Some(last) = out.last()
            && RANGE.contains(&&text[last.range.end..found.range.start])
        {
            found.range.start = last.range.start;
            out.pop();
        }
        out.push(found);
    }
    out
}

/// The number that Han numerals say: 六千四百万. `None` where they say none (万亿 by itself, 三三).
pub(crate) fn han_number(text: &str) -> Option<i128> {
    let (mut total, mut section, mut digit) = (0_i128, 0_i128, None::<i128>);
    if text.is_empty() || text.starts_with(['百', '千', '万', '亿']) {
        return None;
    }
    for c in text.chars() {
        match c {
            '零' | '〇' => digit = None,
            '十' | '百' | '千' => {
                let unit = match c {
                    '十' => 10,
                    '百' => 100,
                    _ => 1000,
                };
                section += digit.take().unwrap_or(1) * unit;
            }
            '万' | '亿' => {
                section += digit.take().unwrap_or(0);
                // 一万三千亿: all that stands before is multiplied.
                total =
                    if c == '万' { total + section * 10_000 } else { (total + section).checked_mul(100_000_000)? };
                section = 0;
            }
            _ if digit.is_some() => return None,
            '两' => digit = Some(2),
            _ => digit = Some("一二三四五六七八九".chars().position(|d| d == c)?.try_into().ok().map(|d: i128| d + 1)?),
        }
    }
    // 一百二 is 120, or 102 to somebody in a hurry.
    let before = text.chars().rev().nth(1);
    if digit.is_some() && before.is_some_and(|c| "百千万亿".contains(c)) {
        return None;
    }
    Some(total + section + digit.unwrap_or(0))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// The end of a number in digits that begins there; `at` where there is none.
fn digits_at(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut rest = text[at..].char_indices().peekable();
    while let Some((i, c)) = rest.next() {
        let is_point =
            matches!(c, '.' | ',' | '．' | '，') && end > at && rest.peek().is_some_and(|(_, c)| is_digit(*c));
        // A full-width comma parts numbers rather than their digits, unless three of them follow.
        let is_part =
            !matches!(c, ',' | '，') || text[at + i + c.len_utf8()..].chars().take_while(|c| is_digit(*c)).count() == 3;
        if !(is_digit(c) || is_point && is_part) {
            break;
        }
        end = at + i + c.len_utf8();
    }
    end
}

/// The end of a number in Han numerals that begins there.
fn han_at(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    if let Some(share) = rest.strip_prefix("百分之") {
        let length: usize = share.chars().take_while(|c| HAN.contains(*c) || *c == '点').map(char::len_utf8).sum();
        return if length == 0 { at } else { at + "百分之".len() + length };
    }
    if !rest.starts_with(|c| FIRST.contains(c)) {
        return at;
    }
    at + rest.chars().take_while(|c| HAN.contains(*c)).map(char::len_utf8).sum::<usize>()
}

/// Whether what stands before makes a number an ordinal, a date's part or part of a word.
fn is_led(before: &str, in_digits: bool) -> bool {
    let Some(last) = before.chars().next_back() else { return false };
    if !in_digits {
        return last == '第' || HAN.contains(last);
    }
    let is_range = matches!(last, '-' | '–') && range_before(before).len() < before.len();
    last.is_ascii_alphabetic() || !is_range && LEADS.contains(last) && !(last == '（' || last == ':' || last == '：')
}

/// The end of a unit behind a number, the words of its size with it.
fn unit_after(text: &str, at: usize) -> Option<usize> {
    if let Some(end) = english_unit_after(text, at) {
        return Some(end);
    }
    // A soft break between Han is no space.
    let mut rest = text[at..].trim_start_matches([' ', '\u{A0}', '\n']);
    for words in [&["多", "余"][..], &["亿", "万", "千"], &["多", "余"]] {
        rest = words.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    }
    rest = rest.trim_start_matches([' ', '\u{A0}']);
    let units = Unit::words().map(|(word, _)| word).chain(YUAN);
    let Some(unit) = units.filter(|word| rest.starts_with(word)).max_by_key(|word| word.len()) else {
        // A number so large counts something, though its unit is not said in so many words.
        let bare = text.len() - rest.len();
        return text[at..bare].contains(['万', '亿']).then_some(bare);
    };
    let behind = &rest[unit.len()..];
    let latin = unit.bytes().all(|b| b.is_ascii_alphanumeric());
    let goes_on = latin && behind.starts_with(|c: char| c.is_ascii_alphanumeric());
    let is_other =
        FOLLOWERS.iter().any(|(word, followers)| *word == unit && followers.iter().any(|f| behind.starts_with(f)));
    (!goes_on && !is_other).then(|| text.len() - behind.len())
}

/// The end of an English unit behind a number, `million` and the like with it.
fn english_unit_after(text: &str, at: usize) -> Option<usize> {
    let blank = [' ', '\u{A0}', '\n'];
    let word = |rest: &str| rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let mut end = at;
    let mut is_large = false;
    let mut rest = text[at..].trim_start_matches(blank);
    if ["thousand", "million", "billion"].contains(&&rest[..word(rest)]) {
        rest = &rest[word(rest)..];
        end = text.len() - rest.len();
        is_large = true;
        rest = rest.trim_start_matches(blank);
    }
    let own = &rest[..word(rest)];
    let is_unit = |own: &str| {
        let units = Unit::words().map(|(_, unit)| unit.english).filter(|english| english.len() > 2);
        units.chain(["yuan", "RMB", "CNY", "percent"]).any(|unit| unit == own || unit.strip_suffix('s') == Some(own))
    };
    if own.len() > 2 && is_unit(own) {
        return Some(text.len() - rest.len() + own.len());
    }
    is_large.then_some(end)
}

/// The same behind Han numerals, where a number of one numeral is mostly none (一人, 三户).
fn han_unit_after(text: &str, start: usize, at: usize) -> Option<usize> {
    let number = &text[start..at];
    if number.starts_with("百分之") {
        return Some(at);
    }
    let rest = text[at..].strip_prefix(['多', '余', '来']).unwrap_or(&text[at..]);
    let unit = PLAIN.into_iter().filter(|word| rest.starts_with(word)).max_by_key(|word| word.len())?;
    let is_number = number.chars().count() > 1 || number == "十";
    is_number.then(|| text.len() - (rest.len() - unit.len()))
}

/// What is left behind a qualifying word, or all of it.
fn after(text: &str) -> &str {
    Qualifier::words_after().find_map(|word| text.strip_prefix(word)).unwrap_or(text)
}

/// What is left before the first number of a range (`4到5个`), or all of it.
fn range_before(text: &str) -> &str {
    let Some(first) = RANGE.iter().find_map(|word| text.strip_suffix(word)) else {
        return text;
    };
    let bare = first.trim_end_matches(|c| is_digit(c) || matches!(c, '.' | '万' | '亿' | '多' | '余'));
    if bare.len() < first.len() { bare } else { text }
}

/// What is left before qualifying words, or all of it.
fn before(text: &str) -> &str {
    let take = |text: &str| {
        let bare = text.trim_end_matches([' ', '\u{A0}']);
        let rest = Qualifier::words_before().find_map(|word| bare.strip_suffix(word))?;
        // 签约6400万元 is not 约6400万元.
        let goes_on =
            rest.chars().next_back().is_some_and(|c| "签合预履违公条特发到直传送附最靠临赶高一总".contains(c));
        (!goes_on).then_some(rest.len())
    };
    let once = take(text).map_or(text, |end| &text[..end]);
    take(once).map_or(once, |end| &once[..end])
}

#[cfg(test)]
mod tests {
    use super::{han_number, numerals};

    #[test]
    fn han_numerals_are_numbers() {
        for (text, wanted) in [
            ("十六万", Some(160_000)),
            ("六千四百万", Some(64_000_000)),
            ("一亿二千万", Some(120_000_000)),
            ("三百零五", Some(305)),
            ("两万", Some(20_000)),
            ("三万亿", Some(3_000_000_000_000)),
            ("二十二", Some(22)),
            ("一万三千亿", Some(1_300_000_000_000)),
            ("三三", None),
            ("一百二", None),
            ("万", None),
        ] {
            assert_eq!(han_number(text), wanted, "{text}");
        }
    }

    fn found(text: &str) -> Vec<&str> {
        numerals(text, ["万亩竹海", "百千万工程", "两山"]).into_iter().map(|n| &text[n.range]).collect()
    }

    #[test]
    fn numbers_with_units_are_found() {
        for (text, wanted) in [
            ("景点游客达16万人次（¶8）。", &["达16万人次"][..]),
            ("合同投资额6400万元，累计4400万元", &["6400万元", "4400万元"]),
            ("收储价不低于431.56万元", &["不低于431.56万元"]),
            ("近30万人、3000多人，22%", &["近30万人", "3000多人", "22%"]),
            ("大约 6,400 万元左右", &["大约 6,400 万元左右"]),
            ("约达４０００万元", &["约达４０００万元"]),
            ("新增180个学位，736㎡", &["180个学位", "736㎡"]),
            ("提高3个百分点", &["3个百分点"]),
            ("三百亩、二十万元、百分之二十二", &["三百亩", "二十万元", "百分之二十二"]),
            ("4次，8次", &["4次", "8次"]),
            ("共计30次", &["共计30次"]),
            ("1,943盏，20亩", &["1,943盏", "20亩"]),
            ("只有4到5个，约3-5人，3万至4万元", &["4到5个", "约3-5人", "3万至4万元"]),
            ("近30万游客", &["近30万"]),
            ("一共36条，总共4次", &["36条", "4次"]),
            ("景点游客16\n万人次", &["16\n万人次"]),
            ("some 160,000 visits, 64 million yuan, 3 people", &["160,000 visits", "64 million yuan", "3 people"]),
            ("22 percent of 30 million", &["22 percent", "30 million"]),
            ("新签约6400万元，公共12处，最近30人，大约3人", &["6400万元", "12处", "30人", "大约3人"]),
        ] {
            assert_eq!(found(text), wanted, "{text}");
        }
    }

    #[test]
    fn names_dates_ordinals_and_documents_are_none() {
        for text in [
            "2023年3月10日、3月中旬前、10月前",
            "万亩竹海、百千万工程、两山、一把手、三大革命、3年疫情",
            "第3次会议、第11段、¶6、¶10",
            "粤府〔2023〕12号、c-01、F-067",
            "3个月、5个工作日、一个项目、两次、三户、一人",
            "一、工作措施；（二）2.1节",
            "F-1人、v2.3m、9:30",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
