//! What is wrong, where, and how to mend it: plain data that knows no rule and no format.

mod nearest;
mod place;
mod text;

pub use nearest::nearest;
pub use place::{Lines, Place, SourceText, column_name};
pub use text::{Locale, Text};

use std::cmp::Ordering;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site cannot be published like this.
    Error,
    /// Readers would stumble over it; fails the build under `--strict`.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word used in JSON and in `site.yaml`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }

    /// The severity of that word.
    pub fn from_word(word: &str) -> Option<Severity> {
        [Severity::Error, Severity::Warning, Severity::Note].into_iter().find(|s| s.word() == word)
    }
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Name of the rule or of the kind of problem, `family/what-is-wrong`.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong.
    pub message: Text,
    /// Where; `None` where it concerns the whole site.
    pub place: Option<Place>,
    /// How to mend it.
    pub help: Option<Text>,
    /// Other places that belong to it, with what they are.
    pub related: Vec<(Place, Text)>,
}

impl Diagnostic {
    /// A problem of the given severity, as yet without place and help.
    pub fn new(rule: &'static str, severity: Severity, message: Text) -> Self {
        Diagnostic { rule, severity, message, place: None, help: None, related: Vec::new() }
    }

    /// An error.
    pub fn error(rule: &'static str, message: Text) -> Self {
        Self::new(rule, Severity::Error, message)
    }

    /// A warning.
    pub fn warning(rule: &'static str, message: Text) -> Self {
        Self::new(rule, Severity::Warning, message)
    }

    /// The same, at a place.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same, with the mend.
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// The same, with one more place that belongs to it.
    pub fn with(mut self, place: Place, what: Text) -> Self {
        self.related.push((place, what));
        self
    }

    fn order(&self, other: &Self) -> Ordering {
        let key = |d: &Self| d.place.as_ref().map(|p| (p.file.clone(), p.sheet().to_owned(), p.line, p.column));
        key(self).cmp(&key(other)).then(self.rule.cmp(other.rule)).then_with(|| self.message.zh.cmp(&other.message.zh))
    }
}

/// All problems of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of `other`.
    pub fn append(&mut self, other: Diagnostics) {
        self.0.extend(other.0);
    }

    /// Puts them in their stable order (file, sheet, line, column, rule) and drops exact repetitions.
    pub fn sort(&mut self) {
        self.0.sort_by(Diagnostic::order);
        self.0.dedup();
    }

    /// In their present order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|d| d.severity == severity).count()
    }

    /// Whether there is an error among them.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Changes each, or drops it where `f` says false.
    pub fn retain_mut(&mut self, f: impl FnMut(&mut Diagnostic) -> bool) {
        self.0.retain_mut(f);
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(iter: I) -> Self {
        Diagnostics(iter.into_iter().collect())
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
