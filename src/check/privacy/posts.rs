//! Names of people where posts are to stand: who reviewed a document, who decided on a waiver.

use std::ops::Range;

use super::names::is_surely_name;
use crate::value::Mask;

/// What posts, offices and places end with.
const ENDS: &str = "办室所科局委部站中心长员书任组队处厅院司馆会岗股督检业旅卫团校社案镇村县市区乡街道级人制管";

/// Offices in short that begin like a name.
const OFFICES: [&str; 10] = ["安监", "武装", "卫健", "卫生", "史志", "计生", "安保", "古建", "时政", "文化"];

/// Where words of a text stand that are somebody's names, and not posts or offices that begin like one: 方志办, 司法所.
fn names(text: &str) -> Vec<Range<usize>> {
    let apart = |c: char| c.is_whitespace() || c.is_ascii_digit() || "（）()、，,；;/·：:|*\"'。".contains(c);
    let mut at = 0;
    let words = text.split_inclusive(apart).map(|piece| {
        let word = piece.trim_end_matches(apart);
        let start = at;
        at += piece.len();
        (word, start..start + word.len())
    });
    let is_name =
        |word: &str| is_surely_name(word) && !word.ends_with(|c| ENDS.contains(c)) && !OFFICES.contains(&word);
    words.filter(|(word, _)| is_name(word)).map(|(_, range)| range).collect()
}

/// Whether a word of a text is somebody's name.
pub(in crate::check) fn names_somebody(text: &str) -> bool {
    !names(text).is_empty()
}

/// A text with such names masked.
pub(in crate::check) fn names_masked(text: &str) -> String {
    let mut out = text.to_owned();
    for range in names(text).into_iter().rev() {
        out.replace_range(range.clone(), &Mask::Name.of(&text[range]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{names_masked, names_somebody};

    #[test]
    fn posts_are_no_names() {
        for post in [
            "党政办",
            "办公室主任",
            "司法所",
            "安监站",
            "文化站",
            "方志办",
            "金融办",
            "纪委",
            "纪检",
            "林业站",
            "副镇长",
            "文书",
            "李村村委会",
            "保密员",
            "党委委员",
            "分管领导",
            "镇长、副镇长",
            "党政办（保密岗）",
            "常委",
            "甲村",
            "安监",
            "镇卫健",
            "武装",
            "林长制",
        ] {
            assert!(!names_somebody(post), "{post}");
            assert_eq!(names_masked(post), post);
        }
        for (name, masked) in [
            ("张三", "张*"),
            ("李小明", "李*明"),
            ("党政办 张三", "党政办 张*"),
            ("党政办（王五）", "党政办（王*）"),
            ("欧阳小明", "欧阳**"),
            ("李小明13920005151", "李*明13920005151"),
            ("| 李小明 | 一级 |", "| 李*明 | 一级 |"),
        ] {
            assert!(names_somebody(name), "{name}");
            assert_eq!(names_masked(name), masked);
        }
    }
}
