//! Runs the rules, and lets the site decide how much each matters.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::account::{Account, Entry, Explanation, Ruled, Standing, Subject};
use super::facts::Facts;
use super::privacy::{Found, names_masked, numbers_masked};
use super::registry::{RULES, find};
use super::rule::{Check, Finding, Rule, Verdict, VerdictKind};
use super::settings::level;
use super::waive;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Config, Level, Site};
use crate::text;

/// Judges a site before it is rendered.
pub fn on_site(site: &Site) -> (Vec<Verdict>, Diagnostics) {
    let of_people = |rule: &Rule| matches!(rule.check, Check::Privacy(_)) && !is_off(&site.config, rule);
    let found = if RULES.iter().any(of_people) { Found::of(site) } else { Found::default() };
    judge(&site.config, |rule| match rule.check {
        Check::Site(check) => Some(check(site)),
        Check::Privacy(check) => Some(check(site, &found)),
        _ => None,
    })
}

/// Holds the records against one another. What does not hold by a rule that the site has to heed is a problem too.
pub fn account(site: &Site) -> (Account, Diagnostics) {
    let judge = |rule: &'static Rule| match rule.check {
        Check::Account(check) => Some(Ruled { rule, judged: check(site) }),
        _ => None,
    };
    let mut rules: Vec<Ruled> = RULES.par_iter().filter(|r| !is_off(&site.config, r)).filter_map(judge).collect();
    let waived = explain_waived(site, &mut rules);
    let mut account = Account::new(rules);
    account.waived = waived;
    let severity = |rule: &Rule| match level(&site.config, rule) {
        Some(Level::As(severity)) => severity,
        _ => rule.severity,
    };
    let problems = account.problems(site, severity).into_iter().collect();
    (account, problems)
}

/// What a waiver is given for is explained: by its reason, and by the post that gave it.
fn explain_waived(site: &Site, rules: &mut [Ruled]) -> BTreeSet<usize> {
    let waivers = waive::all(site);
    let mut used = BTreeSet::new();
    if waivers.is_empty() {
        return used;
    }
    let open = |e: &&mut Entry| !matches!(e.standing, Standing::Holds | Standing::Explained);
    for entry in rules.iter_mut().flat_map(|r| &mut r.judged.entries).filter(open) {
        let page = if let Subject::Record(page) = entry.subject { Some(page) } else { None };
        let place = entry.place(site);
        if let Some(index) = waive::of_entry(site, &waivers, entry.rule, page, place.as_ref()) {
            used.insert(index);
            let waiver = waivers[index].0;
            let (reason, by) = (numbers_masked(&waiver.reason), numbers_masked(&names_masked(&waiver.by)));
            entry.standing = Standing::Explained;
            entry.explanation = Some(Explanation {
                reason: text!("{reason}", "{reason}"),
                post: Some(text!("{by}", "{by}")),
                source: None,
            });
        }
    }
    used
}

/// Judges the finished outputs.
pub fn on_outputs(site: &Site, facts: &[Arc<Facts>]) -> (Vec<Verdict>, Diagnostics) {
    judge(&site.config, |rule| match rule.check {
        Check::Outputs(check) => Some(check(site, facts)),
        _ => None,
    })
}

/// How far a run came: what was not seen was not checked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reach {
    /// Every source could be read.
    pub sources: bool,
    /// There is a site.
    pub site: bool,
    /// Every output could be made.
    pub outputs: bool,
}

impl Reach {
    /// Whether a rule has seen all that it looks at.
    pub fn has_seen(self, rule: &Rule) -> bool {
        match rule.check {
            Check::Reading if rule.name.starts_with("template/") => self.site && self.outputs,
            Check::Reading | Check::Site(_) | Check::Privacy(_) => self.sources && self.site,
            Check::Account(_) | Check::Outputs(_) | Check::Network => self.sources && self.site && self.outputs,
        }
    }
}

/// How every rule came out, all things considered: one with problems failed, one that has not seen everything cannot be
/// checked. `judged` is what the rules on site and outputs said themselves.
pub fn settle(config: Option<&Config>, judged: &[Verdict], problems: &Diagnostics, reach: Reach) -> Vec<Verdict> {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for problem in problems.iter() {
        *found.entry(problem.rule).or_default() += 1;
    }
    let mut verdicts = Vec::with_capacity(RULES.len());
    // How the records stand against one another is told by the account, but for what is beyond this program.
    let is_told = |rule: &&Rule| !matches!(rule.check, Check::Account(_)) || judged.iter().any(|v| v.rule == rule.name);
    for rule in RULES.iter().filter(is_told) {
        let findings = found.get(rule.name).copied().unwrap_or_default();
        let is_made = rule.name.starts_with("publish/") || matches!(rule.check, Check::Network);
        if findings == 0 && (is_made || config.is_some_and(|c| is_off(c, rule))) {
            continue;
        }
        let said = judged.iter().find(|v| v.rule == rule.name);
        let kind = match findings {
            // What cannot be judged may be told of at its place.
            _ if said.is_some_and(|v| v.kind == VerdictKind::CannotBeChecked) => VerdictKind::CannotBeChecked,
            0 if !reach.has_seen(rule) => VerdictKind::CannotBeChecked,
            0 => VerdictKind::Passed,
            _ => VerdictKind::Failed,
        };
        let why = said.and_then(|v| v.why.clone());
        verdicts.push(Verdict { rule: rule.name, kind, findings, why });
    }
    verdicts
}

/// Whether any rule that the site has left on wants the facts of the outputs.
pub fn wants_outputs(config: &Config) -> bool {
    RULES.iter().any(|rule| matches!(rule.check, Check::Outputs(_)) && !is_off(config, rule))
}

/// Whether the site has left that rule on.
pub fn wants(config: &Config, rule: &str) -> bool {
    find(rule).is_none_or(|rule| !is_off(config, rule))
}

fn is_off(config: &Config, rule: &Rule) -> bool {
    level(config, rule) == Some(Level::Off)
}

fn judge(config: &Config, findings: impl Fn(&Rule) -> Option<Vec<Finding>> + Sync) -> (Vec<Verdict>, Diagnostics) {
    let judged: Vec<(Verdict, Vec<Diagnostic>)> = RULES
        .par_iter()
        .filter(|rule| !is_off(config, rule))
        .filter_map(|rule| {
            let mut wrong = Vec::new();
            let mut unclear = Vec::new();
            let mut missing = None;
            for finding in findings(rule)? {
                match finding {
                    Finding::Wrong(diagnostic) => wrong.push(diagnostic),
                    Finding::CannotBeChecked(why) => missing = missing.or(Some(why)),
                    Finding::Unclear(diagnostic) => {
                        missing = missing.or_else(|| Some(diagnostic.message.clone()));
                        unclear.push(diagnostic);
                    }
                }
            }
            let kind = match (wrong.is_empty(), missing.is_some()) {
                (false, _) => VerdictKind::Failed,
                (true, true) => VerdictKind::CannotBeChecked,
                (true, false) => VerdictKind::Passed,
            };
            wrong.append(&mut unclear);
            Some((Verdict { rule: rule.name, kind, findings: wrong.len(), why: missing }, wrong))
        })
        .collect();
    let mut verdicts = Vec::with_capacity(judged.len());
    let mut problems = Diagnostics::new();
    for (verdict, wrong) in judged {
        verdicts.push(verdict);
        wrong.into_iter().for_each(|d| problems.push(d));
    }
    (verdicts, problems)
}

/// Lays the site's severities over what was found. What the site cannot do without stays an error.
pub fn apply_levels(config: &Config, problems: &mut Diagnostics) {
    problems.retain_mut(|d| match find(d.rule).and_then(|rule| level(config, rule)) {
        Some(Level::Off) => false,
        Some(Level::As(severity)) => {
            d.severity = severity;
            true
        }
        None => true,
    });
}
