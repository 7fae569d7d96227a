//! What stands just outside a bound number and would make another of it: `不到[16万人次]`, `1[16万人次]`, `[16万人次]以上`.

use crate::value::{Qualifier, YUAN};

/// Words before a number that turn its meaning round or move it. Those that say how sure it is are qualifiers.
const BEFORE: [&str; 42] = [
    "不到",
    "未到",
    "没到",
    "不足",
    "不满",
    "未满",
    "未",
    "低于",
    "少于",
    "小于",
    "高于",
    "大于",
    "不是",
    "并非",
    "没有",
    "没",
    "不",
    "负",
    "百分之",
    "千分之",
    "不及",
    "未及",
    "-",
    "－",
    "−",
    "+",
    "＋",
    "≥",
    "≤",
    "≧",
    "≦",
    "＞",
    "＜",
    ">",
    "<",
    "≈",
    "~",
    "～",
    ".",
    "．",
    "×",
    "÷",
];
const ENGLISH: [&str; 24] = [
    "not",
    "no",
    "less than",
    "fewer than",
    "more than",
    "over",
    "under",
    "below",
    "above",
    "almost",
    "nearly",
    "about",
    "around",
    "approximately",
    "roughly",
    "some",
    "at least",
    "at most",
    "up to",
    "no less than",
    "not less than",
    "no more than",
    "minus",
    "barely",
];
/// Numerals of 的三倍.
const HAN: &str = "一二两三四五六七八九十几数百千半";
/// Words after a number, beside those of qualifiers.
const AFTER: [&str; 25] = [
    "以下", "之内", "不到", "未到", "开外", "出头", "上下", "万", "亿", "千", "百", "×", "÷", "/", "／", "%", "％",
    "‰", ".", "．", "or more", "or less", "or so", "+", "＋",
];
/// 以上所说 and 多于 are no qualifiers of the number before them.
const GOES_ON: [(&str, &[&str]); 5] = [
    ("多", &["于", "数", "次", "是", "为", "年", "个", "家"]),
    ("余", &["下", "额"]),
    ("以上", &["所", "这", "几", "各", "都"]),
    ("百", &["姓"]),
    ("万", &["一"]),
];
/// What ends in a word of `BEFORE` and says something else.
const NOT_BEFORE: [&str; 9] = ["有没有", "是不是", "要不", "对不", "差不", "甲方未", "与否未", "不但不", "无不"];

/// The words beside a number, outside of it, by which it says something else than it does by itself. `before` and
/// `after` are what stands around it on its line, mark-up and all.
pub(in crate::model) fn turned<'t>(before: &'t str, after: &'t str) -> Option<&'t str> {
    let marks = ['*', '_', ' ', '\u{A0}', '“', '「', '"', '(', '（'];
    let mut left = before.trim_end_matches(marks);
    // 未达到16万人次.
    for weak in Qualifier::before().filter(|(_, q)| matches!(q, Qualifier::Exact | Qualifier::Stated)) {
        left = left.strip_suffix(weak.0).map_or(left, |rest| rest.trim_end_matches(marks));
    }
    turned_before(before, left).or_else(|| turned_after(after.trim_start_matches(['*', '_', ' ', '\u{A0}'])))
}

fn turned_before<'t>(before: &'t str, left: &'t str) -> Option<&'t str> {
    // A digit that touches the number is a part of it.
    if let Some(c) = before.chars().next_back().filter(|c| c.is_ascii_digit() || ('０'..='９').contains(c)) {
        return Some(&before[before.len() - c.len_utf8()..]);
    }
    let strong = Qualifier::before().filter(|(_, q)| !matches!(q, Qualifier::Exact | Qualifier::Stated));
    let found = BEFORE.into_iter().chain(strong.map(|(word, _)| word)).filter(|word| left.ends_with(word));
    let found = found.max_by_key(|word| word.len()).filter(|word| is_apart(before, left, word));
    if let Some(word) = found {
        return Some(&left[left.len() - word.len()..]);
    }
    let lower = left.to_ascii_lowercase();
    let ends = |word: &&str| {
        let rest = lower.strip_suffix(*word);
        rest.is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_alphanumeric()))
    };
    let word = ENGLISH.into_iter().filter(ends).max_by_key(|word| word.len())?;
    Some(&left[left.len() - word.len()..])
}

/// 签约 does not end in 约, and a dash before a number is one only where it touches it.
fn is_apart(before: &str, left: &str, word: &str) -> bool {
    let rest = &left[..left.len() - word.len()];
    if NOT_BEFORE.iter().any(|other| left.ends_with(other)) {
        return false;
    }
    let is_sign = word.chars().all(|c| !c.is_alphabetic());
    match word {
        // A list begins with a mark and a space.
        _ if is_sign && before.trim_end_matches(['*', '_']).len() != left.len() => false,
        "约" | "近" | "超" | "不" | "未" | "没" | "负" => {
            !rest.ends_with(|c: char| "签合预履违公条特发到直传送附最靠临赶高一总抱尚从".contains(c))
        }
        "-" | "－" | "−" | "~" | "～" | "." | "．" | "+" | "＋" => {
            let last = rest.chars().next_back();
            last.is_some_and(|c| !c.is_whitespace() && !c.is_ascii_alphabetic()) || (last.is_none() && word != ".")
        }
        _ => true,
    }
}

fn turned_after(after: &str) -> Option<&str> {
    if let Some(c) = after.chars().next().filter(|c| c.is_ascii_digit() || ('０'..='９').contains(c)) {
        return Some(&after[..c.len_utf8()]);
    }
    // 的三倍 counts something else.
    let times = after.strip_prefix('的').and_then(|rest| rest.find('倍')).map(|at| at + "的".len());
    if let Some(at) = times.filter(|at| after["的".len()..*at].chars().all(|c| c.is_ascii_digit() || HAN.contains(c)))
    {
        return Some(&after[..at + "倍".len()]);
    }
    let words = AFTER.into_iter().chain(Qualifier::after().map(|(word, _)| word)).chain(YUAN);
    let word = words.filter(|word| after.starts_with(word)).max_by_key(|word| word.len())?;
    let rest = &after[word.len()..];
    let goes_on = GOES_ON.iter().any(|(own, others)| *own == word && others.iter().any(|o| rest.starts_with(o)));
    // A full stop ends a sentence, and `/` may part two numbers.
    let is_plain = match word {
        "." | "．" => !rest.starts_with(|c: char| c.is_ascii_digit()),
        "/" | "／" => rest.trim_start().starts_with('['),
        "+" | "＋" => rest.trim_start().starts_with('['),
        _ => false,
    };
    (!goes_on && !is_plain).then(|| &after[..word.len()])
}

#[cfg(test)]
mod tests {
    use super::turned;

    #[test]
    fn words_outside_that_make_another_number_are_found() {
        for (before, after, wanted) in [
            ("游客1", "", Some("1")),
            ("游客不到", "", Some("不到")),
            ("没有达到", "", Some("没有")),
            ("未", "", Some("未")),
            ("游客约**", "**", Some("约")),
            ("less than ", "", Some("less than")),
            ("百分之", "", Some("百分之")),
            ("收入-", "", Some("-")),
            ("游客", "以上", Some("以上")),
            ("游客", "多。", Some("多")),
            ("游客", "元", Some("元")),
            ("游客", "/天", Some("/")),
            ("游客", "5", Some("5")),
            ("", "的三倍", Some("的三倍")),
            ("", "的收入", None),
            ("", "", None),
            ("- ", "", None),
            ("新签约", "", None),
            ("共", "，多于去年", None),
            ("游客", "，以上都是自述", None),
            ("有没有", "", None),
            ("visits: ", ". The", None),
            ("", "/[3个](figure:b)", None),
        ] {
            assert_eq!(turned(before, after), wanted, "{before}[…]{after}");
        }
    }
}
