//! Which rules a run tells of: `--only` and `--skip`, by names and families.

use super::registry::{RULES, find};
use crate::diagnostic::{Diagnostic, Severity, nearest};

/// A choice of rules; without any words, all.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    only: Vec<String>,
    skip: Vec<String>,
}

/// A word that names no rule and no family, and the nearest that does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoSuchRule {
    /// The word.
    pub word: String,
    /// What it may have meant.
    pub near: Option<&'static str>,
}

impl Choice {
    /// Reads the words: `privacy`, `privacy/*`, `privacy/citizen-id`.
    pub fn new(only: &[String], skip: &[String]) -> Result<Choice, NoSuchRule> {
        let words = |words: &[String]| -> Result<Vec<String>, NoSuchRule> {
            words.iter().map(|word| known(word.trim())).collect()
        };
        Ok(Choice { only: words(only)?, skip: words(skip)? })
    }

    /// Whether all rules are told of.
    pub fn is_all(&self) -> bool {
        self.only.is_empty() && self.skip.is_empty()
    }

    /// Whether a rule is told of.
    pub fn has(&self, rule: &str) -> bool {
        let is_in = |words: &[String]| words.iter().any(|word| word == rule || word == family(rule));
        (self.only.is_empty() || is_in(&self.only)) && !is_in(&self.skip)
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

fn known(word: &str) -> Result<String, NoSuchRule> {
    let name = word.strip_suffix("/*").unwrap_or(word);
    if RULES.iter().any(|rule| rule.name == name || family(rule.name) == name) {
        return Ok(name.to_owned());
    }
    let names = RULES.iter().flat_map(|rule| [rule.name, family(rule.name)]);
    let near = nearest(name, names.clone());
    Err(NoSuchRule { word: word.to_owned(), near: near.and_then(|near| names.clone().find(|n| *n == near)) })
}

#[cfg(test)]
mod tests {
    use super::{Choice, NoSuchRule};

    #[test]
    fn names_and_families() {
        let words = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let choice = Choice::new(&words(&["link", "content/date"]), &words(&["link/anchor"])).expect("rules");
        let all = ["link/internal", "link/anchor", "content/date", "content/title"];
        assert_eq!(all.map(|rule| choice.has(rule)), [true, false, true, false]);
        assert!(Choice::default().is_all() && Choice::default().has("link/anchor"));
        assert!(Choice::new(&words(&["link/*"]), &[]).expect("a family").has("link/anchor"));
        let wrong = Choice::new(&words(&["link/anchro"]), &[]).expect_err("no rule");
        assert_eq!(wrong, NoSuchRule { word: "link/anchro".to_owned(), near: Some("link/anchor") });
    }
}
