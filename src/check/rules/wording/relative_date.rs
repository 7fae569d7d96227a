//! `wording/relative-date`: this year, last month and lately have a date beside them, or an as-of date that resolves them.

use rayon::prelude::ParallelIterator;

use crate::check::account::{Rec, records};
use crate::check::prose::{Passages, find_words, sentences, texts, unquoted, untitled};
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::{Page, Site};
use crate::text;
use crate::value::{Part, PartialDate};

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "wording/relative-date",
    severity: Severity::Warning,
    what: ["“今年”“上月”“目前”能看出是几时", "This year, last month and lately can be told by their dates"],
    why: ["过了年再看，“今年”就是另一年了", "Read a year later, this year is another one"],
    fails: Example::files(&[("content/zhang.md", "---\ntitle: 账目\naccount: true\n---\n\n目前还在施工。\n")]),
    passes: Example::files(&[(
        "content/zhang.md",
        "---\ntitle: 账目\naccount: true\nas_of: 2023-08\n---\n\n目前还在施工。\n",
    )]),
    source: "Mingbai R03, R07",
    options: &[],
    check: Check::Site(check),
};

/// How precise the as-of date has to be for a word to be resolved by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Needs {
    Year,
    Month,
}

/// Words that are dates only to who knows when they were written.
const WORDS: [(&str, Needs); 20] = [
    ("今年", Needs::Year),
    ("去年", Needs::Year),
    ("前年", Needs::Year),
    ("明年", Needs::Year),
    ("本年度", Needs::Year),
    ("上年度", Needs::Year),
    ("上半年", Needs::Year),
    ("下半年", Needs::Year),
    ("上月", Needs::Month),
    ("上个月", Needs::Month),
    ("本月", Needs::Month),
    ("下月", Needs::Month),
    ("下个月", Needs::Month),
    ("本季度", Needs::Month),
    ("上季度", Needs::Month),
    ("目前", Needs::Month),
    ("近日", Needs::Month),
    ("近期", Needs::Month),
    ("日前", Needs::Month),
    ("前不久", Needs::Month),
];

/// Fields that quote the source.
const QUOTES: [&str; 3] = ["phrase", "hedge", "text_verbatim"];

fn check(site: &Site) -> Vec<Finding> {
    let mut out: Vec<Finding> = site.pages.par_iter().filter(|page| page.account).flat_map_iter(account).collect();
    out.extend(records(site).flat_map(record));
    out.extend(site.figures.iter().flat_map(|figure| {
        let said = [figure.title.get("zh-CN"), figure.description.get("zh-CN")];
        let found = said.into_iter().find_map(|text| loose(text, text, figure.as_of).into_iter().next());
        found.map(|(_, word)| problem(word, figure.place.clone()))
    }));
    out
}

/// On a page the day it is published is no as-of date: what it tells is older.
fn account(page: &Page) -> Vec<Finding> {
    let mut out = Vec::new();
    // One that is not written is the first words of the body.
    let summary = if page.source.writes("summary") { unquoted(&page.summary) } else { String::new() };
    for (_, word) in loose(&untitled(&summary), &summary, page.as_of).into_iter().take(1) {
        out.push(problem(word, page.source.place(Some("summary"))));
    }
    let Some(passages) = Passages::of(page) else { return out };
    for passage in &passages.all {
        for (at, word) in loose(&passage.text, &passage.around, page.as_of) {
            out.push(problem(word, passages.place(passage, &(at..at + word.len()))));
        }
    }
    out
}

fn record(rec: Rec<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for (field, text) in texts(rec).into_iter().filter(|(field, _)| !field.is_some_and(|f| QUOTES.contains(&f))) {
        let text = unquoted(&text);
        for sentence in sentences(&text) {
            let sentence = &text[sentence];
            let found = loose(&untitled(sentence), sentence, rec.here().as_of);
            out.extend(found.first().map(|(_, word)| problem(word, rec.place_of(field))));
        }
    }
    out
}

/// The words that nothing resolves: no date in the sentence or row, and no as-of date that is precise enough.
fn loose(text: &str, around: &str, as_of: Option<PartialDate>) -> Vec<(usize, &'static str)> {
    let known = as_of.map(|date| if matches!(date.part, Part::Year) { Needs::Year } else { Needs::Month });
    let wanted: Vec<&str> = WORDS.iter().filter(|(_, needs)| known < Some(*needs)).map(|(word, _)| *word).collect();
    let found = find_words(text, &wanted);
    if found.is_empty() || has_year(around) {
        return Vec::new();
    }
    let found = found.into_iter().filter(|(at, word)| !is_part(text, *at, word) && !is_every(&text[..*at]));
    found.filter_map(|(at, word)| WORDS.iter().find(|(w, _)| *w == word).map(|(w, _)| (at, *w))).collect()
}

/// Whether it is a part of another word, or of a whole date: 项目前期, 明年轻人, 三天前年, 2023年上半年.
fn is_part(text: &str, at: usize, word: &str) -> bool {
    let (before, after) = (text[..at].chars().next_back(), &text[at + word.len()..]);
    let ends = |with: &str| before.is_some_and(|c| with.contains(c));
    match word {
        "目前" => ends("项题数科节名曲栏账细书条剧价课眉"),
        "前年" => before.is_some_and(char::is_numeric) || ends("天") || after.starts_with(['轻', '级']),
        "日前" => before.is_some_and(char::is_numeric) || ends("一十工作") || is_desk(after),
        "今年" | "去年" | "明年" => after.starts_with(['轻', '纪', '级', '画', '货']),
        "上半年" | "下半年" => before == Some('年') || after.starts_with(['轻', '纪', '级']),
        "上月" | "本月" | "下月" => after.starts_with(['球', '亮', '饼']) || is_magazine(after),
        "近期" => after.starts_with("刊物"),
        _ => false,
    }
}

/// `日前台值班`; a typhoon is none.
fn is_desk(after: &str) -> bool {
    after.starts_with('台') && !after.starts_with("台风")
}

/// `本月刊`; what is printed (本月刊登) is none.
fn is_magazine(after: &str) -> bool {
    after.strip_prefix('刊').is_some_and(|rest| !rest.starts_with(['登', '发', '载', '出', '播', '印']))
}

/// Whether it is told of every year or month: then it is no date.
fn is_every(before: &str) -> bool {
    ["每年", "每个月", "每月", "每季", "每半年", "历年", "逐年"].iter().any(|word| before.contains(word))
}

/// Whether a year of four digits is named, of whatever kind: 2023年, 二〇二三年, ２０２３年, 2023上半年, （2023）.
fn has_year(text: &str) -> bool {
    let mut digits = 0;
    let mut before = None;
    let mut last = None;
    for (at, c) in text.char_indices() {
        if is_digit(c) {
            if digits == 0 {
                before = last;
            }
            digits += 1;
        } else {
            let rest = text[at..].trim_start();
            let ends = rest.starts_with('年') || rest.starts_with("上半年") || rest.starts_with("下半年");
            let is_bracketed = matches!(before, Some('（' | '(')) && matches!(c, '）' | ')');
            if digits == 4 && (ends || is_bracketed) {
                return true;
            }
            digits = 0;
        }
        last = Some(c);
    }
    false
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "〇零一二三四五六七八九".contains(c)
}

fn problem(word: &str, place: Place) -> Finding {
    Finding::Wrong(
        Diagnostic::warning(
            RULE.name,
            text!("“{word}”是几时，看不出来", "nobody can tell which date `{word}` is"),
        )
        .at(place)
        .help(text!(
            "在同一句里写出年份，或者写 as_of（“今年”要到年，“目前”“上月”要到月）；原文的话放进引号",
            "name the year in the sentence, or give `as_of` (this year takes a year, lately takes a month); put words of the source in quotation marks"
        )),
    )
}

#[cfg(test)]
mod tests {
    use super::loose;
    use crate::value::PartialDate;

    #[test]
    fn what_resolves_a_word() {
        let date = |text| Some(PartialDate::parse(text).expect("a date"));
        let found = |text: &str, as_of| loose(text, text, as_of).len();
        assert_eq!(found("今年签约2个", None), 1);
        assert_eq!(found("今年（2023年）签约2个", None), 0);
        assert_eq!(found("今年签约2个", date("2023")), 0);
        assert_eq!(found("目前在谈11个", date("2023")), 1);
        assert_eq!(found("目前在谈11个", date("2023-08")), 0);
        assert_eq!(found("9月1日前开工，3个工作日前报", None), 0);
        for other in [
            "项目前期工作",
            "题目前面有编号",
            "数目前后不一",
            "节目前三场",
            "每年上半年和下半年各报一次",
            "明年轻人多",
            "本月刊是免费的",
            "近期刊物",
            "日前台值班",
            "2023上半年",
            "2023 年上半年",
            "今年即二〇二三年",
            "２０２３年，今年",
            "去年（2022）",
        ] {
            assert_eq!(found(other, None), 0, "{other}");
        }
        for date in ["项目目前在谈", "日前台风过境", "本月刊登", "今年签约1234户", "明年建成", "上半年开工"]
        {
            assert_eq!(found(date, None), 1, "{date}");
        }
    }
}
