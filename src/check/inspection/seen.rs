//! What a run has seen of a site, and what it has not: where nothing was looked at, nothing was found.

use crate::check::registry::find;
use crate::check::rule::{Check, Verdict, unread};
use crate::check::run::{Reach, wants};
use crate::check::waive::Waived;
use crate::diagnostic::{Diagnostic, Diagnostics, Text};
use crate::model::Site;
use crate::text;

/// What a run leaves of what it saw.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// What was found.
    pub problems: &'a Diagnostics,
    /// What was taken out of that by waivers.
    pub waived: &'a [Waived],
    /// How the rules came out.
    pub verdicts: &'a [Verdict],
    /// How far it came.
    pub reach: Reach,
}

impl<'a> Seen<'a> {
    /// What rules have found, waived or not.
    pub(super) fn found(&self, rules: &[&str]) -> Vec<&'a Diagnostic> {
        let of = self.problems.iter().chain(self.waived.iter().map(|w| &w.problem));
        of.filter(|problem| rules.contains(&problem.rule)).collect()
    }

    /// Whether every source could be read. What is missing from a site that was not read wholly may be in the rest.
    pub(super) fn is_whole(&self) -> bool {
        self.reach.sources && self.reach.site
    }

    /// Why there may be more than these rules have found, if they did not see all of the site.
    pub(super) fn gap(&self, site: &Site, rules: &[&str]) -> Option<Text> {
        // What takes the network is only asked there if somebody wants it.
        let asked = || rules.iter().filter_map(|rule| find(rule)).filter(|rule| !matches!(rule.check, Check::Network));
        if asked().any(|rule| !self.reach.has_seen(rule)) {
            return Some(unread());
        }
        if asked().any(|rule| !wants(&site.config, rule.name)) {
            return Some(text!("有的规则站点关掉了", "the site has turned off some of the rules"));
        }
        let is_open = |verdict: &&Verdict| rules.contains(&verdict.rule) && verdict.why.is_some();
        self.verdicts.iter().find(is_open).and_then(|verdict| verdict.why.clone())
    }
}

/// What to do about that.
pub(super) fn unread_todo() -> Text {
    text!("先改正错误（mingbai check），再自查一遍", "mend the errors first (mingbai check), and inspect again")
}
