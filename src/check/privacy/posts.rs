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
    let of = |(word, range): (&str, Range<usize>)| {
        if is_name(word) {
            return Some(range);
        }
        let name = behind_a_post(word).filter(|name| is_name(name))?;
        Some(range.end - name.len()..range.end)
    };
    words.filter_map(of).collect()
}

/// What stands behind a post or an office, without anything between them: 镇长张志强, 党政办张志强.
fn behind_a_post(word: &str) -> Option<&str> {
    const POSTS: [&str; 9] = ["长", "书记", "主任", "员", "主席", "秘书", "干事", "会计", "出纳"];
    const PLACES: [&str; 8] = ["办", "室", "所", "站", "中心", "科", "局", "委"];
    let tails = word.char_indices().rev().map(|(at, _)| word.split_at(at));
    // Two characters behind an office are more often what it does: 党政办信访.
    let is_name = |(before, name): &(&str, &str)| match name.chars().count() {
        2 => POSTS.iter().any(|post| before.ends_with(post)),
        3 | 4 => POSTS.iter().chain(&PLACES).any(|post| before.ends_with(post)),
        _ => false,
    };
    tails.take(4).find(is_name).map(|(_, name)| name)
}

/// Whether a word of a text is somebody's name, or all of it a surname.
pub(in crate::check) fn names_somebody(text: &str) -> bool {
    let mut own = text.trim().chars();
    let is_one = matches!((own.next(), own.next()), (Some('\u{4e00}'..='\u{9fff}'), None));
    is_one || !names(text).is_empty()
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
            "党政办信访",
            "经发办安全生产",
            "应急办安全岗",
            "组织办党建",
            "书记项目",
            "组长单位",
            "镇长办公会",
            "镇长办公会议",
            "副书记兼纪委书记",
            "党委副书记、镇长",
            "镇长包村",
            "办公室文秘",
            "农业办水利员",
            "党委宣传委员",
            "人大主席团",
            "综治中心平安建设",
            "经发办高质量发展岗",
            "镇长分管",
            "网格员",
            "网格员管理",
            "村委会计",
            "村委出纳",
            "财政所会计主管",
            "纪委常委会",
            "保密委成员单位",
            "安委办",
            "党委党建",
            "武装部长",
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
            ("镇长张志强", "镇长张*强"),
            ("党政办张志强", "党政办张*强"),
            ("副镇长李华", "副镇长李*"),
            ("党委书记欧阳小明", "党委书记欧阳**"),
            ("镇长张志强、党政办", "镇长张*强、党政办"),
            ("李小明13920005151", "李*明13920005151"),
            ("| 李小明 | 一级 |", "| 李*明 | 一级 |"),
        ] {
            assert!(names_somebody(name), "{name}");
            assert_eq!(names_masked(name), masked);
        }
        assert!(names_somebody("张"), "a surname is no post");
    }
}
