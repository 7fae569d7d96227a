//! What a rule is: a constant with its documentation, and a function.

use std::sync::Arc;

use super::account::Judged;
use super::facts::Facts;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;

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
    pub fails: &'static str,
    /// An example that passes.
    pub passes: &'static str,
    /// Law, standard or decision that it follows.
    pub source: &'static str,
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
    /// On what the records say against one another: the account.
    Account(fn(&Site) -> Judged),
    /// On the finished outputs.
    Outputs(fn(&Site, &[Arc<Facts>]) -> Vec<Finding>),
}

/// What a rule has found: a diagnostic, or that something is missing to judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Something is wrong.
    Wrong(Diagnostic),
    /// It cannot be judged, and why.
    CannotBeChecked(crate::diagnostic::Text),
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

impl Rule {
    /// Whether a finding always stops the build: what cannot be read or has no address cannot be published, whatever
    /// `site.yaml` says.
    pub fn is_essential(&self) -> bool {
        matches!(self.check, Check::Reading) && self.severity == Severity::Error
    }
}
