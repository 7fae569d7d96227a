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
/// Shares in Han numerals.
const SHARES: [&str; 2] = ["百分之", "千分之"];
/// What stands before a number of 元.
const MONEY: [&str; 4] = ["¥", "￥", "RMB", "CNY"];
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
        let from = out.last().map_or(0, |last| last.range.end);
        let money = if digits > at { money_before(&text[from..at]).map(|start| from + start) } else { None };
        let found = if let Some(start) = money.filter(|_| !is_masked(at)) {
            Some(Numeral { range: start..unit_after(text, end).unwrap_or(end) })
        } else if is_masked(at) || is_led(&text[..at], digits > at) {
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

/// The number that Han numerals say: 六千四百万. `None` where they say none (万亿 by itself, 三三), or nobody would write it
/// so (十六万万, 六千零四百).
pub(crate) fn han_number(text: &str) -> Option<i128> {
    let (mut total, mut section, mut digit) = (0_i128, 0_i128, None::<i128>);
    // The last unit within its four digits, and whether 零 stands before what comes.
    let (mut last, mut zero) = (10_000_i128, false);
    let (mut has_wan, mut has_yi) = (false, false);
    if text.is_empty() || text.starts_with(['百', '千', '万', '亿']) {
        return None;
    }
    for c in text.chars() {
        // 一百二 is 120, or 102 to somebody in a hurry.
        let is_loose = digit.is_some() && !zero && last != 10 && (section > 0 || total > 0);
        match c {
            '零' | '〇' if digit.is_some() || zero => return None,
            '零' | '〇' => zero = true,
            '十' | '百' | '千' => {
                let unit = match c {
                    '十' => 10,
                    '百' => 100,
                    _ => 1000,
                };
                let is_next = zero && unit * 10 >= last;
                if unit >= last || is_next || (digit.is_none() && unit != 10) {
                    return None;
                }
                section += digit.take().unwrap_or(1) * unit;
                (last, zero) = (unit, false);
            }
            '万' | '亿' => {
                let own = section + digit.take().unwrap_or(0);
                let is_again = if c == '万' { has_wan || own == 0 } else { has_yi || own + total == 0 };
                if is_loose || is_again {
                    return None;
                }
                // 一万三千亿: all that stands before is multiplied.
                total = if c == '万' { total + own * 10_000 } else { (total + own).checked_mul(100_000_000)? };
                (has_wan, has_yi) = (c == '万', has_yi || c == '亿');
                (section, last, zero) = (0, 10_000, false);
            }
            _ if digit.is_some() => return None,
            '两' => digit = Some(2),
            _ => digit = Some("一二三四五六七八九".chars().position(|d| d == c)?.try_into().ok().map(|d: i128| d + 1)?),
        }
    }
    let is_loose = digit.is_some() && !zero && last != 10 && (section > 0 || total > 0);
    let is_open = zero && digit.is_none() && (section > 0 || total > 0);
    (!is_loose && !is_open).then(|| total + section + digit.unwrap_or(0))
}

/// The number in Han numerals with which a text begins, in digits, and how long it is: `一点六` of 一点六亿元.
pub(crate) fn han_decimal(text: &str) -> Option<(String, usize)> {
    let length = |c: char| HAN.contains(c).then(|| c.len_utf8());
    let whole: usize = text.chars().map_while(length).sum();
    let number = han_number(&text[..whole])?;
    match han_fraction(&text[whole..]) {
        Some((digits, length)) => Some((format!("{number}.{digits}"), whole + length)),
        None => Some((number.to_string(), whole)),
    }
}

/// 点五六, in digits, and how long it is. 三点二十 is a time.
fn han_fraction(text: &str) -> Option<(String, usize)> {
    let digits = text.strip_prefix('点')?;
    let one =
        |c: char| if c == '〇' { Some(0) } else { "零一二三四五六七八九".chars().position(|d| d == c) };
    let found: String = digits.chars().map_while(one).map(|d| d.to_string()).collect();
    let rest = digits.chars().nth(found.len());
    let is_time = rest.is_some_and(|c| "十百千分".contains(c));
    (!found.is_empty() && !is_time).then(|| (found.clone(), "点".len() + "零".len() * found.len()))
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
    if let Some(share) = SHARES.iter().find_map(|word| rest.strip_prefix(word)) {
        let length: usize = share.chars().take_while(|c| HAN.contains(*c) || *c == '点').map(char::len_utf8).sum();
        return if length == 0 { at } else { at + SHARES[0].len() + length };
    }
    if !rest.starts_with(|c| FIRST.contains(c)) && !rest.starts_with("零点") {
        return at;
    }
    let run = |text: &str| text.chars().take_while(|c| HAN.contains(*c)).map(char::len_utf8).sum::<usize>();
    let end = at + run(rest);
    han_fraction(&text[end..]).map_or(end, |(_, length)| end + length + run(&text[end + length..]))
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

/// Where the sign of money begins that stands before a number, if one does.
fn money_before(before: &str) -> Option<usize> {
    let bare = before.trim_end_matches([' ', '\u{A0}']);
    let rest = MONEY.iter().find_map(|word| bare.strip_suffix(word))?;
    let is_word =
        bare.ends_with(|c: char| c.is_ascii_alphabetic()) && rest.ends_with(|c: char| c.is_ascii_alphabetic());
    (!is_word).then_some(rest.len())
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
    if SHARES.iter().any(|word| number.starts_with(word)) {
        return Some(at);
    }
    let rest = text[at..].strip_prefix(['多', '余', '来']).unwrap_or(&text[at..]);
    let Some(unit) = PLAIN.into_iter().filter(|word| rest.starts_with(word)).max_by_key(|word| word.len()) else {
        // 六千四百万 counts something, though its unit is not said; 十万火急 and 三万里 do not.
        let is_end = !rest.starts_with(|c: char| c.is_alphanumeric());
        let is_large = number.ends_with(['万', '亿']) && (number.chars().count() > 2 || is_end);
        return (is_large && han_decimal(number).is_some()).then_some(at);
    };
    // 十人桥 and 十亩地村 are places.
    let behind = &rest[unit.len()..];
    let is_place = number == "十" && (behind.starts_with(['桥', '井', '塘', '坑', '岭']) || behind.starts_with("地村"));
    let is_number = number.chars().count() > 1 || number == "十";
    (is_number && !is_place).then(|| text.len() - behind.len())
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
            ("零", Some(0)),
            ("一万零三百", Some(10_300)),
            ("一亿六千万", Some(160_000_000)),
            ("十六万零一", Some(160_001)),
            ("十六万万", None),
            ("六千零四百万", None),
            ("六千四万", None),
            ("二〇二三", None),
            ("一百零", None),
            ("百千", None),
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
            ("近30万游客，近30万来客", &["近30万游客", "近30万"]),
            ("一共36条，总共4次", &["36条", "4次"]),
            ("景点游客16\n万人次", &["16\n万人次"]),
            ("some 160,000 visits, 64 million yuan, 3 people", &["160,000 visits", "64 million yuan", "3 people"]),
            ("22 percent of 30 million", &["22 percent", "30 million"]),
            ("共投入一亿六千万，一点六亿元", &["一亿六千万", "一点六亿元"]),
            ("投入六千四百万用于修路", &["六千四百万"]),
            ("千分之五、百分之二十二点五", &["千分之五", "百分之二十二点五"]),
            ("¥64000000、CNY 64,000,000 and RMB64 million", &["¥64000000", "CNY 64,000,000", "RMB64 million"]),
            ("700 metres, 22 per cent", &["700 metres", "22 per cent"]),
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
            "十人桥、十亩地村、十万火急、下午三点二十分",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
