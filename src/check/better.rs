//! Words for more and better, where they are told as a fact: no goal, no denial, no question, and no part of another word.

use super::prose::{GAP, clause, find_words, is_claimed};

/// Words for more and better.
const BETTER: [&str; 12] =
    ["提升", "提高", "改善", "增强", "显著", "明显", "大幅", "稳步", "长足", "跃升", "翻番", "倍增"];

/// Those of them that only say how: 显著提高, and not 显著位置.
const MANNERS: [&str; 5] = ["显著", "明显", "大幅", "稳步", "长足"];

/// What has to follow them.
const UP: [&str; 25] = [
    "提", "改善", "改观", "增", "好转", "变好", "上升", "加快", "加强", "扩大", "优化", "减少", "降低", "下降", "缩短",
    "缓解", "成效", "成果", "成绩", "进步", "进展", "突破", "发展", "跃升", "壮大",
];

/// Or what stands before them, at the end of a clause: 成效显著.
const RESULTS: [&str; 8] = ["成效", "效果", "效益", "成绩", "成果", "进步", "作用", "改观"];

/// What makes a goal, a rule, a denial or a question of what follows in the clause.
const ONLY_IF: [&str; 38] = [
    "用于",
    "旨在",
    "有助于",
    "有利于",
    "便于",
    "以便",
    "可以",
    "可望",
    "有望",
    "计划",
    "打算",
    "拟",
    "应当",
    "应该",
    "需",
    "建议",
    "希望",
    "努力",
    "力求",
    "目的",
    "目标",
    "是否",
    "如何",
    "怎样",
    "怎么",
    "能否",
    "能不能",
    "可否",
    "不得",
    "禁止",
    "严禁",
    "不能",
    "不会",
    "没",
    "未",
    "如果",
    "若",
    "预计",
];

/// Words that begin like one for better.
const OTHERS: [(&str, &[&str]); 5] = [
    ("提升", &["泵", "机", "办", "井", "门", "器", "工程", "行动", "示范", "项目", "高度"]),
    ("提高", &["班"]),
    ("改善", &["型", "工程"]),
    ("增强", &["现实", "版", "型"]),
    ("翻番", &["薯", "茄"]),
];

/// The first word for better that is told as a fact, and where.
pub(super) fn improved(text: &str) -> Option<(usize, &'static str)> {
    find_words(text, &BETTER).into_iter().find(|(at, word)| is_told(text, *at, word))
}

fn is_told(text: &str, at: usize, word: &str) -> bool {
    let (before, after) = clause(text, at..at + word.len());
    if !is_claimed(text, at) || ONLY_IF.iter().any(|only| before.contains(only)) {
        return false;
    }
    let mut bare = before;
    while let Some(rest) = MANNERS.iter().find_map(|manner| bare.strip_suffix(manner)) {
        bare = rest;
    }
    // 不断 is no 不.
    if bare.ends_with(['不', '无', '勿', '非']) || is_asked(after) {
        return false;
    }
    if OTHERS.iter().any(|(w, follow)| *w == word && follow.iter().any(|f| after.starts_with(f))) {
        return false;
    }
    if !MANNERS.contains(&word) {
        return true;
    }
    let up = after.trim_start_matches(['度', '地', '的']);
    let ends = after.is_empty() || after == "了" || after.starts_with(GAP);
    UP.iter().any(|word| up.starts_with(word)) || ends && RESULTS.iter().any(|result| before.ends_with(result))
}

/// `提高了没有`, `提高多少`, `以提高水质为目的`.
fn is_asked(after: &str) -> bool {
    let asked = ["没有", "与否", "多少", "不提高"];
    let first = after.strip_prefix('了').unwrap_or(after);
    asked.iter().any(|word| first.starts_with(word)) || after.contains("为目的") || after.contains("为目标")
}

#[cfg(test)]
mod tests {
    use super::improved;

    #[test]
    fn only_what_is_told_as_a_fact_counts() {
        for told in [
            "公共服务水平显著提高",
            "水平自述提高了",
            "人居环境进一步改善",
            "有效提升",
            "不断提高水平",
            "游客明显增加",
            "收入大幅度增长",
            "治理成效显著。",
            "各项事业长足发展",
            "收费没有变，服务提高了",
            "办证时间明显缩短",
        ] {
            assert!(improved(told).is_some(), "{told}");
        }
        for other in [
            "在显著位置公示",
            "明显错误由岗位更正",
            "坡度明显变陡，要慢行",
            "不得提高收费标准",
            "禁止提高收费",
            "不提高收费",
            "怎样提高？",
            "如何提高办事速度，见下",
            "能不能提高，没法核对",
            "是否改善，原文未写",
            "提高了没有，没有数",
            "未见明显改善",
            "无明显改善",
            "无明显变化",
            "目的是提高水质",
            "以提高水质为目的",
            "用于改善道路",
            "旨在改善道路",
            "有助于改善道路",
            "可以改善道路",
            "计划改善道路",
            "应当提高",
            "需要提高",
            "建议改善",
            "提升泵一台",
            "提升机两部",
            "增强现实展厅",
            "大幅标语已拆",
            "稳步推进，没有数字",
            "镇里没说提高多少",
            "努力提高",
        ] {
            assert_eq!(improved(other), None, "{other}");
        }
    }
}
