//! Names of people within words: in names of files that say what is nobody's business (`张志强低保.csv`), and in what somebody
//! writes as a reason (张志强家的事). What is told of a problem has them masked.

use std::ops::Range;

use super::names::is_surely_name;
use crate::value::Mask;

/// What is nobody's business, in names of files.
const PRIVATE: [&str; 20] = [
    "低保",
    "残疾",
    "特困",
    "救助",
    "身份证",
    "户口",
    "病历",
    "诊断",
    "证明",
    "申请",
    "银行卡",
    "社保",
    "补贴",
    "补助",
    "处分",
    "孤儿",
    "贫困",
    "患病",
    "工资",
    "简历",
];

/// What goes on behind a name where somebody is spoken of, and what comes before.
const BEHIND: [&str; 16] = [
    "家", "一家", "户", "同志", "本人", "名下", "同意", "要求", "申请", "患", "低保", "残疾", "反映", "投诉", "因病",
    "先生",
];
const BEFORE: [&str; 10] = ["关于", "由于", "因为", "因", "为", "给", "由", "与", "是", "经"];

/// What no name ends with, but words that begin like one do: 林权证, 计生户, 安全员.
const NO_ENDS: &str = "户证道费金表种书卡栏款类型生病症员村镇县市区乡街组队站所局科室委办院校厂店路桥岭坑";

/// Han characters of a name that stands within a word.
const LENGTHS: [usize; 2] = [4, 3];

/// The path of a file with the names masked in its own.
pub(super) fn path_masked(path: &str) -> String {
    let start = path.rfind('/').map_or(0, |at| at + 1);
    let name = &path[start..];
    if !PRIVATE.iter().any(|word| name.contains(word)) {
        return path.to_owned();
    }
    let of = |said: &str| {
        let begins = || first(said).filter(|length| PRIVATE.iter().any(|word| said[*length..].starts_with(word)));
        let ends = || {
            let from = said.char_indices().rev().nth(2).map(|(at, _)| at).filter(|at| is_name(&said[*at..]))?;
            let before = said[..from].trim_end_matches(['证', '表', '书', '单']);
            PRIVATE.iter().any(|word| before.ends_with(word)).then_some(from..said.len())
        };
        let whole = || first(said).filter(|length| *length == said.len());
        whole().or_else(begins).map(|length| 0..length).or_else(ends)
    };
    format!("{}{}", &path[..start], masked(name, of))
}

/// A text with the names masked of those of whom it speaks.
pub(super) fn spoken_masked(text: &str) -> String {
    masked(text, |said| {
        let skipped = BEFORE.iter().find_map(|word| said.strip_prefix(word)).map_or(0, |rest| said.len() - rest.len());
        [0, skipped].into_iter().find_map(|from| {
            let own = &said[from..];
            let length = first(own).filter(|length| BEHIND.iter().any(|word| own[*length..].starts_with(word)))?;
            Some(from..from + length)
        })
    })
}

/// A text in whose stretches of Han characters that is masked which is found in each.
fn masked(text: &str, of: impl Fn(&str) -> Option<Range<usize>>) -> String {
    let is_han = |c: char| ('\u{3400}'..='\u{9FFF}').contains(&c);
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end = rest.find(|c| !is_han(c)).unwrap_or(rest.len()).max(if is_han(c) { 0 } else { c.len_utf8() });
        let (said, after) = rest.split_at(end);
        match of(said).filter(|_| is_han(c)) {
            Some(range) => {
                out.push_str(&said[..range.start]);
                out.push_str(&Mask::Name.of(&said[range.clone()]));
                out.push_str(&said[range.end..]);
            }
            None => out.push_str(said),
        }
        rest = after;
    }
    out
}

/// How long the name is with which a word begins.
fn first(said: &str) -> Option<usize> {
    LENGTHS.iter().find_map(|count| {
        let length = said.char_indices().map(|(at, c)| at + c.len_utf8()).nth(count - 1)?;
        is_name(&said[..length]).then_some(length)
    })
}

fn is_name(word: &str) -> bool {
    const WORDS: [&str; 4] = ["病", "保", "贫", "血"];
    is_surely_name(word) && !word.ends_with(|c| NO_ENDS.contains(c)) && !WORDS.iter().any(|part| word.contains(part))
}

#[cfg(test)]
mod tests {
    use super::{path_masked, spoken_masked};

    #[test]
    fn names_in_names_of_files() {
        for (path, want) in [
            ("content/f/张志强低保.csv", "content/f/张*强低保.csv"),
            ("content/f/王建军-身份证.jpg", "content/f/王*军-身份证.jpg"),
            ("content/f/2023残疾证张志强.jpg", "content/f/2023残疾证张*强.jpg"),
            ("content/f/低保 张志强.pdf", "content/f/低保 张*强.pdf"),
            ("欧阳志强补贴.pdf", "欧阳**补贴.pdf"),
        ] {
            assert_eq!(path_masked(path), want);
        }
        for path in [
            "content/f/低保对象.csv",
            "content/f/江南村低保.csv",
            "content/f/林权证申请.doc",
            "content/f/安全员补贴.csv",
            "content/f/计生户补贴.csv",
            "content/f/高血压病历.csv",
            "content/f/张志强.csv",
            "content/f/农机购置补贴.csv",
            "content/f/危房改造申请.doc",
            "content/f/2023年补贴.xlsx",
            "content/低保/张志强.md",
        ] {
            assert_eq!(path_masked(path), path);
        }
    }

    #[test]
    fn names_in_what_is_said() {
        assert_eq!(spoken_masked("张志强家的事"), "张*强家的事");
        assert_eq!(spoken_masked("关于张志强同志的公示，王建军要求"), "关于张*强同志的公示，王*军要求");
        for said in ["公示期内，法定要求公开", "村委会同意", "办公用手机", "安全员要求", "经户主同意", "本人申请"]
        {
            assert_eq!(spoken_masked(said), said);
        }
    }
}
