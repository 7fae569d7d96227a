//! What the browser is told: reload, a changed style sheet, problems, or that they are gone.

use serde::Serialize;

/// What is wrong, in words of one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Heading of the overlay.
    pub title: String,
    /// Name of its close button.
    pub close: String,
    /// The problems.
    pub problems: Vec<Problem>,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// What is wrong.
    pub message: String,
    /// `file:line:column`.
    pub place: Option<String>,
    /// The line that it stands in.
    pub excerpt: Option<Excerpt>,
    /// How to mend it.
    pub help: Option<String>,
}

/// A line, cut where the problem is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Excerpt {
    /// Before it.
    pub before: String,
    /// The problem.
    pub marked: String,
    /// After it.
    pub after: String,
}

/// An event of the stream.
#[derive(Debug, Clone)]
pub(super) enum Event {
    /// Outputs changed; the paths of those that did.
    Changed(std::sync::Arc<Change>),
    /// Something is wrong.
    Problems(std::sync::Arc<str>),
    /// Nothing is wrong any more.
    Fixed,
}

/// What a viewer needs to know of a new snapshot.
#[derive(Debug, Default)]
pub(super) struct Change {
    /// Output paths that changed.
    pub(super) paths: Vec<String>,
    /// Old and new addresses of style sheets, where nothing but them (and the links to them) changed.
    pub(super) styles: Vec<(String, String)>,
}

/// One message in the form of the event stream (HTML Standard, server-sent events).
pub(super) fn message(name: &str, data: &str) -> String {
    let data: String = data.lines().map(|l| format!("data: {l}\n")).collect();
    format!("event: {name}\n{}\n", if data.is_empty() { "data:\n".to_owned() } else { data })
}
