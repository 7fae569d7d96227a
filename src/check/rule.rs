//! What a rule is: a constant with its documentation, and a function.

use std::sync::Arc;

use super::account::Judged;
pub(in crate::check) use super::example::Example;
use super::facts::Facts;
use super::privacy::Found;
use crate::diagnostic::{Diagnostic, Severity, Text};
pub(in crate::check) use crate::model::Opt;
use crate::model::Site;
use crate::model::{Given, Setting};
use crate::text;

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// `family/what-is-wrong`.
    pub name: &'static str,
    /// How much a finding matters unless the site says otherwise.
    pub severity: Severity,
    /// What it checks, in Chinese and in English.
    pub what: [&'static str; 2],
    /// Why that matters.
    pub why: [&'static str; 2],
    /// An example that fails.
    pub fails: Example,
    /// An example that passes.
    pub passes: Example,
    /// Law or standard that it follows, with its clause, or decision of Mingbai.
    pub source: &'static str,
    /// What a site may set.
    pub options: &'static [Opt],
    /// How it is judged.
    pub check: Check,
}

/// How a rule is judged.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// While sources are read: what breaks it cannot be understood otherwise.
    Reading,
    /// On the whole site.
    Site(fn(&Site) -> Vec<Finding>),
    /// On what was found of people in everything that is published.
    Privacy(fn(&Site, &Found) -> Vec<Finding>),
    /// On what the records say against one another: the account.
    Account(fn(&Site) -> Judged),
    /// On the network, where it is asked for; never in a build.
    Network,
    /// On the finished outputs.
    Outputs(fn(&Site, &[Arc<Facts>]) -> Vec<Finding>),
}

/// What a rule has found: a diagnostic, or that something is missing to judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Something is wrong.
    Wrong(Diagnostic),
    /// It cannot be judged, and why.
    CannotBeChecked(Text),
    /// One thing cannot be judged: what is missing, and where.
    Unclear(Diagnostic),
}

/// The result of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Name of the rule.
    pub rule: &'static str,
    /// How it came out.
    pub kind: VerdictKind,
    /// How many findings there are.
    pub findings: usize,
    /// Why it cannot be checked, there or anywhere, as far as the rule says itself.
    pub why: Option<Text>,
}

/// How a rule came out. A missing input is not a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerdictKind {
    /// Nothing is wrong.
    Passed,
    /// Something is.
    Failed,
    /// Something that it needs is missing.
    CannotBeChecked,
}

impl Verdict {
    /// Why it could not be checked, there or anywhere.
    pub fn gap(&self) -> Option<Text> {
        let is_open = self.kind == VerdictKind::CannotBeChecked;
        self.why.clone().or_else(|| is_open.then(unread))
    }
}

/// What is said where not everything was seen.
pub fn unread() -> Text {
    text!("有错误，没有看全", "for errors, not everything was seen")
}

impl Rule {
    /// Whether a finding always stops the build: what cannot be read or has no address cannot be published, whatever
    /// `site.yaml` says.
    pub fn is_essential(&self) -> bool {
        matches!(self.check, Check::Reading) && self.severity == Severity::Error
    }

    /// A number among its options: the site's, else the default.
    pub fn number(&self, site: &Site, name: &str) -> usize {
        match self.given(site, name) {
            Some(Given::Number(n)) => *n,
            _ => self.usual(name),
        }
    }

    /// The same where a site sets nothing.
    pub fn usual(&self, name: &str) -> usize {
        match self.default(name) {
            Some(Setting::Days(n) | Setting::WorkingDays(n) | Setting::Count(n) | Setting::DayOfYear(n)) => n,
            _ => 0,
        }
    }

    /// Words among its options: the default ones, and those that the site adds.
    pub fn words<'s>(&self, site: &'s Site, name: &str) -> Vec<&'s str> {
        let mut words: Vec<&'s str> =
            if let Some(Setting::Words(words)) = self.default(name) { words.to_vec() } else { Vec::new() };
        if let Some(Given::Words(more)) = self.given(site, name) {
            words.extend(more.iter().map(String::as_str));
        }
        words
    }

    fn default(&self, name: &str) -> Option<Setting> {
        self.options.iter().find(|o| o.name == name).map(|o| o.default)
    }

    fn given<'s>(&self, site: &'s Site, name: &str) -> Option<&'s Given> {
        let option = self.options.iter().find(|o| o.name == name)?;
        site.config.options.get(&(self.name.to_owned(), option.name.to_owned())).map(|chosen| &chosen.given)
    }
}
