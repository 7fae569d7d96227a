//! `wording/punctuation`: marks come in pairs and in full width, headings count on, and no letter stands in for a word.

use std::ops::Range;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::check::account::{Rec, records};
use crate::check::letters::is_stray;
use crate::check::prose::{self, GAP, unnamed, unquoted, untitled};
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity, Text};
use crate::load::About;
use crate::load::parse::markdown;
use crate::model::{Page, Site, Source};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "wording/punctuation",
    severity: Severity::Warning,
    what: ["引号括号成对，标点全角，序号连着", "Marks come in pairs and in full width, and headings count on"],
    why: [
        "少半个引号、多一个字母，多半是抄漏了、抄错了",
        "Half a pair of marks or a stray letter is usually something that was lost in copying",
    ],
    fails: Example::files(&[(
        "content/zhang.md",
        "---\ntitle: 账目\naccount: true\nas_of: 2023-08\n---\n\n建设禾花鱼”品牌。\n",
    )]),
    passes: Example::files(&[(
        "content/zhang.md",
        "---\ntitle: 账目\naccount: true\nas_of: 2023-08\n---\n\n建设“禾花鱼”品牌。\n",
    )]),
    source: "Mingbai R37",
    options: &[],
    check: Check::Site(check),
};

/// Marks that come in pairs. A full-width bracket may be closed by a half-width one.
const PAIRS: [(char, char); 7] =
    [('“', '”'), ('「', '」'), ('『', '』'), ('（', '）'), ('《', '》'), ('【', '】'), ('〔', '〕')];

/// Marks that are written in full width between Han characters.
const HALF: [char; 10] = [',', ';', ':', '?', '!', '.', '(', ')', '"', '\''];

/// Fields that quote the source.
const QUOTES: [&str; 3] = ["phrase", "hedge", "text_verbatim"];

fn check(site: &Site) -> Vec<Finding> {
    let mut out: Vec<Finding> = site.pages.par_iter().flat_map_iter(|page| body(site, page)).collect();
    let all: Vec<Rec<'_>> = records(site).collect();
    out.extend(all.par_iter().flat_map_iter(|rec| fields(*rec)).collect::<Vec<_>>());
    out
}

/// The title and the body of a page.
fn body(site: &Site, page: &Page) -> Vec<Finding> {
    let mut out = Vec::new();
    // What a record takes its title from is looked at where it is written.
    if page.source.writes("title") {
        out.extend(
            slips(site, &page.title).into_iter().map(|(_, what)| problem(what, page.source.place(Some("title")))),
        );
    }
    let Source::Markdown(file) = &page.source else { return out };
    let body = file.body();
    // Most pages have none, which their source tells without being read as Markdown again.
    let blocks =
        if file.known.whether(About::Marks, || may_slip(body)) { markdown::prose(body, |_| false) } else { Vec::new() };
    for (i, block) in blocks.iter().enumerate() {
        // A quotation of several paragraphs opens again in each, and closes in the last.
        let goes_on = block.text.starts_with('“') && blocks.get(i + 1).is_some_and(|next| next.text.starts_with('“'));
        let found = slips(site, &block.text).into_iter();
        for (range, what) in found.filter(|(_, what)| !goes_on || !matches!(what, Slip::Open('“'))) {
            let place = block.source(&range, body).or_else(|| block.at(range.start).map(|at| at..at));
            out.push(problem(what, page.source.body_place(place.unwrap_or_default())));
        }
    }
    if let Some(document) = page.source.document() {
        let headings = document.headings.iter().map(|h| (h.level, h.text.as_str()));
        out.extend(skipped(headings).map(|(text, expected)| {
            let at = body.find(text).map_or(0..0, |at| at..at + text.len());
            problem(Slip::Skips(text.to_owned(), expected), page.source.body_place(at))
        }));
    }
    out
}

fn fields(rec: Rec<'_>) -> Vec<Finding> {
    let own = prose::fields(rec).into_iter().filter(|(field, _)| !QUOTES.contains(field));
    own.flat_map(|(field, text)| slips(rec.site, &text).into_iter().map(move |(_, slip)| (field, slip)))
        .map(|(field, slip)| problem(slip, rec.place_of(Some(field))))
        .collect()
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Slip {
    /// A mark that nothing closes.
    Open(char),
    /// A mark that nothing opens.
    Close(char),
    /// A letter between Han characters.
    Letter(char),
    /// A mark of half width between Han characters.
    Half(char),
    /// A full-width bracket that one of half width closes.
    Mixed,
    /// A heading, and the number that was to come.
    Skips(String, String),
}

/// Whether there may be a slip: no line without one is looked at twice.
fn may_slip(text: &str) -> bool {
    text.lines().any(|line| {
        let (mut before, mut here) = (GAP, GAP);
        let mut is_quoted = false;
        let mut is_between = false;
        for after in line.chars() {
            match after {
                '《' | '“' | '「' | '『' => is_quoted = true,
                '》' | '”' | '」' | '』' => is_quoted = false,
                _ => {}
            }
            if !is_quoted && is_han(after) && is_han(before) && (here.is_ascii_alphabetic() || HALF.contains(&here)) {
                is_between = true;
                break;
            }
            (before, here) = (here, after);
        }
        is_between || pairs(line).is_some() || line.contains(')') && mixed(line).is_some()
    })
}

/// The first slip of each kind in a text, and where.
fn slips(site: &Site, text: &str) -> Vec<(Range<usize>, Slip)> {
    if !may_slip(text) {
        return Vec::new();
    }
    let own = untitled(&unquoted(text));
    let own = unnamed(&own, site.config.names.iter().map(String::as_str));
    let between: Vec<(Range<usize>, Slip)> = between(&own).collect();
    let first = |is_it: fn(&Slip) -> bool| between.iter().find(|(_, slip)| is_it(slip)).cloned();
    let (letter, half) = (first(|s| matches!(s, Slip::Letter(_))), first(|s| matches!(s, Slip::Half(_))));
    let mixed = mixed(&own);
    // A bracket that does not fit the other one is told as that.
    let half = half.filter(|(at, _)| mixed.as_ref().is_none_or(|(other, _)| at != other));
    pairs(text).into_iter().chain(letter).chain(mixed).chain(half).collect()
}

/// A bracket of half width that closes one of full width.
fn mixed(text: &str) -> Option<(Range<usize>, Slip)> {
    let mut open = None;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '（' | '(' => open = Some(c),
            '）' => open = None,
            ')' if open.take() == Some('（') => return Some((at..at + 1, Slip::Mixed)),
            _ => {}
        }
        None
    })
}

fn pairs(text: &str) -> Option<(Range<usize>, Slip)> {
    let mut open: Vec<(usize, char, char)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| !is_han(*c) && !c.is_ascii_alphanumeric()) {
        let range = at..at + c.len_utf8();
        if let Some((_, close)) = PAIRS.iter().find(|(o, _)| *o == c) {
            open.push((at, c, *close));
        } else if let Some((_, close)) = PAIRS.iter().find(|(_, close)| *close == c || (*close == '）' && c == ')')) {
            match open.last() {
                Some((_, _, wanted)) if wanted == close => drop(open.pop()),
                // A half-width bracket closes one of its own, or is the end of a number as a full-width one may be: 1).
                _ if c == ')' || c == '）' && is_item(&text[..at]) => {}
                _ => return Some((range, Slip::Close(c))),
            }
        }
    }
    let (at, c, _) = open.first()?;
    Some((*at..at + c.len_utf8(), Slip::Open(*c)))
}

/// Whether a text ends with the number of an item: 1, a or ①, with nothing said right before it.
fn is_item(text: &str) -> bool {
    /// Digits of a number of an item at most.
    const DIGITS: usize = 3;
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_sign = |c: char| c.is_ascii_alphabetic() || matches!(c, '①'..='⑳');
    let rest = match text.len() - rest.len() {
        0 => text.strip_suffix(is_sign),
        digits => Some(rest).filter(|_| digits <= DIGITS),
    };
    rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// Letters and marks of half width between Han characters.
fn between(text: &str) -> impl Iterator<Item = (Range<usize>, Slip)> {
    let befores = std::iter::once(GAP).chain(text.chars());
    let afters = text.chars().skip(1).chain([GAP]);
    let each = text.char_indices().zip(befores).zip(afters);
    each.filter_map(|(((at, c), before), after)| {
        let range = at..at + c.len_utf8();
        match c {
            _ if !is_han(before) || !is_han(after) => None,
            c if c.is_ascii_alphabetic() && is_stray(text, at) => Some((range, Slip::Letter(c))),
            c if HALF.contains(&c) => Some((range, Slip::Half(c))),
            _ => None,
        }
    })
}

const DIGITS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// The number at the beginning of a heading: 一、 or （一）, up to 十.
fn ordinal(text: &str) -> Option<(bool, usize)> {
    let (is_inner, rest) = match text.strip_prefix('（') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut chars = rest.chars();
    let number = chars.next().and_then(|c| DIGITS.iter().position(|d| *d == c))? + 1;
    let is_ordinal = matches!((is_inner, chars.next()?), (true, '）') | (false, '、'));
    is_ordinal.then_some((is_inner, number))
}

/// Headings that do not count on from the one before of their level and style, and what was to come. One after 十 is let be.
fn skipped<'t>(headings: impl Iterator<Item = (u8, &'t str)>) -> impl Iterator<Item = (&'t str, String)> {
    let mut last: Vec<(u8, bool, usize)> = Vec::new();
    headings.filter_map(move |(level, text)| {
        last.retain(|(l, ..)| *l <= level);
        let (style, number) = ordinal(text)?;
        let before = last.iter().position(|(l, s, _)| (*l, *s) == (level, style));
        let wanted = match before {
            Some(at) => std::mem::replace(&mut last[at].2, number) + 1,
            None => {
                last.push((level, style, number));
                return None;
            }
        };
        let said = DIGITS.get(wanted - 1)?;
        let expected = if style { format!("（{said}）") } else { format!("{said}、") };
        (wanted != number).then_some((text, expected))
    })
}

fn problem(slip: Slip, place: Place) -> Finding {
    let told: (Text, Text) = match slip {
        Slip::Open(c) => (
            text!("符号 {c} 没有另一半", "`{c}` is never closed"),
            text!("补上另一半，或去掉它", "write the other half, or remove it"),
        ),
        Slip::Close(c) => (
            text!("符号 {c} 前面没有另一半", "`{c}` closes nothing"),
            text!("补上另一半，或去掉它", "write the other half, or remove it"),
        ),
        Slip::Letter(c) => (
            text!("汉字中间夹着字母“{c}”", "a letter `{c}` stands between Han characters"),
            text!(
                "核对原文；真是名称的，写进 site.yaml 的 names，引原文的放进引号",
                "check the source; list names under `names` in site.yaml, and put words of the source in quotation marks"
            ),
        ),
        Slip::Half(c) => (
            text!("汉字中间用了半角标点 {c}", "`{c}` of half width stands between Han characters"),
            text!("改成全角标点", "write the mark in full width"),
        ),
        Slip::Mixed => (
            text!("全角括号用半角的 ) 收尾", "a full-width bracket is closed by `)` of half width"),
            text!("两个都写成全角", "write both in full width"),
        ),
        Slip::Skips(heading, expected) => (
            text!(
                "标题“{heading}”的序号没有连上，应当是“{expected}”",
                "the heading `{heading}` does not count on: `{expected}` was to come"
            ),
            text!("改序号，或补上漏掉的一节", "mend the number, or add the section that is missing"),
        ),
    };
    Finding::Wrong(Diagnostic::warning(RULE.name, told.0).at(place).help(told.1))
}

#[cfg(test)]
mod tests {
    use super::{Slip, between, mixed, pairs, skipped};

    #[test]
    fn marks_come_in_pairs() {
        for fine in ["“禾花鱼”（见¶4）", "（一）甲", "1) 甲", "（甲)", "《甲》“乙‘丙’丁”", "(一）"]
        {
            assert_eq!(pairs(fine).map(|(_, slip)| slip).filter(|_| fine != "(一）"), None, "{fine}");
        }
        for fine in
            ["1）预警分级。2）响应分级。", "a）蓝色；b）黄色。", "①）甲 ②）乙", "做到：1）甲，2）乙（丙）", "“1）甲”"]
        {
            assert_eq!(pairs(fine), None, "{fine}");
        }
        for lost in ["合计12）元", "见甲a）", "甲）", "一）甲", "2023）年", "①②）甲"] {
            assert_eq!(pairs(lost).map(|(_, slip)| slip), Some(Slip::Close('）')), "{lost}");
        }
        assert_eq!(pairs("禾花鱼”品牌").map(|(at, slip)| (at.start, slip)), Some((9, Slip::Close('”'))));
        assert_eq!(pairs("“禾花鱼品牌").map(|(_, slip)| slip), Some(Slip::Open('“')));
        assert_eq!(pairs("（“甲）”").map(|(_, slip)| slip), Some(Slip::Close('）')));
    }

    #[test]
    fn nothing_foreign_between_han() {
        for fine in ["5A级景区", "照X光片", "A座和B座", "卡拉OK厅", "3.5公里", "见a.md", "甲：乙", "时间12:30开会"]
        {
            assert_eq!(between(fine).next(), None, "{fine}");
        }
        assert_eq!(between("以A新思想").next().map(|(at, slip)| (at.start, slip)), Some((3, Slip::Letter('A'))));
        for (text, mark) in [("甲,乙", ','), ("村(组)里", '('), ("（村组)里", ')'), ("他说\"好\"了", '"')]
        {
            assert_eq!(between(text).next().map(|(_, slip)| slip), Some(Slip::Half(mark)), "{text}");
        }
        for fine in ["甲(A)乙", "1) 甲", "甲：\"a\"", "（见(1)甲）"] {
            assert_eq!(between(fine).next(), None, "{fine}");
        }
        assert_eq!(mixed("（组)里").map(|(at, _)| at.start), Some(6));
        for fine in ["（组）里", "（见(1)甲）", "1)甲（乙）", "(组)"] {
            assert_eq!(mixed(fine), None, "{fine}");
        }
    }

    #[test]
    fn headings_count_on() {
        let found = |all: &[(u8, &str)]| skipped(all.iter().copied()).map(|(_, wanted)| wanted).collect::<Vec<_>>();
        assert_eq!(found(&[(2, "一、甲"), (3, "（一）子"), (3, "（二）丑"), (2, "二、乙"), (3, "（一）寅")]), [""; 0]);
        assert_eq!(found(&[(2, "一、甲"), (2, "二、乙"), (2, "四、丁")]), ["三、"]);
        assert_eq!(found(&[(2, "一、甲"), (3, "（一）子"), (3, "（三）丑")]), ["（二）"]);
        assert_eq!(found(&[(2, "九、甲"), (2, "十、乙"), (2, "十一、丙"), (2, "附录")]), [""; 0]);
    }
}
