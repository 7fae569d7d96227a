//! What stands just outside a bound number and would make another of it: `不到[16万人次]`, `1[16万人次]`, `[16万人次]以上`.

use crate::value::{Qualifier, YUAN};

/// Words before a number that turn its meaning round or move it, beside those of qualifiers, which say how sure it is.
const BEFORE: &str = "不到|未到|没到|不足|不满|未满|未|尚未|未能|不能|没能|不会|低于|少于|小于|高于|大于|不是|并非|没有|没|不|负|\
    百分之|千分之|不及|未及|还差|约为|约有|约计|约合|近乎|逼近|几乎|差不多|大概|估计|逾|仅|仅有|上限|倒欠|第|-|\
    －|−|+|＋|≥|≤|≧|≦|＞|＜|>|<|≈|~|～|.|．|×|÷";
/// Those that compare two numbers, where another stands before them: `[6400万元]低于[1.6亿元]`.
const COMPARES: &str = "不到|不足|低于|少于|小于|高于|大于|超过|多于|不是|并非|不及|未及|接近|不低于|不少于|不超过|不高于|不多于|-|\
    －|−|+|＋|≥|≤|≧|≦|＞|＜|>|<|≈|~|～|×|÷|/|／";
const ENGLISH: &str = "not|no|less than|fewer than|more than|over|under|below|above|almost|nearly|about|around|approximately|\
    roughly|some|at least|at most|up to|no less than|not less than|no more than|minus|barely|half of|half the|\
    twice|close to|short of|estimated|a loss of";
/// After these (`a report about`), about, over and the like are plain prepositions.
const ENGLISH_NOT: &str = "report|worry|worrie|worried|talk|question|concern|concerned|information|doubt|sentence|complaint|new|wrote|\
    write|written|say|said|speak|ask|asked|fact|thing|page|story|note|word|spread|shared|divided|distributed|\
    dispute|debate|argument|control|handed|all|vote|listed|counted|filed|fall|come|see|named|figure|number|\
    table|paragraph|list|total|row|line|built|revolve|turn|from";
/// Numerals of 的三倍.
const HAN: &str = "一二两三四五六七八九十几数百千半";
/// Words after a number, beside those of qualifiers.
const AFTER: &str = "以下|之内|之多|及以上|及以下|或以上|或以下|有余|不到|未到|开外|出头|挂零|上下|万|亿|千|百|×|÷|/|／|%|％|‰|.|\
    ．|or more|or less|or so|+|＋";
/// The same, only at the end of a phrase: `用[6400万元]来修路` says nothing of the number.
const AFTER_LAST: &str = "来|几|起|封顶|不足|不满|的一半|翻番|翻一番|翻了一番|plus|at least|at most|a day|a month|a year|per head|\
    per person|per day|per year";
/// How other words go on that begin like those after a number: 以上所说, 多于, 余款, 元旦.
const GOES_ON: [(&str, &str); 12] = [
    ("多", "于|数|次|是|为|年|个|家|用|半|方|渠|来自|由|在|从|属|种|样|元化|以|被|见|分布|集中|部门|靠|因|系|与"),
    ("余", "下|额|款|量|数|粮|热|地|力|钱|部"),
    ("以上", "所|这|几|各|都|级|报|二|两|三|四|五|六|七|八|九|十|数字|数据|内容|情况|均|皆|合计|述"),
    ("以下", "简称|称|同|各|几|两|三|四|五|是明|是名|是清|是详"),
    ("以内", "资|部|容|销|需|循|外"),
    ("左右", "两|各|岸|邻|手|侧"),
    ("上下", "两|各|班|游|齐|级|水|铺"),
    ("元", "旦|宵|月|气|素|件|首|老"),
    ("百", "姓|分之|花|年"),
    ("千", "家|真|方百|万|山|辛"),
    ("万", "一|众|物|事|亩|里|象"),
    ("亿", "联"),
];
/// What ends in a word of `BEFORE` and says something else.
const NOT_BEFORE: &str = "有没有|是不是|要不|对不|差不|甲方未|与否未|但不|无不|毫不|从不|总不|从未|村超";
/// Marks that may stand between a word and its number.
const MARKS: [char; 11] = ['*', '_', ' ', '\u{A0}', '“', '「', '"', '(', '（', '`', '\n'];

/// The words beside a number, outside of it, by which it says something else than it does by itself. `before` and
/// `after` are what stands around it on its line, and beyond a soft break, mark-up and all.
pub(in crate::model) fn turned<'t>(before: &'t str, after: &'t str) -> Option<&'t str> {
    if let Some(word) = digits_before(before).or_else(|| han_before(before)) {
        return Some(word);
    }
    let left = trimmed(before);
    let mut rest = Some(left);
    // 未达到16万人次, 约有, 超过了.
    while let Some(here) = rest.filter(|here| !words(NOT_BEFORE).any(|other| here.ends_with(other))) {
        if let Some(word) = strong(before, here) {
            // 不到[1.6亿元]的一半 is said of the other.
            let is_claim = compares(&here[..here.len() - word.len()], word);
            return if is_claim { turned_after(after).filter(|word| !word.starts_with('的')) } else { Some(word) };
        }
        rest = weaker(here);
    }
    english(left).or_else(|| turned_after(after))
}

/// The words of a list.
fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split('|')
}

fn trimmed(text: &str) -> &str {
    text.trim_end_matches(MARKS).trim_end_matches("&nbsp;").trim_end_matches(MARKS)
}

/// Without a word before a number that leaves it as it is.
fn weaker(left: &str) -> Option<&str> {
    let weak = Qualifier::before().filter(|(_, q)| matches!(q, Qualifier::Exact | Qualifier::Stated));
    let mut words = weak.map(|(word, _)| word).chain(["有", "为", "是", "了"]);
    words.find_map(|word| left.strip_suffix(word)).map(trimmed)
}

/// A digit that touches the number is a part of it, and so is the 1 of `1,[180个]`.
fn digits_before(before: &str) -> Option<&str> {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    if let Some(c) = before.chars().next_back().filter(|c| is_digit(*c)) {
        return Some(&before[before.len() - c.len_utf8()..]);
    }
    let group = before.strip_suffix(',')?;
    let digits = group.chars().rev().take_while(|c| is_digit(*c)).count();
    (1..=3).contains(&digits).then(|| &before[group.len() - group.chars().next_back().map_or(0, char::len_utf8)..])
}

/// Han numerals that touch the number: `一百[180个]`. A single one may end a word (统一, 周三, 初二).
fn han_before(before: &str) -> Option<&str> {
    let bare = before.trim_end_matches(|c| "一二两三四五六七八九十百千万亿几".contains(c));
    let numerals = &before[bare.len()..];
    let is_large = numerals.ends_with(['十', '百', '千', '万', '亿', '几']);
    let starts = bare.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    let is_number = is_large || (starts && numerals.chars().count() == 1 && numerals != "一");
    // 百分之百 and 星期几 are words.
    let is_word = bare.ends_with("分之") || bare.ends_with("期") || bare.ends_with('周');
    (!numerals.is_empty() && is_number && !is_word).then_some(numerals)
}

/// The word that turns a number round, with which a text ends.
fn strong<'t>(before: &str, left: &'t str) -> Option<&'t str> {
    let strong = Qualifier::before().filter(|(_, q)| !matches!(q, Qualifier::Exact | Qualifier::Stated));
    let found = words(BEFORE).chain(strong.map(|(word, _)| word)).filter(|word| left.ends_with(word));
    let word = found.max_by_key(|word| word.len()).filter(|word| is_apart(before, left, word))?;
    Some(&left[left.len() - word.len()..])
}

/// Whether a word stands between two bound numbers, and compares them.
fn compares(rest: &str, word: &str) -> bool {
    let other = rest.trim_end_matches(['*', '_', ' ', '\u{A0}', '\n']).strip_suffix(')');
    let is_bound = other.and_then(|other| other.rsplit_once('(')).is_some_and(|(_, to)| to.starts_with("figure:"));
    is_bound && words(COMPARES).any(|own| own == word)
}

fn english(left: &str) -> Option<&str> {
    let lower = left.to_ascii_lowercase();
    let the = lower.strip_suffix(" the").filter(|rest| rest.ends_with(" than")).map_or(0, |_| " the".len());
    let lower = &lower[..lower.len() - the];
    let ends = |word: &&str| {
        let Some(rest) = lower.strip_suffix(*word) else { return false };
        if rest.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            return false;
        }
        let prior = rest.trim_end().rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        let prior = prior.strip_suffix('s').unwrap_or(prior);
        let is_preposition = matches!(*word, "about" | "around" | "over" | "under" | "below" | "above" | "up to");
        !(is_preposition && words(ENGLISH_NOT).any(|own| own == prior))
    };
    let word = words(ENGLISH).filter(ends).max_by_key(|word| word.len())?;
    Some(&left[left.len() - the - word.len()..])
}

/// 签约 does not end in 约, and a dash before a number is one only where it touches it.
fn is_apart(before: &str, left: &str, word: &str) -> bool {
    let rest = &left[..left.len() - word.len()];
    let is_sign = word.chars().all(|c| !c.is_alphabetic());
    let others = match word {
        "约" | "约为" | "约有" | "约计" | "约合" => {
            "签合预履违公条特直租节续集制相立订解失缔契规邀简隐要乡民盟协"
        }
        "近" | "近乎" => "附最靠临邻就亲新远走拉相贴",
        "超" => "赶高反商",
        "负" => "抱自担肩胜",
        "第" => "及门次等落府",
        "仅" | "仅有" => "不仅",
        _ => "",
    };
    match word {
        // A list begins with a mark and a space.
        _ if is_sign && before.trim_end_matches(['*', '_']).len() != left.len() && !compares(rest, word) => false,
        _ if !others.is_empty() => !rest.ends_with(|c| others.contains(c)),
        "-" | "－" | "−" | "~" | "～" | "." | "．" | "+" | "＋" => {
            let last = rest.chars().next_back();
            last.is_some_and(|c| !c.is_whitespace() && !c.is_ascii_alphabetic()) || (last.is_none() && word != ".")
        }
        _ => true,
    }
}

fn turned_after(raw: &str) -> Option<&str> {
    let after = raw.trim_start_matches(['*', '_', ' ', '\u{A0}', '`', '\n']);
    if let Some(c) = raw.chars().next().filter(|c| c.is_ascii_digit() || ('０'..='９').contains(c)) {
        return Some(&raw[..c.len_utf8()]);
    }
    // （以上） is the number's, （以上为自述） is not.
    if let Some((within, _)) = after.strip_prefix(['(', '（']).and_then(|rest| rest.split_once([')', '）'])) {
        let is_word = words(AFTER).chain(Qualifier::after().map(|(word, _)| word)).any(|word| word == within);
        return (is_word && within.chars().all(char::is_alphabetic)).then_some(within);
    }
    // 的三倍 counts something else.
    let times = after.strip_prefix('的').and_then(|rest| rest.find('倍')).map(|at| at + "的".len());
    if let Some(at) = times.filter(|at| after["的".len()..*at].chars().all(|c| c.is_ascii_digit() || HAN.contains(c)))
    {
        return Some(&after[..at + "倍".len()]);
    }
    let last = words(AFTER_LAST).filter(|word| {
        after.strip_prefix(word).is_some_and(|rest| {
            let rest = rest.trim_start_matches(['*', '_', '`']);
            !rest.trim_start_matches(' ').starts_with(|c: char| c.is_alphanumeric() || c == '[')
        })
    });
    let all = words(AFTER).chain(Qualifier::after().map(|(word, _)| word)).chain(YUAN).chain(last);
    let word = all.filter(|word| after.starts_with(word)).max_by_key(|word| word.len())?;
    let rest = &after[word.len()..];
    let goes_on = GOES_ON.iter().any(|(own, others)| *own == word && words(others).any(|o| rest.starts_with(o)));
    let is_sign = word.chars().all(|c| !c.is_alphabetic());
    // A full stop ends a sentence, a sign may part two numbers, and a list begins on the next line.
    let is_plain = match word {
        "." | "．" => !rest.starts_with(|c: char| c.is_ascii_digit()),
        _ if is_sign && raw.starts_with('\n') => true,
        _ => words(COMPARES).any(|own| own == word) && rest.trim_start_matches(['*', '_', ' ']).starts_with('['),
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
            ("游客约有", "", Some("约有")),
            ("游客超过了", "", Some("超过")),
            ("尚未达", "", Some("尚未")),
            ("几乎", "", Some("几乎")),
            ("差不多是", "", Some("差不多")),
            ("不到&nbsp;", "", Some("不到")),
            ("不到\n", "", Some("不到")),
            ("一百", "", Some("一百")),
            ("1,", "", Some("1,")),
            ("第", "", Some("第")),
            ("统一", "", None),
            ("周三", "", None),
            ("其中：", "", None),
            ("", "\n以上", Some("以上")),
            ("", "\n+ 甲", None),
            ("", "（以上）", Some("以上")),
            ("", "（以上为自述）", None),
            ("", "及以上", Some("及以上")),
            ("", "之多", Some("之多")),
            ("", "起。", Some("起")),
            ("", "起步", None),
            ("", "来修路", None),
            ("", "的一半。", Some("的一半")),
            ("", "的一半是过夜客", None),
            ("节约", "", None),
            ("就近", "", None),
            ("附近有", "", None),
            ("商超", "", None),
            ("自负", "", None),
            ("不仅", "", None),
            ("", "以上三项合计", None),
            ("", "以下简称", None),
            ("", "多用于厂房", None),
            ("", "余款", None),
            ("", "元旦前", None),
            ("[6400万元](figure:a)低于", "。", None),
            ("[6400万元](figure:a) < ", "。", None),
            ("[6400万元](figure:a)约", "。", Some("约")),
            ("[那里](../a.md)低于", "。", Some("低于")),
            ("", "÷[3个](figure:b)", None),
            ("", "÷3", Some("÷")),
            ("A report about ", " says so", None),
            ("spread over ", "", None),
            ("it took over ", "", Some("over")),
            ("fewer than the ", "", Some("fewer than the")),
            ("half of ", "", Some("half of")),
            ("", " a day.", Some("a day")),
            ("", " a year later", None),
        ] {
            assert_eq!(turned(before, after), wanted, "{before}[…]{after}");
        }
    }
}
