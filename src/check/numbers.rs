//! The numbers of the two lists of requirements, and the words by which rules are spoken of: names, families, numbers.

use super::choice::family;
use super::planned::{PLANNED, Planned};
use super::registry::{RULES, find};
use super::rule::Rule;
use crate::diagnostic::{Diagnostic, nearest};
use crate::text;

/// Requirements of the list of checks, with the rules on them. Those of the other list stand in the sources of rules.
const NUMBERS: &[(&str, &[&str])] = &[
    ("C01", &["privacy/citizen-id"]),
    ("C02", &["privacy/mobile"]),
    ("C03", &["privacy/bank-card"]),
    ("C04", &["privacy/named-table"]),
    ("C05", &["privacy/hidden-data", "privacy/unread"]),
    ("C06", &["privacy/weak-mask"]),
    ("C07", &["privacy/notice-ended"]),
    ("C08", &["privacy/notice-short"]),
    ("C09", &["freshness/late"]),
    ("C10", &["freshness/impossible-date"]),
    ("C13", &["freshness/home"]),
    ("C14", &["freshness/news"]),
    ("C15", &["freshness/notices"]),
    ("C16", &["freshness/empty-column"]),
    ("C17", &["freshness/long-stale"]),
    ("C18", &["freshness/publication-time"]),
    ("C19", &["catalogue/entry"]),
    ("C20", &["catalogue/index-number", "catalogue/serial-order"]),
    ("C21", &["catalogue/cited-number", "catalogue/document-number"]),
    ("C22", &["catalogue/guide"]),
    ("C23", &["catalogue/blocks"]),
    ("C24", &["meta/one-title", "meta/page-tags"]),
    ("C25", &["meta/footer-marks"]),
    ("C26", &["link/anchor", "link/attachment", "link/hidden", "link/internal", "link/record"]),
    ("C27", &["link/answer", "link/external"]),
    ("C28", &["wording/leader-post", "wording/set-phrase"]),
    ("C29", &["wording/punctuation", "wording/traditional"]),
    ("C30", &["report/carry-over", "report/regulations", "report/sums"]),
    ("C31", &["report/present"]),
    ("C32", &["data/total", "data/unit", "figure/dimension"]),
    ("C33", &["data/ratio", "figure/ratio"]),
    ("C34", &["project/backward", "project/evidence"]),
    ("C35", &["commitment/overdue"]),
    ("C36", &["commitment/light"]),
    (
        "C37",
        &[
            "access/headings",
            "access/keyboard",
            "access/labels",
            "access/language",
            "access/pictures",
            "access/table-headers",
        ],
    ),
    ("C38", &["access/list-complete", "access/search-weight", "access/weight"]),
    ("C43", &["freshness/village-accounts"]),
    ("C45", &["catalogue/review"]),
    ("C46", &["catalogue/repealed"]),
    ("R39", &["privacy/bank-card", "privacy/citizen-id", "privacy/mobile", "privacy/named-table"]),
];

/// A word that names no rule, no family and no number of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoSuchRule {
    /// The word.
    pub word: String,
    /// What it may have meant.
    pub near: Option<&'static str>,
}

impl NoSuchRule {
    /// What is said of it.
    pub fn problem(&self) -> Diagnostic {
        let word = &self.word;
        let told = |what| Diagnostic::error("content/value", what);
        let Some(number) = number(word) else {
            let what = text!("没有“{word}”这条规则或这一类规则", "there is no rule or family of rules `{word}`");
            return told(what).help(match self.near {
                Some(near) => text!("是不是 {near}？", "did you mean {near}?"),
                None => text!("`mingbai check --list` 列出全部规则", "`mingbai check --list` lists them all"),
            });
        };
        if let Some(planned) = planned(&number) {
            let ([what, what_en], [why, why_en]) = (planned.what, planned.why);
            return told(text!("{number} 还没有规则", "{number} has no rule yet"))
                .help(text!("{what}：{why}", "{what_en}: {why_en}"));
        }
        told(text!("没有编号是 {number} 的规则", "no rule has the number {number}")).help(text!(
            "`mingbai check --list --all` 列出全部规则和编号",
            "`mingbai check --list --all` lists all rules with their numbers"
        ))
    }
}

/// The requirements that a rule answers, by their numbers.
pub fn numbers(rule: &Rule) -> Vec<&'static str> {
    let listed = NUMBERS.iter().filter(|(_, rules)| rules.contains(&rule.name)).map(|(number, _)| *number);
    let own = rule.source.strip_prefix("Mingbai ").into_iter().flat_map(|list| list.split(", "));
    let own = own.filter(|word| number(word).as_deref() == Some(*word));
    let mut all: Vec<&'static str> = listed.chain(own).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The rules of a word: `privacy/mobile`, `privacy`, `privacy/*`, `C02`.
pub fn named(word: &str) -> Result<Vec<&'static Rule>, NoSuchRule> {
    let word = word.trim();
    if let Some(rule) = find(word) {
        return Ok(vec![rule]);
    }
    let name = word.strip_suffix("/*").unwrap_or(word);
    let of_number = number(name);
    let is_meant = |rule: &&Rule| match &of_number {
        Some(number) => numbers(rule).contains(&number.as_str()),
        None => family(rule.name) == name,
    };
    let all: Vec<&'static Rule> = RULES.iter().filter(is_meant).collect();
    if !all.is_empty() {
        return Ok(all);
    }
    let names = || RULES.iter().flat_map(|rule| [rule.name, family(rule.name)]);
    let near = if of_number.is_some() { None } else { nearest(name, names()) };
    Err(NoSuchRule { word: word.to_owned(), near: near.and_then(|near| names().find(|n| *n == near)) })
}

/// The requirement of that number that has no rule yet.
pub fn planned(word: &str) -> Option<&'static Planned> {
    let number = number(word)?;
    PLANNED.iter().find(|planned| planned.number == number)
}

/// How a word is written that is a number of a requirement: `c1` is C01.
pub(super) fn number(word: &str) -> Option<String> {
    let word = word.trim();
    let list = word.chars().next()?.to_ascii_uppercase();
    let digits = word.get(1..)?;
    let is_number = matches!(list, 'C' | 'R')
        && (1..=2).contains(&digits.len())
        && digits.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then(|| format!("{list}{digits:0>2}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{NUMBERS, find, named, number, numbers, planned};

    fn names(word: &str) -> Vec<&'static str> {
        named(word).expect("rules").into_iter().map(|rule| rule.name).collect()
    }

    #[test]
    fn rules_are_named_by_name_family_and_number() {
        assert_eq!(names("link/anchor"), ["link/anchor"]);
        assert_eq!(names("meta"), ["meta/base-url", "meta/footer-marks", "meta/one-title", "meta/page-tags"]);
        assert_eq!(names(" meta/* "), names("meta"));
        assert_eq!(names("C01"), ["privacy/citizen-id"]);
        assert_eq!(names("c5"), ["privacy/hidden-data", "privacy/unread"]);
        assert_eq!(names("R31"), ["commitment/answer", "commitment/links", "commitment/verified"]);
        assert_eq!(named("link/anchro").err().and_then(|wrong| wrong.near), Some("link/anchor"));
        for word in ["C39", "C47", "C00", "R99", "C", "C001", "", "/*", "link/", "无"] {
            assert!(named(word).is_err(), "{word}");
        }
    }

    /// Every requirement has a rule, or is said to have none.
    #[test]
    fn no_number_is_left_out() {
        for n in 1..=46 {
            let number = format!("C{n:02}");
            assert!(named(&number).is_ok() != planned(&number).is_some(), "{number}");
        }
        let listed: BTreeSet<&str> = NUMBERS.iter().map(|(number, _)| *number).collect();
        assert_eq!(listed.len(), NUMBERS.len(), "each once");
        for (listed, rules) in NUMBERS {
            assert_eq!(number(listed).as_deref(), Some(*listed));
            assert!(rules.windows(2).all(|w| w[0] < w[1]), "{listed}");
            for rule in *rules {
                assert!(numbers(find(rule).expect("a rule")).contains(listed), "{rule}");
            }
        }
    }
}
