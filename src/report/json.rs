//! For machines: one object, with a version.

use serde::Serialize;

use super::{Unchecked, Waived};
use crate::diagnostic::{Diagnostic, Diagnostics, Locale, Place, Severity};

#[derive(Serialize)]
struct Report<'a> {
    version: u8,
    counts: Counts,
    problems: Vec<Problem<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    waived: Vec<WaivedProblem<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    cannot_be_checked: &'a [Unchecked],
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<&'a serde_json::Value>,
}

#[derive(Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    note: usize,
}

#[derive(Serialize)]
struct Problem<'a> {
    rule: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(flatten)]
    at: Option<At<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct WaivedProblem<'a> {
    #[serde(flatten)]
    problem: Problem<'a>,
    reason: &'a str,
    by: &'a str,
    until: &'a str,
}

/// Line and column count from 1, the column in characters; 0 where the whole file is meant.
#[derive(Serialize)]
struct At<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    width: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excerpt: Option<&'a str>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    at: At<'a>,
}

fn at(place: &Place) -> At<'_> {
    At {
        file: &place.file,
        line: place.line,
        column: place.column,
        width: place.width,
        cell: place.cell.as_deref(),
        excerpt: place.excerpt.as_deref(),
    }
}

/// All problems as JSON, messages in a language.
pub fn json(problems: &Diagnostics, locale: Locale) -> String {
    json_with(problems, &[], &[], None, locale)
}

fn problem(problem: &Diagnostic, locale: Locale) -> Problem<'_> {
    Problem {
        rule: problem.rule,
        severity: problem.severity.word(),
        message: problem.message.get(locale),
        help: problem.help.as_ref().map(|h| h.get(locale)),
        at: problem.place.as_ref().map(at),
        related: problem.related.iter().map(|(p, m)| Related { message: m.get(locale), at: at(p) }).collect(),
    }
}

/// The same, with what is waived, the rules that could not be checked, and the account of the records.
pub fn json_with(
    problems: &Diagnostics,
    waived: &[Waived<'_>],
    unchecked: &[Unchecked],
    account: Option<&serde_json::Value>,
    locale: Locale,
) -> String {
    let report = Report {
        version: 1,
        counts: Counts {
            error: problems.count(Severity::Error),
            warning: problems.count(Severity::Warning),
            note: problems.count(Severity::Note),
        },
        problems: problems.iter().map(|p| problem(p, locale)).collect(),
        waived: waived
            .iter()
            .map(|w| WaivedProblem { problem: problem(w.problem, locale), reason: w.reason, by: w.by, until: &w.until })
            .collect(),
        cannot_be_checked: unchecked,
        account,
    };
    // Plain data with text keys always has a JSON form.
    serde_json::to_string_pretty(&report).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::json;
    use crate::diagnostic::{Diagnostic, Locale, SourceText};
    use crate::text;

    #[test]
    fn one_object() {
        let place = SourceText { path: "a.md", text: "甲\n乙丙" }.place(4..7);
        let problems = std::iter::once(Diagnostic::warning("content/value", text!("中", "en")).at(place)).collect();
        let value: serde_json::Value = serde_json::from_str(&json(&problems, Locale::Zh)).expect("JSON");
        assert_eq!(value["problems"][0]["message"], "中");
        assert_eq!(
            (value["problems"][0]["line"].as_u64(), value["problems"][0]["column"].as_u64()),
            (Some(2), Some(1))
        );
        assert_eq!(value["counts"]["warning"], 1);
    }
}
