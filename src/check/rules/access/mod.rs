//! `access/*`

pub(in crate::check) mod headings;
pub(in crate::check) mod keyboard;
pub(in crate::check) mod labels;
pub(in crate::check) mod language;
pub(in crate::check) mod list_complete;
pub(in crate::check) mod pictures;
pub(in crate::check) mod search_weight;
pub(in crate::check) mod table_headers;
pub(in crate::check) mod weight;

use std::sync::Arc;

use crate::check::facts::Facts;
use crate::check::rule::Finding;
use crate::check::shape::Shape;
use crate::diagnostic::{Diagnostic, Place, Severity, Text};
use crate::model::Site;
use crate::text;

/// Outputs that are told of: what a template does wrong it does on every page.
const MOST: usize = 20;

/// What a rule tells of the make-up of outputs: the first ones each, the others by their number.
fn told(
    (name, severity): (&'static str, Severity),
    site: &Site,
    facts: &[Arc<Facts>],
    wrong: impl Fn(&Facts, &Shape) -> Option<(Text, Text)>,
) -> Vec<Finding> {
    let mut found = facts.iter().filter_map(|f| Some((f, wrong(f, f.shape.as_deref()?)?)));
    let of = |message| Diagnostic { severity, ..Diagnostic::error(name, message) };
    let mut findings: Vec<Finding> = found
        .by_ref()
        .take(MOST)
        .map(|(facts, (message, help))| Finding::Wrong(of(message).at(place(site, facts)).help(help)))
        .collect();
    if let Some((next, _)) = found.next() {
        let more = found.count() + 1;
        let message =
            text!("还有 {more} 页也这样，没有一一列出", "{more} more pages are so, and are not named one by one");
        findings.push(Finding::Wrong(of(message).at(place(site, next))));
    }
    findings
}

/// The source of an output, or the output itself.
fn place(site: &Site, facts: &Facts) -> Place {
    Place::file(match facts.place.page {
        Some(page) => site.pages[page].source.path().clone(),
        None => facts.file.clone(),
    })
}

/// Some names as a list.
fn listed(names: &[String]) -> (usize, String) {
    const NAMED: usize = 3;
    let mut shown = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > NAMED {
        shown.push_str(" …");
    }
    (names.len(), shown)
}
