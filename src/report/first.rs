//! What to mend first: findings by their rules, those that matter most at the front.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};

/// The findings of a rule.
#[derive(Debug, Clone, Copy)]
pub struct Mend<'a> {
    /// The first of them.
    pub first: &'a Diagnostic,
    /// How many there are.
    pub count: usize,
}

/// Families in which a finding does harm that no later correction undoes: people, and what inspections veto.
const GRAVE: [&str; 2] = ["privacy/", "wording/set-phrase"];

/// All rules with findings: errors before warnings, what does harm first, then what is found most often.
pub fn mends(problems: &Diagnostics) -> Vec<Mend<'_>> {
    let mut by_rule: BTreeMap<(&str, Severity), Mend<'_>> = BTreeMap::new();
    for problem in problems.iter() {
        by_rule.entry((problem.rule, problem.severity)).or_insert(Mend { first: problem, count: 0 }).count += 1;
    }
    let mut all: Vec<Mend<'_>> = by_rule.into_values().collect();
    let is_harmless = |mend: &Mend<'_>| !GRAVE.iter().any(|grave| mend.first.rule.starts_with(grave));
    all.sort_by_key(|mend| (mend.first.severity, is_harmless(mend), std::cmp::Reverse(mend.count), mend.first.rule));
    all
}

#[cfg(test)]
mod tests {
    use super::mends;
    use crate::diagnostic::Diagnostic;
    use crate::text;

    #[test]
    fn what_matters_most_is_first() {
        let one = |rule, is_error: bool| {
            let what = text!("错", "wrong");
            if is_error { Diagnostic::error(rule, what) } else { Diagnostic::warning(rule, what) }
        };
        let problems = [
            one("content/raw-html", false),
            one("link/anchor", true),
            one("link/internal", true),
            one("link/internal", true),
            one("privacy/mobile", true),
            one("content/raw-html", false),
        ];
        let problems = problems.into_iter().collect();
        let found: Vec<(&str, usize)> = mends(&problems).iter().map(|m| (m.first.rule, m.count)).collect();
        assert_eq!(found, [("privacy/mobile", 1), ("link/internal", 2), ("link/anchor", 1), ("content/raw-html", 2)]);
    }
}
