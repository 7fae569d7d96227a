//! Which rules a run tells of: `--only` and `--skip`, by names, families and numbers.

use std::collections::BTreeSet;

use super::numbers::{NoSuchRule, named};
use super::registry::{RULES, find};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text;

/// A choice of rules; without any words, all.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    only: Option<BTreeSet<&'static str>>,
    skip: BTreeSet<&'static str>,
}

/// Why there is no such choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoChoice {
    /// A word names no rule.
    NoSuchRule(NoSuchRule),
    /// A word of that flag is empty.
    Blank(&'static str),
    /// No rule is left.
    Nothing,
}

impl NoChoice {
    /// What is said of it.
    pub fn problem(&self) -> Diagnostic {
        match self {
            NoChoice::NoSuchRule(wrong) => wrong.problem(),
            NoChoice::Blank(flag) => {
                let what = text!("{flag} 里有一个词是空的", "a word of {flag} is empty");
                let help = text!(
                    "写名称、类名或编号，用逗号隔开，例如 {flag} link,content/date,C01；或去掉 {flag}",
                    "write names, families or numbers with commas between them, such as {flag} link,content/date,C01, or leave {flag} out"
                );
                Diagnostic::error("content/value", what).help(help)
            }
            NoChoice::Nothing => {
                let what = text!(
                    "--only 和 --skip 合起来一条规则也不剩，什么也没有检查",
                    "--only and --skip together leave no rule: nothing would be checked"
                );
                let help = text!("从 --skip 里去掉要看的规则", "take out of --skip what is to be told of");
                Diagnostic::error("content/value", what).help(help)
            }
        }
    }
}

impl Choice {
    /// Reads the words: `privacy`, `privacy/*`, `privacy/citizen-id`, `C01`.
    pub fn new(only: &[String], skip: &[String]) -> Result<Choice, NoChoice> {
        let rules = |flag: &'static str, words: &[String]| -> Result<BTreeSet<&'static str>, NoChoice> {
            let mut all = BTreeSet::new();
            for word in words {
                if word.trim().is_empty() {
                    return Err(NoChoice::Blank(flag));
                }
                all.extend(named(word).map_err(NoChoice::NoSuchRule)?.into_iter().map(|rule| rule.name));
            }
            Ok(all)
        };
        let only = if only.is_empty() { None } else { Some(rules("--only", only)?) };
        let choice = Choice { only, skip: rules("--skip", skip)? };
        if RULES.iter().any(|rule| choice.has(rule.name)) { Ok(choice) } else { Err(NoChoice::Nothing) }
    }

    /// Whether all rules are told of.
    pub fn is_all(&self) -> bool {
        self.only.is_none() && self.skip.is_empty()
    }

    /// Whether a rule is told of.
    pub fn has(&self, rule: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(rule)) && !self.skip.contains(rule)
    }

    /// Whether a problem is told of: where something could not be read at all, nothing else can be relied on.
    pub fn tells(&self, problem: &Diagnostic) -> bool {
        let is_essential = || find(problem.rule).is_some_and(super::Rule::is_essential);
        self.has(problem.rule) || problem.severity == Severity::Error && is_essential()
    }
}

/// The family of a rule.
pub fn family(rule: &str) -> &str {
    rule.split('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Choice, NoChoice};

    #[test]
    fn names_families_and_numbers() {
        let choice = |only: &[&str], skip: &[&str]| {
            let words = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
            Choice::new(&words(only), &words(skip))
        };
        let some = choice(&["link", "content/date"], &["link/anchor"]).expect("rules");
        let all = ["link/internal", "link/anchor", "content/date", "content/title"];
        assert_eq!(all.map(|rule| some.has(rule)), [true, false, true, false]);
        assert!(Choice::default().is_all() && Choice::default().has("link/anchor"));
        assert!(choice(&["link/*"], &[]).expect("a family").has("link/anchor"));
        let number = choice(&["C26"], &["C01"]).expect("a number");
        assert!(number.has("link/anchor") && !number.has("link/external") && !number.is_all());
        assert!(
            matches!(choice(&["link/anchro"], &[]), Err(NoChoice::NoSuchRule(wrong)) if wrong.near == Some("link/anchor"))
        );
        assert!(matches!(choice(&["C39"], &[]), Err(NoChoice::NoSuchRule(_))));
        assert_eq!(choice(&["privacy"], &["privacy/*"]).err(), Some(NoChoice::Nothing));
        assert_eq!(choice(&[""], &[]).err(), Some(NoChoice::Blank("--only")));
        assert_eq!(choice(&["link"], &["data", " "]).err(), Some(NoChoice::Blank("--skip")));
    }
}
