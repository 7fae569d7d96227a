//! `project/one-state`: a record is in one state, and so are its words.

use crate::check::account::{Entry, Judged, Rec, Standing, quoted, records};
use crate::check::prose::{find_words, sentences, texts};
use crate::check::rule::{Check, Rule};
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
    fails: "note: 水毁工程皆在抢修，新建水圳已竣工验收",
    passes: "note: 水毁工程皆在抢修，另有一条记录写新建的水圳",
    source: "Mingbai R22",
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
        for sentence in sentences(&text).into_iter().map(|range| &text[range]) {
            let on = find_words(sentence, &GOES_ON).into_iter().find(|(at, word)| goes_on(sentence, *at, word));
            let over = find_words(sentence, &IS_OVER).into_iter().find(|(at, _)| is_over(sentence, *at));
            says_one |= on.is_some() || over.is_some();
            let (Some((_, on)), Some((_, over))) = (on, over) else { continue };
            if has_date(sentence) {
                continue;
            }
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

/// `在建设用地` and `现在建` are other words.
fn goes_on(sentence: &str, at: usize, word: &str) -> bool {
    let before = sentence[..at].chars().next_back();
    let after = sentence[at + word.len()..].chars().next();
    let is_other = word == "在建"
        && (matches!(before, Some('现' | '存' | '所')) || matches!(after, Some('设' | '成' | '议' | '立' | '档')));
    !is_other && !matches!(before, Some('不' | '再'))
}

/// `未通过验收` and `不能算已完工` are no such word; what is only expected is none either.
fn is_over(sentence: &str, at: usize) -> bool {
    const NOT: [&str; 10] = ["未", "没有", "没", "不", "不能算", "待", "等", "预计", "并非", "如果"];
    let before = &sentence[..at];
    !NOT.iter().any(|not| before.ends_with(not))
}

fn has_date(sentence: &str) -> bool {
    let mut before = None;
    sentence.chars().any(|c| {
        let is_date = matches!(c, '年' | '月' | '日') && before.is_some_and(|b: char| b.is_ascii_digit());
        before = Some(c);
        is_date
    })
}

#[cfg(test)]
mod tests {
    use super::{GOES_ON, IS_OVER, goes_on, has_date, is_over};
    use crate::check::prose::find_words;

    fn both(sentence: &str) -> bool {
        find_words(sentence, &GOES_ON).iter().any(|(at, w)| goes_on(sentence, *at, w))
            && find_words(sentence, &IS_OVER).iter().any(|(at, _)| is_over(sentence, *at))
            && !has_date(sentence)
    }

    #[test]
    fn two_states_in_one_sentence() {
        assert!(both("水毁工程皆在抢修，水圳已竣工验收"));
        assert!(both("主体在建，附属楼已经完工"));
        for one in [
            "主体在建，附属楼未通过验收",
            "在建设用地指标落实以后，旧房已验收",
            "2022年在建，2023年5月已验收",
            "已竣工验收",
            "主体在建，验收还没有做",
        ] {
            assert!(!both(one), "{one}");
        }
    }
}
