//! `project/one-state`: a record is in one state, and so are its words.

use crate::check::account::{Entry, Judged, Rec, Standing, quoted, records};
use crate::check::example::Base;
use crate::check::prose::{GAP, clause, find_words, sentences, texts, unquoted, untitled};
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/one-state",
    severity: Severity::Note,
    what: ["一条记录里，没有既说在建又说验收了", "No record is under construction and accepted in one breath"],
    why: [
        "一句话里两种状态，不知道哪些做完了、哪些没有",
        "Two states in one sentence: nobody knows which part is done",
    ],
    fails: Example::files(&[(
        "content/projects/all.yaml",
        "- {id: a, title: 水渠, track: 公共工程, state: 在建, note: 水毁工程皆在抢修，新建水圳已竣工验收}",
    )])
    .on(Base::Town),
    passes: Example::files(&[(
        "content/projects/all.yaml",
        "- {id: a, title: 水渠, track: 公共工程, state: 在建, note: 水毁工程皆在抢修}",
    )])
    .on(Base::Town),
    source: "Mingbai R22",
    options: &[],
    check: Check::Account(check),
};

/// Words for work that goes on.
const GOES_ON: [&str; 10] =
    ["在建", "在施工", "施工中", "施工阶段", "在抢修", "抢修施工", "抢修中", "正在建设", "建设中", "未完工"];

/// Words for work that is over.
const IS_OVER: [&str; 12] = [
    "已竣工",
    "已完工",
    "已验收",
    "已建成",
    "已经竣工",
    "已经完工",
    "已经验收",
    "已经建成",
    "验收合格",
    "通过验收",
    "通过竣工验收",
    "已投入使用",
];

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for rec in records(site).filter(|rec| rec.schema().machine.is_some()) {
        two_states(rec, &mut out);
    }
    out
}

/// The first sentence with words of both, and without a date: with one it tells what came first and what then.
fn two_states(rec: Rec<'_>, out: &mut Judged) {
    let mut says_one = false;
    for (field, text) in texts(rec) {
        let text = untitled(&text);
        let own = unquoted(&text);
        for range in sentences(&text) {
            let (on, over) = states(&text[range.clone()], &own[range]);
            says_one |= on.is_some() || over.is_some();
            let (Some(on), Some(over)) = (on, over) else { continue };
            let (zh, en) = (rec.named().zh, rec.named().en);
            let what = text!("{zh}的一句话里有两种状态", "one sentence on {en} is of two states");
            let entry = Entry::new(RULE.name, Standing::Open, rec, field.unwrap_or_default(), what);
            let entry = entry.sides(quoted(on), quoted(over));
            return out.push(entry.settle(text!(
                "分成两条记录，各写各的状态，各附凭证",
                "make two records of it, each with its state and its evidence"
            )));
        }
    }
    if says_one {
        out.hold();
    }
}

/// The words of both kinds in a sentence. What it quotes counts beside what it says itself, and not beside another
/// quotation; of two where each is said of a section of its own, or one with a date, neither counts.
fn states(sentence: &str, own: &str) -> (Option<&'static str>, Option<&'static str>) {
    let is_own = |at: usize| !own[at..].starts_with(GAP);
    let on = find_words(sentence, &GOES_ON).into_iter().filter(|(at, word)| goes_on(sentence, *at, word));
    let on: Vec<_> = on.collect();
    let over = find_words(sentence, &IS_OVER).into_iter().filter(|(at, word)| is_over(sentence, *at, word));
    let over: Vec<_> = over.collect();
    let pairs = || on.iter().flat_map(|on| over.iter().map(move |over| (on, over)));
    let is_pair = |(on, over): &(&(usize, &str), &(usize, &str))| {
        (is_own(on.0) || is_own(over.0)) && !(has_section(sentence, on.0) && has_section(sentence, over.0))
    };
    match pairs().find(is_pair).filter(|_| !has_date(sentence)) {
        Some((on, over)) => (Some(on.1), Some(over.1)),
        None if on.is_empty() => (None, over.first().map(|(_, word)| *word)),
        None => (on.first().map(|(_, word)| *word), None),
    }
}

/// `在建设用地` and `现在建` are other words.
fn goes_on(sentence: &str, at: usize, word: &str) -> bool {
    let before = sentence[..at].chars().next_back();
    let after = sentence[at + word.len()..].chars().next();
    let is_other = match word {
        "在建" => {
            matches!(before, Some('现' | '存' | '所' | '内'))
                || matches!(after, Some('设' | '成' | '议' | '立' | '档' | '筑'))
        }
        "建设中" => matches!(after, Some('心' | '转' | '学')),
        "未完工" => after == Some('程'),
        _ => false,
    };
    !is_other && !matches!(before, Some('不' | '再')) && is_stated(sentence, at, word)
}

/// `未通过验收` and `不能算已完工` are no such word; what is only expected is none either.
fn is_over(sentence: &str, at: usize, word: &str) -> bool {
    const NOT: [&str; 10] = ["未", "没有", "没", "不", "不能算", "待", "等", "预计", "并非", "如果"];
    let before = &sentence[..at];
    !NOT.iter().any(|not| before.ends_with(not)) && is_stated(sentence, at, word)
}

/// Whether it is told as it is: not expected, denied, asked, a condition of something else, or a word that tells which one
/// is meant (已建成的老桥).
fn is_stated(sentence: &str, at: usize, word: &str) -> bool {
    const BEFORE: [&str; 21] = [
        "没有",
        "尚未",
        "并未",
        "未能",
        "预计",
        "计划",
        "可以",
        "可望",
        "应当",
        "如果",
        "若",
        "一旦",
        "待",
        "等到",
        "是否",
        "还是",
        "何时",
        "几时",
        "只有",
        "可通过",
        "不再",
    ];
    const AFTER: [&str; 13] =
        ["后", "以后", "之后", "才", "方可", "时", "之前", "与否", "还是", "没有", "的", "项目", "工程"];
    let (before, after) = clause(sentence, at..at + word.len());
    !BEFORE.iter().any(|word| before.contains(word))
        && !AFTER.iter().any(|word| after.starts_with(word))
        && !after.contains("还是")
}

/// Whether the clause is said of a section: 李村段, 一期.
fn has_section(sentence: &str, at: usize) -> bool {
    let (before, _) = clause(sentence, at..at);
    ["段", "一期", "二期", "三期", "四期"].iter().any(|word| before.contains(word))
}

/// Whether it names a year, month or day, in digits, in Han numerals or by 去年 and 年底.
fn has_date(sentence: &str) -> bool {
    const RELATIVE: [&str; 9] = ["去年", "今年", "明年", "上半年", "下半年", "上月", "本月", "年初", "年底"];
    let mut before = None;
    RELATIVE.iter().any(|word| sentence.contains(word))
        || sentence.chars().any(|c| {
            let is_number = |b: char| b.is_ascii_digit() || "〇零一二三四五六七八九十".contains(b);
            let is_date = matches!(c, '年' | '月' | '日') && before.is_some_and(is_number);
            before = Some(c);
            is_date
        })
}

#[cfg(test)]
mod tests {
    use super::states;
    use crate::check::prose::unquoted;

    fn both(sentence: &str) -> bool {
        matches!(states(sentence, &unquoted(sentence)), (Some(_), Some(_)))
    }

    #[test]
    fn two_states_in_one_sentence() {
        assert!(both("水毁工程皆在抢修，水圳已竣工验收"));
        assert!(both("主体在建，附属楼已经完工"));
        assert!(both("主要部分在建，附属楼已经完工"));
        assert!(both("原话“皆在抢修施工阶段”；同一句又说新建的水圳已验收"));
        for one in [
            "主体在建，附属楼未通过验收",
            "在建设用地指标落实以后，旧房已验收",
            "2022年在建，2023年5月已验收",
            "已竣工验收",
            "主体在建，验收还没有做",
            "在建，验收合格才付款",
            "在建期间由施工单位管护，通过验收后交村里",
            "施工中，预计年底可通过验收",
            "原文说在建，没有说已竣工",
            "是在建还是已竣工，原文未写",
            "“在抢修”和“已竣工”都是原文的话",
            "三月在建，九月已完工",
            "李村段已竣工，吴村段在建",
            "去年在建，今年已验收",
            "在建项目和已竣工项目分开列",
            "已验收的不再列入在建",
            "建设中的桥旁边有一座已建成的老桥",
            "小区内建设中心已建成",
            "内在建筑已建成",
            "在建筑垃圾场旁，老桥已投入使用",
            "未完工程款已验收",
        ] {
            assert!(!both(one), "{one}");
        }
    }
}
