//! What words say of a number: its digits, unit, qualifier and stage, and whatever else stands around them. Words that
//! nobody understands are given back as such: among them may be one that turns the meaning round (不到, 未, 少于).

use std::ops::Range;

use crate::value::{HAN, Number, Qualifier, Stage, UNITS, Unit, YUAN, half_width, han_decimal};

/// A number in words, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) q: Qualifier,
    pub(super) number: Number,
    /// 万, 亿 and the like.
    pub(super) scale: i128,
    pub(super) unit: SaidUnit,
    pub(super) stage: Option<Stage>,
    /// By what it is divided (元/人次).
    pub(super) per: Option<Unit>,
    /// Part and whole of a share.
    pub(super) parts: Option<(Number, Number)>,
}

/// A unit in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SaidUnit {
    /// 元.
    Yuan,
    Of(Unit),
    None,
}

/// Why words say no number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unsaid {
    /// There is no number.
    No,
    /// There are several.
    Several,
    /// These words around it are not understood.
    Around(String),
    /// Two qualifiers or two stages.
    Clash,
}

/// What a word around a number means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Filler,
    Q(Qualifier),
    Stage(Stage),
    Yuan,
}

const FILLERS: [&str; 17] = [
    "占",
    "已",
    "整",
    "总计",
    "总共",
    "一共",
    "累计",
    "共有",
    "已列出",
    "为",
    "是",
    "有",
    "计",
    "的",
    "a total of",
    "in total",
    "is",
];

const QUALIFIERS: [(&str, Qualifier); 22] = [
    ("最少", Qualifier::AtLeast),
    ("≥", Qualifier::AtLeast),
    ("≤", Qualifier::AtMost),
    ("约为", Qualifier::Approx),
    ("大概", Qualifier::Approx),
    ("逾", Qualifier::MoreThan),
    ("about", Qualifier::Approx),
    ("around", Qualifier::Approx),
    ("approximately", Qualifier::Approx),
    ("roughly", Qualifier::Approx),
    ("some", Qualifier::Approx),
    ("nearly", Qualifier::Nearly),
    ("almost", Qualifier::Nearly),
    ("more than", Qualifier::MoreThan),
    ("over", Qualifier::MoreThan),
    ("at least", Qualifier::AtLeast),
    ("no less than", Qualifier::AtLeast),
    ("not less than", Qualifier::AtLeast),
    ("at most", Qualifier::AtMost),
    ("up to", Qualifier::AtMost),
    ("no more than", Qualifier::AtMost),
    ("stated as", Qualifier::Stated),
];

/// Words for stages, beside their names.
pub(super) const STAGES: [(&str, Stage); 12] = [
    ("签约额", Stage::Contracted),
    ("签约金额", Stage::Contracted),
    ("合同", Stage::Contracted),
    ("合同额", Stage::Contracted),
    ("合同价", Stage::Contracted),
    ("合同金额", Stage::Contracted),
    ("合同投资额", Stage::Contracted),
    ("争取", Stage::Applied),
    ("到账", Stage::PaidIn),
    ("到位", Stage::PaidIn),
    ("支付", Stage::Paid),
    ("评估价", Stage::Appraisal),
];

const SCALES: [(&str, i128); 9] = [
    ("万亿", 1_000_000_000_000),
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("亿", 100_000_000),
    ("万", 10_000),
    ("千", 1000),
    ("thousand", 1000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
];

/// What stands around a number and says nothing.
const MARKS: [char; 14] = [' ', '(', ')', ':', ',', '，', '“', '”', '"', '「', '」', '‘', '’', '\''];

/// Takes words apart. `titles`: what the number is called, which may stand before it; `like`: the unit that is
/// expected, by which words that several units share are understood.
pub(super) fn take(words: &str, titles: &[&str], like: Option<Unit>, money: bool) -> Result<Said, Unsaid> {
    let text = plain(words);
    let mut text = text.as_str();
    let titles: Vec<String> = titles.iter().map(|t| plain(t)).filter(|t| !t.is_empty()).collect();
    while let Some(rest) = titles.iter().filter_map(|t| text.strip_prefix(t.as_str())).min_by_key(|rest| rest.len()) {
        text = rest.trim_start();
    }
    let (text, parts) = without_parts(text);
    let in_digits = digits(text);
    let text = in_digits.as_deref().unwrap_or(text);
    let runs = runs(text);
    let run = match runs.as_slice() {
        [one] => one.clone(),
        [] => return Err(Unsaid::No),
        _ => return Err(Unsaid::Several),
    };
    let number = Number::parse(&text[run.clone()]).ok_or(Unsaid::No)?;
    let mut found = Around { weak: Qualifier::Exact, strong: None, stage: None, per: None, is_yuan: false };
    found.before(&text[..run.start])?;
    let percent;
    let mut rest = text[run.end..].trim_start();
    found.more(&mut rest)?;
    if let Some(after) = rest.strip_prefix("percent").filter(|after| !after.starts_with("age")) {
        percent = format!("%{after}");
        rest = &percent;
    }
    // 千 of 千米 is the unit's own.
    let scale = if unit_at(rest, like).is_some() { 1 } else { scale(&mut rest) };
    found.more(&mut rest)?;
    rest = rest.trim_start();
    let yuan = YUAN.iter().chain(&["yuan", "cny", "rmb"]).filter_map(|w| rest.strip_prefix(w)).min_by_key(|r| r.len());
    let of = unit_at(rest, like);
    let unit = match (yuan, of) {
        (Some(after), of) if money || of.is_none() => {
            rest = after;
            SaidUnit::Yuan
        }
        (_, Some((unit, length))) => {
            rest = &rest[length..];
            SaidUnit::Of(unit)
        }
        _ => SaidUnit::None,
    };
    let per = found.per.or_else(|| per(&mut rest));
    found.after(rest)?;
    let unit = if found.is_yuan && unit == SaidUnit::None { SaidUnit::Yuan } else { unit };
    Ok(Said { q: found.strong.unwrap_or(found.weak), number, scale, unit, stage: found.stage, per, parts })
}

/// `百分之22` and numbers in Han numerals with digits: 十六万 is 160000. `None` where there is nothing to change.
fn digits(text: &str) -> Option<String> {
    for (word, sign) in [("百分之", '%'), ("千分之", '‰')] {
        let Some((before, after)) = text.split_once(word) else { continue };
        let (number, end) = han_decimal(after).unwrap_or_else(|| {
            let end = after.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(after.len());
            (after[..end].to_owned(), end)
        });
        return Some(format!("{before}{number}{sign}{}", &after[end..]));
    }
    if text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // 一共 is no one.
    let skip = FILLERS.iter().filter(|f| f.starts_with('一')).find_map(|f| Some(text.find(f)? + f.len())).unwrap_or(0);
    let start = skip + text[skip..].find(|c| HAN.contains(c))?;
    let (number, length) = han_decimal(&text[start..])?;
    Some(format!("{}{number}{}", &text[..start], &text[start + length..]))
}

/// Half-width, lower case, and no more than one space at a time.
pub(in crate::model) fn plain(text: &str) -> String {
    half_width(text).to_ascii_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `22%(2/9)`: the share, and its part and whole.
fn without_parts(text: &str) -> (&str, Option<(Number, Number)>) {
    let inner = text.strip_suffix(')').and_then(|t| t.rsplit_once('('));
    let parts = inner.and_then(|(before, inner)| {
        let (part, whole) = inner.split_once('/')?;
        Some((before.trim_end(), Some((Number::parse(part)?, Number::parse(whole)?))))
    });
    parts.unwrap_or((text, None))
}

/// Where digits stand; the 2 of m2 is none.
fn runs(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !digit(at) || (at > 0 && bytes[at - 1] == b'm') {
            at += 1;
            continue;
        }
        let mut end = at;
        while digit(end) || (matches!(bytes.get(end), Some(b',' | b'.')) && digit(end + 1)) {
            end += 1;
        }
        let start = if at > 0 && bytes[at - 1] == b'-' { at - 1 } else { at };
        out.push(start..end);
        at = end;
    }
    out
}

fn scale(rest: &mut &str) -> i128 {
    for (word, factor) in SCALES {
        if let Some(after) = rest.strip_prefix(word) {
            *rest = after.trim_start();
            return factor;
        }
    }
    1
}

/// The longest unit with which a text begins, and how long it is.
fn unit_at(text: &str, like: Option<Unit>) -> Option<(Unit, usize)> {
    let chinese = Unit::words().filter(|(word, _)| text.starts_with(word)).map(|(word, unit)| (unit, word.len()));
    let ends = |length: usize| !text[length..].starts_with(|c: char| c.is_ascii_alphabetic());
    let english = UNITS.iter().filter_map(|unit| {
        let word = unit.english.to_ascii_lowercase();
        let found =
            [word.as_str(), word.trim_end_matches('s')].into_iter().find(|w| !w.is_empty() && text.starts_with(w));
        found.map(|w| (*unit, w.len()))
    });
    let agrees = |unit: Unit| like.is_some_and(|like| unit.agrees(like));
    chinese.chain(english).filter(|(_, length)| ends(*length)).max_by_key(|(unit, length)| (*length, agrees(*unit)))
}

/// `/人次`, `每人次`, `per visit`.
fn per(rest: &mut &str) -> Option<Unit> {
    let text = rest.trim_start();
    let after = ["/", "每", "per "].iter().find_map(|w| text.strip_prefix(w))?;
    let (unit, length) = unit_at(after, None)?;
    *rest = &after[length..];
    Some(unit)
}

/// `每人次` at the end of what stands before a number.
fn each(text: &str) -> Option<(&str, Unit)> {
    let (before, after) = text.rsplit_once('每')?;
    let (unit, length) = unit_at(after, None)?;
    (length == after.len()).then_some((before, unit))
}

/// What is found around a number.
struct Around {
    weak: Qualifier,
    strong: Option<Qualifier>,
    stage: Option<Stage>,
    per: Option<Unit>,
    is_yuan: bool,
}

impl Around {
    fn more(&mut self, rest: &mut &str) -> Result<(), Unsaid> {
        if let Some(after) = rest.strip_prefix(['多', '余']) {
            *rest = after;
            return self.note(Token::Q(Qualifier::MoreThan));
        }
        Ok(())
    }

    fn note(&mut self, token: Token) -> Result<(), Unsaid> {
        match token {
            Token::Filler => {}
            Token::Yuan => self.is_yuan = true,
            Token::Q(q @ (Qualifier::Exact | Qualifier::Stated)) => self.weak = q,
            Token::Q(q) if self.strong.is_some_and(|s| s != q) => return Err(Unsaid::Clash),
            Token::Q(q) => self.strong = Some(q),
            Token::Stage(stage) if self.stage.is_some_and(|s| s != stage) => return Err(Unsaid::Clash),
            Token::Stage(stage) => self.stage = Some(stage),
        }
        Ok(())
    }

    fn before(&mut self, text: &str) -> Result<(), Unsaid> {
        let mut text = text.trim_end_matches(MARKS);
        while !text.is_empty() {
            let words = tokens().chain(Qualifier::before().map(|(w, q)| (w, Token::Q(q))));
            let found = words.filter_map(|(word, token)| Some((text.strip_suffix(word)?, token)));
            let rest = match (found.min_by_key(|(rest, _)| rest.len()), each(text)) {
                (Some((rest, token)), _) => {
                    self.note(token)?;
                    rest
                }
                (None, Some((rest, unit))) if self.per.is_none() => {
                    self.per = Some(unit);
                    rest
                }
                _ => return Err(Unsaid::Around(text.trim_start_matches(MARKS).to_owned())),
            };
            text = rest.trim_end_matches(MARKS);
        }
        Ok(())
    }

    fn after(&mut self, text: &str) -> Result<(), Unsaid> {
        let mut text = text.trim_start_matches(MARKS);
        while !text.is_empty() {
            let words = tokens().chain(Qualifier::after().map(|(w, q)| (w, Token::Q(q))));
            let found = words.filter_map(|(word, token)| Some((text.strip_prefix(word)?, token)));
            let Some((rest, token)) = found.min_by_key(|(rest, _)| rest.len()) else {
                return Err(Unsaid::Around(text.trim_end_matches(MARKS).to_owned()));
            };
            self.note(token)?;
            text = rest.trim_start_matches(MARKS);
        }
        Ok(())
    }
}

/// Words that may stand before and after a number.
fn tokens() -> impl Iterator<Item = (&'static str, Token)> {
    let stages = Stage::all().flat_map(|s| [(s.text(true), Token::Stage(s)), (s.text(false), Token::Stage(s))]);
    let yuan = ["人民币", "cny", "rmb", "¥", "￥"].map(|w| (w, Token::Yuan));
    let more = STAGES.iter().map(|(w, s)| (*w, Token::Stage(*s)));
    let qualifiers = QUALIFIERS.iter().map(|(w, q)| (*w, Token::Q(*q)));
    FILLERS.iter().map(|w| (*w, Token::Filler)).chain(yuan).chain(stages).chain(more).chain(qualifiers)
}
